import { defineNeuron } from "../../src/kind/index.ts";

/** The gates' rates [1/ms]. Four are 0/0 somewhere in their textbook form; exprel(x) = (exp(x) - 1)/x takes the limit there. */
const rates = {
  alpha_m: "540/exprel(-(v - 75.5 mV)/(13.5 mV))/ms",
  beta_m: "1.2262*exp(-v/(42.248 mV))/ms",
  alpha_h: "0.0035*exp(-v/(24.186 mV))/ms",
  beta_h: "0.0884/exprel(-(v + 51.25 mV)/(5.2 mV))/ms",
  alpha_n: "0.0322/exprel(-(v + 44 mV)/(2.3 mV))/ms",
  beta_n: "0.0043*exp(-(v + 44 mV)/(34 mV))/ms",
  alpha_p: "11.8/exprel(-(v - 95 mV)/(11.8 mV))/ms",
  beta_p: "0.025*exp(-v/(22.222 mV))/ms",
};

/** Where a gate comes to rest at the starting v. */
const steady = (alpha: string, beta: string): string => `(${alpha})/(${alpha} + ${beta})`;

/** Mancilla and colleagues' fast-spiking interneuron of neocortex, which gap junctions couple. */
export const mancilla = defineNeuron({
  kind: "mancilla",
  version: 1,
  label: "Fast-spiking interneuron (Mancilla)",
  short: "FS gap",
  about: "An inhibitory cell of neocortex with two potassium channels, Kv1 and Kv3, made for electrical coupling.",
  notes:
    "Fast-spiking interneurons are coupled to one another by gap junctions, and pairs of them fire together. Kv3 opens late and brings v back quickly, which keeps spikes brief; " +
    "the little Kv1 delays the first spike. Wire gap junctions between such cells to see them synchronise. A spike is counted when v crosses 0 mV upwards. " +
    "Its numbers are those of NEST's hh_psc_alpha_gap, and in NEST's step order it is integrated adaptively to a millionth.",
  sources: [
    "Mancilla, Lewis, Pinto, Rinzel & Connors (2007), Synchronization of electrically coupled pairs of inhibitory interneurons in neocortex, J. Neurosci. 27, 2058-2073",
    "Hahne, Helias, Kunkel, Igarashi, Bolten, Frommer & Diesmann (2015), A unified framework for spiking and gap-junction interactions in distributed neuronal network simulations, Front. Neuroinform. 9, 22",
  ],
  icon: "M5,16H8L9,7L10,17L12,15H15L16,7L17,17L19,15.5",

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each upward crossing of 0 mV" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for gap junctions and plots" },
  },

  parameters: {
    C_m: { default: 40, unit: "pF", range: [0.1, 1e5], slider: [10, 200], about: "Membrane capacitance" },
    g_Na: { default: 4500, unit: "nS", range: [0, 1e7], slider: [0, 10000], about: "Sodium conductance with all gates open" },
    g_Kv1: { default: 9, unit: "nS", range: [0, 1e7], slider: [0, 100], about: "Conductance of the slow potassium channel Kv1" },
    g_Kv3: { default: 9000, unit: "nS", range: [0, 1e7], slider: [0, 20000], about: "Conductance of the quick potassium channel Kv3" },
    g_L: { default: 10, unit: "nS", range: [0, 1e5], slider: [0, 100], about: "Leak conductance" },
    E_Na: { default: 74, unit: "mV", range: [-1000, 1000], slider: [0, 100], about: "Reversal potential of sodium" },
    E_K: { default: -90, unit: "mV", range: [-1000, 1000], slider: [-110, -50], about: "Reversal potential of potassium" },
    E_L: { default: -70, unit: "mV", range: [-1000, 1000], slider: [-90, -40], about: "Reversal potential of the leak" },
    t_ref: { default: 2, unit: "ms", range: [0, 1e4], slider: [0, 10], about: "After a spike no other is counted for so long; v runs on" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-100, 500], about: "Constant current from within" },
  },
  state: {
    v: { unit: "mV", start: "-69.60401191631222 mV", about: "Membrane potential" },
    m: { unit: "1", start: steady(rates.alpha_m, rates.beta_m), about: "Opening of sodium channels" },
    h: { unit: "1", start: steady(rates.alpha_h, rates.beta_h), about: "Readiness of sodium channels; 0 is inactivated" },
    n: { unit: "1", start: steady(rates.alpha_n, rates.beta_n), about: "Opening of Kv1" },
    p: { unit: "1", start: steady(rates.alpha_p, rates.beta_p), about: "Opening of Kv3" },
  },

  equations: `${Object.entries(rates)
    .map(([name, rate]) => `${name} = ${rate}`)
    .join("\n")}
dv/dt = (g_Na*m^3*h*(E_Na - v) + (g_Kv1*n^4 + g_Kv3*p^2)*(E_K - v) + g_L*(E_L - v) + i + I_e)/C_m
dm/dt = alpha_m*(1 - m) - beta_m*m
dh/dt = alpha_h*(1 - h) - beta_h*h
dn/dt = alpha_n*(1 - n) - beta_n*n
dp/dt = alpha_p*(1 - p) - beta_p*p`,
  spike: { type: "crossing", of: "v", level: "0 mV", hold: "t_ref" },
  method: { nest: "rkf45", brian2: "exponential_euler" },
  tolerance: 1e-6,
});
