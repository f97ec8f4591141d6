import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime } from "../forms.ts";

/** Pictures of +1 and -1: shown to units as a cue, and stored by a synapse that learns them. */
export const patterns = defineCurrent({
  kind: "patterns",
  version: 1,
  label: "Patterns",
  short: "patterns",
  about: "Pictures of +1 and -1: shown to a population as a cue, one point a unit, and stored by a Hebb synapse.",
  notes:
    "One text says what the patterns are: width and height, then letters, shapes, digits written by hand, a number of random ones, or points of your own. Wire patterns to a Hebb synapse to have them stored, and i to the cue of binary units, or to any unit, to show one of them. " +
    "A cue may be whole, partial (the rest is not seen), noisy (a share of the points turned), or corrupted as in the lecture. It needs one cell for each point. Wired to input units and from there through weighted sums, patterns are samples to learn from: each belongs to the class that its name says.",
  sources: [
    "Hopfield (1982), Neural networks and physical systems with emergent collective computational abilities, PNAS 79, 2554-2558",
    "Hertz, Krogh & Palmer (1991), Introduction to the Theory of Neural Computation, chapter 2",
  ],
  icon: "M6,8H18V18H6V8M10,8V18M14,8V18M6,11.5H18M6,14.5H18",

  inputs: {},
  outputs: {
    patterns: { signal: "patterns", reads: "patterns", about: "What a Hebb synapse stores" },
    i: { signal: "current", reads: "i", unit: "1", about: "The cue, one value a cell" },
  },
  parameters: {
    patterns: { type: "patterns", default: "8x8\nletters TLX", unit: "1", about: "The patterns" },
    shown: { type: "integer", default: 1, unit: "1", range: [0, 2000], slider: [0, 10], about: "Which pattern is shown; 0 shows none" },
    cue: {
      type: "choice",
      default: "whole",
      choices: { whole: "Whole", partial: "In part", noise: "With noise", corrupt: "Corrupted" },
      unit: "1",
      about: "How it is seen",
    },
    share: { default: 0.3, unit: "1", range: [0, 1], about: "Share of points that is seen in part, or turned by noise" },
    amplitude: { default: 1, unit: "1", range: [-1e6, 1e6], slider: [0, 20], about: "Strength of the cue" },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 1000], about: "When it is shown" },
    stop: { default: 10, unit: "ms", range: anyTime, slider: [0, 1000], about: "When it is taken away" },
  },
  lesson: { type: "pictures", patterns: "patterns", amplitude: "amplitude" },
  state: {},
  computed: {
    xi_p: { type: "cue", about: "Point of the pattern shown", patterns: "patterns", shown: "shown", cue: "cue", share: "share" },
  },
  equations: "i = amplitude*xi_p*int(t >= start and t < stop)",
});
