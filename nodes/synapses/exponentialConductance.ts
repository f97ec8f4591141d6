import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** Conductance-based synapse: a spike opens channels, and the target's own potential decides what flows. */
export const exponentialConductance = defineSynapse({
  kind: "exponentialConductance",
  version: 1,
  label: "Exponential conductance",
  short: "cond",
  about: "Each spike opens a conductance that closes with `tau_syn` and pulls the target towards `E_rev`.",
  notes:
    "Nearer to biology than a current: the push fades as v nears E_rev, and a synapse with E_rev at rest only shunts. " +
    "For excitation (AMPA) take E_rev 0 mV and 2 to 5 ms, for inhibition (GABA_A) -70 to -85 mV and 5 to 10 ms; the weight is never negative, " +
    "the reversal potential decides the sign. " +
    "The product g (E_rev - v) is not linear, so the target is integrated numerically, more slowly than with current synapses.",
  sources: [
    "Destexhe, Mainen & Sejnowski (1994), Synthesis of models for excitable membranes, synaptic transmission and neuromodulation, J. Comput. Neurosci. 1, 195-230",
    "Vogels & Abbott (2005), Signal propagation and logic gating in networks of integrate-and-fire neurons, J. Neurosci. 25, 10786-10795",
  ],
  icon: "M7,9H17M6,15.5H8V11.5Q10,15 18,15.5",

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
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e4], slider: [0.1, 200], scale: "log", about: "Decay time constant" },
    E_rev: { default: 0, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
  },
  state: { g: { unit: "G", start: "0", about: "Open conductance" } },

  equations: `dg/dt = -g/tau_syn
i = g*(E_rev - v)`,
  onSpike: "g += weight",
  delay: "delay",
});
