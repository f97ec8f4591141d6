import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** A spike of weight 1 must peak at 1, `tp` after it: tp = tau_d/exprel(ln(tau_d/tau_r)), which is tau_d where both are equal. */
const kick = "exp(tau_d/tau_r/exprel(log(tau_d/tau_r)))/tau_d";

/** Current with a rise and a decay of its own: the difference of two exponentials. */
export const biexponential = defineSynapse({
  kind: "biexponential",
  version: 1,
  label: "Biexponential current",
  short: "biexp",
  about: "Each spike makes a pulse of current with separate rise and decay times, whose peak is `weight`.",
  notes:
    "The difference of two exponentials, exp(-t/tau_d) - exp(-t/tau_r), scaled so that its peak is the weight. Take it where both the rise and the decay of a " +
    "measured response matter; with equal time constants it is the alpha function. Which of the two is called rise does not change the shape. " +
    "Spikes add up linearly, so it is integrated exactly.",
  sources: [
    "Roth & van Rossum (2009), Modeling synapses, in De Schutter (ed.), Computational Modeling Methods for Neuroscientists, MIT Press",
    "Rotter & Diesmann (1999), Exact digital simulation of time-invariant linear systems, Biol. Cybern. 81, 381-402",
  ],
  icon: "M6,15H8Q9,8 11,8.5Q13,14 19,14.5",

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
      about: "Peak of the current for each spike; below 0 inhibits",
    },
    delay: travelTime,
    tau_r: { default: 1, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Rise time constant" },
    tau_d: { default: 5, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant" },
  },
  state: {
    x: { unit: "I/ms", start: "0", about: "Rise: what feeds the current" },
    i_syn: { unit: "I", start: "0", about: "Synaptic current" },
  },

  equations: `dx/dt = -x/tau_r
di_syn/dt = x - i_syn/tau_d`,
  onSpike: `x += weight*${kick}`,
  delay: "delay",
});
