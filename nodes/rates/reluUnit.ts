import { defineNeuron } from "../../src/kind/index.ts";

/** Graded unit that is silent up to a threshold and in proportion above. */
export const reluUnit = defineNeuron({
  kind: "reluUnit",
  version: 1,
  label: "Threshold-linear unit (ReLU)",
  short: "ReLU",
  about: "A unit without spikes: silent below theta, and above in proportion to what exceeds it.",
  notes:
    "The simplest curve that is never negative, and a good one for cortical cells far from saturation. It does not saturate, so only inhibition or a leak keeps a network of it from running away: " +
    "its own excitation must stay below 1/gain. The same curve is the rectified linear unit of deep learning. Here the curve acts on v; in the unit called firing rate it acts on the input.",
  sources: [
    "Hahnloser, Sarpeshkar, Mahowald, Douglas & Seung (2000), Digital selection and analogue amplification coexist in a cortex-inspired silicon circuit, Nature 405, 947-951",
  ],
  icon: "M5,17H11L19,8",

  inputs: { i: { signal: "current", unit: "1", about: "Sum of everything wired to this unit" } },
  outputs: {
    r: { signal: "value", reads: "r", unit: "1", about: "Rate, 0 or more" },
    v: { signal: "value", reads: "v", unit: "1", about: "The activation before the curve" },
  },

  parameters: {
    theta: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Threshold" },
    gain: { default: 1, unit: "1", range: [-1e6, 1e6], slider: [0, 10], about: "Slope above the threshold" },
    tau: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 200], scale: "log", about: "Time constant" },
    I_e: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Constant input from within" },
  },
  lesson: { type: "units", activation: "v", sends: "r", bias: "I_e" },
  state: { v: { unit: "1", start: "0", about: "Activation" } },

  equations: `r = max(0, gain*(v - theta))
dv/dt = (-v + i + I_e)/tau`,
});
