import { defineNeuron } from "../../src/kind/index.ts";

/** Exponential integrate-and-fire: the leaky neuron with the upstroke that sodium channels give. */
export const eif = defineNeuron({
  kind: "eif",
  version: 1,
  label: "Exponential integrate-and-fire",
  short: "EIF",
  about: "A leaky neuron whose spike takes off by itself: above V_th the potential runs away exponentially.",
  notes:
    "Near threshold sodium channels open exponentially with v; this is all that the model keeps of them, and it follows fast inputs " +
    "as a Hodgkin-Huxley cell does. V_th is where the upstroke takes over, not a line that is tested; the spike is counted at V_peak. " +
    "With Delta_T 0 it is the leaky neuron. A constant current makes it fire from g_L (V_th - E_L - Delta_T) on. " +
    "The upstroke lasts some hundredths of a ms: with fixed steps take a dt of 0.02 ms, or leave the adaptive integrator on.",
  sources: [
    "Fourcaud-Trocmé, Hansel, van Vreeswijk & Brunel (2003), How spike generation mechanisms determine the neuronal response to fluctuating inputs, J. Neurosci. 23, 11628-11640",
  ],
  icon: "M5,16Q12,15.5 13,7V16H15Q19,16 19,12",

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v reaches its peak" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    C_m: { default: 250, unit: "pF", range: [0.1, 1e5], slider: [50, 500], about: "Membrane capacitance" },
    g_L: { default: 25, unit: "nS", range: [0.001, 1e5], slider: [1, 100], about: "Leak conductance" },
    E_L: { default: -65, unit: "mV", range: [-1000, 1000], slider: [-90, -40], about: "Resting potential" },
    V_th: { default: -59.9, unit: "mV", range: [-1000, 1000], slider: [-70, -30], about: "Potential at which the upstroke takes over" },
    Delta_T: { default: 3.48, unit: "mV", range: [0, 100], slider: [0, 10], about: "Sharpness of the upstroke; 0 fires at V_th" },
    V_peak: { default: -30, unit: "mV", range: [-1000, 1000], slider: [-50, 30], about: "Potential at which the spike is counted and v is reset" },
    V_reset: { default: -68, unit: "mV", range: [-1000, 1000], slider: [-90, -50], about: "Potential after a spike; below V_peak" },
    t_ref: { default: 1.7, unit: "ms", range: [0, 1e4], slider: [0, 20], about: "Refractory period: how long v stays at V_reset" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-500, 1000], about: "Constant current from within" },
  },
  state: { v: { unit: "mV", start: "E_L", about: "Membrane potential" } },

  // The exponent ends at 100, so that one long step past the threshold gives a large number and not an infinite one.
  equations: `upstroke = g_L*Delta_T*exp(min((v - V_th)/max(Delta_T, 1e-6 mV), 100))
dv/dt = (g_L*(E_L - v) + upstroke + i + I_e)/C_m`,
  spike: { type: "threshold", when: "v >= if(Delta_T > 0 mV, V_peak, V_th)", then: "v = V_reset", hold: "t_ref" },
  method: { brian2: "euler" },
});
