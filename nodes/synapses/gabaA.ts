import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** Fast inhibition: GABA on chloride channels. */
export const gabaA = defineSynapse({
  kind: "gabaA",
  version: 1,
  label: "GABA-A",
  short: "GABA-A",
  about: "Fast inhibition: a chloride conductance that closes in 5 to 10 ms and reverses near -80 mV.",
  notes:
    "The receptor of most fast inhibition. Its reversal potential is near rest, so it often inhibits less by pulling v down than by opening a hole through which " +
    "excitation leaks away: set E_rev to the resting potential to see pure shunting. In young tissue E_rev can lie above threshold, and the synapse then excites.",
  sources: [
    "Destexhe, Mainen & Sejnowski (1994), Synthesis of models for excitable membranes, synaptic transmission and neuromodulation, J. Comput. Neurosci. 1, 195-230",
    "Dayan & Abbott (2001), Theoretical Neuroscience, section 5.8",
  ],
  icon: "M6,8H8V15.5Q10,9 18,8",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "G",
      default: { absolute: 10, "per area": 0.2, rate: 0.1 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 100], "per area": [0, 2], rate: [0, 1] },
      per: "pair",
      about: "Conductance added by each spike, 0 or above",
    },
    delay: travelTime,
    tau_syn: { default: 6, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant; 5 to 10 ms" },
    E_rev: { default: -80, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
  },
  state: {
    g: { unit: "G", start: "0", about: "Open conductance" },
  },

  equations: `dg/dt = -g/tau_syn
i = g*(E_rev - v)`,
  onSpike: "g += weight",
  delay: "delay",
});
