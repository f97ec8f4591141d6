import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";

/** Dynamic clamp: a conductance that is computed elsewhere, opened in the cell. */
export const dynamicClamp = defineSynapse({
  kind: "dynamicClamp",
  version: 1,
  label: "Dynamic clamp",
  short: "clamp",
  about: "Opens a conductance that comes in as a value: the current g (E_rev - v) flows into the cell.",
  notes:
    "The electrophysiologist's way to give a living cell a synapse or a channel that it does not have: a computer reads v and injects the current that the conductance would pass. " +
    "Wire conductance noise to it, one node for excitation and one for inhibition. The conductance is held over a time step, v of the target is not, where the target is integrated adaptively. " +
    "It acts at once and has no delay.",
  sources: [
    "Sharp, O'Neil, Abbott & Marder (1993), Dynamic clamp: computer-generated conductances in real neurons, J. Neurophysiol. 69, 992-995",
    "Robinson & Kawai (1993), Injection of digitally synthesized synaptic conductance transients to measure the integrative properties of neurons, J. Neurosci. Methods 49, 157-165",
  ],
  icon: "M5,12H9M9,8V16M12,9L15,15M15,9L12,15M15,12H19",

  forms,
  inputs: { g_in: { signal: "value", unit: "G", about: "Conductance to open" } },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: { default: 1, unit: "1", range: [0, 1e6], slider: [0, 3], per: "pair", about: "What the conductance is multiplied by" },
    E_rev: { default: 0, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
  },
  state: {},

  equations: "i = weight*g_in*(E_rev - v)",
});
