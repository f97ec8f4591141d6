import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime, currentRange, currentSlider, never, sourceForms, spreadRange } from "../forms.ts";

/** Ornstein-Uhlenbeck noise: a random current that remembers itself for about tau. */
export const ouNoise = defineCurrent({
  kind: "ouNoise",
  version: 1,
  label: "Noise (Ornstein–Uhlenbeck)",
  short: "noise",
  about: "A random current around `mean` with standard deviation `sigma`, correlated over the time `tau`.",
  notes:
    "What a cell in a living brain receives, the sum of very many small synapses, in three numbers; tau is then their decay time. " +
    "Its statistics do not depend on the time step, unlike those of white noise drawn once a step. It starts in its stationary law, " +
    "so there is no transient. Each cell of the node has its own noise, drawn from the graph's seed.",
  sources: [
    "Uhlenbeck & Ornstein (1930), On the theory of the Brownian motion, Phys. Rev. 36, 823-841",
    "Destexhe, Rudolph, Fellous & Sejnowski (2001), Fluctuating synaptic conductances recreate in vivo-like activity, Neuroscience 107, 13-24",
  ],
  icon: "M7,13L9,10L10,15L12,9L14,14L16,11L17,15L19,10",

  forms: sourceForms,
  inputs: {},
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The current" } },
  parameters: {
    mean: {
      unit: "I",
      default: { absolute: 300, "per area": 5, rate: 4, plain: 0.5, frequency: 50 },
      range: currentRange,
      slider: currentSlider,
      about: "Mean current",
    },
    sigma: {
      unit: "I",
      default: { absolute: 100, "per area": 3, rate: 3, plain: 0.5, frequency: 20 },
      range: spreadRange,
      slider: { absolute: [0, 1000], "per area": [0, 20], rate: [0, 20], plain: [0, 5], frequency: [0, 200] },
      about: "Standard deviation",
    },
    tau: { default: 5, unit: "ms", range: [0.01, 1e5], slider: [0.5, 200], scale: "log", about: "Correlation time" },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it goes on" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it goes off; 1e9 is never" },
  },
  state: { x: { unit: "I", start: "mean + sigma*randn()", about: "The noise, on or off" } },
  equations: `dx/dt = (mean - x)/tau + sigma*sqrt(2/tau)*xi
i = x*int(t >= start and t < stop)`,
});
