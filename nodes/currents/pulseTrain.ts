import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime, currentRange, currentSlider, never, sourceForms } from "../forms.ts";

/** Short steps at equal distances. */
export const pulseTrain = defineCurrent({
  kind: "pulseTrain",
  version: 1,
  label: "Pulse train",
  short: "pulses",
  about: "Pulses of current, `width` long, one every `period`.",
  notes:
    "Pulses probe what a neuron remembers: a second pulse soon after the first finds it depolarised, or refractory. " +
    "Bring the pulses closer until some fail. A pulse shorter than the time step is not seen; width and period should be whole steps.",
  sources: ["Hodgkin & Huxley (1952), A quantitative description of membrane current, J. Physiol. 117, 500-544 (refractoriness)"],
  icon: "M6,15H8V9H11V15H14V9H17V15H19",

  forms: sourceForms,
  inputs: {},
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The current" } },
  parameters: {
    amplitude: {
      unit: "I",
      default: { absolute: 1000, "per area": 20, rate: 20, plain: 1, frequency: 100 },
      range: currentRange,
      slider: currentSlider,
      about: "The current during a pulse",
    },
    width: { default: 5, unit: "ms", range: [0, 1e6], slider: [0, 50], about: "Length of a pulse" },
    period: { default: 50, unit: "ms", range: [0.001, 1e6], slider: [1, 500], scale: "log", about: "From the start of a pulse to the start of the next" },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When the first pulse begins" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "From then on there is no current; 1e9 is never" },
  },
  state: {},
  limits: [
    {
      of: "dt/period",
      warn: 1,
      most: 1e9,
      about: "Of pulses closer than the time step only some are seen, and they show a beat of their own. Take a longer period or a shorter step.",
    },
  ],
  // The millionth keeps a pulse whole when (t - start)/period falls just short of a whole number.
  equations: `phase = (t - start)/period
i = amplitude*int(t >= start and t < stop and phase - floor(phase + 1e-6) < width/period - 1e-6)`,
});
