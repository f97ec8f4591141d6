/** Trained weights go out and come back to the last bit; a file that does not fit is refused whole, with the place. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printWeightsCsv, printWeightsJson, readWeights, type Trained } from "../index.ts";

const sizes = [
  { inputs: 2, outputs: 3 },
  { inputs: 3, outputs: 1 },
];
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
const trained: fc.Arbitrary<Trained[]> = fc
  .tuple(
    ...sizes.map(({ inputs, outputs }) =>
      fc.record({
        weights: fc.float64Array({
          minLength: inputs * outputs,
          maxLength: inputs * outputs,
          noNaN: true,
          noDefaultInfinity: true,
        }),
        biases: fc.array(number, { minLength: outputs, maxLength: outputs }).map((list) => Float64Array.from(list)),
      }),
    ),
  )
  .map((layers) => layers.map((layer) => ({ ...layer, weights: layer.weights.map((x) => x + 0) })));

it("what is written is read back, as JSON and as CSV", () => {
  fc.assert(
    fc.property(trained, (layers) => {
      for (const print of [printWeightsJson, printWeightsCsv])
        expect(readWeights(print(layers), sizes)).toEqual({ layers });
    }),
  );
});

it("JSON is a matrix for each layer, with a row for each unit", () => {
  const layers = [{ weights: Float64Array.of(1, 2, 3, 4), biases: Float64Array.of(5, 6) }];
  expect(JSON.parse(printWeightsJson(layers))).toEqual({
    layers: [
      {
        weights: [
          [1, 2],
          [3, 4],
        ],
        biases: [5, 6],
      },
    ],
  });
});

const one = [{ inputs: 2, outputs: 1 }];

it("CSV lines may stand in any order, parted as spreadsheets do", () => {
  const text = "layer,unit,input,value\r\n0;0;1;-2\r\n0;0;bias;3\r\n0;0;0;1.5\r\n";
  expect(readWeights(text, one)).toEqual({
    layers: [{ weights: Float64Array.of(1.5, -2), biases: Float64Array.of(3) }],
  });
});

describe("is refused", () => {
  const json = (layers: unknown): string => JSON.stringify({ layers });
  it.each([
    ["{", "It begins as JSON and is none."],
    ["{}", 'It has no list of "layers".'],
    [json([]), "It has 0 layers, the network 1."],
    [json([{ weights: [[1, 2]] }]), "Layer 0, biases: a list of 1 number is missing."],
    [json([{ weights: [[1, 2]], biases: [1, 2] }]), "Layer 0, biases: 2 numbers where 1 belong."],
    [json([{ weights: [], biases: [1] }]), "Layer 0: 0 rows of weights for 1 unit."],
    [json([{ weights: [[1]], biases: [1] }]), "Layer 0, unit 0: 1 number where 2 belong."],
    [json([{ weights: [[1, null]], biases: [1] }]), "Layer 0, unit 0: null is no number."],
    ["0,0,0", "Line 1: 3 columns; there must be four: layer,unit,input,value."],
    ["1,0,0,1", "Line 1: layer “1”; there are 1, from 0."],
    ["0,-1,0,1", "Line 1: unit “-1”; there are 1, from 0."],
    ["0,0,2,1", "Line 1: input “2”; there are 2, from 0."],
    ["0,0,0,one", "Line 1: “one” is no number."],
    ["0,0,0,1\n0,0,0,1", "Line 2: this number was given before."],
    ["0,0,0,1\n0,0,bias,1", "Layer 0, unit 0: the weight of input 1 is missing."],
    ["", "Layer 0, unit 0: the weight of input 0 is missing."],
  ])("%s", (text, wrong) => expect(readWeights(text, one)).toEqual({ wrong }));
});
