import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime, currentRange, currentSlider, firing, never, sourceForms } from "../forms.ts";

/** A current step: off, on, off. The electrophysiologist's first protocol. */
export const step = defineCurrent({
  kind: "step",
  version: 1,
  label: "Step current",
  short: "step",
  about: "A current that is on from `start` to `stop`, and zero outside.",
  notes:
    "Shows what a neuron does with a sudden, steady input: latency, onset burst, adaptation, and the rebound when it ends. " +
    "The start belongs to the step and the stop does not. Several steps wired to one cell add up to a staircase.",
  sources: ["Hodgkin (1948), The local electric changes associated with repetitive action in a non-medullated axon, J. Physiol. 107, 165-181"],
  icon: "M7,15H12V9H19",

  forms: sourceForms,
  inputs: {},
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The current" } },
  parameters: {
    amplitude: { unit: "I", default: firing, range: currentRange, slider: currentSlider, about: "The current while it is on" },
    start: { default: 100, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it goes on" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it goes off; 1e9 is never" },
  },
  state: {},
  equations: "i = amplitude*int(t >= start and t < stop)",
});
