import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime, currentRange, currentSlider, sourceForms } from "../forms.ts";

/** A current that grows along a straight line. */
export const ramp = defineCurrent({
  kind: "ramp",
  version: 1,
  label: "Ramp current",
  short: "ramp",
  about: "A current that goes from `I_start` to `I_stop` along a straight line, and holds both ends.",
  notes:
    "A slow ramp draws the whole curve of rate against current in one run: firing that begins slowly is class 1, firing that jumps in is class 2. " +
    "Make it steep to find out whether a neuron answers to the current or to its rise. Before start it holds I_start, after stop I_stop.",
  sources: ["Izhikevich (2004), Which model to use for cortical spiking neurons?, IEEE Trans. Neural Netw. 15, 1063-1070 (patterns G, H and R)"],
  icon: "M7,16L19,8",

  forms: sourceForms,
  inputs: {},
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The current" } },
  parameters: {
    I_start: {
      unit: "I",
      default: { absolute: 0, "per area": 0, rate: 0, plain: 0, frequency: 0 },
      range: currentRange,
      slider: currentSlider,
      about: "The current before and at the start",
    },
    I_stop: {
      unit: "I",
      default: { absolute: 1000, "per area": 20, rate: 20, plain: 2, frequency: 100 },
      range: currentRange,
      slider: currentSlider,
      about: "The current at the stop and after",
    },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it begins to change" },
    stop: { default: 1000, unit: "ms", range: anyTime, slider: [0, 5000], about: "When it has arrived" },
  },
  state: {},
  // With stop at start it is a step; the `max` keeps 0/0 out.
  equations: "i = I_start + (I_stop - I_start)*clip((t - start)/max(stop - start, dt), 0, 1)",
});
