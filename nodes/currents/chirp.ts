import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime, currentRange, currentSlider, sourceForms } from "../forms.ts";

/** A sine whose frequency moves along a line: every frequency in one run. */
export const chirp = defineCurrent({
  kind: "chirp",
  version: 1,
  label: "Chirp current",
  short: "chirp",
  about: "A sine wave whose frequency goes from `f_start` to `f_stop`, to find what a cell resonates at.",
  notes:
    "Electrophysiologists call it ZAP. Play it to a cell below threshold, and where the swing of v is widest is its resonance; a passive membrane only loses height as the " +
    "frequency grows. The frequency moves along a straight line in time, so let it take many cycles, and keep dt well below the shortest period. " +
    "Off before `start` and from `stop` on.",
  sources: [
    "Puil, Gimbarzevsky & Miura (1986), Quantification of membrane properties of trigeminal root ganglion neurons in guinea pigs, J. Neurophysiol. 55, 995-1016",
    "Hutcheon & Yarom (2000), Resonance, oscillation and the intrinsic frequency preferences of neurons, Trends Neurosci. 23, 216-222",
  ],
  icon: "M6,12Q9,6 12,12T15.5,12T17.5,12T19,12",

  forms: sourceForms,
  inputs: {},
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "The current" } },
  parameters: {
    amplitude: {
      unit: "I",
      default: { absolute: 50, "per area": 1, rate: 1, plain: 0.5, frequency: 50 },
      range: currentRange,
      slider: currentSlider,
      about: "Half of the way from trough to peak",
    },
    f_start: { default: 0, unit: "Hz", range: [0, 1e5], slider: [0, 100], about: "Frequency at the start" },
    f_stop: { default: 50, unit: "Hz", range: [0, 1e5], slider: [0, 500], about: "Frequency at the stop" },
    offset: {
      unit: "I",
      default: { absolute: 0, "per area": 0, rate: 0, plain: 0, frequency: 0 },
      range: currentRange,
      slider: currentSlider,
      about: "Constant current beneath the wave",
    },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it goes on" },
    stop: { default: 5000, unit: "ms", range: anyTime, slider: [0, 20000], about: "When it goes off" },
  },
  state: {},
  // The phase is 2 pi times the integral of the frequency.
  equations: `phase = 2*pi*(t - start)*(f_start + 0.5*(f_stop - f_start)*(t - start)/max(stop - start, dt))
i = (offset + amplitude*sin(phase))*int(t >= start and t < stop)`,
});
