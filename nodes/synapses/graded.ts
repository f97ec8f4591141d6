import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";

/** Graded synapse: transmitter flows as long as the source is depolarised, spikes or not. */
export const graded = defineSynapse({
  kind: "graded",
  version: 1,
  label: "Graded",
  short: "graded",
  about: "A current that follows the potential of the source through a sigmoid, without any spikes.",
  notes:
    "Many small neurons, in the retina and in the nervous systems of worms and crabs, never spike: their release follows their potential. " +
    "The current goes from 0 to the weight as v of the source passes V_half; the width V_slope says over how many mV. " +
    "With a rate-like source it is the connection of a rate network, W g(v). It acts at once and has no delay; put a slow cell between for a lag.",
  sources: [
    "Hopfield (1984), Neurons with graded response have collective computational properties like those of two-state neurons, PNAS 81, 3088-3092",
    "Wang & Rinzel (1992), Alternating and synchronous rhythms in reciprocally inhibitory model neurons, Neural Comput. 4, 84-97",
  ],
  icon: "M6,15.5Q11,15.5 12,12T18,8.5",

  forms,
  inputs: { v_pre: { signal: "value", unit: "mV", about: "Membrane potential of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "I",
      default: { absolute: 200, "per area": 3, rate: 2 },
      range: { absolute: [-1e6, 1e6], "per area": [-1e4, 1e4], rate: [-1e4, 1e4] },
      slider: { absolute: [-1000, 1000], "per area": [-20, 20], rate: [-20, 20] },
      per: "pair",
      about: "Current at full release; below 0 inhibits",
    },
    V_half: { default: -50, unit: "mV", range: [-1000, 1000], slider: [-80, 0], about: "Potential of the source at which half is released" },
    V_slope: {
      default: 5,
      unit: "mV",
      range: [0.001, 1000],
      slider: [0.5, 20],
      scale: "log",
      about: "Width of the sigmoid; its greatest slope is 1/(4 V_slope)",
    },
  },
  state: {},

  equations: "i = weight/(1 + exp((V_half - v_pre)/V_slope))",
});
