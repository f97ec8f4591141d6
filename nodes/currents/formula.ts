import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime, currentRange, currentSlider, firing, never, sourceForms } from "../forms.ts";

/** A current that the user writes as a function of time. */
export const formula = defineCurrent({
  kind: "formula",
  version: 1,
  label: "Current by formula",
  short: "i(t)",
  about: "A current whose course you write as an equation in the time `t`.",
  notes:
    "For every stimulus that has no node of its own: staircases, alpha pulses, a sine under an envelope. The shape is a plain number and is multiplied by the amplitude, so it fits " +
    "every neuron. int(condition) is 1 where the condition holds: 0.5*int(t >= 20 ms and t < 60 ms) + int(t >= 60 ms) is a staircase of two steps. " +
    "Write times with their unit. rand() and randn() draw anew in every step.",
  sources: ["Gerstner, Kistler, Naud & Paninski (2014), Neuronal Dynamics, section 1.3 (time-dependent input)"],
  icon: "M6,14H9V10H12Q13,16 15,12T19,11",

  forms: sourceForms,
  inputs: {},
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The current" } },
  parameters: {
    amplitude: { unit: "I", default: firing, range: currentRange, slider: currentSlider, about: "What the shape is multiplied by" },
    shape: {
      type: "equation",
      default: "0.5*int(t >= 20 ms and t < 60 ms) + int(t >= 60 ms and t < 100 ms)",
      unit: "1",
      about: "Course of the current, a plain number, of the time t",
    },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it goes on" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it goes off; 1e9 is never" },
  },
  state: {},
  equations: "i = amplitude*shape*int(t >= start and t < stop)",
});
