import { defineNeuron, type Shown } from "../../src/kind/index.ts";

/** One input sample is 1 ms / 100; the loop's k-th sample is taken in the step that begins one before it. */
const shown: Shown = {
  stimulus: { kind: "step", parameters: { amplitude: 1, start: 0.25, stop: 0.74 } },
  duration: 1,
  published: { dt: 0.01 },
};

/** The lecture's integrate-and-fire loop, statement by statement: the same float64 sums in the same order, to the last bit. */
export const lectureIf = defineNeuron({
  kind: "lectureIf",
  version: 1,
  label: "Integrate-and-fire, the lecture's loop",
  short: "IF loop",
  about: "The lecture's loop as it is written: v = v + dt*(g*I), then a strict threshold, then the reset.",
  notes:
    "Numbers without units; a second of the lecture is shown as 1 ms, so its step is dt 0.01 ms. Euler's method adds to v what the lecture's line adds, in its order, so every sample is " +
    "the same double. In float64 twenty additions of 0.01 give 0.20000000000000004, which is above 0.2, so it fires one step before exact sums would. " +
    "The lecture calls g a conductance; what it divides by is a capacitance, g = 1/C. The value before the first step, which the lecture leaves to chance, is `v_0`.",
  sources: [
    "Lapicque (1907), Recherches quantitatives sur l'excitation électrique des nerfs, J. Physiol. Pathol. Gen. 9, 620-635",
    "Goldberg (1991), What every computer scientist should know about floating-point arithmetic, ACM Comput. Surv. 23, 5-48",
  ],
  icon: "M6,16H8V14H10V12H12V10H14V16H18",

  inputs: { i: { signal: "current", unit: "1", about: "The lecture's I at this step" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v is above the threshold" },
    v: { signal: "value", reads: "v", unit: "1", about: "The lecture's v, for plots" },
  },

  parameters: {
    g: { default: 1, unit: "1", range: [-1e6, 1e6], slider: [0, 5], about: "What an input of 1 adds in a second, shown as 1 ms" },
    V_th: { default: 0.2, unit: "1", range: [-1e6, 1e6], slider: [0, 1], about: "Threshold; v must be above it" },
    V_reset: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-0.5, 0.5], about: "Value after a spike" },
    v_0: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-0.5, 0.5], about: "Value at the start" },
  },
  state: { v: { unit: "1", start: "v_0", about: "The lecture's v" } },

  // Dividing by ms changes units only: a second of the lecture is 1 ms here.
  equations: "dv/dt = g*i/ms",
  spike: { type: "threshold", when: "v > V_th", then: "v = V_reset" },
  method: { nest: "euler", brian2: "euler" },

  presets: {
    lecture: {
      label: "The lecture",
      about: "Input 1 from 0.25 to 0.74 ms, dt 0.01 ms: spikes at 0.45 and 0.65 ms, exact sums would give 0.46 and 0.67.",
      parameters: {},
      shown,
    },
    below: {
      label: "Reset -0.1",
      about: "The other reading of the lecture's reset: the way up is half as long again.",
      parameters: { V_reset: -0.1 },
      shown,
    },
  },
});
