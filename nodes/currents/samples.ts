import { defineCurrent } from "../../src/kind/index.ts";
import { anyTime } from "../forms.ts";

/** Samples to learn from: what goes in, shown row by row, and what should come out. */
export const samples = defineCurrent({
  kind: "samples",
  version: 1,
  label: "Samples",
  short: "samples",
  about: "A table to learn from: one or two inputs and what should come out, shown to the network row by row.",
  notes:
    "Wire it to input units, from there through weighted sums to further layers of units, and open the learning laboratory from any of them. Two cells send x_1 and x_2; one cell sends x_1 alone. " +
    "In a run each row is shown for one period, in order and again from the first, and t says what should come out. The laboratory writes truth tables, clouds, moons, spirals or a sine into the table, and takes samples that are painted, typed or read from a CSV file. With several units at the end, targets are the numbers of classes, from 0. " +
    "A unit that answers in a step is taught by Rosenblatt's rule, or by the lecture's as it is written, which never looks at the target and so can only lower the weights.",
  sources: [
    "Rosenblatt (1958), The perceptron, Psychological Review 65, 386-408",
    "Rumelhart, Hinton & Williams (1986), Learning representations by back-propagating errors, Nature 323, 533-536",
  ],
  icon: "M6,8H18V18H6V8M6,11.5H18M14,8V18",

  inputs: {},
  outputs: {
    i: { signal: "current", reads: "i", unit: "1", about: "The inputs of the present row, one a cell" },
    t: { signal: "value", reads: "t_p", unit: "1", about: "What should come out" },
  },
  parameters: {
    x_1: { type: "list", default: [0, 0, 1, 1], unit: "1", range: [-1e6, 1e6], about: "First input of each row" },
    x_2: { type: "list", default: [0, 1, 0, 1], unit: "1", range: [-1e6, 1e6], about: "Second input of each row" },
    target: { type: "list", default: [0, 1, 1, 0], unit: "1", range: [-1e6, 1e6], about: "What should come out: 0 or 1 for classes, any number for a course" },
    rows: { type: "integer", default: 4, unit: "1", range: [1, 20000], slider: [1, 200], about: "How many rows of the table count, from the first" },
    rule: {
      type: "choice",
      default: "corrected",
      choices: { corrected: "By what is missing: target less output", literal: "As in the lecture: by the output alone" },
      unit: "1",
      about: "How a unit that answers in a step is moved at a sample",
    },
    period: { default: 200, unit: "ms", range: [0.1, anyTime[1]], slider: [10, 1000], about: "How long each row is shown" },
  },
  lesson: { type: "samples", inputs: ["x_1", "x_2"], target: "target", rows: "rows", rule: "rule" },
  state: {},
  computed: { place: { type: "place", about: "Place of the cell in its population, from 0 to 1" } },
  courses: {
    first: { values: "x_1", between: "hold", at: "floor(t/period) - rows*floor(floor(t/period)/rows)", about: "First input of the present row" },
    second: { values: "x_2", between: "hold", at: "floor(t/period) - rows*floor(floor(t/period)/rows)", about: "Second input of the present row" },
    goal: { values: "target", between: "hold", at: "floor(t/period) - rows*floor(floor(t/period)/rows)", about: "Target of the present row" },
  },
  equations: "i = if(place == 0, first, second)\nt_p = goal",
});
