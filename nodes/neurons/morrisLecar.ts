import { defineNeuron } from "../../src/kind/index.ts";

const source = "Rinzel & Ermentrout (1998), Analysis of neural excitability and oscillations, in Koch & Segev (eds.), Methods in Neuronal Modeling";

/** Morris and Lecar's muscle fibre: calcium and potassium, two variables, and both classes of excitability. */
export const morrisLecar = defineNeuron({
  kind: "morrisLecar",
  version: 1,
  label: "Morris–Lecar",
  short: "ML",
  about: "A calcium and a potassium current in two variables: class 1 or class 2 by a change of parameters.",
  notes:
    "The model with which excitability is taught: real conductances, yet a plane in which everything can be seen. " +
    "The Hopf set begins to fire at a high rate (class 2), the saddle-node set arbitrarily slowly (class 1), and with a faster potassium gate rest and firing exist side by side. " +
    "What counts as a spike is v crossing 0 mV upwards. A sign of V_2 printed in a caption of 1981 is a misprint; it is positive here.",
  sources: ["Morris & Lecar (1981), Voltage oscillations in the barnacle giant muscle fiber, Biophys. J. 35, 193-213", source],
  icon: "M6,8Q8,18 12,13T18,17M7,18Q11,17 13,12T18,7",

  inputs: { i: { signal: "current", unit: "uA/cm^2", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each upward crossing of 0 mV" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
    w: { signal: "value", reads: "w", unit: "1", about: "Opening of potassium channels, for plots" },
  },

  parameters: {
    C_m: { default: 20, unit: "uF/cm^2", range: [0.01, 1000], slider: [1, 50], about: "Membrane capacitance" },
    g_Ca: { default: 4.4, unit: "mS/cm^2", range: [0, 1e4], slider: [0, 10], about: "Calcium conductance when fully open" },
    g_K: { default: 8, unit: "mS/cm^2", range: [0, 1e4], slider: [0, 20], about: "Potassium conductance when fully open" },
    g_L: { default: 2, unit: "mS/cm^2", range: [0, 1e4], slider: [0, 10], about: "Leak conductance" },
    E_Ca: { default: 120, unit: "mV", range: [-1000, 1000], slider: [50, 150], about: "Reversal potential of calcium" },
    E_K: { default: -84, unit: "mV", range: [-1000, 1000], slider: [-110, -50], about: "Reversal potential of potassium" },
    E_L: { default: -60, unit: "mV", range: [-1000, 1000], slider: [-80, -40], about: "Reversal potential of the leak" },
    V_1: { default: -1.2, unit: "mV", range: [-1000, 1000], slider: [-30, 30], about: "Potential at which calcium channels are half open" },
    V_2: { default: 18, unit: "mV", range: [0.01, 1000], slider: [5, 40], about: "Softness of the opening of calcium channels" },
    V_3: { default: 2, unit: "mV", range: [-1000, 1000], slider: [-30, 30], about: "Potential at which potassium channels are half open" },
    V_4: { default: 30, unit: "mV", range: [0.01, 1000], slider: [5, 40], about: "Softness of the opening of potassium channels" },
    phi: { default: 0.04, unit: "1/ms", range: [0, 10], slider: [0.01, 0.5], scale: "log", about: "Speed of the potassium channels" },
    I_e: { default: 0, unit: "uA/cm^2", range: [-1e4, 1e4], slider: [-20, 300], about: "Constant current from within" },
  },
  state: {
    v: { unit: "mV", start: "E_L", about: "Membrane potential" },
    w: { unit: "1", start: "0.5*(1 + tanh((v - V_3)/V_4))", about: "Opening of potassium channels" },
  },

  equations: `m_inf = 0.5*(1 + tanh((v - V_1)/V_2))
w_inf = 0.5*(1 + tanh((v - V_3)/V_4))
lambda_w = phi*cosh((v - V_3)/(2*V_4))
dv/dt = (i + I_e - g_L*(v - E_L) - g_Ca*m_inf*(v - E_Ca) - g_K*w*(v - E_K))/C_m
dw/dt = lambda_w*(w_inf - w)`,
  spike: { type: "crossing", of: "v", level: "0 mV" },
  method: { brian2: "rk4" },

  presets: {
    hopf: {
      label: "Hopf (class 2)",
      about: "Silent at 60 µA/cm², a spike every 85.3 ms at 100.",
      parameters: { g_Ca: 4.4, V_3: 2, V_4: 30, phi: 0.04 },
      source,
    },
    snic: {
      label: "Saddle-node on a circle (class 1)",
      about: "Fires from just below 40 µA/cm² on, slowly at first: every 145 ms at 42.",
      parameters: { g_Ca: 4, V_3: 12, V_4: 17.4, phi: 1 / 15 },
      source,
    },
    homoclinic: {
      label: "Homoclinic",
      about: "Between about 36 and 40 µA/cm² it rests or fires, as it was left: start it at v 0 mV and w 0.1 to see it fire.",
      parameters: { g_Ca: 4, V_3: 12, V_4: 17.4, phi: 0.23 },
      source,
    },
  },
});
