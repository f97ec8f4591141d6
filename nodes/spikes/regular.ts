import { defineSpikes } from "../../src/kind/index.ts";
import { anyTime, never } from "../forms.ts";

/** A metronome: spikes at equal distances. */
export const regular = defineSpikes({
  kind: "regular",
  version: 1,
  label: "Regular train",
  short: "regular",
  about: "Spikes at equal distances, the first at `start`.",
  notes:
    "A clean test signal: what a synapse does to each spike, and to the next one before the first has faded. " +
    "The k-th spike comes at start + k/rate, put on the first time step that is not before it, so no error piles up. " +
    "In NEST's step order nothing can happen at 0 ms; with start 0 the first spike is then the one at 1/rate. All cells of the node fire together.",
  sources: ["Markram, Wang & Tsodyks (1998), Differential signaling via the same axon, PNAS 95, 5323-5328 (regular trains as a probe of synapses)"],
  icon: "M7,8V16M11,8V16M15,8V16M19,8V16",

  inputs: {},
  outputs: { spikes: { signal: "spikes", about: "The train" } },
  parameters: {
    rate: { default: 20, unit: "Hz", range: [0, 1e5], slider: [0, 200], about: "Spikes a second" },
    start: { default: 10, unit: "ms", range: anyTime, slider: [0, 2000], about: "Time of the first spike" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "From then on it is silent; 1e9 is never" },
  },
  state: {},
  equations: "",
  // Spikes so far, less spikes so far one step ago. The millionth catches products that fall just short of a whole number.
  spike: {
    type: "count",
    count: "int(t < stop)*(max(floor((t - start)*rate + 1e-6) + 1, 0) - max(floor((t - dt - start)*rate + 1e-6) + 1, 0))",
  },
});
