import { defineCurrent } from "../../src/kind/index.ts";
import { currentRange, currentSlider, firing, sourceForms } from "../forms.ts";

/** The same current at all times: the experimenter's holding current. */
export const constant = defineCurrent({
  kind: "constant",
  version: 1,
  label: "Constant current",
  short: "const",
  about: "The same current at all times.",
  notes:
    "The first thing to wire to a neuron: turn it up and find where firing begins, then read the rate against the current. " +
    "For a current that begins and ends take the step. A neuron's own I_e does the same without a wire.",
  sources: ["Gerstner, Kistler, Naud & Paninski (2014), Neuronal Dynamics, section 1.3"],
  icon: "M8,12H19",

  forms: sourceForms,
  inputs: {},
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The current" } },
  parameters: {
    amplitude: { unit: "I", default: firing, range: currentRange, slider: currentSlider, about: "The current" },
  },
  state: {},
  equations: "i = amplitude",
});
