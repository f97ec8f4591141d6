import { defineNeuron } from "../../src/kind/index.ts";

/** Graded unit with a soft corner: exponential below the threshold, linear above. */
export const softplusUnit = defineNeuron({
  kind: "softplusUnit",
  version: 1,
  label: "Softplus unit",
  short: "softplus",
  about: "A unit without spikes: its rate grows exponentially below theta and in proportion above.",
  notes:
    "A threshold-linear unit whose corner is rounded over about beta, as noise rounds the rate of a real cell near its threshold. The curve is beta log(1 + exp((v - theta)/beta)), written so that it stands any v. " +
    "Its slope is a sigmoid, which makes it easy to learn with.",
  sources: [
    "Dugas, Bengio, Bélisle, Nadeau & Garcia (2001), Incorporating second-order functional knowledge for better option pricing, Adv. Neural Inf. Process. Syst. 13, 472-478",
  ],
  icon: "M5,16.5Q11,16.5 13,14.5L19,8",

  inputs: { i: { signal: "current", unit: "1", about: "Sum of everything wired to this unit" } },
  outputs: {
    r: { signal: "value", reads: "r", unit: "1", about: "Rate, above 0" },
    v: { signal: "value", reads: "v", unit: "1", about: "The activation before the curve" },
  },

  parameters: {
    theta: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Middle of the corner" },
    beta: { default: 1, unit: "1", range: [1e-6, 1e6], slider: [0.05, 5], scale: "log", about: "Width of the corner" },
    tau: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 200], scale: "log", about: "Time constant" },
    I_e: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Constant input from within" },
  },
  lesson: { type: "units", activation: "v", sends: "r", bias: "I_e" },
  state: { v: { unit: "1", start: "0", about: "Activation" } },

  equations: `r = max(0, v - theta) + beta*log(1 + exp(-abs(v - theta)/beta))
dv/dt = (-v + i + I_e)/tau`,
});
