import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** A spike of weight 1 must peak at 1, `tp` after it: tp = tau_d/exprel(ln(tau_d/tau_r)), which is tau_d where both are equal. */
const kick = "exp(tau_d/tau_r/exprel(log(tau_d/tau_r)))/tau_d";

/** Slow excitation that needs two things at once: a spike, and a depolarised target. */
export const nmda = defineSynapse({
  kind: "nmda",
  version: 1,
  label: "NMDA",
  short: "NMDA",
  about: "Slow excitation through channels that magnesium blocks until the target is depolarised.",
  notes:
    "Near rest magnesium sits in the channel and little flows, however much glutamate binds; depolarised, the block is lifted. So it reports that both cells were active, " +
    "which is why learning starts here, and its current-voltage curve has a dip that makes cells bistable. The block follows v at once. " +
    "Set Mg to 0 for slices without magnesium. The open conductance peaks at the weight; what flows is that times the unblocked part.",
  sources: [
    "Jahr & Stevens (1990), Voltage dependence of NMDA-activated macroscopic conductances predicted by single-channel kinetics, J. Neurosci. 10, 1830-1837",
    "Destexhe, Mainen & Sejnowski (1994), Synthesis of models for excitable membranes, synaptic transmission and neuromodulation, J. Comput. Neurosci. 1, 195-230",
  ],
  icon: "M6,15.5H7Q8,8 10,8T19,14.5M13,15L16,18M16,15L13,18",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "G",
      default: { absolute: 2, "per area": 0.04, rate: 0.02 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 100], "per area": [0, 2], rate: [0, 1] },
      per: "pair",
      about: "Peak of the unblocked conductance for each spike, 0 or above",
    },
    delay: travelTime,
    tau_r: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Rise time constant" },
    tau_d: { default: 100, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant" },
    E_rev: { default: 0, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
    Mg: { default: 1, unit: "mM", range: [0, 100], slider: [0, 5], about: "Magnesium outside the cell" },
  },
  state: {
    x: { unit: "G/ms", start: "0", about: "Rise: what opens the channels" },
    g: { unit: "G", start: "0", about: "Open conductance" },
  },

  equations: `dx/dt = -x/tau_r
dg/dt = x - g/tau_d
unblocked = 1/(1 + Mg/(3.57 mM)*exp(-0.062*v/mV))
i = g*unblocked*(E_rev - v)`,
  onSpike: `x += weight*${kick}`,
  delay: "delay",
});
