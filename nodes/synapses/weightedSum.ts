import { defineSynapse } from "../../src/kind/index.ts";
import { unitForms } from "../forms.ts";

/** The connection of rate networks: every unit receives the sum of the others' outputs, each times its weight. */
export const weightedSum = defineSynapse({
  kind: "weightedSum",
  version: 1,
  label: "Weighted sum",
  short: "W r",
  about: "Each target receives the outputs of all sources, each times its weight: sum_j W_ij r_j.",
  notes:
    "The matrix W of a rate network, one weight for each pair of units: one number for all, a spread, or a list. Like the sum over spikes of a synapse, but at every moment and without delay. " +
    "gain turns all weights at once and stays a single slider. Outputs are read at the start of a time step and held over it, so a network that feeds back on itself is exact to first order in the step. " +
    "In its other units it drives spiking cells with the output of rate units, or sets the rate of Poisson cells.",
  lecture: [
    "The sum is written over i, which is the unit that hears. It runs over those that it hears: dv_i/dt = f(v_i) + sum_{j=1..N} W_ij g(v_j).",
    "`f` is said to be replaced by the activation function. They are two things: `f` is what the unit does alone, here `-v_i/tau`, and `g` is what of `v_j` the others hear.",
  ],
  sources: [
    "Hopfield (1984), Neurons with graded response have collective computational properties like those of two-state neurons, PNAS 81, 3088-3092",
    "Dayan & Abbott (2001), Theoretical Neuroscience, section 7.2",
  ],
  icon: "M17,8H8L13,12.5L8,17H17",

  forms: unitForms,
  inputs: { r_pre: { signal: "value", unit: "1", about: "Outputs of the sending units" } },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The weighted sum, into the target units" } },

  parameters: {
    weight: {
      unit: "I",
      default: { plain: 1, absolute: 500, "per area": 10, rate: 10, frequency: 100 },
      range: { plain: [-1e6, 1e6], absolute: [-1e6, 1e6], "per area": [-1e4, 1e4], rate: [-1e4, 1e4], frequency: [-1e6, 1e6] },
      slider: { plain: [-5, 5], absolute: [-1000, 1000], "per area": [-20, 20], rate: [-20, 20], frequency: [-200, 200] },
      per: "pair",
      about: "What an output of 1 adds to the target; below 0 inhibits",
    },
    gain: { default: 1, unit: "1", range: [-1e6, 1e6], slider: [0, 5], about: "Multiplies all weights" },
  },
  lesson: { type: "weights", weight: "weight", gain: "gain" },
  state: {},

  equations: "i = gain*weight*r_pre",
});
