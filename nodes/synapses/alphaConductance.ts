import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** Alpha-shaped conductance: channels open smoothly, peak at tau_syn after the spike, and close. */
export const alphaConductance = defineSynapse({
  kind: "alphaConductance",
  version: 1,
  label: "Alpha conductance",
  short: "α cond",
  about: "Each spike opens a conductance that peaks at `weight` after the time `tau_syn` and pulls the target towards `E_rev`.",
  notes:
    "The response to one spike is weight e (t/tau_syn) exp(-t/tau_syn), as a conductance: channels take time to open, which the " +
    "exponential conductance leaves out. For the same peak it lets through 2.7 times as much as an exponential one. " +
    "The driving force E_rev - v decides sign and size of the current; the weight is never negative. " +
    "Numbers are those of NEST's cond_alpha models.",
  sources: [
    "Rall (1967), Distinguishing theoretical synaptic potentials, J. Neurophysiol. 30, 1138-1168",
    "Destexhe, Mainen & Sejnowski (1994), Synthesis of models for excitable membranes, synaptic transmission and neuromodulation, J. Comput. Neurosci. 1, 195-230",
  ],
  icon: "M7,8.5H17M6,15.5Q9,15.5 10,13Q11,10.5 13,13T18,15.5",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "G",
      default: { absolute: 3, "per area": 0.05, rate: 0.03 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 100], "per area": [0, 2], rate: [0, 1] },
      per: "pair",
      about: "Peak of the conductance for each spike, 0 or above",
    },
    delay: travelTime,
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e4], slider: [0.1, 200], scale: "log", about: "Time from the arrival of a spike to the peak" },
    E_rev: { default: 0, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
  },
  state: {
    x: { unit: "G/ms", start: "0", about: "Rise: what opens the channels" },
    g: { unit: "G", start: "0", about: "Open conductance" },
  },

  equations: `dx/dt = -x/tau_syn
dg/dt = x - g/tau_syn
i = g*(E_rev - v)`,
  // exp(1)/tau_syn makes the peak equal to the weight.
  onSpike: "x += exp(1)/tau_syn*weight",
  delay: "delay",
});
