import { defineNeuron } from "../../src/kind/index.ts";

/** Two-state unit in continuous time: its output is 1 above the threshold and 0 below. */
export const heavisideUnit = defineNeuron({
  kind: "heavisideUnit",
  version: 1,
  label: "Heaviside unit",
  short: "0 or 1",
  about: "A unit whose output is 1 while its activation is above theta, and 0 otherwise.",
  notes:
    "The all-or-none unit of McCulloch and Pitts with a membrane: v still moves smoothly, and only what is sent jumps. At the threshold itself the output is r_0, usually 0 or 1/2. " +
    "The output changes in whole steps of time, so the moment of a switch is known to one time step.",
  lecture: [
    "`W + r*(x_i - y_i)*v_j`, with `x` the output and `y` the target, moves the weights away from the answer: it is `W + r*(y_i - x_i)*v_j`.",
    "The code asks only whether the output is above threshold and never for the class, so that its weights can but fall. The error is the output less the target, 0 or 1.",
    "A perceptron is said to do linear regression, by least squares for any activation. It tells classes apart that a plane can part (Rosenblatt's rule); least squares it is for a linear unit alone, and for a smooth one with its slope as a factor.",
  ],
  sources: [
    "McCulloch & Pitts (1943), A logical calculus of the ideas immanent in nervous activity, Bull. Math. Biophys. 5, 115-133",
    "Amari (1977), Dynamics of pattern formation in lateral-inhibition type neural fields, Biol. Cybern. 27, 77-87",
  ],
  icon: "M5,16H12V9H19",

  inputs: { i: { signal: "current", unit: "1", about: "Sum of everything wired to this unit" } },
  outputs: {
    r: { signal: "value", reads: "r", unit: "1", about: "Output, 0 or 1" },
    v: { signal: "value", reads: "v", unit: "1", about: "The activation before the curve" },
  },

  parameters: {
    theta: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Threshold" },
    r_0: { default: 0, unit: "1", range: [0, 1], about: "Output at the threshold itself" },
    tau: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 200], scale: "log", about: "Time constant" },
    I_e: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Constant input from within" },
  },
  lesson: { type: "units", activation: "v", sends: "r", bias: "I_e", step: "theta" },
  state: { v: { unit: "1", start: "0", about: "Activation" } },

  equations: `r = if(v > theta, 1, if(v < theta, 0, r_0))
dv/dt = (-v + i + I_e)/tau`,
});
