import { defineSynapse } from "../../src/kind/index.ts";

/** Hebb's rule between rate units: what is active together is wired together, without end. */
export const hebbLearning = defineSynapse({
  kind: "hebbLearning",
  version: 1,
  label: "Hebb, learning",
  short: "Hebb",
  about: "A weight that grows while source and target are active together: dw/dt = v r_pre.",
  notes:
    "The oldest rule, in its plainest form: each weight grows by the product of what is before it and what is behind it. " +
    "The weights turn towards the direction in which the inputs vary most, and grow without end along it, so a run with it stops by itself sooner or later; Oja's rule adds what holds them. " +
    "It reads the target's v. `w` is the weight as it is now; it starts at `weight`.",
  sources: ["Hebb (1949), The Organization of Behavior, Wiley, New York", "Dayan & Abbott (2001), Theoretical Neuroscience, section 8.2"],
  icon: "M6,17Q12,17 14,12T18,7M14,7H18V11",

  inputs: { r_pre: { signal: "value", unit: "1", about: "Outputs of the sending units" } },
  outputs: { i: { signal: "current", reads: "i", unit: "1", about: "Sum of weight times output, into the target units" } },
  target: { v: "1" },
  parameters: {
    weight: { default: 0.1, unit: "1", range: [-1e6, 1e6], slider: [-1, 1], per: "pair", about: "Weight at the start" },
    tau_w: { default: 1e4, unit: "ms", range: [1, 1e9], slider: [100, 1e5], scale: "log", about: "How slowly it learns: one over the learning rate" },
  },
  state: { w: { unit: "1", start: "weight", about: "Weight as it is now" } },

  equations: `dw/dt = v*r_pre/tau_w
i = w*r_pre`,
});
