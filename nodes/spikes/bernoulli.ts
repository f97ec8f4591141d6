import { defineSpikes } from "../../src/kind/index.ts";
import { anyTime, never } from "../forms.ts";

/** The lecture's recipe for random spikes: in each step draw a number, and spike if it is below r dt. */
export const bernoulli = defineSpikes({
  kind: "bernoulli",
  version: 1,
  label: "Random train, p < r dt",
  short: "p < r dt",
  about: "In each step a random number decides: below rate times dt, a spike.",
  notes:
    "The recipe everyone writes first, and a good one while r dt is small. It is a Bernoulli process and not quite Poisson: at most one spike a step, intervals with a coefficient of variation of " +
    "sqrt(1 - r dt) and counts with a Fano factor of 1 - r dt, so its numbers change with the time step. Keep r dt below 0.1; at 1 it is a clock. " +
    "The Poisson train has no such limit.",
  lecture: [
    "`p < r*dt` is given as the Poisson process. It is its approximation for r dt far below 1, as at most one spike fits into a step; at 0.1 intervals vary by 5 % less.",
  ],
  sources: ["Dayan & Abbott (2001), Theoretical Neuroscience, section 1.4"],
  icon: "M6,8V16M9,8V16M15,8V16M17,8V16M6,18H19",

  inputs: {},
  outputs: { spikes: { signal: "spikes", about: "One train for each cell" } },
  parameters: {
    rate: { default: 100, unit: "Hz", range: [0, 1e6], slider: [0, 1000], about: "Mean number of spikes a second, for each cell" },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it begins" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "From then on it is silent; 1e9 is never" },
  },
  state: {},
  equations: "",
  limits: [
    {
      of: "rate*dt",
      warn: 0.1,
      most: 1,
      about: "It is the chance of a spike in one step; the larger it is, the more the train is a clock. The Poisson train has no such limit.",
    },
  ],
  spike: { type: "count", count: "int(rand() < rate*dt and t >= start and t < stop)" },
});
