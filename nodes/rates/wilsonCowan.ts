import { defineNeuron } from "../../src/kind/index.ts";

/** Wilson and Cowan's pair of populations: excitation and inhibition that drive each other. */
export const wilsonCowan = defineNeuron({
  kind: "wilsonCowan",
  version: 1,
  label: "Wilson–Cowan populations",
  short: "E and I",
  about: "An excitatory and an inhibitory population, each the share of its cells that fires, coupled to each other.",
  notes:
    "Two equations for a patch of cortex, with rest, rhythm and memory in them. E excites both populations and I inhibits both; each rate saturates, since a cell that has " +
    "fired cannot fire again at once (r_e, r_i). The curves are sigmoids shifted to be 0 without input. The limit cycle oscillates while P lies in the middle of its range; " +
    "the bistable set stays where a pulse leaves it. Open the phase plane and look at where the two nullclines cross.",
  sources: ["Wilson & Cowan (1972), Excitatory and inhibitory interactions in localized populations of model neurons, Biophys. J. 12, 1-24"],
  icon: "M6,10Q10,6 13,9M12,10L13,9L12,7.5M18,14Q14,18 11,15M12,14L11,15L12,16.5M6,13V17M18,7V11",

  inputs: {
    i: { signal: "current", unit: "1", about: "Input to the excitatory population, added to P" },
    i_I: { signal: "current", unit: "1", about: "Input to the inhibitory population, added to Q" },
  },
  outputs: {
    E: { signal: "value", reads: "E", unit: "1", about: "Share of excitatory cells that fire" },
    I: { signal: "value", reads: "I", unit: "1", about: "Share of inhibitory cells that fire" },
  },

  parameters: {
    c_1: { default: 16, unit: "1", range: [0, 1000], slider: [0, 30], about: "Strength of E onto E" },
    c_2: { default: 12, unit: "1", range: [0, 1000], slider: [0, 30], about: "Strength of I onto E" },
    c_3: { default: 15, unit: "1", range: [0, 1000], slider: [0, 30], about: "Strength of E onto I" },
    c_4: { default: 3, unit: "1", range: [0, 1000], slider: [0, 30], about: "Strength of I onto I" },
    P: { default: 1.25, unit: "1", range: [-1000, 1000], slider: [-2, 5], about: "Drive of E" },
    Q: { default: 0, unit: "1", range: [-1000, 1000], slider: [-2, 5], about: "Drive of I" },
    a_e: { default: 1.3, unit: "1", range: [0.001, 1000], slider: [0.5, 3], about: "Steepness of the curve of E" },
    theta_e: { default: 4, unit: "1", range: [-100, 100], slider: [0, 8], about: "Input at which the curve of E is steepest" },
    a_i: { default: 2, unit: "1", range: [0.001, 1000], slider: [0.5, 3], about: "Steepness of the curve of I" },
    theta_i: { default: 3.7, unit: "1", range: [-100, 100], slider: [0, 8], about: "Input at which the curve of I is steepest" },
    r_e: { default: 1, unit: "1", range: [0, 100], slider: [0, 2], about: "How much refractoriness caps E" },
    r_i: { default: 1, unit: "1", range: [0, 100], slider: [0, 2], about: "How much refractoriness caps I" },
    tau_e: { default: 8, unit: "ms", range: [0.01, 1e5], slider: [1, 100], scale: "log", about: "Time constant of E" },
    tau_i: { default: 8, unit: "ms", range: [0.01, 1e5], slider: [1, 100], scale: "log", about: "Time constant of I" },
  },
  state: {
    E: { unit: "1", start: "0", about: "Excitatory activity" },
    I: { unit: "1", start: "0", about: "Inhibitory activity" },
  },

  equations: `k_e = 1 - 1/(1 + exp(a_e*theta_e))
k_i = 1 - 1/(1 + exp(a_i*theta_i))
S_e = 1/(1 + exp(a_e*(theta_e - (c_1*E - c_2*I + P + i)))) - 1/(1 + exp(a_e*theta_e))
S_i = 1/(1 + exp(a_i*(theta_i - (c_3*E - c_4*I + Q + i_I)))) - 1/(1 + exp(a_i*theta_i))
dE/dt = (-E + (k_e - r_e*E)*S_e)/tau_e
dI/dt = (-I + (k_i - r_i*I)*S_i)/tau_i`,
  method: { nest: "rk4", brian2: "rk4" },

  presets: {
    cycle: {
      label: "Limit cycle",
      about: "Figure 11 of the paper: it oscillates by itself, some 24 times a second with tau 8 ms, for P between about 1.2 and 1.8.",
      parameters: { c_1: 16, c_2: 12, c_3: 15, c_4: 3, P: 1.25, Q: 0, a_e: 1.3, theta_e: 4, a_i: 2, theta_i: 3.7, r_e: 1, r_i: 1, tau_e: 8, tau_i: 8 },
      start: { E: 0.1, I: 0.05 },
    },
    bistable: {
      label: "Bistable",
      about: "Rests or stays active, as a pulse leaves it, for P between about -0.3 and 0.35: from E 0.3 it goes up and stays there.",
      parameters: { c_1: 12, c_2: 4, c_3: 13, c_4: 11, P: 0, Q: 0, a_e: 1.2, theta_e: 2.8, a_i: 1, theta_i: 4, r_e: 1, r_i: 1, tau_e: 10, tau_i: 10 },
      start: { E: 0.3, I: 0.1 },
    },
  },
});
