import { defineNeuron } from "../../src/kind/index.ts";

/** What GLIF leaves out of its five levels: the neutral values of each mechanism. */
const plainReset = { f_v: 0, dv: 0 };
const noCurrents = { dA_1: 0, dA_2: 0 };
const noSpikeThreshold = { dth_s: 0 };
const noVoltageThreshold = { a_v: 0 };
const source = "Teeter et al. (2018), Nat. Commun. 9, 709";

/** Generalised leaky integrate-and-fire, all five levels: each mechanism is a parameter that is 0 where a level lacks it. */
export const glif = defineNeuron({
  kind: "glif",
  version: 1,
  label: "Generalised LIF (GLIF)",
  short: "GLIF",
  about: "A leaky neuron with a reset that remembers v, two after-spike currents and a threshold that moves.",
  notes:
    "The models that the Allen Institute fitted to thousands of recorded cells. Level 1 is the leaky neuron, 2 adds the reset rule and a threshold " +
    "that jumps at spikes, 3 adds after-spike currents to level 1, 4 joins both, 5 lets the threshold also follow v; choose a level among the presets. " +
    "During the refractory period v and the voltage part of the threshold stand still, while currents and the spike part go on decaying; " +
    "NEST's glif_psc holds these too, so times differ a little from its.",
  sources: ["Teeter et al. (2018), Generalized leaky integrate-and-fire models classify multiple neuron types, Nat. Commun. 9, 709"],
  icon: "M5,16Q9,10 10,9V14Q14,9 15,8V13Q18,10 19,9M6,8Q12,8 19,6.5",

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v passes the threshold" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
    threshold: { signal: "value", reads: "threshold", unit: "mV", about: "Threshold as it moves, for plots" },
  },

  parameters: {
    C_m: { default: 100, unit: "pF", range: [0.1, 1e5], slider: [20, 500], about: "Membrane capacitance" },
    g_L: { default: 5, unit: "nS", range: [0.001, 1e5], slider: [1, 50], about: "Leak conductance" },
    E_L: { default: -70, unit: "mV", range: [-1000, 1000], slider: [-90, -40], about: "Resting potential" },
    V_th: { default: -50, unit: "mV", range: [-1000, 1000], slider: [-70, 0], about: "Threshold when nothing has moved it" },
    t_ref: { default: 3, unit: "ms", range: [0, 1e4], slider: [0, 20], about: "Refractory period: how long v stays where it was reset" },
    f_v: { default: 0.2, unit: "1", range: [-10, 1], slider: [0, 1], about: "Part of v - E_L that survives a spike" },
    dv: { default: 1, unit: "mV", range: [-1000, 1000], slider: [-20, 30], about: "What the reset adds to it" },
    k_1: { default: 0.003, unit: "1/ms", range: [0, 100], slider: [0.001, 0.5], scale: "log", about: "Decay rate of the first after-spike current" },
    k_2: { default: 0.1, unit: "1/ms", range: [0, 100], slider: [0.001, 0.5], scale: "log", about: "Decay rate of the second after-spike current" },
    r_1: { default: 1, unit: "1", range: [-10, 10], slider: [0, 1], about: "First current kept, as a part of it, at a spike" },
    r_2: { default: 1, unit: "1", range: [-10, 10], slider: [0, 1], about: "Second current kept, as a part of it, at a spike" },
    dA_1: { default: -10, unit: "pA", range: [-1e6, 1e6], slider: [-100, 100], about: "First current step at a spike" },
    dA_2: { default: -200, unit: "pA", range: [-1e6, 1e6], slider: [-500, 500], about: "Second current step at a spike" },
    b_s: { default: 0.01, unit: "1/ms", range: [0, 100], slider: [0.001, 0.5], scale: "log", about: "Decay rate of the spike part of the threshold" },
    dth_s: { default: 3, unit: "mV", range: [-1000, 1000], slider: [0, 20], about: "Threshold step at a spike" },
    a_v: { default: 0.005, unit: "1/ms", range: [-100, 100], slider: [0, 0.1], about: "How strongly the threshold follows v" },
    b_v: { default: 0.02, unit: "1/ms", range: [0, 100], slider: [0.001, 0.5], scale: "log", about: "Decay rate of the voltage part of the threshold" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-500, 1000], about: "Constant current from within" },
  },
  state: {
    v: { unit: "mV", start: "E_L", about: "Membrane potential" },
    A_1: { unit: "pA", start: "0", about: "First after-spike current" },
    A_2: { unit: "pA", start: "0", about: "Second after-spike current" },
    th_s: { unit: "mV", start: "0", about: "Part of the threshold that spikes move" },
    th_v: { unit: "mV", start: "0", about: "Part of the threshold that v moves" },
  },

  equations: `threshold = V_th + th_s + th_v
dv/dt = (g_L*(E_L - v) + i + I_e + A_1 + A_2)/C_m
dA_1/dt = -k_1*A_1
dA_2/dt = -k_2*A_2
dth_s/dt = -b_s*th_s
dth_v/dt = a_v*(v - E_L) - b_v*th_v`,
  // What is set with `=` stands still for t_ref; th_v is named for that alone.
  spike: {
    type: "threshold",
    when: "v > threshold",
    then: "v = E_L + f_v*(v - E_L) + dv; th_v = th_v; th_s += dth_s; A_1 *= r_1; A_1 += dA_1; A_2 *= r_2; A_2 += dA_2",
    hold: "t_ref",
  },

  presets: {
    GLIF1: { label: "GLIF1", about: "The leaky neuron.", parameters: { ...plainReset, ...noCurrents, ...noSpikeThreshold, ...noVoltageThreshold }, source },
    GLIF2: { label: "GLIF2", about: "With the reset rule and a threshold that jumps at spikes.", parameters: { ...noCurrents, ...noVoltageThreshold }, source },
    GLIF3: {
      label: "GLIF3",
      about: "With after-spike currents. 200 pA from 10 to 310 ms: 9 spikes with growing intervals.",
      parameters: { ...plainReset, ...noSpikeThreshold, ...noVoltageThreshold },
      source,
      shown: {
        stimulus: { kind: "step", parameters: { amplitude: 200, start: 10, stop: 310 } },
        duration: 350,
        converged: { dt: 0.05, method: "rk4" },
      },
    },
    GLIF4: { label: "GLIF4", about: "Levels 2 and 3 together.", parameters: { ...noVoltageThreshold }, source },
    GLIF5: {
      label: "GLIF5",
      about: "With a threshold that also follows v. 220 pA from 10 to 310 ms: 8 spikes.",
      parameters: {},
      source,
      shown: {
        stimulus: { kind: "step", parameters: { amplitude: 220, start: 10, stop: 310 } },
        duration: 350,
        converged: { dt: 0.05, method: "rk4" },
      },
    },
  },
});
