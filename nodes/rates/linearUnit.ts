import { defineNeuron } from "../../src/kind/index.ts";

/** Graded unit without a curve: what it sends is its activation, times a gain. */
export const linearUnit = defineNeuron({
  kind: "linearUnit",
  version: 1,
  label: "Linear unit",
  short: "linear",
  about: "A unit without spikes whose output is its activation times a gain, negative values included.",
  notes:
    "Networks of it can be solved by hand: they decay, grow or turn along the eigenvectors of gain W - 1. A network that is to hold a value needs an eigenvalue of 1 exactly, as in integrators of eye position. " +
    "With tau short it is a plain sum of its inputs.",
  sources: ["Seung (1996), How the brain keeps the eyes still, PNAS 93, 13339-13344", "Dayan & Abbott (2001), Theoretical Neuroscience, section 7.4"],
  icon: "M5,17L19,8",

  inputs: { i: { signal: "current", unit: "1", about: "Sum of everything wired to this unit" } },
  outputs: {
    r: { signal: "value", reads: "r", unit: "1", about: "Output, of either sign" },
    v: { signal: "value", reads: "v", unit: "1", about: "The activation before the curve" },
  },

  parameters: {
    gain: { default: 1, unit: "1", range: [-1e6, 1e6], slider: [0, 10], about: "Output for each unit of activation" },
    tau: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 200], scale: "log", about: "Time constant" },
    I_e: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Constant input from within" },
  },
  lesson: { type: "units", activation: "v", sends: "r", bias: "I_e" },
  state: { v: { unit: "1", start: "0", about: "Activation" } },

  equations: `r = gain*v
dv/dt = (-v + i + I_e)/tau`,
});
