import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "../../expression/index.ts";
import { createDice } from "../../random/index.ts";
import type { DataSet } from "../data/sets.ts";
import { type Activation, activationOf } from "./activation.ts";
import { lossNames } from "./loss.ts";
import { createMachine } from "./machine.ts";
import { forward, gradientOf, type Layer } from "./network.ts";
import type { OptimiserName } from "./optimiser.ts";

const unit = (text: string): Activation => activationOf(parse(text).tree!, "v", (name) => ({ k: 1.7 })[name]);
const units = ["v", "max(v, 0)", "tanh(k*v)", "1/(1 + exp(-v/k))", "log(1 + exp(v))", "if(v > 0, k*v^2, 0)"].map(unit);

function net(sizes: readonly number[], activations: readonly Activation[], seed: number): Layer[] {
  const dice = createDice(seed, "a net");
  const normals = (n: number) => Float64Array.from({ length: n }, () => dice.normal() / 2);
  return sizes.slice(1).map((outputs, k) => {
    const inputs = sizes[k]!;
    const activation = activations[k % activations.length]!;
    return { inputs, outputs, weights: normals(inputs * outputs), biases: normals(outputs), activation };
  });
}
function samples(rows: number, inputs: number, outputs: number, seed: number): DataSet {
  const dice = createDice(seed, "samples");
  const x = Float64Array.from({ length: rows * inputs }, () => dice.normal());
  const targets = Float64Array.from({ length: rows * outputs }, (_, k) => Number(k % outputs === seed % outputs));
  return { x, targets, rows, inputs, outputs };
}
const copied = (layers: readonly Layer[]): Layer[] =>
  layers.map((layer) => ({ ...layer, weights: layer.weights.slice(), biases: layer.biases.slice() }));

const shapes = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 13 }), { minLength: 2, maxLength: 4 }),
  rows: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 60, max: 140 })),
  activations: fc.array(fc.constantFrom(...units), { minLength: 1, maxLength: 3 }),
  loss: fc.constantFrom(...lossNames),
  seed: fc.nat(1000),
});

it("answers, losses and gradients are those of the plain loops, to the bit, whatever the shape", () => {
  fc.assert(
    fc.property(shapes, ({ sizes, rows, activations, loss, seed }) => {
      const layers = net(sizes, activations, seed);
      const data = samples(rows, sizes[0]!, sizes.at(-1)!, seed);
      const machine = createMachine(copied(layers), "sgd");
      const plain = forward(layers, data.x, rows).a;
      expect(machine.forward(data.x, rows)).toEqual(plain);
      expect(machine.outputsOf(data.x, rows)).toEqual(plain.at(-1));
      const expected = gradientOf(layers, data.x, data.targets, rows, loss);
      expect(machine.learn(data, loss)).toBe(expected.loss);
      expect(machine.gradient).toEqual(expected.gradient);
    }),
    { numRuns: 60 },
  );
});

it("a batch is the samples it names, in its order", () => {
  const layers = net([3, 5, 2], units.slice(2, 3), 4);
  const data = samples(90, 3, 2, 4);
  const order = createDice(4, "order").shuffled(90).subarray(0, 70);
  const machine = createMachine(copied(layers), "sgd");
  const rowsOf = (values: Float64Array, n: number) =>
    Float64Array.from([...order].flatMap((row) => [...values.subarray(row * n, (row + 1) * n)]));
  const expected = gradientOf(layers, rowsOf(data.x, 3), rowsOf(data.targets, 2), 70, "softmax");
  expect(machine.learn(data, "softmax", order)).toBe(expected.loss);
  expect(machine.gradient).toEqual(expected.gradient);
});

it.each(["sgd", "momentum", "adam"] as const)(
  "%s moves every weight as its textbook says",
  (optimiser: OptimiserName) => {
    const layers = net([3, 5, 1], units.slice(2, 3), 9);
    const data = samples(4, 3, 1, 9);
    const moved = copied(layers);
    const machine = createMachine(moved, optimiser);
    const memories = layers.map(({ weights }) => Array.from(weights, () => [0, 0] as [number, number]));
    for (let step = 1; step <= 5; step++) {
      const rate = 0.1 / step;
      const before = copied(moved);
      machine.learn(data, "squared");
      machine.move(rate);
      moved.forEach(({ weights }, layer) => {
        weights.forEach((after, k) => {
          const g = machine.gradient[layer]!.weights[k]!;
          const memory = memories[layer]![k]!;
          const by = {
            sgd: () => g,
            momentum: () => {
              memory[0] = 0.9 * memory[0] + g;
              return memory[0];
            },
            adam: () => {
              memory[0] = 0.9 * memory[0] + 0.1 * g;
              memory[1] = 0.999 * memory[1] + 0.001 * g ** 2;
              return memory[0] / (1 - 0.9 ** step) / (Math.sqrt(memory[1] / (1 - 0.999 ** step)) + 1e-8);
            },
          }[optimiser]();
          expect(after).toBeCloseTo(before[layer]!.weights[k]! - rate * by, 12);
          expect(after).not.toBe(before[layer]!.weights[k]!);
        });
      });
    }
  },
);

it("two networks in memories of their own do not disturb each other", () => {
  const [one, two] = [net([2, 3, 1], units.slice(2, 3), 1), net([2, 3, 1], units.slice(2, 3), 2)];
  const data = samples(4, 2, 1, 1);
  const alone = createMachine(copied(one), "momentum");
  const [first, second] = [createMachine(one, "momentum"), createMachine(two, "adam")];
  for (let k = 0; k < 3; k++)
    for (const machine of [alone, first, second]) {
      machine.learn(data, "squared");
      machine.move(0.1);
    }
  expect(first.outputsOf(data.x, 4)).toEqual(alone.outputsOf(data.x, 4));
  expect(second.outputsOf(data.x, 4)).not.toEqual(alone.outputsOf(data.x, 4));
});
