import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime, currentRange, currentSlider, firing, sourceForms } from "../forms.ts";

/** Steps that are written down: each level holds until the next time. */
export const stepList = defineCurrent({
  kind: "stepList",
  version: 1,
  label: "Step list",
  short: "steps",
  about: "A current that goes from level to level at the times that you write down.",
  notes:
    "For protocols of several steps: holding, test pulse, return. Each level is a plain number that is multiplied by the amplitude, holds from its time until the next one, and the last holds to the end. " +
    "Before the first time nothing flows. Times are in ms and rise.",
  sources: ["Hodgkin & Huxley (1952), A quantitative description of membrane current, J. Physiol. 117, 500-544 (steps of current and voltage)"],
  icon: "M6,17H9V12H13V8H16V14H19",

  forms: sourceForms,
  inputs: {},
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The current" } },
  parameters: {
    amplitude: { unit: "I", default: firing, range: currentRange, slider: currentSlider, about: "What each level is multiplied by" },
    times: { type: "list", default: [20, 80, 120, 180], unit: "ms", range: anyTime, about: "When each level begins, rising" },
    levels: { type: "list", default: [0.5, 0, 1, 0], unit: "1", range: [-1e6, 1e6], about: "The level from each time on" },
  },
  state: {},
  courses: { level: { times: "times", values: "levels", between: "hold", about: "The present level" } },
  equations: "i = amplitude*level",
});
