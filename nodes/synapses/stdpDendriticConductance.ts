import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { dendritic, traces } from "../parts.ts";

/** Spike-timing-dependent plasticity with the delay on the target's side, and a conductance. */
export const stdpDendriticConductance = defineSynapse({
  kind: "stdpDendriticConductance",
  version: 1,
  label: "STDP, dendritic delay, conductance",
  short: "STDP dg",
  about: "STDP with the delay in the target's dendrite, and a conductance that opens by the weight.",
  notes: `Each spike opens a conductance by the weight as it is then, which pulls the target towards E_rev; all pairs of spikes count. ${dendritic.notes}`,
  sources: dendritic.sources,
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
    delay: dendritic.delay,
    w_max: {
      unit: "G",
      default: { absolute: 10, "per area": 0.2, rate: 0.1 },
      range: { absolute: [1e-6, 1e6], "per area": [1e-6, 1e4], rate: [1e-6, 1e4] },
      slider: { absolute: [0.1, 100], "per area": [0.001, 2], rate: [0.001, 1] },
      about: "Highest weight; the lowest is 0",
    },
    ...dendritic.rule,
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant of the conductance" },
    E_rev: { default: 0, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
  },
  state: {
    w: { unit: "G", start: "weight", about: "Weight as it is now" },
    ...traces,
    ...dendritic.back,
    g: { unit: "G", start: "0", about: "Open conductance" },
  },

  equations: `dpre/dt = -pre/tau_plus
dpost/dt = -post/tau_minus
dg/dt = -g/tau_syn
i = g*(E_rev - v)`,
  delaySide: "target",
  onSpike: `${dendritic.onSpike}
g += w
pre += 1`,
  onPost: dendritic.onPost,
  delay: "delay",
});
