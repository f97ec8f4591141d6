import { defineNeuron } from "../../src/kind/index.ts";

/** Leaky integrate-and-fire: the membrane is one leaky capacitor, and a spike is a reset. */
export const lif = defineNeuron({
  kind: "lif",
  version: 1,
  label: "Leaky integrate-and-fire",
  short: "LIF",
  about: "Sums its input current, leaks back to rest, and fires when it reaches a threshold.",
  notes:
    "The workhorse of network models: two lines of mathematics that keep what matters, summing, forgetting and firing. " +
    "Below C_m (V_th - E_L) / tau_m, 375 pA with the defaults, a steady current never makes it fire. " +
    "It has no spike shape and no adaptation; v jumps from V_th to V_reset and rests there for t_ref. " +
    "Parameters have the names, units and defaults of NEST's iaf_psc models, so numbers carry over as they are.",
  lecture: [
    "`dv/dt = -g*(v - v_r) + g*I` is this neuron with `tau = 1/g` and a resistance of 1; the code leaves out the `g` of the leak, which is right only where that is 1.",
    "A baseline of -55 mV is a threshold: cells rest near -65 to -70 mV and fire from about -55 to -50 mV.",
  ],
  sources: [
    "Stein (1965), A theoretical analysis of neuronal variability, Biophys. J. 5, 173-194",
    "Rotter & Diesmann (1999), Exact digital simulation of time-invariant linear systems, Biol. Cybern. 81, 381-402",
    "Gerstner, Kistler, Naud & Paninski (2014), Neuronal Dynamics, section 1.3",
  ],
  icon: "M5,16Q10,9 14,8.5V16Q16,12 19,11",

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v reaches the threshold" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    C_m: { default: 250, unit: "pF", range: [0.1, 1e5], slider: [50, 500], about: "Membrane capacitance" },
    tau_m: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 100], scale: "log", about: "Membrane time constant, C_m over the leak conductance" },
    E_L: { default: -70, unit: "mV", range: [-1000, 1000], slider: [-90, -40], about: "Resting potential" },
    V_th: { default: -55, unit: "mV", range: [-1000, 1000], slider: [-65, 0], about: "Threshold" },
    V_reset: { default: -70, unit: "mV", range: [-1000, 1000], slider: [-90, -50], about: "Potential after a spike; below V_th" },
    t_ref: { default: 2, unit: "ms", range: [0, 1e4], slider: [0, 20], about: "Refractory period: how long v stays at V_reset" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-500, 1000], about: "Constant current from within" },
  },
  state: { v: { unit: "mV", start: "E_L", about: "Membrane potential" } },

  equations: "dv/dt = (E_L - v)/tau_m + (i + I_e)/C_m",
  spike: { type: "threshold", when: "v >= V_th", then: "v = V_reset", hold: "t_ref" },
});
