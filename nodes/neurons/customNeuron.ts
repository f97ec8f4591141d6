import { defineNeuron } from "../../src/kind/index.ts";

/** The user's own neuron. What stands here is where they start: a leaky neuron that tires. */
export const customNeuron = defineNeuron({
  kind: "customNeuron",
  version: 1,
  label: "Your equations",
  short: "f(v)",
  about: "A neuron that you write yourself: equations, threshold, reset and parameters with units.",
  notes:
    "Starts as a leaky integrate-and-fire neuron with adaptation; change any line and it runs the new one at once. " +
    "Write one equation a line, dx/dt = ... for what changes in time and name = ... for what is computed on the way; " +
    "`i` is the sum of all wired currents. Leave the reset empty to count upward crossings of the threshold, as for Hodgkin-Huxley. " +
    "Units are checked as you type; white noise is `xi`, and carries 1/sqrt(ms).",
  sources: ["Brette & Gerstner (2005), Adaptive exponential integrate-and-fire model, J. Neurophysiol. 94, 3637-3642 (adaptation by a current)"],
  icon: "M8,9L6,12L8,15M16,9L18,12L16,15",
  editable: true,

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time the threshold condition is met" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    C_m: { default: 200, unit: "pF", range: [1, 1e4], about: "Membrane capacitance" },
    g_L: { default: 10, unit: "nS", range: [0, 1000], about: "Leak conductance" },
    E_L: { default: -70, unit: "mV", range: [-100, 0], about: "Resting potential" },
    V_th: { default: -50, unit: "mV", range: [-100, 100], about: "Threshold" },
    V_reset: { default: -58, unit: "mV", range: [-200, 100], about: "Potential after a spike" },
    tau_w: { default: 150, unit: "ms", range: [1, 5000], about: "How long it stays tired" },
    b: { default: 20, unit: "pA", range: [0, 1000], about: "How much one spike tires it" },
    t_ref: { default: 2, unit: "ms", range: [0, 100], about: "Refractory period" },
  },
  state: {
    v: { unit: "mV", start: "E_L", about: "Membrane potential" },
    w: { unit: "pA", start: "0 pA", about: "Adaptation current" },
  },

  equations: `dv/dt = (g_L*(E_L - v) - w + i)/C_m
dw/dt = -w/tau_w`,
  spike: { type: "threshold", when: "v >= V_th", then: "v = V_reset; w += b", hold: "t_ref" },
});
