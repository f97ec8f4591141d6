import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";

/** Spike-timing-dependent plasticity between nearest neighbours only. */
export const stdpNearest = defineSynapse({
  kind: "stdpNearest",
  version: 1,
  label: "STDP, nearest spikes",
  short: "STDP nn",
  about: "STDP in which each spike pairs only with the last spike of the other side.",
  notes:
    "As the rule that pairs all spikes, but a new spike replaces the trace of the one before it instead of adding to it. " +
    "At high rates the two part: here a spike never counts more than once on either side, so potentiation and depression do not pile up. " +
    "`w` is the weight as it is now; it starts at `weight`.",
  sources: ["Morrison, Diesmann & Gerstner (2008), Phenomenological models of synaptic plasticity based on spike timing, Biol. Cybern. 98, 459-478"],
  icon: "M12,7V17M5,12H19M7,13.5L11.5,16.5M12.5,7.5L17,10.5",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "I",
      default: { absolute: 200, "per area": 3, rate: 2 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 1000], "per area": [0, 20], rate: [0, 20] },
      per: "pair",
      about: "Weight at the start: jump of the current for each spike, 0 or above",
    },
    delay: {
      default: 1.5,
      unit: "ms",
      range: [0, 100],
      slider: [0, 20],
      per: "pair",
      about: "Travel time of a spike; NEST's step order needs at least one time step",
    },
    w_max: {
      unit: "I",
      default: { absolute: 400, "per area": 6, rate: 4 },
      range: { absolute: [1e-6, 1e6], "per area": [1e-6, 1e4], rate: [1e-6, 1e4] },
      slider: { absolute: [1, 1000], "per area": [0.1, 20], rate: [0.1, 20] },
      about: "Highest weight; the lowest is 0",
    },
    A_plus: { default: 0.01, unit: "1", range: [-100, 100], slider: [0, 0.1], about: "Potentiation, as a part of w_max" },
    A_minus: { default: 0.0105, unit: "1", range: [-100, 100], slider: [0, 0.1], about: "Depression, as a part of w_max" },
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
    mu: {
      default: 0,
      unit: "1",
      range: [0, 1],
      about: "Softness of the bounds; 0: additive steps, 1: multiplicative, shrinking towards them",
    },
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant of the current" },
  },
  state: {
    w: { unit: "I", start: "weight", about: "Weight as it is now" },
    pre: { unit: "1", start: "0", about: "Trace of the source's spikes" },
    post: { unit: "1", start: "0", about: "Trace of the target's spikes" },
    i_syn: { unit: "I", start: "0", about: "Synaptic current" },
  },

  equations: `dpre/dt = -pre/tau_plus
dpost/dt = -post/tau_minus
di_syn/dt = -i_syn/tau_syn`,
  // The weight that is sent is the one before this spike's own change.
  onSpike: `i_syn += w
w = clip(w - A_minus*w_max*max(w/w_max, 0)^mu*post, 0, w_max)
pre = 1`,
  onPost: `w = clip(w + A_plus*w_max*max(1 - w/w_max, 0)^mu*pre, 0, w_max)
post = 1`,
  delay: "delay",
});
