import { defineNeuron } from "../../src/kind/index.ts";

/** Perfect integrate-and-fire: a capacitor without a leak, so every bit of charge counts for ever. */
export const integrateAndFire = defineNeuron({
  kind: "integrateAndFire",
  version: 1,
  label: "Integrate-and-fire",
  short: "IF",
  about: "Adds up its input current without forgetting, and fires each time the sum reaches a threshold.",
  notes:
    "The oldest spiking model and the simplest one that counts. Its rate is I / (C_m (V_th - V_reset)): a straight line " +
    "through zero, so the faintest steady current makes it fire in the end. " +
    "Set it beside the leaky neuron, which has the same numbers, to see what a leak does. " +
    "Nothing pulls v back, so inhibition can push it down without limit.",
  lecture: [
    "`dV/dt = I/C` is called the law of conductance. It is the capacitor's; the law of conductance is `I = g*(V - E)`.",
    "In `dv/dt = g*I`, `g` is no conductance but one over a capacitance: only so does a current become a voltage per time.",
    "The oldest model of this sort is Lapicque's, of 1907, not 1901.",
  ],
  sources: [
    "Lapicque (1907), Recherches quantitatives sur l'excitation électrique des nerfs, J. Physiol. Pathol. Gen. 9, 620-635",
    "Abbott (1999), Lapicque's introduction of the integrate-and-fire model neuron, Brain Res. Bull. 50, 303-304",
  ],
  icon: "M6,16L14,9V16H18",

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v reaches the threshold" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    C_m: { default: 250, unit: "pF", range: [0.1, 1e5], slider: [50, 500], about: "Membrane capacitance" },
    V_th: { default: -55, unit: "mV", range: [-1000, 1000], slider: [-65, 0], about: "Threshold" },
    V_reset: { default: -70, unit: "mV", range: [-1000, 1000], slider: [-90, -50], about: "Potential at the start and after a spike; below V_th" },
    t_ref: { default: 0, unit: "ms", range: [0, 1e4], slider: [0, 20], about: "Refractory period: how long v stays at V_reset" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-500, 1000], about: "Constant current from within" },
  },
  state: { v: { unit: "mV", start: "V_reset", about: "Membrane potential" } },

  equations: "dv/dt = (i + I_e)/C_m",
  spike: { type: "threshold", when: "v >= V_th", then: "v = V_reset", hold: "t_ref" },
});
