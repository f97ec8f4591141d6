import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { dendritic, highestWeight, traces } from "../parts.ts";

/** Spike-timing-dependent plasticity with the delay on the target's side, and an alpha-shaped current. */
export const stdpDendriticAlpha = defineSynapse({
  kind: "stdpDendriticAlpha",
  version: 1,
  label: "STDP, dendritic delay, alpha current",
  short: "STDP dα",
  about: "STDP with the delay in the target's dendrite, and a current that rises and peaks at the weight.",
  notes: `Each spike makes an alpha-shaped pulse of current whose peak is the weight as it is then; all pairs of spikes count. ${dendritic.notes}`,
  sources: dendritic.sources,
  icon: "M12,7V17M5,12H19M6,16Q8,16 8.5,14.5T11,14M14,7.5V10.5H18",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "I",
      default: { absolute: 100, "per area": 2, rate: 1 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 1000], "per area": [0, 20], rate: [0, 20] },
      per: "pair",
      about: "Weight at the start: peak of the current for each spike, 0 or above",
    },
    delay: dendritic.delay,
    w_max: highestWeight,
    ...dendritic.rule,
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Time from the arrival of a spike to the peak" },
  },
  state: {
    w: { unit: "I", start: "weight", about: "Weight as it is now" },
    ...traces,
    ...dendritic.back,
    x: { unit: "I/ms", start: "0", about: "Rise: what feeds the current" },
    i_syn: { unit: "I", start: "0", about: "Synaptic current" },
  },

  equations: `dpre/dt = -pre/tau_plus
dpost/dt = -post/tau_minus
dx/dt = -x/tau_syn
di_syn/dt = x - i_syn/tau_syn`,
  delaySide: "target",
  onSpike: `${dendritic.onSpike}
x += exp(1)/tau_syn*w
pre += 1`,
  onPost: dendritic.onPost,
  delay: "delay",
});
