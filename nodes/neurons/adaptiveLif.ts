import { defineNeuron } from "../../src/kind/index.ts";

/** Leaky integrate-and-fire with an adaptation current: each spike makes the next one harder. */
export const adaptiveLif = defineNeuron({
  kind: "adaptiveLif",
  version: 1,
  label: "Adaptive LIF",
  short: "aLIF",
  about: "A leaky neuron that tires: each spike adds to a current that pulls it down and fades slowly.",
  notes:
    "The least that slows a cell down under a steady current, as most pyramidal cells do; still linear, so it is integrated exactly. " +
    "One spike after another builds w up until what a spike adds equals what fades in an interval. " +
    "Two such cells that inhibit each other take turns, since the one that fires tires: the half-centre of central pattern generators.",
  sources: [
    "Treves (1993), Mean-field analysis of neuronal spike dynamics, Network 4, 259-284",
    "Gerstner, Kistler, Naud & Paninski (2014), Neuronal Dynamics, section 6.1",
  ],
  icon: "M5,16L7,8V16L10.5,8V16L16,8V16H19",

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
    tau_w: { default: 200, unit: "ms", range: [0.01, 1e5], slider: [10, 2000], scale: "log", about: "How long it stays tired" },
    b: { default: 30, unit: "pA", range: [-1e6, 1e6], slider: [0, 200], about: "How much one spike tires it" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-500, 1000], about: "Constant current from within" },
  },
  state: {
    v: { unit: "mV", start: "E_L", about: "Membrane potential" },
    w: { unit: "pA", start: "0", about: "Adaptation current" },
  },

  equations: `dv/dt = (E_L - v)/tau_m + (i + I_e - w)/C_m
dw/dt = -w/tau_w`,
  spike: { type: "threshold", when: "v >= V_th", then: "v = V_reset; w += b", hold: "t_ref" },
});
