import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** The matrix of a memory between spiking cells: each spike of j adds W_ij to the current of i. */
export const hebbSpikes = defineSynapse({
  kind: "hebbSpikes",
  version: 1,
  label: "Hebb weights for spikes",
  short: "W spikes",
  about: "Exponential currents whose weights store the patterns that are wired to it: the memory between spiking cells.",
  notes:
    "The same matrix as Hebb weights, carried by spikes: units that agree in the patterns excite each other, units that differ inhibit each other. " +
    "A weight of W_ij = 1 adds gain to the current, so gain grows with the number of cells where the rule divides by it. Negative and positive weights leave one cell, which no real cell can do.",
  sources: [
    "Hopfield (1982), Neural networks and physical systems with emergent collective computational abilities, PNAS 79, 2554-2558",
    "Gerstner & van Hemmen (1992), Associative memory in a network of spiking neurons, Network 3, 139-164",
  ],
  icon: "M5,17H8L9,8Q11,15 19,16.5M12,7H18M15,7V12",

  forms,
  inputs: {
    spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" },
    patterns: { signal: "patterns", about: "What is stored" },
  },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "I", about: "Current into the target cells" } },

  parameters: {
    gain: {
      unit: "I",
      default: { absolute: 1000, "per area": 20, rate: 20 },
      range: { absolute: [-1e6, 1e6], "per area": [-1e4, 1e4], rate: [-1e4, 1e4] },
      slider: { absolute: [0, 5000], "per area": [0, 100], rate: [0, 100] },
      about: "Jump of the current for a weight of 1",
    },
    delay: travelTime,
    tau_syn: { default: 5, unit: "ms", range: [0.01, 1e4], slider: [0.1, 200], scale: "log", about: "Decay time constant" },
    rule: {
      type: "choice",
      default: "hebb",
      choices: {
        mean: "Mean of outer products (lecture)",
        hebb: "Outer products over N",
        covariance: "Covariance",
        "pseudo-inverse": "Pseudo-inverse",
        palimpsest: "Palimpsest",
      },
      unit: "1",
      about: "How patterns become weights",
    },
    diagonal: { type: "choice", default: "zero", choices: { zero: "Zero", kept: "Kept (lecture)" }, unit: "1", about: "A cell's weight to itself" },
    lesion: { default: 0, unit: "1", range: [0, 1], about: "Share of the weights that is damaged" },
    damage: {
      type: "choice",
      default: "pairs",
      choices: { pairs: "Both ways", single: "One way", stroke: "The lecture's stroke" },
      unit: "1",
      about: "What the damage does",
    },
  },
  state: { i_syn: { unit: "I", start: "0", about: "Synaptic current" } },
  computed: {
    weight: {
      type: "weights",
      about: "Weight of a pair, from the patterns",
      patterns: "patterns",
      rule: "rule",
      diagonal: "diagonal",
      lesion: "lesion",
      damage: "damage",
    },
  },

  equations: "di_syn/dt = -i_syn/tau_syn",
  onSpike: "i_syn += gain*weight",
  delay: "delay",
});
