import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** A spike of weight 1 must peak at 1, `tp` after it: tp = tau_d/exprel(ln(tau_d/tau_r)), which is tau_d where both are equal. */
const kick = "exp(tau_d/tau_r/exprel(log(tau_d/tau_r)))/tau_d";

/** Conductance with a rise and a decay of its own: the difference of two exponentials. */
export const biexponentialConductance = defineSynapse({
  kind: "biexponentialConductance",
  version: 1,
  label: "Biexponential conductance",
  short: "2e cond",
  about: "Each spike opens a conductance with separate rise and decay times, whose peak is `weight`.",
  notes:
    "Channels take one time to open and another to close; this is the usual description of a measured synaptic conductance. Its peak is the weight, and " +
    "with equal time constants it is the alpha conductance. The driving force E_rev - v decides sign and size of the current; the weight is never negative.",
  sources: [
    "Roth & van Rossum (2009), Modeling synapses, in De Schutter (ed.), Computational Modeling Methods for Neuroscientists, MIT Press",
    "Destexhe, Mainen & Sejnowski (1994), Synthesis of models for excitable membranes, synaptic transmission and neuromodulation, J. Comput. Neurosci. 1, 195-230",
  ],
  icon: "M7,8H17M6,15.5H8Q9,10 11,10.5Q13,15 19,15.3",

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
      about: "Peak of the conductance for each spike, 0 or above",
    },
    delay: travelTime,
    tau_r: { default: 1, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Rise time constant" },
    tau_d: { default: 5, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant" },
    E_rev: { default: 0, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
  },
  state: {
    x: { unit: "G/ms", start: "0", about: "Rise: what opens the channels" },
    g: { unit: "G", start: "0", about: "Open conductance" },
  },

  equations: `dx/dt = -x/tau_r
dg/dt = x - g/tau_d
i = g*(E_rev - v)`,
  onSpike: `x += weight*${kick}`,
  delay: "delay",
});
