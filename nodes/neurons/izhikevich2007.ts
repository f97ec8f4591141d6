import { defineNeuron } from "../../src/kind/index.ts";

/** Izhikevich's simple model in the units of a membrane: capacitance, potentials and currents that can be measured. */
export const izhikevich2007 = defineNeuron({
  kind: "izhikevich2007",
  version: 1,
  label: "Izhikevich (2007)",
  short: "Izh 07",
  about: "The simple model with units: two potentials, a capacitance, and a recovery current.",
  notes:
    "The same two equations as the model of 2003, written so that V_r is the resting and V_t the instantaneous threshold potential and " +
    "inputs are in pA; parameters come from recordings of cortical cells. With negative b the recovery current amplifies and the cell integrates, " +
    "with positive b it resonates. Spike counts depend on the step less than in the form of 2003, but v still overshoots V_peak: keep dt at 0.1 ms or below.",
  sources: ["Izhikevich (2007), Dynamical Systems in Neuroscience, MIT Press, chapter 8"],
  icon: "M6,7Q9,15 12,11T18,7M12,13V17",

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v reaches its peak" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    C_m: { default: 100, unit: "pF", range: [0.1, 1e5], slider: [10, 300], about: "Membrane capacitance" },
    k: { default: 0.7, unit: "nS/mV", range: [0, 1000], slider: [0.1, 5], about: "Steepness of the parabola" },
    V_r: { default: -60, unit: "mV", range: [-1000, 1000], slider: [-90, -40], about: "Resting potential" },
    V_t: { default: -40, unit: "mV", range: [-1000, 1000], slider: [-60, 0], about: "Potential from which v runs away by itself" },
    V_peak: { default: 35, unit: "mV", range: [-1000, 1000], slider: [0, 60], about: "Peak of a spike, where v is reset" },
    a: { default: 0.03, unit: "1/ms", range: [-10, 10], slider: [0, 0.2], about: "Recovery speed; small is slow" },
    b: { default: -2, unit: "nS", range: [-1e4, 1e4], slider: [-10, 20], about: "How strongly the recovery follows v below threshold" },
    c: { default: -50, unit: "mV", range: [-1000, 1000], slider: [-80, -40], about: "Potential after a spike" },
    d: { default: 100, unit: "pA", range: [-1e5, 1e5], slider: [0, 200], about: "Recovery current step at a spike" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-100, 1000], about: "Constant current from within" },
  },
  state: {
    v: { unit: "mV", start: "V_r", about: "Membrane potential" },
    u: { unit: "pA", start: "b*(v - V_r)", about: "Recovery current" },
  },

  equations: `dv/dt = (k*(v - V_r)*(v - V_t) - u + i + I_e)/C_m
du/dt = a*(b*(v - V_r) - u)`,
  spike: { type: "threshold", when: "v >= V_peak", then: "v = c; u += d" },
  method: { nest: "euler", brian2: "euler" },

  presets: {
    RS: {
      label: "Regular spiking (RS)",
      about: "70 pA from 100 ms on: one spike after 100 ms, then one every 148 ms.",
      parameters: { C_m: 100, k: 0.7, V_r: -60, V_t: -40, V_peak: 35, a: 0.03, b: -2, c: -50, d: 100 },
      shown: {
        stimulus: { kind: "step", parameters: { amplitude: 70, start: 100 } },
        duration: 1000,
        converged: { dt: 0.05, method: "rk4" },
      },
    },
    IB: {
      label: "Intrinsically bursting (IB)",
      about: "From about 500 pA on: two or three spikes at once, then single ones; 360 to 400 pA give single spikes alone.",
      parameters: { C_m: 150, k: 1.2, V_r: -75, V_t: -45, V_peak: 50, a: 0.01, b: 5, c: -56, d: 130 },
    },
    CH: {
      label: "Chattering (CH)",
      about: "200 to 600 pA: bursts, the more of them the larger the current.",
      parameters: { C_m: 50, k: 1.5, V_r: -60, V_t: -40, V_peak: 25, a: 0.03, b: 1, c: -40, d: 150 },
    },
  },
});
