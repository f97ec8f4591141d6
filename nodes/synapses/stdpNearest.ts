import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { highestWeight, memories, startingWeight, traces, travelTime } from "../parts.ts";

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
    weight: startingWeight,
    delay: travelTime,
    w_max: highestWeight,
    A_plus: { default: 0.01, unit: "1", range: [-100, 100], slider: [0, 0.1], about: "Potentiation, as a part of w_max" },
    A_minus: { default: 0.0105, unit: "1", range: [-100, 100], slider: [0, 0.1], about: "Depression, as a part of w_max" },
    ...memories,
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
    ...traces,
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
