import { defineNeuron } from "../../src/kind/index.ts";

/**
 * The gates' rates [1/ms] at 6.3 °C, for the modern sign of v and rest at -65 mV. Two of them are 0/0 in their textbook
 * form, at v = -40 and -55 mV; exprel(x) = (exp(x) - 1)/x takes the limit there.
 */
const rates = {
  alpha_m: "1/exprel(-(v + 40 mV)/(10 mV))/ms",
  beta_m: "4*exp(-(v + 65 mV)/(18 mV))/ms",
  alpha_h: "0.07*exp(-(v + 65 mV)/(20 mV))/ms",
  beta_h: "1/(1 + exp(-(v + 35 mV)/(10 mV)))/ms",
  alpha_n: "0.1/exprel(-(v + 55 mV)/(10 mV))/ms",
  beta_n: "0.125*exp(-(v + 65 mV)/(80 mV))/ms",
};

/** Where a gate comes to rest at the starting v. */
const steady = (alpha: string, beta: string): string => `(${alpha})/(${alpha} + ${beta})`;

/** Hodgkin and Huxley's squid axon: sodium, potassium and leak, and the spike makes itself. */
export const hodgkinHuxley = defineNeuron({
  kind: "hodgkinHuxley",
  version: 1,
  label: "Hodgkin–Huxley",
  short: "HH",
  about: "The squid axon: sodium and potassium channels open and close with v, and a spike comes out by itself.",
  notes:
    "The model that explains the action potential; nothing is reset by hand, a spike is counted when v crosses 0 mV upwards. " +
    "It fires from about 6.3 µA/cm² on and starts at some 50 Hz at once (class 2); far above, it stays depolarised and falls silent. " +
    "It is stiff: keep dt at 0.025 ms or below with fixed steps, or leave the adaptive integrator on. " +
    "In the absolute form its numbers are those of NEST's hh_psc_alpha, a patch of 1e-4 cm² (100 pF).",
  lecture: [
    "`dn/dt = alpha_n*(1 - n) + beta_n*n` should end in `-beta_n*n`: open channels close at the rate `beta_n`. With plus none would ever close, and `n` would grow past 1, which is all of them.",
    "`n_1^4` and `n_2^3*n_3` are not one gate with a number but three, of two channels: `n^4` for potassium, `m^3*h` for sodium. A power counts the gates of one channel that must be open together.",
    "The general rate `A*(v - B)/(exp((v - B_p)/C_p) - D_p)` is `alpha_m` and `alpha_n` as it stands, with `D_p` 1 and `B_p` the same as `B`, where it is 0/0 at that `v` and the limit is meant. The other four have a constant in place of `A*(v - B)`: `alpha_h`, `beta_m` and `beta_n` with `D_p` 0, `beta_h` with `D_p` -1. `C_p` may be negative, and `A` with it.",
  ],
  sources: [
    "Hodgkin & Huxley (1952), A quantitative description of membrane current, J. Physiol. 117, 500-544",
    "Gerstner, Kistler, Naud & Paninski (2014), Neuronal Dynamics, section 2.2",
  ],
  icon: "M5,15Q8,15 9,13L10.5,7L12.5,17Q14,15.4 19,15",

  forms: {
    "per area": { I: "uA/cm^2", G: "mS/cm^2", C: "uF/cm^2" },
    absolute: { I: "pA", G: "nS", C: "pF" },
  },
  inputs: { i: { signal: "current", unit: "I", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each upward crossing of 0 mV" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    C_m: {
      unit: "C",
      default: { "per area": 1, absolute: 100 },
      range: { "per area": [0.01, 100], absolute: [0.1, 1e5] },
      slider: { "per area": [0.5, 2], absolute: [50, 200] },
      about: "Membrane capacitance",
    },
    g_Na: {
      unit: "G",
      default: { "per area": 120, absolute: 12000 },
      range: { "per area": [0, 1e4], absolute: [0, 1e6] },
      slider: { "per area": [0, 250], absolute: [0, 25000] },
      about: "Sodium conductance with all gates open",
    },
    g_K: {
      unit: "G",
      default: { "per area": 36, absolute: 3600 },
      range: { "per area": [0, 1e4], absolute: [0, 1e6] },
      slider: { "per area": [0, 100], absolute: [0, 10000] },
      about: "Potassium conductance with all gates open",
    },
    g_L: {
      unit: "G",
      default: { "per area": 0.3, absolute: 30 },
      range: { "per area": [0, 100], absolute: [0, 1e5] },
      slider: { "per area": [0, 2], absolute: [0, 200] },
      about: "Leak conductance",
    },
    E_Na: { default: 50, unit: "mV", range: [-1000, 1000], slider: [0, 100], about: "Reversal potential of sodium" },
    E_K: { default: -77, unit: "mV", range: [-1000, 1000], slider: [-110, -50], about: "Reversal potential of potassium" },
    E_L: {
      unit: "mV",
      // NEST's value for the absolute form; Hodgkin and Huxley's, with rest at exactly -65 mV, for the other.
      default: { "per area": -54.387, absolute: -54.402 },
      range: [-1000, 1000],
      slider: [-80, -40],
      about: "Reversal potential of the leak",
    },
    T: {
      default: 6.3,
      unit: "degC",
      range: [-10, 60],
      slider: [0, 30],
      about: "Temperature; gates are three times as fast for each 10 degrees",
    },
    t_ref: { default: 2, unit: "ms", range: [0, 1e4], slider: [0, 10], about: "After a spike no other is counted for so long; v runs on" },
    I_e: {
      unit: "I",
      default: { "per area": 0, absolute: 0 },
      range: { "per area": [-1e4, 1e4], absolute: [-1e6, 1e6] },
      slider: { "per area": [-20, 100], absolute: [-2000, 10000] },
      about: "Constant current from within",
    },
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
phi = pow(3, (T - 6.3)/10)
dv/dt = (g_Na*m^3*h*(E_Na - v) + g_K*n^4*(E_K - v) + g_L*(E_L - v) + i + I_e)/C_m
dm/dt = phi*(alpha_m*(1 - m) - beta_m*m)
dh/dt = phi*(alpha_h*(1 - h) - beta_h*h)
dn/dt = phi*(alpha_n*(1 - n) - beta_n*n)`,
  spike: { type: "crossing", of: "v", level: "0 mV", hold: "t_ref" },
  method: { nest: "rkf45", brian2: "exponential_euler" },
  tolerance: 1e-3,

  presets: {
    rest: { label: "At rest", about: "A long step of up to 2.24 µA/cm² gives no spike.", parameters: { I_e: 2 } },
    single: { label: "Single spike", about: "From 2.26 µA/cm² on: one spike at the onset and no more.", parameters: { I_e: 4 } },
    repetitive: { label: "Repetitive firing", about: "68.3 Hz at 10 µA/cm². It begins near 6.3, at some 50 Hz at once.", parameters: { I_e: 10 } },
    block: {
      label: "Depolarisation block",
      about: "One spike, then v stays high: above some 80 µA/cm² it no longer crosses 0 mV.",
      parameters: { I_e: 150 },
    },
    anodeBreak: {
      label: "Anode break",
      about: "With 5 µA/cm² from 30 ms on: freed from the hold of -5 it fires once, without being excited.",
      parameters: { I_e: -5 },
      shown: { stimulus: { kind: "step", parameters: { amplitude: 5, start: 30 } }, duration: 100, converged: { dt: 0.01, method: "rk4" } },
    },
    warm: {
      label: "At 18.5 degrees",
      about:
        "The temperature for which Hodgkin and Huxley computed a spike that travels; their voltage clamp was near 6.3 degrees. Gates are 3.8 times as fast: spikes are brief, and firing begins between 8 and 10 µA/cm².",
      parameters: { T: 18.5 },
    },
  },
});
