import { expect, it } from "vitest";
import { catalogue } from "../../../nodes/index.ts";
import { parse, parseStatements, type Tree } from "../../expression/index.ts";
import { kindOf } from "../../kind/index.ts";
import { createDice } from "../../random/index.ts";
import {
  type Activation,
  accuracyOf,
  activationOf,
  createTrainer,
  freshWeights,
  gradientOf,
  type Layer,
  lossNames,
  lossOf,
  makeData,
  novikoffBound,
  outputsOf,
  perceptronEpoch,
} from "../index.ts";

/** What a unit of the catalogue sends, as a function of its activation, with its parameters at their defaults. */
function unit(kind: string): Activation {
  const { equations, parameters } = kindOf(catalogue, { kind })!;
  const { statements } = parseStatements(equations);
  const r = statements.find(({ name }) => name === "r")!;
  return activationOf(
    (r as Extract<typeof r, { right: Tree }>).right,
    "v",
    (name) => parameters[name]?.default as number | undefined,
  );
}
const activation = (text: string): Activation => activationOf(parse(text).tree!, "v");

const units = ["sigmoidUnit", "tanhUnit", "reluUnit", "linearUnit", "softplusUnit", "powerUnit"];

const layers = (sizes: readonly number[], activations: readonly Activation[], seed: number): Layer[] =>
  activations.map((activation, k) => {
    const [inputs, outputs] = [sizes[k]!, sizes[k + 1]!];
    const weights = freshWeights(inputs, outputs, seed, k);
    const dice = createDice(seed, `biases ${k}`);
    const biases = Float64Array.from({ length: outputs }, () => dice.uniform() - 0.5);
    return { inputs, outputs, weights, biases, activation };
  });

it.each(
  units.flatMap((name) =>
    lossNames.flatMap((loss) => [[name, loss, "linearUnit"] as const, [name, loss, name] as const]),
  ),
)("%s with the %s loss, answered by %s: gradients agree with finite differences", (name, loss, last) => {
  const rows = 5;
  const net = layers([3, 4, 4, 2], [unit(name), unit(name), unit(last)], 7);
  const dice = createDice(7, "samples");
  const x = Float64Array.from({ length: rows * 3 }, () => dice.normal());
  const targets = Float64Array.from({ length: rows * 2 }, (_, k) => Number((k + (k >> 1)) % 2));
  const { gradient } = gradientOf(net, x, targets, rows, loss);
  const size = Math.hypot(...gradient.flatMap(({ weights, biases }) => [...weights, ...biases]));
  expect(size).toBeGreaterThan(0);
  net.forEach((layer, k) => {
    for (const part of ["weights", "biases"] as const) {
      layer[part].forEach((before, at) => {
        const h = 1e-6;
        const cost = (value: number): number => {
          layer[part][at] = value;
          return lossOf(net, x, targets, rows, loss);
        };
        const measured = (cost(before + h) - cost(before - h)) / (2 * h);
        layer[part][at] = before;
        const found = gradient[k]![part][at]!;
        expect(Math.abs(found - measured)).toBeLessThan(1e-6 * Math.max(size, Math.abs(measured)));
      });
    }
  });
});

it.each(["sgd", "momentum", "adam"] as const)("two layers learn XOR with %s", (optimiser) => {
  const data = makeData({ name: "xor", rows: 4, noise: 0, seed: 1 });
  const net = layers([2, 6, 1], [unit("tanhUnit"), activation("v")], 3);
  const trainer = createTrainer(net, data, { loss: "logistic", optimiser, batch: 0, test: 0, seed: 1 });
  const rate = { sgd: 1, momentum: 0.2, adam: 0.05 }[optimiser];
  for (let k = 0; k < 1000; k++) trainer.epoch(rate);
  expect(accuracyOf(data, outputsOf(net, data.x, 4), 0)).toBe(1);
});

it("a linear hidden layer fails XOR, whatever its size", () => {
  const data = makeData({ name: "xor", rows: 4, noise: 0, seed: 1 });
  const net = layers([2, 8, 1], [activation("v"), activation("v")], 3);
  const trainer = createTrainer(net, data, { loss: "squared", optimiser: "sgd", batch: 0, test: 0, seed: 1 });
  for (let k = 0; k < 2000; k++) trainer.epoch(0.1);
  for (const y of outputsOf(net, data.x, 4)) expect(y).toBeCloseTo(0.5, 3);
});

it("spirals and digits are learned in mini-batches, and the part that is kept back is answered too", () => {
  const cases = [
    { name: "spirals", rows: 200, hidden: 16, epochs: 200, rate: 0.02, loss: "logistic", least: 0.9 },
    { name: "digits", rows: 500, hidden: 16, epochs: 12, rate: 0.01, loss: "softmax", least: 0.9 },
  ] as const;
  for (const { name, rows, hidden, epochs, rate, loss, least } of cases) {
    const data = makeData({ name, rows, noise: 0.01, seed: 2 });
    const net = layers(
      [data.inputs, hidden, hidden, data.outputs],
      [unit("tanhUnit"), unit("tanhUnit"), activation("v")],
      2,
    );
    const trainer = createTrainer(net, data, { loss, optimiser: "adam", batch: 32, test: 0.2, seed: 2 });
    for (let k = 0; k < epochs; k++) trainer.epoch(rate);
    expect(trainer.test.rows).toBe(rows / 5);
    expect(accuracyOf(trainer.test, outputsOf(net, trainer.test.x, trainer.test.rows), 0)).toBeGreaterThan(least);
  }
});

it("three classes: softmax parts clouds that three straight borders part, and tells one sample's class by its greatest output", () => {
  const data = makeData({ name: "three clouds", rows: 90, noise: 0.12, seed: 2 });
  const net = layers([2, 3], [unit("linearUnit")], 2);
  const trainer = createTrainer(net, data, { loss: "softmax", optimiser: "adam", batch: 0, test: 0, seed: 2 });
  const before = lossOf(net, data.x, data.targets, data.rows, "softmax");
  for (let k = 0; k < 300; k++) trainer.epoch(0.05);
  expect(lossOf(net, data.x, data.targets, data.rows, "softmax")).toBeLessThan(before / 5);
  expect(accuracyOf(data, outputsOf(net, data.x, data.rows), 0)).toBe(1);
});

it("same seed, same training, to the bit", () => {
  const run = (): number[] => {
    const data = makeData({ name: "moons", rows: 60, noise: 0.1, seed: 5 });
    const net = layers([2, 5, 1], [unit("sigmoidUnit"), activation("v")], 5);
    const trainer = createTrainer(net, data, { loss: "logistic", optimiser: "adam", batch: 8, test: 0.3, seed: 5 });
    for (let k = 0; k < 5; k++) trainer.epoch(0.01);
    return net.flatMap(({ weights }) => [...weights]);
  };
  expect(run()).toEqual(run());
});

it("a perceptron from 0 makes no more mistakes than Novikoff's bound, of any line that separates", () => {
  const data = makeData({ name: "clouds", rows: 80, noise: 0.12, seed: 4 });
  const line = { weights: new Float64Array(2), bias: 0 };
  let mistakes = 0;
  for (let k = 0; k < 100; k++) mistakes += perceptronEpoch(line, data, { rate: 1 });
  expect(perceptronEpoch(line, data, { rate: 1 })).toBe(0);
  expect(mistakes).toBeLessThanOrEqual(novikoffBound(line, data)!);
  expect(mistakes).toBeLessThanOrEqual(novikoffBound({ weights: Float64Array.of(1, 1), bias: 0 }, data)!);
});

it("no line separates XOR, so there is no bound and never an epoch without a mistake", () => {
  const data = makeData({ name: "xor", rows: 4, noise: 0, seed: 1 });
  const line = { weights: new Float64Array(2), bias: 0 };
  for (let k = 0; k < 100; k++) {
    expect(perceptronEpoch(line, data, { rate: 1 })).toBeGreaterThan(0);
    expect(novikoffBound(line, data)).toBeUndefined();
  }
});

it("digits are ink on paper, each with its class, and differ from one to the next", () => {
  const { x, targets, rows } = makeData({ name: "digits", rows: 20, noise: 0, seed: 1 });
  for (let row = 0; row < rows; row++) {
    const image = x.subarray(row * 784, (row + 1) * 784);
    expect(Math.min(...image)).toBe(0);
    expect(Math.max(...image)).toBe(1);
    expect(targets.subarray(row * 10, (row + 1) * 10).indexOf(1)).toBe(row % 10);
  }
  expect(x.subarray(0, 784)).not.toEqual(x.subarray(7840, 8624));
});
