import { defineNeuron } from "../../src/kind/index.ts";

/** Generalised integrate-and-fire: every spike leaves currents and a raised threshold behind, and chance decides the next one. */
export const gif = defineNeuron({
  kind: "gif",
  version: 1,
  label: "Generalised integrate-and-fire (GIF)",
  short: "GIF",
  about: "A leaky neuron that fires by chance; each spike adds currents and lifts the threshold, and both fade.",
  notes:
    "The model that predicts spikes of recorded cortical cells best for its size: its parameters can be fitted to a recording in seconds. " +
    "A spike-triggered current (stc) and a moving threshold (sfa) have two exponentials each; a step of 0 switches one off. " +
    "It fires at the rate lambda_0 exp((v - threshold)/Delta_V), so a small Delta_V makes the threshold sharp. At a spike v shows its peak and is at V_reset from the next step on, for t_ref; " +
    "with a t_ref of 0 there is no reset. Currents and threshold count as they are when a step begins. Names and numbers are those of NEST's gif_psc_exp and gif_cond_exp; " +
    "the former lets what arrives act within the step that ends then, which is what the prompt exponential synapse does.",
  sources: [
    "Mensi, Naud, Pozzorini, Avermann, Petersen & Gerstner (2012), Parameter extraction and classification of three cortical neuron types reveals two distinct adaptation mechanisms, J. Neurophysiol. 107, 1756-1775",
    "Pozzorini, Mensi, Hagens, Naud, Koch & Gerstner (2015), Automated high-throughput characterization of single neurons by means of simplified spiking models, PLoS Comput. Biol. 11, e1004275",
  ],
  icon: "M5,16Q9,10 10,9V15Q14,10 15,8V15Q18,12 19,11M5,8.5H9.5L10,6.5Q13,8 15,8",

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time it fires" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
    threshold: { signal: "value", reads: "threshold", unit: "mV", about: "Threshold as it moves, for plots" },
  },

  parameters: {
    C_m: { default: 80, unit: "pF", range: [0.1, 1e5], slider: [20, 500], about: "Membrane capacitance" },
    g_L: { default: 4, unit: "nS", range: [0.001, 1e5], slider: [1, 50], about: "Leak conductance" },
    E_L: { default: -70, unit: "mV", range: [-1000, 1000], slider: [-90, -40], about: "Resting potential" },
    V_reset: { default: -55, unit: "mV", range: [-1000, 1000], slider: [-90, -40], about: "Potential after a spike" },
    V_T_star: { default: -35, unit: "mV", range: [-1000, 1000], slider: [-70, 0], about: "Threshold when nothing has moved it" },
    Delta_V: { default: 0.5, unit: "mV", range: [1e-6, 1000], slider: [0.1, 20], scale: "log", about: "Softness of the threshold; small is sharp" },
    lambda_0: { default: 1, unit: "Hz", range: [0, 1e6], slider: [0.1, 100], about: "Firing rate at the threshold" },
    t_ref: { default: 4, unit: "ms", range: [0, 1e4], slider: [0, 20], about: "Refractory period: how long v stays at V_reset" },
    q_stc_1: { default: 20, unit: "pA", range: [-1e6, 1e6], slider: [-100, 100], about: "Step of the first spike-triggered current; above 0 it slows" },
    tau_stc_1: { default: 50, unit: "ms", range: [0.01, 1e5], slider: [1, 500], scale: "log", about: "Decay time of the first current" },
    q_stc_2: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-100, 100], about: "Step of the second spike-triggered current" },
    tau_stc_2: { default: 200, unit: "ms", range: [0.01, 1e5], slider: [1, 500], scale: "log", about: "Decay time of the second current" },
    q_sfa_1: { default: 6, unit: "mV", range: [-1000, 1000], slider: [0, 20], about: "First step of the threshold at a spike" },
    tau_sfa_1: { default: 20, unit: "ms", range: [0.01, 1e5], slider: [1, 500], scale: "log", about: "Decay time of the first part of the threshold" },
    q_sfa_2: { default: 2, unit: "mV", range: [-1000, 1000], slider: [0, 20], about: "Second step of the threshold at a spike" },
    tau_sfa_2: { default: 120, unit: "ms", range: [0.01, 1e5], slider: [1, 500], scale: "log", about: "Decay time of the second part of the threshold" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-500, 1000], about: "Constant current from within" },
  },
  state: {
    v: { unit: "mV", start: "E_L", about: "Membrane potential" },
    stc_1: { unit: "pA", start: "0", about: "First spike-triggered current" },
    stc_2: { unit: "pA", start: "0", about: "Second spike-triggered current" },
    sfa_1: { unit: "mV", start: "0", about: "First part of the threshold that spikes move" },
    sfa_2: { unit: "mV", start: "0", about: "Second part of the threshold that spikes move" },
  },

  equations: `threshold = V_T_star + sfa_1 + sfa_2
lambda = lambda_0*exp(min((v - V_T_star - last(sfa_1) - last(sfa_2))/Delta_V, 100))
dv/dt = (g_L*(E_L - v) + i + I_e - last(stc_1) - last(stc_2))/C_m
dstc_1/dt = -stc_1/tau_stc_1
dstc_2/dt = -stc_2/tau_stc_2
dsfa_1/dt = -sfa_1/tau_sfa_1
dsfa_2/dt = -sfa_2/tau_sfa_2`,
  spike: {
    type: "threshold",
    when: "rand() < 1 - exp(-lambda*dt)",
    then: "v = V_reset; stc_1 += q_stc_1; stc_2 += q_stc_2; sfa_1 += q_sfa_1; sfa_2 += q_sfa_2",
    hold: "t_ref",
    shows: "peak",
  },
});
