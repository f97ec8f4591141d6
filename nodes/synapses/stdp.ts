import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { highestWeight, memories, startingWeight, traces, travelTime } from "../parts.ts";

/** Spike-timing-dependent plasticity: who fires first decides whether the synapse grows. */
export const stdp = defineSynapse({
  kind: "stdp",
  version: 1,
  label: "STDP",
  short: "STDP",
  about: "A synapse that learns: stronger when its spike comes before the target's, weaker when it comes after.",
  notes:
    "Each spike leaves a trace that fades; a spike of the target adds what it finds of the source's trace to the weight, a spike of the source takes off what it finds of the target's. " +
    "All pairs of spikes count. With mu 0 weights run to the bounds and compete, with mu 1 they settle in between. " +
    "A pair in the same time step counts as source first. The delay lies on the source's side, so it is arrival that counts; NEST puts it on the target's side, " +
    "and with a long delay learns something else. `w` is the weight as it is now; it starts at `weight`.",
  sources: [
    "Bi & Poo (1998), Synaptic modifications in cultured hippocampal neurons, J. Neurosci. 18, 10464-10472",
    "Song, Miller & Abbott (2000), Competitive Hebbian learning through spike-timing-dependent synaptic plasticity, Nat. Neurosci. 3, 919-926",
    "Gütig, Aharonov, Rotter & Sompolinsky (2003), Learning input correlations through nonlinear temporally asymmetric Hebbian plasticity, J. Neurosci. 23, 3697-3714",
  ],
  icon: "M12,7V17M5,12H19M6,13Q11,13.5 11.5,16.5M12.5,7.5Q13,10.5 18,11",

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
pre += 1`,
  onPost: `w = clip(w + A_plus*w_max*max(1 - w/w_max, 0)^mu*pre, 0, w_max)
post += 1`,
  delay: "delay",

  presets: {
    additive: {
      label: "Additive",
      about: "Weights run to the bounds and compete.",
      parameters: { mu: 0 },
      source: "Song, Miller & Abbott (2000), Nat. Neurosci. 3, 919-926",
    },
    multiplicative: {
      label: "Multiplicative",
      about: "Weights settle between the bounds.",
      parameters: { mu: 1 },
      source: "Gütig et al. (2003), J. Neurosci. 23, 3697-3714",
    },
  },
});
