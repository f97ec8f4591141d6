import { defineSynapse } from "../../src/kind/index.ts";

/** Oja's rule: Hebb's, held in check, finds the first principal component. */
export const oja = defineSynapse({
  kind: "oja",
  version: 1,
  label: "Oja's rule",
  short: "Oja",
  about: "Hebb's rule with a brake: the weights settle at length 1 along the direction in which the inputs vary most.",
  notes:
    "The brake v^2 w takes off exactly what Hebb's growth adds along the weights themselves, so only their direction goes on changing. " +
    "What they find is the first principal component of the inputs, or its negative, if the inputs vary around zero and learning is slow beside them. " +
    "It reads the target's v, which a linear unit with a short time constant makes the weighted sum. `w` is the weight as it is now; it starts at `weight`.",
  sources: [
    "Oja (1982), A simplified neuron model as a principal component analyzer, J. Math. Biol. 15, 267-273",
    "Dayan & Abbott (2001), Theoretical Neuroscience, section 8.2",
  ],
  icon: "M6,17L18,8M9,9Q5,14 9,15Q14,16 16,12T13,8",

  inputs: { r_pre: { signal: "value", unit: "1", about: "Outputs of the sending units" } },
  outputs: { i: { signal: "current", reads: "i", unit: "1", about: "Sum of weight times output, into the target units" } },
  target: { v: "1" },
  parameters: {
    weight: { default: 0.1, unit: "1", range: [-1e6, 1e6], slider: [-1, 1], per: "pair", about: "Weight at the start" },
    tau_w: { default: 2000, unit: "ms", range: [1, 1e9], slider: [100, 1e5], scale: "log", about: "How slowly it learns: one over the learning rate" },
  },
  state: { w: { unit: "1", start: "weight", about: "Weight as it is now" } },

  equations: `dw/dt = v*(r_pre - v*w)/tau_w
i = w*r_pre`,
});
