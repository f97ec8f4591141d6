import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** A spike of weight 1 must peak at 1, `tp` after it: tp = tau_d/exprel(ln(tau_d/tau_r)), which is tau_d where both are equal. */
const kick = "exp(tau_d/tau_r/exprel(log(tau_d/tau_r)))/tau_d";

/** Slow inhibition: GABA on receptors that open potassium channels. */
export const gabaB = defineSynapse({
  kind: "gabaB",
  version: 1,
  label: "GABA-B",
  short: "GABA-B",
  about: "Slow inhibition: a potassium conductance that rises over 50 ms, lasts for some 150 ms and reverses at -95 mV.",
  notes:
    "Opened through a chain of messengers inside the cell, hence slow. It reverses at the potassium potential, far below rest, so unlike GABA-A it always pulls down. " +
    "This is the simple form, a rise and a decay that add up linearly; real GABA-B needs several spikes in a row to respond at all.",
  sources: [
    "Destexhe, Mainen & Sejnowski (1994), Synthesis of models for excitable membranes, synaptic transmission and neuromodulation, J. Comput. Neurosci. 1, 195-230",
  ],
  icon: "M6,8H7Q10,17 13,15T19,10",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "G",
      default: { absolute: 1, "per area": 0.02, rate: 0.01 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 100], "per area": [0, 2], rate: [0, 1] },
      per: "pair",
      about: "Peak of the conductance for each spike, 0 or above",
    },
    delay: travelTime,
    tau_r: { default: 50, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Rise time constant" },
    tau_d: { default: 150, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant" },
    E_rev: { default: -95, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
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
