import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";

/** Spike-timing-dependent plasticity with the delay on the target's side, and a conductance. */
export const stdpDendriticConductance = defineSynapse({
  kind: "stdpDendriticConductance",
  version: 1,
  label: "STDP, dendritic delay, conductance",
  short: "STDP dg",
  about: "STDP with the delay in the target's dendrite, and a conductance that opens by the weight.",
  notes:
    "Each spike opens a conductance by the weight as it is then, which pulls the target towards E_rev; all pairs of spikes count. " +
    "Here the source's spike is at the synapse at once, while what it causes takes the delay to the cell body and the target's spike takes the delay back, " +
    "so a pair counts by t_post + delay - t_pre. As in NEST's stdp_synapse the target's spike goes first where both meet: it strengthens what came before, and is no reason to weaken. " +
    "Potentiation is lambda and depression alpha lambda, as parts of w_max; a mu of 0 makes steps of one size, 1 lets them shrink towards the bound. " +
    "`w` is the weight as it reaches the cell body, a delay after the synapse changed; it starts at `weight`.",
  sources: [
    "Morrison, Aertsen & Diesmann (2007), Spike-timing-dependent plasticity in balanced random networks, Neural Comput. 19, 1437-1467",
    "Gütig, Aharonov, Rotter & Sompolinsky (2003), Learning input correlations through nonlinear temporally asymmetric Hebbian plasticity, J. Neurosci. 23, 3697-3714",
  ],
  icon: "M6,8H18M12,8V17M5,12.5H19M6,13.5Q11,14 11.5,16.5M14,15V17H18",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "G",
      default: { absolute: 5, "per area": 0.1, rate: 0.05 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 100], "per area": [0, 2], rate: [0, 1] },
      per: "pair",
      about: "Weight at the start: conductance added by each spike, 0 or above",
    },
    delay: {
      default: 1.5,
      unit: "ms",
      range: [0, 100],
      slider: [0, 20],
      per: "pair",
      about: "Travel time between synapse and cell body; NEST's order needs at least one time step",
    },
    w_max: {
      unit: "G",
      default: { absolute: 10, "per area": 0.2, rate: 0.1 },
      range: { absolute: [1e-6, 1e6], "per area": [1e-6, 1e4], rate: [1e-6, 1e4] },
      slider: { absolute: [0.1, 100], "per area": [0.001, 2], rate: [0.001, 1] },
      about: "Highest weight; the lowest is 0",
    },
    lambda: { default: 0.01, unit: "1", range: [0, 100], slider: [0, 0.1], about: "Potentiation, as a part of w_max" },
    alpha: { default: 1, unit: "1", range: [-100, 100], slider: [0, 3], about: "Depression over potentiation" },
    mu_plus: {
      default: 1,
      unit: "1",
      range: [0, 10],
      slider: [0, 1],
      about: "Softness of the upper bound; 0: steps of one size, 1: they shrink towards w_max",
    },
    mu_minus: { default: 1, unit: "1", range: [0, 10], slider: [0, 1], about: "Softness of the lower bound; 0: steps of one size, 1: they shrink towards 0" },
    tau_plus: {
      default: 20,
      unit: "ms",
      range: [0.01, 1e5],
      slider: [0.1, 500],
      scale: "log",
      about: "Memory of the source, for potentiation: how long its spikes are remembered",
    },
    tau_minus: {
      default: 20,
      unit: "ms",
      range: [0.01, 1e5],
      slider: [0.1, 500],
      scale: "log",
      about: "Memory of the target, for depression: how long its spikes are remembered",
    },
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant of the conductance" },
    E_rev: { default: 0, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
  },
  state: {
    w: { unit: "G", start: "weight", about: "Weight as it is now" },
    pre: { unit: "1", start: "0", about: "Trace of the source's spikes" },
    post: { unit: "1", start: "0", about: "Trace of the target's spikes" },
    fresh: { unit: "1", start: "0", about: "Spikes of the target that came back last" },
    t_back: { unit: "ms", start: "-1 ms", about: "When they came back" },
    g: { unit: "G", start: "0", about: "Open conductance" },
  },

  equations: `dpre/dt = -pre/tau_plus
dpost/dt = -post/tau_minus
dg/dt = -g/tau_syn
i = g*(E_rev - v)`,
  delaySide: "target",
  // A target's spike that comes back in this very step is in `post` already, and must not count.
  onSpike: `w = clip(w - alpha*lambda*w_max*max(w/w_max, 0)^mu_minus*(post - if(t > t_back, 0, fresh)), 0, w_max)
g += w
pre += 1`,
  onPost: `w = clip(w + lambda*w_max*max(1 - w/w_max, 0)^mu_plus*pre, 0, w_max)
post += 1
fresh = if(t > t_back, 1, fresh + 1)
t_back = t`,
  delay: "delay",
});
