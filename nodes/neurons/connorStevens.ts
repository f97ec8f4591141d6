import { defineNeuron } from "../../src/kind/index.ts";

/** The gates' rates [1/ms]; exprel(x) = (exp(x) - 1)/x takes the limit where the textbook form is 0/0. */
const rates = {
  alpha_m: "3.8/exprel(-(v + 29.7 mV)/(10 mV))/ms",
  beta_m: "15.2*exp(-0.0556*(v + 54.7 mV)/mV)/ms",
  alpha_h: "0.266*exp(-0.05*(v + 48 mV)/mV)/ms",
  beta_h: "3.8/(1 + exp(-0.1*(v + 18 mV)/mV))/ms",
  alpha_n: "0.2/exprel(-(v + 45.7 mV)/(10 mV))/ms",
  beta_n: "0.25*exp(-0.0125*(v + 55.7 mV)/mV)/ms",
};
/** The transient potassium current is given by the steady states and time constants of its gates. */
const a_inf = "pow(0.0761*exp(0.0314*(v + 94.22 mV)/mV)/(1 + exp(0.0346*(v + 1.17 mV)/mV)), 1/3)";
const b_inf = "1/(1 + exp(0.0688*(v + 53.3 mV)/mV))^4";

/** Where a gate comes to rest at the starting v. */
const steady = (alpha: string, beta: string): string => `(${alpha})/(${alpha} + ${beta})`;

/** Connor and Stevens' crab axon: Hodgkin-Huxley with a transient potassium current that lets it fire slowly. */
export const connorStevens = defineNeuron({
  kind: "connorStevens",
  version: 1,
  label: "Connor–Stevens",
  short: "CS",
  about: "Hodgkin-Huxley with an A-current: a transient potassium current that delays the spike and lets it fire slowly.",
  notes:
    "Take the A-current away (g_A 0) and firing sets in at a high rate, as in the squid's axon; with it the rate rises from near 0 (class 1), " +
    "because the current opens after each spike and holds the next one back until it has inactivated. It also makes a spike late after inhibition. " +
    "The spike is counted when v crosses 0 mV upwards. Rates are those of Dayan and Abbott's appendix, at the temperature of the original.",
  sources: [
    "Connor & Stevens (1971), Prediction of repetitive firing behaviour from voltage clamp data on an isolated neurone soma, J. Physiol. 213, 31-53",
    "Dayan & Abbott (2001), Theoretical Neuroscience, section 6.2 and appendix 6.6",
  ],
  icon: "M5,15Q13,14.5 14,12L15,7L16,17Q17,15.5 19,15",

  inputs: { i: { signal: "current", unit: "uA/cm^2", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each upward crossing of 0 mV" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    C_m: { default: 1, unit: "uF/cm^2", range: [0.01, 100], slider: [0.5, 2], about: "Membrane capacitance" },
    g_Na: { default: 120, unit: "mS/cm^2", range: [0, 1e4], slider: [0, 250], about: "Sodium conductance with all gates open" },
    g_K: { default: 20, unit: "mS/cm^2", range: [0, 1e4], slider: [0, 100], about: "Potassium conductance with all gates open" },
    g_A: { default: 47.7, unit: "mS/cm^2", range: [0, 1e4], slider: [0, 100], about: "Transient potassium conductance with all gates open" },
    g_L: { default: 0.3, unit: "mS/cm^2", range: [0, 100], slider: [0, 2], about: "Leak conductance" },
    E_Na: { default: 55, unit: "mV", range: [-1000, 1000], slider: [0, 100], about: "Reversal potential of sodium" },
    E_K: { default: -72, unit: "mV", range: [-1000, 1000], slider: [-110, -50], about: "Reversal potential of potassium" },
    E_A: { default: -75, unit: "mV", range: [-1000, 1000], slider: [-110, -50], about: "Reversal potential of the transient current" },
    E_L: { default: -17, unit: "mV", range: [-1000, 1000], slider: [-80, 0], about: "Reversal potential of the leak" },
    I_e: { default: 0, unit: "uA/cm^2", range: [-1e4, 1e4], slider: [-5, 40], about: "Constant current from within" },
  },
  state: {
    v: { unit: "mV", start: "-68 mV", about: "Membrane potential" },
    m: { unit: "1", start: steady(rates.alpha_m, rates.beta_m), about: "Opening of sodium channels" },
    h: { unit: "1", start: steady(rates.alpha_h, rates.beta_h), about: "Readiness of sodium channels; 0 is inactivated" },
    n: { unit: "1", start: steady(rates.alpha_n, rates.beta_n), about: "Opening of potassium channels" },
    a: { unit: "1", start: a_inf, about: "Opening of transient potassium channels" },
    b: { unit: "1", start: b_inf, about: "Readiness of transient potassium channels" },
  },

  equations: `${Object.entries(rates)
    .map(([name, rate]) => `${name} = ${rate}`)
    .join("\n")}
a_inf = ${a_inf}
tau_a = 0.3632 ms + 1.158 ms/(1 + exp(0.0497*(v + 55.96 mV)/mV))
b_inf = ${b_inf}
tau_b = 1.24 ms + 2.678 ms/(1 + exp(0.0624*(v + 50 mV)/mV))
dv/dt = (g_Na*m^3*h*(E_Na - v) + g_K*n^4*(E_K - v) + g_A*a^3*b*(E_A - v) + g_L*(E_L - v) + i + I_e)/C_m
dm/dt = alpha_m*(1 - m) - beta_m*m
dh/dt = alpha_h*(1 - h) - beta_h*h
dn/dt = alpha_n*(1 - n) - beta_n*n
da/dt = (a_inf - a)/tau_a
db/dt = (b_inf - b)/tau_b`,
  spike: { type: "crossing", of: "v", level: "0 mV" },
  method: { nest: "rkf45", brian2: "exponential_euler" },
  tolerance: 1e-3,
});
