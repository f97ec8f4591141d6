import { defineSynapse } from "../../src/kind/index.ts";

/** Bienenstock, Cooper and Munro: a threshold that slides makes a cell choose. */
export const bcm = defineSynapse({
  kind: "bcm",
  version: 1,
  label: "BCM rule",
  short: "BCM",
  about: "Weights grow where the target answers above a threshold and shrink below it; the threshold slides with the answers.",
  notes:
    "Shown one of several patterns at a time, the cell ends up answering one of them and no other, as cells of the visual cortex do; which one, the start decides. " +
    "The threshold theta is a running mean of the squared answer y^2, so a cell that answers much finds it harder to learn. " +
    "theta must move slower than the patterns change and faster than the weights. It reads the target's v; y = max(0, v). `w` is the weight as it is now; it starts at `weight`.",
  sources: [
    "Bienenstock, Cooper & Munro (1982), Theory for the development of neuron selectivity: orientation specificity and binocular interaction in visual cortex, J. Neurosci. 2, 32-48",
    "Intrator & Cooper (1992), Objective function formulation of the BCM theory of visual cortical plasticity, Neural Netw. 5, 3-17",
  ],
  icon: "M6,11Q9,18 12,13T18,7M6,11.5H18",

  inputs: { r_pre: { signal: "value", unit: "1", about: "Outputs of the sending units" } },
  outputs: { i: { signal: "current", reads: "i", unit: "1", about: "Sum of weight times output, into the target units" } },
  target: { v: "1" },
  parameters: {
    weight: { default: 0.5, unit: "1", range: [-1e6, 1e6], slider: [-1, 1], per: "pair", about: "Weight at the start" },
    tau_w: { default: 5000, unit: "ms", range: [1, 1e9], slider: [100, 1e5], scale: "log", about: "How slowly it learns: one over the learning rate" },
    tau_theta: { default: 1000, unit: "ms", range: [1, 1e9], slider: [10, 1e5], scale: "log", about: "How slowly the threshold slides" },
  },
  state: {
    w: { unit: "1", start: "weight", about: "Weight as it is now" },
    theta: { unit: "1", start: "0", about: "Sliding threshold: a running mean of y^2" },
  },

  equations: `y = max(0, v)
dtheta/dt = (y^2 - theta)/tau_theta
dw/dt = r_pre*y*(y - theta)/tau_w
i = w*r_pre`,
});
