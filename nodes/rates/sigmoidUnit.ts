import { defineNeuron } from "../../src/kind/index.ts";

/** Graded unit with the S-shaped curve of a population: silent, then in proportion, then saturated. */
export const sigmoidUnit = defineNeuron({
  kind: "sigmoidUnit",
  version: 1,
  label: "Sigmoid unit",
  short: "sigmoid",
  about: "A unit without spikes whose rate goes from 0 to Q along an S-shaped curve.",
  notes:
    "It stands for a population, or for a cell seen through its firing rate: v follows the input with the time constant tau, and r = g(v) is what others receive. " +
    "Wire r through weighted sums and the network is dv_i/dt = (-v_i + I_i + sum_j W_ij g(v_j))/tau. beta is a width: the greatest slope is Q/(4 beta), at v = theta. " +
    "Numbers have no unit; with Q = 100, r reads as Hz, and theta and v as mV if you like.",
  lecture: ["`beta` is called the slope. It is a width: the slope is greatest at `theta`, `Q/(4*beta)`, so a larger `beta` makes the curve flatter."],
  sources: [
    "Wilson & Cowan (1972), Excitatory and inhibitory interactions in localized populations of model neurons, Biophys. J. 12, 1-24",
    "Hopfield (1984), Neurons with graded response have collective computational properties like those of two-state neurons, PNAS 81, 3088-3092",
  ],
  icon: "M5,17Q11,17 12,12.5T19,8",

  inputs: { i: { signal: "current", unit: "1", about: "Sum of everything wired to this unit" } },
  outputs: {
    r: { signal: "value", reads: "r", unit: "1", about: "Rate, from 0 to Q" },
    v: { signal: "value", reads: "v", unit: "1", about: "The activation before the curve" },
  },

  parameters: {
    Q: { default: 1, unit: "1", range: [0, 1e6], slider: [0, 100], about: "Highest rate" },
    theta: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Activation at which the rate is half of Q" },
    beta: { default: 1, unit: "1", range: [1e-6, 1e6], slider: [0.05, 5], scale: "log", about: "Width of the curve; its greatest slope is Q/(4 beta)" },
    tau: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 200], scale: "log", about: "Time constant" },
    I_e: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Constant input from within" },
  },
  lesson: { type: "units", activation: "v", sends: "r", bias: "I_e" },
  state: { v: { unit: "1", start: "0", about: "Activation" } },

  equations: `r = Q/(1 + exp((theta - v)/beta))
dv/dt = (-v + i + I_e)/tau`,
});
