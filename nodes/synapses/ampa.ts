import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** Fast excitation: glutamate on AMPA receptors. */
export const ampa = defineSynapse({
  kind: "ampa",
  version: 1,
  label: "AMPA",
  short: "AMPA",
  about: "Fast excitation: a conductance that opens at once, closes in some ms, and reverses at 0 mV.",
  notes:
    "The receptor of most fast excitation in the brain. It opens within a fraction of a ms, which is left out here, and closes in 2 to 5 ms. " +
    "The push shrinks as the target depolarises, by the driving force E_rev - v. Take NMDA beside it where slow, voltage-dependent excitation matters.",
  sources: [
    "Destexhe, Mainen & Sejnowski (1994), Synthesis of models for excitable membranes, synaptic transmission and neuromodulation, J. Comput. Neurosci. 1, 195-230",
    "Dayan & Abbott (2001), Theoretical Neuroscience, section 5.8",
  ],
  icon: "M6,16H8V8Q10,15.5 18,16",

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
      about: "Conductance added by each spike, 0 or above",
    },
    delay: travelTime,
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant; 2 to 5 ms" },
    E_rev: { default: 0, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
  },
  state: {
    g: { unit: "G", start: "0", about: "Open conductance" },
  },

  equations: `dg/dt = -g/tau_syn
i = g*(E_rev - v)`,
  onSpike: "g += weight",
  delay: "delay",
});
