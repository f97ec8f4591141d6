import { defineNeuron } from "../../src/kind/index.ts";

/** The gates' rates [1/ms]; exprel(x) = (exp(x) - 1)/x takes the limit where the textbook form is 0/0. */
const rates = {
  alpha_m: "1/exprel(-(v + 35 mV)/(10 mV))/ms",
  beta_m: "4*exp(-(v + 60 mV)/(18 mV))/ms",
  alpha_h: "0.07*exp(-(v + 58 mV)/(20 mV))/ms",
  beta_h: "1/(1 + exp(-(v + 28 mV)/(10 mV)))/ms",
  alpha_n: "0.1/exprel(-(v + 34 mV)/(10 mV))/ms",
  beta_n: "0.125*exp(-(v + 44 mV)/(80 mV))/ms",
};

/** Where a gate comes to rest at the starting v. */
const steady = (alpha: string, beta: string): string => `(${alpha})/(${alpha} + ${beta})`;

/** Wang and Buzsáki's fast-spiking interneuron of the hippocampus. */
export const wangBuzsaki = defineNeuron({
  kind: "wangBuzsaki",
  version: 1,
  label: "Wang–Buzsáki interneuron",
  short: "WB",
  about: "A fast-spiking interneuron: brief spikes, a small after-hyperpolarisation, and firing from the slowest rates up.",
  notes:
    "The cell of gamma rhythms: a few of them that inhibit one another synchronise at 30 to 80 Hz. " +
    "Sodium activation is so fast that it is taken at its steady state, which leaves two gates. It is class 1: the rate grows from 0 with the current. " +
    "phi speeds h and n up together; make it small and spikes no longer undershoot. The spike is counted when v crosses 0 mV upwards.",
  sources: ["Wang & Buzsáki (1996), Gamma oscillation by synaptic inhibition in a hippocampal interneuronal network model, J. Neurosci. 16, 6402-6413"],
  icon: "M5,15H7L8,7L9,16L11.5,15L12.5,7L13.5,16L16,15L17,7L18,16",

  inputs: { i: { signal: "current", unit: "uA/cm^2", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each upward crossing of 0 mV" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    C_m: { default: 1, unit: "uF/cm^2", range: [0.01, 100], slider: [0.5, 2], about: "Membrane capacitance" },
    g_Na: { default: 35, unit: "mS/cm^2", range: [0, 1e4], slider: [0, 100], about: "Sodium conductance with all gates open" },
    g_K: { default: 9, unit: "mS/cm^2", range: [0, 1e4], slider: [0, 50], about: "Potassium conductance with all gates open" },
    g_L: { default: 0.1, unit: "mS/cm^2", range: [0, 100], slider: [0, 1], about: "Leak conductance" },
    E_Na: { default: 55, unit: "mV", range: [-1000, 1000], slider: [0, 100], about: "Reversal potential of sodium" },
    E_K: { default: -90, unit: "mV", range: [-1000, 1000], slider: [-110, -50], about: "Reversal potential of potassium" },
    E_L: { default: -65, unit: "mV", range: [-1000, 1000], slider: [-80, -40], about: "Reversal potential of the leak" },
    phi: { default: 5, unit: "1", range: [0, 100], slider: [1, 10], about: "Speed of h and n" },
    I_e: { default: 0, unit: "uA/cm^2", range: [-1e4, 1e4], slider: [-2, 10], about: "Constant current from within" },
  },
  state: {
    v: { unit: "mV", start: "-64 mV", about: "Membrane potential" },
    h: { unit: "1", start: steady(rates.alpha_h, rates.beta_h), about: "Readiness of sodium channels; 0 is inactivated" },
    n: { unit: "1", start: steady(rates.alpha_n, rates.beta_n), about: "Opening of potassium channels" },
  },

  equations: `${Object.entries(rates)
    .map(([name, rate]) => `${name} = ${rate}`)
    .join("\n")}
m_inf = alpha_m/(alpha_m + beta_m)
dv/dt = (g_Na*m_inf^3*h*(E_Na - v) + g_K*n^4*(E_K - v) + g_L*(E_L - v) + i + I_e)/C_m
dh/dt = phi*(alpha_h*(1 - h) - beta_h*h)
dn/dt = phi*(alpha_n*(1 - n) - beta_n*n)`,
  spike: { type: "crossing", of: "v", level: "0 mV" },
  method: { nest: "rkf45", brian2: "rk4" },
  tolerance: 1e-3,
});
