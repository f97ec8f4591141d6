import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime, currentRange, currentSlider, never, sourceForms, spreadRange } from "../forms.ts";

/** Noise without memory, as far as a grid allows: a fresh random value every `hold`. */
export const whiteNoise = defineCurrent({
  kind: "whiteNoise",
  version: 1,
  label: "White noise",
  short: "white",
  about: "A current around `mean` that is drawn anew every `hold`, with standard deviation `sigma`.",
  notes:
    "White noise has no values, only a strength: here it is sigma² times hold, and what a slow cell feels depends on that alone. A membrane with resistance R and time constant " +
    "tau_m wanders by R sigma sqrt(hold/(2 tau_m)). Hold is kept when dt changes, so results do not depend on the step; a hold shorter than dt acts as dt. " +
    "It is what NEST's noise_generator does. For noise with a memory of its own take Ornstein-Uhlenbeck. Each cell of the node has its own draws.",
  sources: [
    "Tuckwell (1988), Introduction to Theoretical Neurobiology, volume 2, chapter 9",
    "Gerstner, Kistler, Naud & Paninski (2014), Neuronal Dynamics, section 8.1",
  ],
  icon: "M6,10H8V15H10V8H12V13H14V7H16V16H18V11",

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
      default: { absolute: 200, "per area": 5, rate: 5, plain: 0.5, frequency: 20 },
      range: spreadRange,
      slider: { absolute: [0, 1000], "per area": [0, 20], rate: [0, 20], plain: [0, 5], frequency: [0, 200] },
      about: "Standard deviation of the values",
    },
    hold: { default: 1, unit: "ms", range: [1e-4, 1e6], slider: [0.1, 10], scale: "log", about: "How long a value stays; whole steps" },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it goes on" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it goes off; 1e9 is never" },
  },
  state: { x: { unit: "I", start: "mean + sigma*randn()", about: "The noise, on or off" } },
  equations: "i = x*int(t >= start and t < stop)",
  // A new value where the coming step begins another hold; the millionth catches ratios just short of a whole number.
  afterStep: "x = if(floor((t + dt)/hold + 1e-6) > floor(t/hold + 1e-6), mean + sigma*randn(), x)",
});
