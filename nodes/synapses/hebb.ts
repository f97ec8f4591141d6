import { defineSynapse } from "../../src/kind/index.ts";
import { unitForms } from "../forms.ts";

/** A matrix that remembers: weights that come from patterns by a rule of Hebb's kind. */
export const hebb = defineSynapse({
  kind: "hebb",
  version: 1,
  label: "Hebb weights",
  short: "W ← p pᵀ",
  about: "A weighted sum whose weights store the patterns that are wired to it: units that agree are joined.",
  notes:
    "The weights of Hopfield's memory, made of patterns before the run and not typed in. The mean of outer products is the lecture's; dividing by N is usual, and the sign of a unit does not tell the difference. " +
    "Patterns that are alike, such as letters, disturb each other: the covariance rule or the pseudo-inverse parts them. The palimpsest forgets the oldest instead of all. " +
    "Damage takes a share of the weights: whole pairs, single ones, or as in the lecture's stroke, which shrinks what it leaves. In its other units the same weights drive spiking cells.",
  lecture: [
    "The outer products are called autocovariance. Without taking off the means they are correlations; the covariance rule takes them off.",
    "The outer product is said to make each pattern its own steady state. For one pattern it does; for several only while what the others add stays smaller, up to about 0.14 N random ones.",
    "The lecture keeps the diagonal. The factor before the sum changes no sign, but a weight to itself of 1 holds a unit where it is, and more states are stable.",
  ],
  sources: [
    "Hebb (1949), The Organization of Behavior, Wiley",
    "Hopfield (1982), Neural networks and physical systems with emergent collective computational abilities, PNAS 79, 2554-2558",
    "Personnaz, Guyon & Dreyfus (1985), Information storage and retrieval in spin-glass like neural networks, J. Physique Lett. 46, 359-365",
  ],
  icon: "M6,8H18M6,13H18M6,18H18M8,7V19M13,7V19M17,7V19",

  forms: unitForms,
  inputs: {
    u_pre: { signal: "value", unit: "1", about: "States of the sending units" },
    patterns: { signal: "patterns", about: "What is stored" },
  },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The weighted sum, into the target units" } },

  parameters: {
    gain: {
      unit: "I",
      default: { plain: 1, absolute: 500, "per area": 10, rate: 10, frequency: 100 },
      range: { plain: [-1e6, 1e6], absolute: [-1e6, 1e6], "per area": [-1e4, 1e4], rate: [-1e4, 1e4], frequency: [-1e6, 1e6] },
      slider: { plain: [0, 5], absolute: [0, 1000], "per area": [0, 20], rate: [0, 20], frequency: [0, 200] },
      about: "Multiplies all weights",
    },
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
    diagonal: { type: "choice", default: "zero", choices: { zero: "Zero", kept: "Kept (lecture)" }, unit: "1", about: "A unit's weight to itself" },
    lesion: { default: 0, unit: "1", range: [0, 1], about: "Share of the weights that is damaged" },
    damage: {
      type: "choice",
      default: "pairs",
      choices: { pairs: "Both ways", single: "One way", stroke: "The lecture's stroke" },
      unit: "1",
      about: "What the damage does",
    },
  },
  state: {},
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

  equations: "i = gain*weight*u_pre",
});
