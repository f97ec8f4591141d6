import { defineNeuron } from "../../src/kind/index.ts";

/** The GLIF neurons with everything at a standstill while the cell rests, and reset from the potential before the step. */
export const glifHeld = defineNeuron({
  kind: "glifHeld",
  version: 1,
  label: "GLIF, held while refractory",
  short: "GLIF h",
  about: "The GLIF neuron as NEST has it: at rest all its variables stand still, and a spike counts their fading in.",
  notes:
    "The same five levels as GLIF, in the order of NEST's glif_psc, whose spikes and potentials it gives. What differs: while refractory, currents and thresholds stand still too, " +
    "and what they would have lost in t_ref is taken off at the spike; the reset starts from v before the step, not from v past the threshold; " +
    "after-spike currents act with their mean over the step; and the threshold follows, within a step, the potential that injected current alone would make. " +
    "For that last point synapses are wired to i and current sources to stim; a current wired to i moves v alike.",
  sources: [
    "Teeter et al. (2018), Generalized leaky integrate-and-fire models classify multiple neuron types, Nat. Commun. 9, 709",
    "Rotter & Diesmann (1999), Exact digital simulation of time-invariant linear systems, Biol. Cybern. 81, 381-402",
  ],
  icon: "M5,16Q9,10 10,9V14H12Q14,9 15,8V13H17L19,10M6,8Q12,8 19,6.5",

  inputs: {
    i: { signal: "current", unit: "pA", about: "Synaptic currents" },
    stim: { signal: "current", unit: "pA", about: "Injected currents, which the threshold follows within a step" },
  },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v passes the threshold" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
    threshold: { signal: "value", reads: "threshold", unit: "mV", about: "Threshold as it moves, for plots" },
  },

  parameters: {
    C_m: { default: 58.72, unit: "pF", range: [0.1, 1e5], slider: [20, 500], about: "Membrane capacitance" },
    g_L: { default: 9.43, unit: "nS", range: [0.001, 1e5], slider: [1, 50], about: "Leak conductance" },
    E_L: { default: -78.85, unit: "mV", range: [-1000, 1000], slider: [-90, -40], about: "Resting potential" },
    V_th: { default: -51.68, unit: "mV", range: [-1000, 1000], slider: [-70, 0], about: "Threshold when nothing has moved it" },
    t_ref: { default: 3.75, unit: "ms", range: [0, 1e4], slider: [0, 20], about: "Refractory period: how long everything stands still" },
    f_v: { default: 0.2, unit: "1", range: [-10, 1], slider: [0, 1], about: "Part of v - E_L, before the step, that survives a spike" },
    dv: { default: 18.51, unit: "mV", range: [-1000, 1000], slider: [-20, 30], about: "What the reset adds to it" },
    k_1: { default: 0.003, unit: "1/ms", range: [0, 100], slider: [0.001, 0.5], scale: "log", about: "Decay rate of the first after-spike current" },
    k_2: { default: 0.1, unit: "1/ms", range: [0, 100], slider: [0.001, 0.5], scale: "log", about: "Decay rate of the second after-spike current" },
    r_1: { default: 1, unit: "1", range: [-10, 10], slider: [0, 1], about: "First current kept, as a part of it, at a spike" },
    r_2: { default: 1, unit: "1", range: [-10, 10], slider: [0, 1], about: "Second current kept, as a part of it, at a spike" },
    dA_1: { default: -9.18, unit: "pA", range: [-1e6, 1e6], slider: [-100, 100], about: "First current step at a spike" },
    dA_2: { default: -198.94, unit: "pA", range: [-1e6, 1e6], slider: [-500, 500], about: "Second current step at a spike" },
    b_s: { default: 0.009, unit: "1/ms", range: [0, 100], slider: [0.001, 0.5], scale: "log", about: "Decay rate of the spike part of the threshold" },
    dth_s: { default: 0.37, unit: "mV", range: [-1000, 1000], slider: [0, 20], about: "Threshold step at a spike" },
    a_v: { default: 0.005, unit: "1/ms", range: [-100, 100], slider: [0, 0.1], about: "How strongly the threshold follows v" },
    b_v: { default: 0.09, unit: "1/ms", range: [0, 100], slider: [0.001, 0.5], scale: "log", about: "Decay rate of the voltage part of the threshold" },
  },
  state: {
    v: { unit: "mV", start: "E_L", about: "Membrane potential" },
    u: { unit: "mV", start: "v", about: "What the threshold follows: v, but within a step moved by injected current alone" },
    A_1: { unit: "pA", start: "0", about: "First after-spike current" },
    A_2: { unit: "pA", start: "0", about: "Second after-spike current" },
    th_s: { unit: "mV", start: "0", about: "Part of the threshold that spikes move" },
    th_v: { unit: "mV", start: "0", about: "Part of the threshold that v moves" },
  },

  // The mean of a decaying current over the step is (1 - exp(-k dt))/(k dt) of what it begins with.
  equations: `threshold = V_th + th_s + th_v
A = last(A_1)*exprel(-k_1*dt) + last(A_2)*exprel(-k_2*dt)
dv/dt = (g_L*(E_L - v) + i + stim + A)/C_m
du/dt = (g_L*(E_L - u) + stim + A)/C_m
dA_1/dt = -k_1*A_1
dA_2/dt = -k_2*A_2
dth_s/dt = -b_s*th_s
dth_v/dt = a_v*(u - E_L) - b_v*th_v`,
  afterStep: "u = v",
  spike: {
    type: "threshold",
    when: "v > threshold",
    then: `v = E_L + f_v*(last(v) - E_L) + dv
u = v
A_1 = dA_1 + r_1*exp(-k_1*t_ref)*A_1
A_2 = dA_2 + r_2*exp(-k_2*t_ref)*A_2
th_s = dth_s + exp(-b_s*t_ref)*th_s`,
    hold: "t_ref",
    holds: ["v", "u", "A_1", "A_2", "th_s", "th_v"],
  },

  presets: {
    GLIF1: {
      label: "GLIF1",
      about: "The leaky neuron.",
      parameters: { f_v: 0, dv: 0, dA_1: 0, dA_2: 0, dth_s: 0, a_v: 0 },
    },
    GLIF2: { label: "GLIF2", about: "With the reset rule and a threshold that jumps at spikes.", parameters: { dA_1: 0, dA_2: 0, a_v: 0 } },
    GLIF3: { label: "GLIF3", about: "With after-spike currents.", parameters: { f_v: 0, dv: 0, dth_s: 0, a_v: 0 } },
    GLIF4: { label: "GLIF4", about: "Levels 2 and 3 together.", parameters: { a_v: 0 } },
    GLIF5: { label: "GLIF5", about: "With a threshold that also follows v. 420 pA: 9 spikes in 150 ms.", parameters: {} },
  },
});
