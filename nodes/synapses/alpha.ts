import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** Alpha function: a current that rises, peaks at tau_syn after the spike, and falls. */
export const alpha = defineSynapse({
  kind: "alpha",
  version: 1,
  label: "Alpha current",
  short: "alpha",
  about: "Each spike makes a smooth pulse of current that peaks at `weight` after the time `tau_syn`.",
  notes:
    "The response to one spike is weight e (t/tau_syn) exp(-t/tau_syn): it has a rise, unlike the exponential synapse, with still one " +
    "time constant. Its charge is e weight tau_syn, 2.7 times that of an exponential synapse with the same numbers. " +
    "Take it where the shape of a postsynaptic potential matters. Integrated exactly, also when tau_syn equals the membrane's time constant.",
  sources: [
    "Rall (1967), Distinguishing theoretical synaptic potentials, J. Neurophysiol. 30, 1138-1168",
    "Rotter & Diesmann (1999), Exact digital simulation of time-invariant linear systems, Biol. Cybern. 81, 381-402",
  ],
  icon: "M6,15Q9,15 10,11Q11,8 13,11T18,15",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "I",
      default: { absolute: 100, "per area": 2, rate: 1 },
      range: { absolute: [-1e6, 1e6], "per area": [-1e4, 1e4], rate: [-1e4, 1e4] },
      slider: { absolute: [-1000, 1000], "per area": [-20, 20], rate: [-20, 20] },
      per: "pair",
      about: "Peak of the current for each spike; below 0 inhibits",
    },
    delay: travelTime,
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e4], slider: [0.1, 200], scale: "log", about: "Time from the arrival of a spike to the peak" },
  },
  state: {
    x: { unit: "I/ms", start: "0", about: "Rise: what feeds the current" },
    i_syn: { unit: "I", start: "0", about: "Synaptic current" },
  },

  equations: `dx/dt = -x/tau_syn
di_syn/dt = x - i_syn/tau_syn`,
  // exp(1)/tau_syn makes the peak equal to the weight.
  onSpike: "x += exp(1)/tau_syn*weight",
  delay: "delay",
});
