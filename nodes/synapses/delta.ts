import { defineSynapse } from "../../src/kind/index.ts";
import { travelTime } from "../parts.ts";

/** Voltage jump: all charge of a spike arrives at one instant. */
export const delta = defineSynapse({
  kind: "delta",
  version: 1,
  label: "Delta (voltage jump)",
  short: "δ",
  about: "Each spike moves the target's membrane potential by `weight` at once.",
  notes:
    "The limit of a synapse much faster than the membrane, and the one for which most network theory is written. " +
    "It needs no state of its own, so it is the fastest to simulate. " +
    "A jump that arrives while the target is refractory is lost. It fits every neuron that has a membrane potential v.",
  sources: [
    "Stein (1965), A theoretical analysis of neuronal variability, Biophys. J. 5, 173-194",
    "Brunel (2000), Dynamics of sparsely connected networks, J. Comput. Neurosci. 8, 183-208",
  ],
  icon: "M6,15H11V9V15H18",

  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", about: "Jumps of v in the target cells; no current flows in between" } },

  parameters: {
    weight: { default: 1, unit: "mV", range: [-1e4, 1e4], slider: [-10, 10], per: "pair", about: "Jump for each spike; below 0 inhibits" },
    delay: travelTime,
  },
  state: {},

  equations: "",
  onSpike: "v += weight",
  delay: "delay",
});
