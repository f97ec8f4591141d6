import { defineSpikes } from "../../src/kind/index.ts";
import { anyTime, never } from "../forms.ts";

/** Homogeneous Poisson process: spikes without memory at a constant rate. */
export const poisson = defineSpikes({
  kind: "poisson",
  version: 1,
  label: "Poisson train",
  short: "Poisson",
  about: "Random spikes at a constant mean rate, each independent of all others.",
  notes:
    "The standard model of background input, drawn anew for each cell from the graph's seed. The number of spikes in a step is Poisson, " +
    "so a cell may fire twice in one step: one cell at 8000 Hz stands for a thousand at 8 Hz. " +
    "It has no refractory period and does not burst: intervals have a coefficient of variation of 1, counts a Fano factor of 1.",
  lecture: [
    "X ~ Poisson(r) should be Poisson(r T): the count in a time T. A rate alone has a unit, per second, and counts nothing.",
    "It is said to have most of the statistics of real neurons. It has no refractory period and no bursts: intervals of every length, down to 0. The renewal train with a dead time and the bursts have.",
  ],
  sources: ["Dayan & Abbott (2001), Theoretical Neuroscience, section 1.4"],
  icon: "M6,8V16M7.8,8V16M12,8V16M13.8,8V16M19,8V16",

  inputs: {},
  outputs: { spikes: { signal: "spikes", about: "One train for each cell" } },
  parameters: {
    rate: { default: 100, unit: "Hz", range: [0, 1e6], slider: [0, 1000], about: "Mean number of spikes a second, for each cell" },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it begins" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "From then on it is silent; 1e9 is never" },
  },
  state: {},
  equations: "",
  spike: { type: "count", count: "poisson(rate*dt*int(t >= start and t < stop))" },
});
