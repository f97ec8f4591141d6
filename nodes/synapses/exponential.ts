import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** Current-based synapse: each presynaptic spike adds a pulse that decays exponentially. */
export const exponential = defineSynapse({
  kind: "exponential",
  version: 1,
  label: "Exponential current",
  short: "exp",
  about: "Each spike adds `weight` to a current that fades with the time constant `tau_syn`.",
  notes:
    "The usual synapse of large network models: sharp rise, smooth decay, and spikes add up linearly, so it is integrated exactly. " +
    "The charge of one spike is weight times tau_syn. " +
    "The current does not depend on the target's potential; where driving force or shunting matters, take the conductance synapse.",
  sources: [
    "Dayan & Abbott (2001), Theoretical Neuroscience, section 5.8",
    "Rotter & Diesmann (1999), Exact digital simulation of time-invariant linear systems, Biol. Cybern. 81, 381-402",
  ],
  icon: "M6,15H9V9Q11,14.5 18,15",

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
  delay: "delay",
});
