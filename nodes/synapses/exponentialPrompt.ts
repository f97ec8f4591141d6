import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** Exponential current that acts already in the step that ends with the arrival. */
export const exponentialPrompt = defineSynapse({
  kind: "exponentialPrompt",
  version: 1,
  label: "Exponential current, prompt",
  short: "exp p",
  about: "An exponential current that moves the target already in the step that ends when its spike arrives.",
  notes:
    "As the exponential current, one time step ahead: a spike that arrives at the end of a step has acted through that step. " +
    "NEST's gif_psc_exp takes its input so, and wired to the GIF neuron this is that model; with a delay of one step it is the quickest synapse there is. " +
    "In Brian2's step order a spike arrives at the start of a step anyway, and both synapses are the same.",
  sources: [
    "Dayan & Abbott (2001), Theoretical Neuroscience, section 5.8",
    "Mensi, Naud, Pozzorini, Avermann, Petersen & Gerstner (2012), Parameter extraction and classification of three cortical neuron types reveals two distinct adaptation mechanisms, J. Neurophysiol. 107, 1756-1775",
  ],
  icon: "M6,15H7V9Q9,14.5 16,15M18,8V16",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "I",
      default: { absolute: 200, "per area": 3, rate: 2 },
      range: { absolute: [-1e6, 1e6], "per area": [-1e4, 1e4], rate: [-1e4, 1e4] },
      slider: { absolute: [-1000, 1000], "per area": [-20, 20], rate: [-20, 20] },
      per: "pair",
      about: "Jump of the current for each spike; below 0 inhibits",
    },
    delay: travelTime,
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e4], slider: [0.1, 200], scale: "log", about: "Decay time constant" },
  },
  state: { i_syn: { unit: "I", start: "0", about: "Synaptic current" } },

  equations: "di_syn/dt = -i_syn/tau_syn",
  onSpike: "i_syn += weight",
  arrives: "start",
  delay: "delay",
});
