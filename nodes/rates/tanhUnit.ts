import { defineNeuron } from "../../src/kind/index.ts";

/** Graded unit between -1 and 1: the workhorse of the theory of random networks. */
export const tanhUnit = defineNeuron({
  kind: "tanhUnit",
  version: 1,
  label: "Tanh unit",
  short: "tanh",
  about: "A unit without spikes whose output goes from -1 to 1, linear in between.",
  notes:
    "The output may be negative, so it is a rate above or below a usual one. With random weights of standard deviation s/sqrt(N) the network is silent for s gain below 1 and chaotic above. " +
    "With symmetric weights it always comes to rest, and with a large gain it is Hopfield's network of two-state units.",
  lecture: [
    "Layers of units are said to model any function. It is any continuous one on a bounded range, as closely as one likes with enough units whose curve is no polynomial (Cybenko 1989, Hornik 1991, Leshno and others 1993); how to learn it is another question.",
  ],
  sources: [
    "Hopfield (1984), Neurons with graded response have collective computational properties like those of two-state neurons, PNAS 81, 3088-3092",
    "Sompolinsky, Crisanti & Sommers (1988), Chaos in random neural networks, Phys. Rev. Lett. 61, 259-262",
  ],
  icon: "M5,17H7Q11,17 12,12.5T17,8H19",

  inputs: { i: { signal: "current", unit: "1", about: "Sum of everything wired to this unit" } },
  outputs: {
    r: { signal: "value", reads: "r", unit: "1", about: "Output, from -1 to 1" },
    v: { signal: "value", reads: "v", unit: "1", about: "The activation before the curve" },
  },

  parameters: {
    gain: { default: 1, unit: "1", range: [-1e6, 1e6], slider: [0, 10], about: "Slope of the curve at 0" },
    tau: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 200], scale: "log", about: "Time constant" },
    I_e: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Constant input from within" },
  },
  lesson: { type: "units", activation: "v", sends: "r", bias: "I_e" },
  state: { v: { unit: "1", start: "0", about: "Activation" } },

  equations: `r = tanh(gain*v)
dv/dt = (-v + i + I_e)/tau`,
});
