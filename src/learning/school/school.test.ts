import { expect, it } from "vitest";
import { parse, type Tree } from "../../expression/index.ts";
import {
  createSchool,
  freshWeights,
  fromRows,
  type LayerText,
  makeData,
  type SchoolReply,
  type TrainingOptions,
} from "../index.ts";

const tree = (text: string): Tree => parse(text).tree!;
const layer = (inputs: number, outputs: number, text: string, k: number, step?: number): LayerText => ({
  inputs,
  outputs,
  weights: step === undefined ? freshWeights(inputs, outputs, 3, k) : new Float64Array(inputs * outputs),
  biases: new Float64Array(outputs),
  sends: tree(text),
  activation: "v",
  constants: {},
  ...(step !== undefined && { step }),
});
const options: TrainingOptions = { loss: "squared", optimiser: "adam", batch: 0, test: 0, seed: 1 };

/** A school whose time goes by with each look at the clock. */
function school() {
  const replies: SchoolReply[] = [];
  const pieces: (() => void)[] = [];
  let time = 0;
  const { handle } = createSchool((reply) => replies.push(reply), {
    now: () => (time += 0.5),
    schedule: (piece) => pieces.push(piece),
  });
  const report = () => (replies.at(-1) as Extract<SchoolReply, { type: "report" }>).report;
  const work = (times: number): void => {
    for (let k = 0; k < times; k++) {
      handle({ type: "frame" });
      pieces.shift()?.();
    }
  };
  return { handle, replies, work, pieces, report };
}

it("teaches XOR to two layers while it looks at messages, and stops when told", () => {
  const { handle, replies, work, pieces, report } = school();
  const data = makeData({ name: "xor", rows: 4, noise: 0, seed: 1 });
  handle({
    type: "open",
    id: 7,
    layers: [layer(2, 4, "tanh(v)", 0), layer(4, 1, "v", 1)],
    data,
    options,
    rate: 0.05,
    pace: Number.POSITIVE_INFINITY,
  });
  const before = report().loss;
  handle({ type: "train", on: true });
  work(100);
  handle({ type: "train", on: false });
  expect(replies.every(({ id }) => id === 7)).toBe(true);
  expect(report().loss).toBeLessThan(before / 100);
  expect(report().right).toBe(1);
  expect(report().units.map((units) => units.length)).toEqual([4]);
  expect([...report().curve.filter((_, k) => k % 3 === 0)]).toEqual(
    [...report().curve.filter((_, k) => k % 3 === 0)].toSorted((a, b) => a - b),
  );
  const { updates } = report();
  work(pieces.length);
  handle({ type: "update" });
  expect(report().updates).toBe(updates + 1);
  // The corners of the picture stand for the corners of the table: the upper left is 0 and 1.
  const { surface, side, box } = report();
  const at = (x: number, y: number): number => {
    const [left, right, bottom, top] = box;
    const column = Math.floor((side * (x - left)) / (right - left));
    return surface[Math.floor((side * (top - y)) / (top - bottom)) * side + column]!;
  };
  for (const [x, y] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const)
    expect(Math.round(at(x, y))).toBe(Number(x !== y));
});

it("is done with a perceptron once no sample is answered wrong, within Novikoff's bound", () => {
  const { handle, work, pieces, report } = school();
  const data = makeData({ name: "clouds", rows: 60, noise: 0.1, seed: 2 });
  handle({
    type: "open",
    id: 1,
    layers: [layer(2, 1, "if(v > 0, 1, 0)", 0, 0)],
    data,
    options,
    rate: 1,
    pace: Number.POSITIVE_INFINITY,
  });
  handle({ type: "train", on: true });
  work(200);
  expect(pieces).toEqual([]);
  const { perceptron, right } = report();
  expect(right).toBe(1);
  expect(perceptron).toMatchObject({ fromZero: true, settled: true });
  expect(perceptron!.mistakes).toBeLessThanOrEqual(perceptron!.bound!);
});

it("does not take a perceptron for done with samples that it has not been taught, nor promise a bound to a line not at zero", () => {
  const { handle, work, report } = school();
  const one = (rows: readonly (readonly number[])[]) => fromRows(rows, 2);
  handle({
    type: "open",
    id: 1,
    layers: [layer(2, 1, "if(v > 0, 1, 0)", 0, 0)],
    data: one([
      [3, 3, 1],
      [-3, -3, 0],
    ]),
    options,
    rate: 1,
    pace: Number.POSITIVE_INFINITY,
  });
  handle({ type: "train", on: true });
  work(20);
  expect(report().perceptron).toMatchObject({ settled: true, fromZero: true });
  handle({ type: "choose", options: { ...options, test: 0.5 } });
  work(1);
  expect(report().perceptron?.settled).toBe(false);
  handle({
    type: "show",
    data: one([
      [3, 3, 0],
      [-3, -3, 1],
    ]),
  });
  work(1);
  expect(report().perceptron).toMatchObject({ settled: false, fromZero: false });
});

it("never is done with a perceptron and XOR", () => {
  const { handle, work, pieces, report } = school();
  const data = makeData({ name: "xor", rows: 4, noise: 0, seed: 2 });
  handle({
    type: "open",
    id: 1,
    layers: [layer(2, 1, "if(v > 0, 1, 0)", 0, 0)],
    data,
    options,
    rate: 1,
    pace: Number.POSITIVE_INFINITY,
  });
  handle({ type: "train", on: true });
  work(200);
  expect(pieces).toHaveLength(1);
  expect(report().perceptron).toMatchObject({ settled: false, bound: undefined });
  expect(report().right).toBeLessThan(1);
});

it("begins again with weights of its seed, and learns the same from them", () => {
  const { handle, report } = school();
  const data = makeData({ name: "moons", rows: 40, noise: 0.1, seed: 2 });
  const layers = [layer(2, 5, "tanh(v)", 0), layer(5, 1, "v", 1)];
  handle({
    type: "open",
    id: 1,
    layers,
    data,
    options: { ...options, batch: 8, test: 0.25 },
    rate: 0.05,
    pace: Number.POSITIVE_INFINITY,
  });
  const learned = (seed: number): number[] => {
    handle({ type: "fresh", seed });
    for (let k = 0; k < 3; k++) handle({ type: "epoch" });
    expect(report().epochs).toBe(3);
    return [...report().layers[0]!.weights];
  };
  expect(learned(4)).toEqual(learned(4));
  expect(learned(4)).not.toEqual(learned(5));
});

it("goes on from what it has learned when samples are put in, and its picture stands still", () => {
  const { handle, report } = school();
  const data = makeData({ name: "clouds", rows: 40, noise: 0.1, seed: 2 });
  const layers = [layer(2, 4, "tanh(v)", 0), layer(4, 1, "v", 1)];
  handle({ type: "open", id: 1, layers, data, options, rate: 0.05, pace: 1 });
  for (let k = 0; k < 50; k++) handle({ type: "epoch" });
  const { layers: learned, box } = report();
  const [left, , , top] = box;
  const more = (x: number, y: number) => ({
    ...data,
    rows: 41,
    x: Float64Array.of(...data.x, x, y),
    targets: Float64Array.of(...data.targets, 1),
  });
  handle({ type: "show", data: more(0.9 * left, 0.9 * top) });
  expect(report().layers).toEqual(learned);
  expect(report()).toMatchObject({ epochs: 0, box });
  handle({ type: "epoch" });
  expect(report().layers).not.toEqual(learned);
  handle({ type: "show", data: more(2 * left, top) });
  expect(report().box[0]).toBeLessThan(2 * left);
});

it("says with every report what it makes of a picture that is asked, in shares", () => {
  const { handle, report } = school();
  const data = makeData({ name: "digits", rows: 40, noise: 0, seed: 2 });
  handle({
    type: "open",
    id: 1,
    layers: [layer(784, 10, "v", 0)],
    data,
    options: { ...options, loss: "softmax" },
    rate: 0.003,
    pace: 1,
  });
  expect(report().answer).toBeUndefined();
  handle({ type: "ask", x: data.x.slice(3 * 784, 4 * 784) });
  const before = report().answer![3]!;
  for (let k = 0; k < 60; k++) handle({ type: "epoch" });
  const { answer, surface, units, right } = report();
  expect(right).toBe(1);
  expect(answer!.indexOf(Math.max(...answer!))).toBe(3);
  expect(answer![3]).toBeGreaterThan(2 * before);
  expect(answer!.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect([surface.length, units.length]).toEqual([0, 0]);
});

it("learns nothing from no samples", () => {
  const { handle, report } = school();
  const none = { x: new Float64Array(0), targets: new Float64Array(0), rows: 0, inputs: 2, outputs: 1 };
  for (const sends of ["tanh(v)", "if(v > 0, 1, 0)"]) {
    const only = layer(2, 1, sends, 0, sends.startsWith("if") ? 0 : undefined);
    handle({ type: "open", id: 1, layers: [only], data: none, options, rate: 0.05, pace: 1 });
    handle({ type: "epoch" });
    handle({ type: "update" });
    expect(report().layers[0]!.weights).toEqual(only.weights);
    expect(report().box).toEqual([-1, 1, -1, 1]);
  }
});

it("of several classes it says which is greatest where, and which was taken for which", () => {
  const { handle, report } = school();
  const data = makeData({ name: "three clouds", rows: 60, noise: 0.05, seed: 2 });
  const open = (test: number): void =>
    handle({
      type: "open",
      id: 1,
      layers: [layer(2, 3, "v", 0)],
      data,
      options: { ...options, loss: "softmax", test },
      rate: 0.1,
      pace: 1,
    });
  open(0);
  for (let k = 0; k < 200; k++) handle({ type: "epoch" });
  expect([...report().confusion!]).toEqual([20, 0, 0, 0, 20, 0, 0, 0, 20]);
  const { greatest, surface, side, box } = report();
  data.targets.forEach((target, k) => {
    if (target !== 1) return;
    const [x, y] = data.x.subarray(2 * Math.floor(k / 3)) as unknown as [number, number];
    const column = Math.floor((side * (x - box[0])) / (box[1] - box[0]));
    const at = Math.floor((side * (box[3] - y)) / (box[3] - box[2])) * side + column;
    expect(greatest![at]).toBe(k % 3);
    expect(surface[at]).toBeGreaterThan(0.5);
  });
  open(0.25);
  expect(report().confusion!.reduce((sum, count) => sum + count, 0)).toBe(15);
});

it("keeps to a pace that can be watched: so many updates from frame to frame", () => {
  const { handle, replies, work, report } = school();
  const data = makeData({ name: "xor", rows: 4, noise: 0, seed: 1 });
  const layers = [layer(2, 4, "tanh(v)", 0), layer(4, 1, "v", 1)];
  handle({ type: "open", id: 1, layers, data, options, rate: 0.05, pace: 3 });
  handle({ type: "train", on: true });
  work(5);
  // The first two tell what is there, and that it trains from now on.
  expect(replies).toHaveLength(7);
  expect(report().updates).toBe(15);
});

it("says that it trains after whatever it said before: what is on its way then is out of date", () => {
  const { handle, replies } = school();
  const data = makeData({ name: "xor", rows: 4, noise: 0, seed: 1 });
  const layers = [layer(2, 4, "tanh(v)", 0), layer(4, 1, "v", 1)];
  handle({ type: "open", id: 1, layers, data, options, rate: 0.05, pace: 1 });
  handle({ type: "ask", x: Float64Array.of(0, 1) });
  handle({ type: "train", on: true });
  expect(replies.map((reply) => reply.type === "report" && reply.training)).toEqual([false, false, true]);
});

it("trains on without a frame when it may go as fast as it can, and reports once when there is one", () => {
  const { handle, replies, pieces, report } = school();
  const data = makeData({ name: "xor", rows: 4, noise: 0, seed: 1 });
  const layers = [layer(2, 4, "tanh(v)", 0), layer(4, 1, "v", 1)];
  handle({ type: "open", id: 1, layers, data, options, rate: 0.05, pace: Number.POSITIVE_INFINITY });
  handle({ type: "train", on: true });
  for (let k = 0; k < 10; k++) pieces.shift()?.();
  expect(replies).toHaveLength(2);
  handle({ type: "frame" });
  for (let k = 0; k < 10; k++) pieces.shift()?.();
  expect(replies).toHaveLength(3);
  expect(report().updates).toBeGreaterThan(50);
});

it("stops when its numbers run away, and goes back to the best that it had", () => {
  const { handle, replies, work, report } = school();
  const data = makeData({ name: "sine", rows: 40, noise: 0, seed: 1 });
  const layers = [layer(1, 6, "tanh(v)", 0), layer(6, 1, "v", 1)];
  handle({ type: "open", id: 1, layers, data, options: { ...options, optimiser: "sgd" }, rate: 0.1, pace: 10 });
  handle({ type: "train", on: true });
  work(20);
  expect(report().diverged).toBe(false);
  const { loss } = report();
  const learned = report().epochs;
  handle({ type: "rate", rate: 50 });
  handle({ type: "train", on: true });
  work(60);
  expect(report()).toMatchObject({ diverged: true });
  expect(replies.at(-1)).toMatchObject({ training: false });
  expect(report().best).toBeGreaterThanOrEqual(learned);
  expect([...report().curve].every((value, k) => k % 3 === 2 || Number.isFinite(value))).toBe(true);
  // Nothing more is taught from there.
  handle({ type: "epoch" });
  expect(report().diverged).toBe(true);
  const { best } = report();
  handle({ type: "back" });
  expect(report()).toMatchObject({ diverged: false, epochs: best });
  expect(report().loss).toBeLessThanOrEqual(loss);
  for (const { weights, biases } of report().layers) expect([...weights, ...biases].every(Number.isFinite)).toBe(true);
  handle({ type: "rate", rate: 0.05 });
  handle({ type: "epoch" });
  expect(report().diverged).toBe(false);
});

it("by the lecture's rule as written only lowers the weights, until all answers are 0 and nothing moves", () => {
  const { handle, report } = school();
  const data = makeData({ name: "or", rows: 4, noise: 0, seed: 1 });
  const above = { ...layer(2, 1, "v > 0", 0, 0), weights: Float64Array.of(2.5, 1.5), biases: Float64Array.of(0.75) };
  handle({ type: "open", id: 1, layers: [above], data, options: { ...options, rule: "literal" }, rate: 1, pace: 1 });
  let last = [2.5, 1.5, 0.75];
  for (let k = 0; k < 40; k++) {
    handle({ type: "update" });
    const [only] = report().layers;
    const now = [...only!.weights, only!.biases[0]!];
    now.forEach((value, at) => {
      expect(value).toBeLessThanOrEqual(last[at]!);
    });
    last = now;
  }
  // Three samples of OR are of class 1, and every answer is 0.
  expect(report()).toMatchObject({ loss: 3, perceptron: { rule: "literal", stuck: true, settled: false } });
  handle({ type: "choose", options: { ...options, rule: "corrected" } });
  for (let k = 0; k < 20; k++) handle({ type: "epoch" });
  expect(report().perceptron).toMatchObject({ rule: "corrected", settled: true });
});
