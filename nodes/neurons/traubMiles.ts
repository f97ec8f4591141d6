import { defineNeuron } from "../../src/kind/index.ts";

/** The gates' rates [1/ms] as functions of v - V_T. Three are 0/0 in their textbook form; exprel(x) = (exp(x) - 1)/x takes the limit there. */
const rates = {
  alpha_m: "0.32*4/exprel((13 mV - v + V_T)/(4 mV))/ms",
  beta_m: "0.28*5/exprel((v - V_T - 40 mV)/(5 mV))/ms",
  alpha_h: "0.128*exp((17 mV - v + V_T)/(18 mV))/ms",
  beta_h: "4/(1 + exp((40 mV - v + V_T)/(5 mV)))/ms",
  alpha_n: "0.032*5/exprel((15 mV - v + V_T)/(5 mV))/ms",
  beta_n: "0.5*exp((10 mV - v + V_T)/(40 mV))/ms",
};

/** Where a gate comes to rest at the starting v. */
const steady = (alpha: string, beta: string): string => `(${alpha})/(${alpha} + ${beta})`;

/** Traub and Miles' hippocampal cell in one compartment, as network benchmarks use it. */
export const traubMiles = defineNeuron({
  kind: "traubMiles",
  version: 1,
  label: "Traub–Miles",
  short: "Traub",
  about: "A Hodgkin-Huxley cell with the faster channels of a hippocampal pyramidal cell.",
  notes:
    "The cell of network studies with real spikes: it starts firing slowly, its spikes are narrow, and it stands strong synapses. " +
    "V_T shifts all channels along the voltage axis and so sets the threshold. A spike is counted when v crosses V_spike upwards; nothing is reset. " +
    "Numbers are those of the COBAHH benchmark and of NEST's hh_cond_exp_traub, which counts at V_T + 30 mV. Its m gate is fast: keep dt at 0.05 ms or below with fixed steps.",
  sources: [
    "Traub & Miles (1991), Neuronal Networks of the Hippocampus, Cambridge University Press",
    "Brette et al. (2007), Simulation of networks of spiking neurons, J. Comput. Neurosci. 23, 349-398 (benchmark 3)",
  ],
  icon: "M5,15Q8.5,15 9.5,12L10.5,7L11.5,16.5Q12.5,17.5 14,16T19,15",

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each upward crossing of V_spike" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    C_m: { default: 200, unit: "pF", range: [0.1, 1e5], slider: [50, 500], about: "Membrane capacitance" },
    g_Na: { default: 20000, unit: "nS", range: [0, 1e7], slider: [0, 50000], about: "Sodium conductance with all gates open" },
    g_K: { default: 6000, unit: "nS", range: [0, 1e7], slider: [0, 20000], about: "Potassium conductance with all gates open" },
    g_L: { default: 10, unit: "nS", range: [0, 1e5], slider: [0, 100], about: "Leak conductance" },
    E_Na: { default: 50, unit: "mV", range: [-1000, 1000], slider: [0, 100], about: "Reversal potential of sodium" },
    E_K: { default: -90, unit: "mV", range: [-1000, 1000], slider: [-110, -50], about: "Reversal potential of potassium" },
    E_L: { default: -60, unit: "mV", range: [-1000, 1000], slider: [-80, -40], about: "Reversal potential of the leak" },
    V_T: { default: -63, unit: "mV", range: [-1000, 1000], slider: [-70, -40], about: "Place of the channels on the voltage axis" },
    V_spike: { default: -20, unit: "mV", range: [-1000, 1000], slider: [-40, 20], about: "Potential whose upward crossing counts as a spike" },
    t_ref: { default: 2, unit: "ms", range: [0, 1e4], slider: [0, 10], about: "After a spike no other is counted for so long; v runs on" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-500, 2000], about: "Constant current from within" },
  },
  state: {
    v: { unit: "mV", start: "-65 mV", about: "Membrane potential" },
    m: { unit: "1", start: steady(rates.alpha_m, rates.beta_m), about: "Opening of sodium channels" },
    h: { unit: "1", start: steady(rates.alpha_h, rates.beta_h), about: "Readiness of sodium channels; 0 is inactivated" },
    n: { unit: "1", start: steady(rates.alpha_n, rates.beta_n), about: "Opening of potassium channels" },
  },

  equations: `${Object.entries(rates)
    .map(([name, rate]) => `${name} = ${rate}`)
    .join("\n")}
dv/dt = (g_Na*m^3*h*(E_Na - v) + g_K*n^4*(E_K - v) + g_L*(E_L - v) + i + I_e)/C_m
dm/dt = alpha_m*(1 - m) - beta_m*m
dh/dt = alpha_h*(1 - h) - beta_h*h
dn/dt = alpha_n*(1 - n) - beta_n*n`,
  spike: { type: "crossing", of: "v", level: "V_spike", hold: "t_ref" },
  method: { nest: "rkf45", brian2: "exponential_euler" },
  tolerance: 1e-3,
});
