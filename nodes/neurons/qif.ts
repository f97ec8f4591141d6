import { defineNeuron } from "../../src/kind/index.ts";

/** Quadratic integrate-and-fire: the normal form of every neuron that begins to fire at a saddle-node. */
export const qif = defineNeuron({
  kind: "qif",
  version: 1,
  label: "Quadratic integrate-and-fire",
  short: "QIF",
  about: "v grows with its own square: the simplest neuron that can fire arbitrarily slowly (class 1).",
  notes:
    "What any class 1 neuron looks like close to the onset of firing. Numbers are those of theory, without units: one unit of v is " +
    "shown as 1 mV, and an input of 1 mV/ms is I = 1. For I above 0 it fires every pi tau/sqrt(I), a little sooner since V_reset " +
    "and V_peak stand for both infinities. For I below 0 it rests at -sqrt(-I) and fires when it is pushed past +sqrt(-I).",
  sources: [
    "Ermentrout & Kopell (1986), Parabolic bursting in an excitable system coupled with a slow oscillation, SIAM J. Appl. Math. 46, 233-253",
    "Latham, Richmond, Nelson & Nirenberg (2000), Intrinsic dynamics in neuronal networks, J. Neurophysiol. 83, 808-827",
  ],
  icon: "M6,7Q12.5,19 19,7",

  inputs: { i: { signal: "current", unit: "mV/ms", about: "Sum of every input wired to this neuron; 1 mV/ms is I = 1" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v reaches its peak" },
    v: { signal: "value", reads: "v", unit: "mV", about: "The variable v, for plots" },
  },

  parameters: {
    tau: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 100], scale: "log", about: "Time constant" },
    V_peak: { default: 100, unit: "mV", range: [0, 1e6], slider: [10, 1000], about: "Where the spike is counted; stands for infinity" },
    V_reset: { default: -100, unit: "mV", range: [-1e6, 0], slider: [-1000, -1], about: "Where v goes on after a spike; stands for minus infinity" },
    I_e: { default: 0, unit: "mV/ms", range: [-1e4, 1e4], slider: [-2, 5], about: "Constant input from within; 1 mV/ms is I = 1" },
  },
  state: { v: { unit: "mV", start: "-1 mV", about: "The variable v" } },

  // Dividing by mV and multiplying by ms changes units only.
  equations: "dv/dt = (v*v/mV + (i + I_e)*ms)/tau",
  spike: { type: "threshold", when: "v >= V_peak", then: "v = V_reset" },
  method: { brian2: "rk4" },
});
