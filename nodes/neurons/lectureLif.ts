import { defineNeuron, type Shown } from "../../src/kind/index.ts";

const shown: Shown = {
  stimulus: { kind: "step", parameters: { amplitude: 1, start: 0.1, stop: 0.49 } },
  duration: 1,
  published: { dt: 0.01 },
};

/** The lecture's leaky loop, statement by statement: the same float64 sums in the same order, to the last bit. */
export const lectureLif = defineNeuron({
  kind: "lectureLif",
  version: 1,
  label: "Leaky integrate-and-fire, the lecture's loop",
  short: "LIF loop",
  about: "The lecture's leaky loop as it is written: dv = g*I - (v - v_r), v = v + dt*dv, a strict threshold, the reset.",
  notes:
    "Numbers without units; a second of the lecture is shown as 1 ms, so its step is dt 0.01 ms. Each step is Euler's, in the lecture's order of operations, so every sample is the same double. " +
    "The lecture writes the leak with a g that its code leaves out, which is right only for g = 1; the usual form is tau dv/dt = v_r - v + R I. " +
    "v starts below v_r and so first drifts up. The reset is cropped in the lecture: -0.1, where v starts, is one reading, 0 the other.",
  sources: [
    "Stein (1965), A theoretical analysis of neuronal variability, Biophys. J. 5, 173-194",
    "Goldberg (1991), What every computer scientist should know about floating-point arithmetic, ACM Comput. Surv. 23, 5-48",
  ],
  icon: "M5,16H7V12H9V10H12V9H14V16H16V13H19",

  inputs: { i: { signal: "current", unit: "1", about: "The lecture's I at this step" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v is above the threshold" },
    v: { signal: "value", reads: "v", unit: "1", about: "The lecture's v, for plots" },
  },

  parameters: {
    g: { default: 1, unit: "1", range: [-1e6, 1e6], slider: [0, 5], about: "Gain of the input" },
    v_r: { default: -0.05, unit: "1", range: [-1e6, 1e6], slider: [-0.5, 0.5], about: "Where the leak pulls to, with a time constant of 1 s, shown as 1 ms" },
    V_th: { default: 0.05, unit: "1", range: [-1e6, 1e6], slider: [0, 1], about: "Threshold; v must be above it" },
    V_reset: { default: -0.1, unit: "1", range: [-1e6, 1e6], slider: [-0.5, 0.5], about: "Value after a spike" },
    v_0: { default: -0.1, unit: "1", range: [-1e6, 1e6], slider: [-0.5, 0.5], about: "Value at the start" },
  },
  state: { v: { unit: "1", start: "v_0", about: "The lecture's v" } },

  // Dividing by ms changes units only: a second of the lecture is 1 ms here.
  equations: "dv/dt = (g*i - (v - v_r))/ms",
  spike: { type: "threshold", when: "v > V_th", then: "v = V_reset" },
  method: { nest: "euler", brian2: "euler" },

  presets: {
    lecture: { label: "The lecture", about: "Input 1 from 0.1 to 0.49 ms, dt 0.01 ms: spikes at 0.25 and 0.41 ms.", parameters: {}, shown },
    zero: { label: "Reset 0", about: "The same input, five spikes: at 0.25, 0.31, 0.37, 0.43 and 0.49 ms.", parameters: { V_reset: 0 }, shown },
  },
});
