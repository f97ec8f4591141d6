import { defineNeuron, type Shown } from "../../src/kind/index.ts";

const table = "Naud, Marcille, Clopath & Gerstner (2008), Biol. Cybern. 99, 335-347, with the values distributed with Brian2";

/** One row of the table of firing patterns; what all rows share stands here once. */
const pattern = (
  label: string,
  current: number,
  about: string,
  [C_m, g_L, E_L, a, tau_w, b, V_reset]: readonly [number, number, number, number, number, number, number],
) => ({
  label,
  about: `A constant ${current} pA from the start. ${about}`,
  parameters: { C_m, g_L, E_L, V_th: -50, Delta_T: 2, V_peak: 0, a, tau_w, b, V_reset, t_ref: 0 },
  source: table,
  shown: {
    stimulus: { kind: "constant", parameters: { amplitude: current } },
    duration: 600,
    published: { dt: 0.1, method: "euler" },
    converged: { dt: 0.01, method: "rkf45" },
    why: "The values are distributed with Euler steps of 0.1 ms, which climb the exponential upstroke late: each spike lags a little, and the lags add up. In fine steps v crosses V_peak when the equations say so.",
  } satisfies Shown,
});

/** Adaptive exponential integrate-and-fire: an exponential upstroke and one adaptation current give most firing patterns of cortex. */
export const adex = defineNeuron({
  kind: "adex",
  version: 1,
  label: "Adaptive exponential (AdEx)",
  short: "AdEx",
  about: "A sharp exponential upstroke and an adaptation current, in numbers that can be measured: pF, nS, mV, pA.",
  notes:
    "Two variables reproduce regular, adapting, bursting, delayed and irregular firing of recorded cells; each parameter has a meaning " +
    "in the membrane. a couples the adaptation to the potential below threshold, b adds to it at each spike, and V_reset above V_th makes bursts. " +
    "Defaults are those of the 2005 paper and of NEST's aeif models. " +
    "Spike times depend on the step: with Euler steps of 0.1 ms they lag by up to several ms after many spikes, and the irregular pattern, " +
    "which is chaotic, parts from the exact solution after some twenty. In NEST's step order it is integrated adaptively.",
  lecture: [
    "Hybrid models are said to reduce Hodgkin and Huxley's. Only the exponential upstroke is derived, from sodium gates that open at once; the adaptation current and the reset are put beside it and fitted to cells.",
  ],
  sources: [
    "Brette & Gerstner (2005), Adaptive exponential integrate-and-fire model, J. Neurophysiol. 94, 3637-3642",
    "Naud, Marcille, Clopath & Gerstner (2008), Firing patterns in the adaptive exponential integrate-and-fire model, Biol. Cybern. 99, 335-347",
  ],
  icon: "M5,16Q7.5,15 8,7V16Q12,15 12.5,7V16Q17.5,15 18,7V16",

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v reaches its peak" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
    w: { signal: "value", reads: "w", unit: "pA", about: "Adaptation current, for plots" },
  },

  parameters: {
    C_m: { default: 281, unit: "pF", range: [0.1, 1e5], slider: [50, 500], about: "Membrane capacitance" },
    g_L: { default: 30, unit: "nS", range: [0.001, 1e5], slider: [1, 100], about: "Leak conductance" },
    E_L: { default: -70.6, unit: "mV", range: [-1000, 1000], slider: [-90, -40], about: "Resting potential" },
    V_th: { default: -50.4, unit: "mV", range: [-1000, 1000], slider: [-70, -30], about: "Potential at which the upstroke takes over" },
    Delta_T: { default: 2, unit: "mV", range: [0, 100], slider: [0, 10], about: "Sharpness of the upstroke; 0 fires at V_th" },
    V_peak: { default: 0, unit: "mV", range: [-1000, 1000], slider: [-50, 30], about: "Potential at which the spike is counted and v is reset" },
    V_reset: { default: -60, unit: "mV", range: [-1000, 1000], slider: [-75, -40], about: "Potential after a spike; above V_th it bursts" },
    t_ref: { default: 0, unit: "ms", range: [0, 1e4], slider: [0, 20], about: "Refractory period: how long v stays at V_reset" },
    a: { default: 4, unit: "nS", range: [-1e4, 1e4], slider: [-20, 20], about: "How strongly the adaptation follows v below threshold" },
    b: { default: 80.5, unit: "pA", range: [-1e6, 1e6], slider: [0, 500], about: "How much one spike tires it" },
    tau_w: { default: 144, unit: "ms", range: [0.01, 1e5], slider: [5, 500], scale: "log", about: "How long it stays tired" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-500, 2000], about: "Constant current from within" },
  },
  state: {
    v: { unit: "mV", start: "E_L", about: "Membrane potential" },
    w: { unit: "pA", start: "0", about: "Adaptation current" },
  },

  // The exponent ends at 100, so that one long step past the threshold gives a large number and not an infinite one.
  equations: `upstroke = g_L*Delta_T*exp(min((v - V_th)/max(Delta_T, 1e-6 mV), 100))
dv/dt = (g_L*(E_L - v) + upstroke - w + i + I_e)/C_m
dw/dt = (a*(v - E_L) - w)/tau_w`,
  spike: { type: "threshold", when: "v >= if(Delta_T > 0 mV, V_peak, V_th)", then: "v = V_reset; w += b", hold: "t_ref", at: "substep", ceiling: "V_peak" },
  method: { brian2: "euler" },
  // As NEST integrates it: a millionth of the change over the step, plus a millionth.
  tolerance: 1e-6,
  relativeTolerance: true,

  presets: {
    tonic: pattern("Tonic spiking", 500, "62 spikes in 600 ms; Euler steps of 0.1 ms give 60.", [200, 10, -70, 2, 30, 0, -58]),
    adaptation: pattern("Adaptation", 500, "Intervals grow from 11 to 76 ms; 12 spikes in 600 ms.", [200, 12, -70, 2, 300, 60, -58]),
    initialBurst: pattern("Initial burst", 400, "Some quick spikes, then slow ones.", [130, 18, -58, 4, 150, 120, -50]),
    regularBursting: pattern("Regular bursting", 210, "A burst of three, then pairs: 11 spikes in 600 ms.", [200, 10, -58, 2, 120, 100, -46]),
    delayedAccelerating: pattern("Delayed accelerating", 300, "A late first spike, then ever shorter intervals.", [200, 12, -70, -10, 300, 0, -58]),
    delayedRegularBursting: pattern("Delayed regular bursting", 110, "The first burst after 57 ms; 32 spikes in 600 ms.", [100, 10, -65, -10, 90, 30, -47]),
    transient: pattern("Transient spiking", 180, "One spike at 30 ms and silence.", [100, 10, -65, 10, 90, 100, -47]),
    irregular: pattern("Irregular (chaotic)", 160, "33 spikes in 600 ms; times depend on the last bit after some twenty.", [100, 12, -60, -11, 130, 30, -48]),
    cortical: {
      label: "Cortical cell of 2005",
      about: "1000 pA from 20 to 120 ms: five spikes with growing intervals. The paper resets to rest and counts spikes at V_th + 5 Delta_T.",
      parameters: { V_peak: -40.4, V_reset: -70.6 },
      source: "Brette & Gerstner (2005), J. Neurophysiol. 94, 3637-3642",
      shown: {
        stimulus: { kind: "step", parameters: { amplitude: 1000, start: 20, stop: 120 } },
        duration: 140,
        converged: { dt: 0.01, method: "rkf45" },
      },
    },
  },
});
