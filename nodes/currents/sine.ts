import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime, currentRange, currentSlider, never, sourceForms } from "../forms.ts";

/** A sine wave on a constant current. */
export const sine = defineCurrent({
  kind: "sine",
  version: 1,
  label: "Sine current",
  short: "sine",
  about: "A current that swings around `offset` with a frequency.",
  notes:
    "Finds what a neuron is tuned to: sweep the frequency and watch where it resonates, locks one spike to each cycle, or stops following. " +
    "The phase runs from time 0 and not from start, as NEST's ac_generator has it, so two sines with one frequency stay in step.",
  sources: ["Hunter, Milton, Thomas & Cowan (1998), Resonance effect for neural spike time reliability, J. Neurophysiol. 80, 1427-1438"],
  icon: "M7,12Q9,6 11,12T15,12T19,12",

  forms: sourceForms,
  inputs: {},
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The current" } },
  parameters: {
    amplitude: {
      unit: "I",
      default: { absolute: 300, "per area": 5, rate: 5, plain: 1, frequency: 50 },
      range: currentRange,
      slider: currentSlider,
      about: "Half of the way from trough to peak",
    },
    frequency: { default: 10, unit: "Hz", range: [0, 1e5], slider: [0, 200], about: "Cycles a second" },
    phase: { default: 0, unit: "deg", range: [-360, 360], about: "Phase at time 0" },
    offset: {
      unit: "I",
      default: { absolute: 300, "per area": 5, rate: 5, plain: 1, frequency: 50 },
      range: currentRange,
      slider: currentSlider,
      about: "Constant current beneath the wave",
    },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it goes on" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it goes off; 1e9 is never" },
  },
  state: {},
  equations: "i = (offset + amplitude*sin(2*pi*frequency*t + phase))*int(t >= start and t < stop)",
});
