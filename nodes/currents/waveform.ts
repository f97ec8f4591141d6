import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime, currentRange, currentSlider, firing, sourceForms } from "../forms.ts";

/** A course that was drawn by hand or recorded, with straight lines between its samples. */
export const waveform = defineCurrent({
  kind: "waveform",
  version: 1,
  label: "Waveform",
  short: "wave",
  about: "A current whose course you draw by hand, or read from a recording.",
  notes:
    "Draw it in the inspector, or open a CSV file with times in ms in its first column and samples in its second. Samples are plain numbers that are multiplied by the amplitude, with straight lines between them; " +
    "for a recording in pA, set the amplitude to 1 pA. Before the first and after the last sample nothing flows. With a period above 0 it begins anew after each.",
  sources: ["Mainen & Sejnowski (1995), Reliability of spike timing in neocortical neurons, Science 268, 1503-1506 (a frozen waveform, again and again)"],
  icon: "M5,13Q7,6 9,11T12,15T15,9T19,12",

  forms: sourceForms,
  inputs: {},
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The current" } },
  parameters: {
    amplitude: { unit: "I", default: firing, range: currentRange, slider: currentSlider, about: "What each sample is multiplied by" },
    times: { type: "list", default: [0, 25, 50, 75, 100], unit: "ms", range: anyTime, about: "When each sample was taken, rising" },
    samples: { type: "list", default: [0, 1, 0.4, 0.8, 0], unit: "1", range: [-1e9, 1e9], about: "The course at each time" },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it begins" },
    period: { default: 0, unit: "ms", range: anyTime, slider: [0, 1000], about: "When it begins anew; 0: it runs once" },
  },
  state: {},
  courses: {
    course: {
      times: "times",
      values: "samples",
      between: "line",
      at: "t - start - if(period > 0 and t >= start, period*floor((t - start)/max(period, 1 us)), 0)",
      about: "The present sample, between the listed ones on a straight line",
    },
  },
  equations: "i = amplitude*course*int(t >= start)",
});
