import { defineNeuron } from "../../src/kind/index.ts";

/** The firing-rate model: a rate that relaxes to a threshold-linear function of its input. */
export const firingRate = defineNeuron({
  kind: "firingRate",
  version: 1,
  label: "Firing rate",
  short: "rate",
  about: "A rate that follows, with the time constant tau, what its input exceeds a threshold by.",
  notes:
    "The same steady states as a network of threshold-linear units, but here the rate is the state and the curve acts on the summed input: " +
    "dr_i/dt = (-r_i + max(0, sum_j W_ij r_j + I_i))/tau. Ring attractors and winner-take-all networks are usually written so. " +
    "Feedback of a unit onto itself must stay below 1/gain or the rate runs away; between 0 and that it slows the unit down, to tau/(1 - gain W).",
  sources: [
    "Ben-Yishai, Bar-Or & Sompolinsky (1995), Theory of orientation tuning in visual cortex, PNAS 92, 3844-3848",
    "Dayan & Abbott (2001), Theoretical Neuroscience, section 7.2",
  ],
  icon: "M5,17H8Q10,9 13,8.5H19M10.5,17H19",

  inputs: { i: { signal: "current", unit: "1", about: "Sum of everything wired to this unit" } },
  outputs: { r: { signal: "value", reads: "r", unit: "1", about: "Rate, 0 or more" } },

  parameters: {
    theta: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Threshold of the input" },
    gain: { default: 1, unit: "1", range: [0, 1e6], slider: [0, 10], about: "Rate for each unit of input above the threshold" },
    tau: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 200], scale: "log", about: "Time constant" },
    I_e: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Constant input from within" },
  },
  state: { r: { unit: "1", start: "0", about: "Rate" } },

  equations: "dr/dt = (-r + max(0, gain*(i + I_e - theta)))/tau",
});
