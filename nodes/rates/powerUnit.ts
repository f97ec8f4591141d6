import { defineNeuron } from "../../src/kind/index.ts";

/** Graded unit whose rate grows as a power of what exceeds the threshold. */
export const powerUnit = defineNeuron({
  kind: "powerUnit",
  version: 1,
  label: "Power-law unit",
  short: "power",
  about: "A unit without spikes whose rate is k times the excess over theta to the power n.",
  notes:
    "Noise turns the sharp threshold of a cell into a power law, with n from 2 to 5 in visual cortex: the gain grows with the activity. " +
    "With excitation and inhibition of such units the network is supralinear when weakly driven and held by inhibition when strongly driven. With n = 1 it is the threshold-linear unit.",
  sources: [
    "Miller & Troyer (2002), Neural noise can explain expansive, power-law nonlinearities in neural response functions, J. Neurophysiol. 87, 653-659",
    "Ahmadian, Rubin & Miller (2013), Analysis of the stabilized supralinear network, Neural Comput. 25, 1994-2037",
  ],
  icon: "M5,17H9Q16,16.5 18,8",

  inputs: { i: { signal: "current", unit: "1", about: "Sum of everything wired to this unit" } },
  outputs: {
    r: { signal: "value", reads: "r", unit: "1", about: "Rate, 0 or more" },
    v: { signal: "value", reads: "v", unit: "1", about: "The activation before the curve" },
  },

  parameters: {
    k: { default: 1, unit: "1", range: [0, 1e6], slider: [0, 2], about: "Rate at an excess of 1" },
    theta: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Threshold" },
    n: { default: 2, unit: "1", range: [0.01, 20], slider: [1, 5], about: "Exponent" },
    tau: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 200], scale: "log", about: "Time constant" },
    I_e: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Constant input from within" },
  },
  lesson: { type: "units", activation: "v", sends: "r", bias: "I_e" },
  state: { v: { unit: "1", start: "0", about: "Activation" } },

  equations: `r = k*max(0, v - theta)^n
dv/dt = (-v + i + I_e)/tau`,
});
