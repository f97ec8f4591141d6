import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { dendritic, highestWeight, startingWeight, traces } from "../parts.ts";

/** Spike-timing-dependent plasticity with the delay on the target's side. */
export const stdpDendritic = defineSynapse({
  kind: "stdpDendritic",
  version: 1,
  label: "STDP, dendritic delay",
  short: "STDP d",
  about: "STDP whose delay lies in the target's dendrite: spikes of the target come back to the synapse late.",
  notes: `The rule of large network simulations: all pairs of spikes count, and each jump of the current is the weight as it is then. ${dendritic.notes}`,
  sources: dendritic.sources,
  icon: "M12,7V17M5,12H19M6,13Q11,13.5 11.5,16.5M14,7.5V10.5H18",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: startingWeight,
    delay: dendritic.delay,
    w_max: highestWeight,
    ...dendritic.rule,
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant of the current" },
  },
  state: {
    w: { unit: "I", start: "weight", about: "Weight as it is now" },
    ...traces,
    ...dendritic.back,
    i_syn: { unit: "I", start: "0", about: "Synaptic current" },
  },

  equations: `dpre/dt = -pre/tau_plus
dpost/dt = -post/tau_minus
di_syn/dt = -i_syn/tau_syn`,
  delaySide: "target",
  onSpike: `${dendritic.onSpike}
i_syn += w
pre += 1`,
  onPost: dendritic.onPost,
  delay: "delay",
});
