import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { catalogue } from "../../../nodes/index.ts";
import { check, type Graph, type Node, parseGraph, serialize } from "../../graph/index.ts";
import {
  accuracyOf,
  activationOf,
  createTrainer,
  type Layer,
  lossOf,
  makeData,
  novikoffBound,
  outputsOf,
  perceptronEpoch,
} from "../../learning/index.ts";
import { run } from "../../testing/examples/run.ts";
import {
  type Found,
  fillSamples,
  keepWeights,
  lessonOf,
  outsideRange,
  rowsOf,
  setRows,
  setRule,
  type Taught,
} from "./lesson.ts";
import { laboratoryOf } from "./lessonParts.ts";

const example = (file: string): Graph => {
  const { graph } = parseGraph(
    readFileSync(join(import.meta.dirname, `../../../public/examples/${file}.json`), "utf8"),
    catalogue,
  );
  return graph!;
};
const found = (graph: Graph, id = "y"): Found => lessonOf(graph, catalogue, id)!;
const taughtIn = (graph: Graph): Taught => found(graph).taught!;
const change = (graph: Graph, id: string, by: Partial<Node>): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? { ...node, ...by } : node)),
});
const layersOf = ({ texts }: Taught): Layer[] =>
  texts.map(({ sends, activation, constants, ...rest }) => ({
    ...rest,
    weights: rest.weights.slice(),
    biases: rest.biases.slice(),
    activation: activationOf(sends, activation, (name) => constants[name]),
  }));

/** The activation of the output at the end of each row that is shown. */
function answers(graph: Graph, rows: number): number[] {
  const { traces } = run(serialize(graph), catalogue, rows * 100, ["y.v"]);
  const trace = traces.get("y.v")!.values;
  return Array.from({ length: rows }, (_, row) => trace[Math.floor(((row + 0.95) * trace.length) / rows)]!);
}

it.each(["s", "x", "W1", "h", "W2", "y"])("a network is found from its node %s", (id) => {
  const { taught } = found(example("xor-learned"), id);
  expect(taught?.texts.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
    [2, 4],
    [4, 1],
  ]);
  expect(taught?.data).toEqual(makeData({ name: "xor", rows: 4, noise: 0, seed: 1 }));
});

it("XOR: trained weights that are kept answer on the board as they did in the laboratory", () => {
  const graph = example("xor-learned");
  const taught = taughtIn(graph);
  const layers = layersOf(taught);
  const trainer = createTrainer(layers, taught.data, {
    loss: "squared",
    optimiser: "adam",
    batch: 0,
    test: 0,
    seed: 1,
  });
  for (let k = 0; k < 1000; k++) trainer.epoch(0.02);
  const kept = keepWeights(taught, layers).apply(graph);
  expect(answers(graph, 4).map(Math.round)).not.toEqual([0, 1, 1, 0]);
  for (const [row, y] of answers(kept, 4).entries()) expect(y).toBeCloseTo([0, 1, 1, 0][row]!, 1);
  // What was kept is read again.
  const again = taughtIn(kept).texts;
  for (const [k, { weights }] of layers.entries())
    for (const [at, weight] of weights.entries()) expect(again[k]!.weights[at]).toBeCloseTo(weight, 7);
});

it("two spirals are learned from where the example begins", () => {
  const taught = taughtIn(example("spirals-learned"));
  const trainer = createTrainer(layersOf(taught), taught.data, {
    loss: "squared",
    optimiser: "adam",
    batch: 0,
    test: 0,
    seed: 1,
  });
  let loss = 1;
  for (let k = 0; k < 2500 && loss > 0.01; k++) loss = trainer.epoch(0.02);
  expect(loss).toBeLessThan(0.01);
});

it("a perceptron parts the clouds, within Novikoff's bound, and answers so on the board; never XOR", () => {
  const graph = example("perceptron-clouds");
  const taught = taughtIn(graph);
  expect(taught.texts[0]?.step).toBe(0);
  const line = { weights: new Float64Array(2), bias: 0 };
  let [mistakes, last] = [0, 1];
  for (let k = 0; k < 200 && last > 0; k++) {
    last = perceptronEpoch(line, taught.data, { rate: 1 });
    mistakes += last;
  }
  expect(mistakes).toBeLessThanOrEqual(novikoffBound(line, taught.data)!);
  const kept = keepWeights(taught, [{ weights: line.weights, biases: Float64Array.of(line.bias) }]).apply(graph);
  expect(answers(kept, 20).map((v) => Number(v > 0))).toEqual([...taught.data.targets.subarray(0, 20)]);
  const xor = taughtIn(example("perceptron-xor")).data;
  for (let k = 0; k < 50; k++) expect(perceptronEpoch(line, xor, { rate: 1 })).toBeGreaterThan(0);
});

it("samples are written into the table as one edit, and cells follow the number of inputs", () => {
  const graph = example("xor-learned");
  const sine = fillSamples(taughtIn(graph), "sine", 3).apply(graph);
  expect(taughtIn(sine).data).toMatchObject({ rows: 40, inputs: 1 });
  const back = fillSamples(taughtIn(sine), "xor", 3).apply(sine);
  expect(taughtIn(back).data).toEqual(taughtIn(graph).data);
});

it("says what is in the way", () => {
  const graph = example("xor-learned");
  const why = (changed: Graph): string | undefined => found(changed).why;
  expect(why(change(example("perceptron-clouds"), "y", { n: 2 }))).toBe(
    '"y" answers in a step, which has no slope to follow. Choose linear units for several classes.',
  );
  expect(why(change(graph, "h", { kind: "heavisideUnit", parameters: {} }))).toBe(
    '"Hidden" answers in a step, which has no slope to follow. Choose sigmoid or tanh units for layers.',
  );
  expect(why(change(graph, "x", { kind: "tanhUnit", parameters: {} }))).toContain('"x" should hand the samples on');
  expect(why({ ...graph, wires: [...graph.wires, { from: "W2.i", to: "h.i" }] })).toBe(
    '"Hidden" hears more than "W1". Take its other wires away.',
  );
  expect(found({ ...graph, wires: graph.wires.filter(({ to }) => to !== "y.i") }, "h").why).toBe(
    'After "W2" should come units. Wire it there.',
  );
  expect(lessonOf(example("ring-attractor"), catalogue, "ring")).toBeUndefined();
});

it("with several units at the end a target is the number of a class; others are refused", () => {
  const three = fillSamples(taughtIn(example("spirals-learned")), "three clouds", 1).apply(example("spirals-learned"));
  const { data } = taughtIn(three);
  expect(data.outputs).toBe(3);
  for (let row = 0; row < data.rows; row++) {
    expect(data.targets.subarray(3 * row, 3 * row + 3).indexOf(1)).toBe(row % 3);
  }
  expect(found(change(three, "y", { n: 2 })).why).toBe(
    'With 2 units in "y", targets are the numbers of classes, from 0 to 1; "Samples" has a target of 2.',
  );
});

it("weights from a file must be such as the circuit can hold", () => {
  const taught = taughtIn(example("xor-learned"));
  const layers = layersOf(taught);
  expect(outsideRange(taught, layers)).toBeUndefined();
  layers[1]!.biases[0] = 2e6;
  expect(outsideRange(taught, layers)).toBe('2000000 in layer 1 is outside what "y" takes, -1000000 to 1000000.');
});

it("samples are put in and taken out row by row; without any the circuit still runs", () => {
  const graph = example("three-classes");
  const taught = taughtIn(graph);
  const rows = rowsOf(taught.data);
  expect(rows).toHaveLength(90);
  expect(rows.map((row) => row[2])).toEqual(Array.from({ length: 90 }, (_, k) => k % 3));
  const more = setRows(taught, [...rows, [0.25, -0.5, 2]], "Paint").apply(graph);
  expect(taughtIn(more).data.rows).toBe(91);
  expect(rowsOf(taughtIn(more).data).at(-1)).toEqual([0.25, -0.5, 2]);
  // The network is the same: it goes on learning with the other samples.
  expect(taughtIn(more).keys.network).toBe(taught.keys.network);
  expect(taughtIn(more).keys.samples).not.toBe(taught.keys.samples);
  const none = setRows(taught, [], "Erase").apply(graph);
  expect(taughtIn(none).data.rows).toBe(0);
  expect(check(none, catalogue)).toEqual([]);
  expect(answers(none, 2)).toEqual([0, 0]);
});

it("digits are read, and on the board the unit of the digit that is shown is up", { timeout: 20_000 }, () => {
  const graph = example("digits-learned");
  const { taught } = found(graph, "p");
  expect(laboratoryOf(graph, catalogue, "p")).toBe("lesson");
  expect(taught).toMatchObject({ classes: [..."0123456789"], picture: { width: 28, height: 28 } });
  const layers = layersOf(taught!);
  const trainer = createTrainer(layers, taught!.data, {
    loss: "softmax",
    optimiser: "adam",
    batch: 32,
    test: 0.2,
    seed: 1,
  });
  for (let k = 0; k < 8; k++) trainer.epoch(0.01);
  const { test } = trainer;
  // The first units are rectified: ink is 1, paper 0.
  expect(taught!.picture!.heard(Float64Array.of(1, -1))).toEqual(Float64Array.of(1, 0));
  expect(accuracyOf(test, outputsOf(layers, test.x, test.rows), 0)).toBeGreaterThan(0.9);
  const kept = keepWeights(taught!, layers).apply(graph);
  const names = Array.from({ length: 10 }, (_, k) => `y.v.${k}`);
  const { traces } = run(serialize(kept), catalogue, 40, names);
  const values = names.map((name) => traces.get(name)!.values.at(-1)!);
  expect(values.indexOf(Math.max(...values))).toBe(3);
});

it("patterns with another number of classes than units at the end are refused", () => {
  const graph = example("digits-learned");
  expect(found(change(graph, "y", { n: 4 })).why).toBe('"Digits" has 10 classes, but "y" has 4 units. Give it 10.');
  const letters = change(graph, "p", { n: 35, parameters: { patterns: "5x7\nletters ABC" } });
  expect(found(letters).why).toBe('"Ink" has 784 units, but "Digits" has 35 points. Give both the same number.');
  // Patterns that a memory stores have the memory's laboratory.
  expect(laboratoryOf(example("memory-for-letters"), catalogue, "p")).toBe("memory");
});

it("a curve is followed by six bent units, not by two and not by straight ones, and on the board too", () => {
  const graph = example("sine-learned");
  const learned = (changed: Graph): { loss: number; layers: Layer[] } => {
    const taught = taughtIn(changed);
    const layers = layersOf(taught);
    const trainer = createTrainer(layers, taught.data, {
      loss: "squared",
      optimiser: "adam",
      batch: 0,
      test: 0,
      seed: 1,
    });
    for (let k = 0; k < 1500; k++) trainer.epoch(0.02);
    const { x, targets, rows } = taught.data;
    return { loss: lossOf(layers, x, targets, rows, "squared"), layers };
  };
  const { loss, layers } = learned(graph);
  expect(loss).toBeLessThan(0.005);
  expect(learned(change(graph, "h", { kind: "linearUnit" })).loss).toBeGreaterThan(0.05);
  const kept = keepWeights(taughtIn(graph), layers).apply(graph);
  const { traces } = run(serialize(kept), catalogue, 2000, ["y.v"]);
  const { values } = traces.get("y.v")!;
  for (let row = 0; row < 40; row++) {
    const x = -1 + (2 * row) / 39;
    expect(Math.abs(values[row * 100 + 95]! - Math.sin(Math.PI * x))).toBeLessThan(0.2);
  }
});

it("the rule of a perceptron is the circuit's: chosen as one step, saved, and no other network for it", () => {
  const graph = example("perceptron-clouds");
  const before = taughtIn(graph);
  expect(before.rule).toBe("corrected");
  const edit = setRule(before, "literal", catalogue);
  expect(edit.label).toBe("Teach by the lecture's rule");
  const opened = parseGraph(serialize(edit.apply(graph)), catalogue).graph!;
  expect(check(opened, catalogue)).toEqual([]);
  const after = taughtIn(opened);
  expect(after.rule).toBe("literal");
  expect(after.keys).toEqual(before.keys);
  expect(serialize(setRule(after, "corrected", catalogue).apply(opened))).toBe(serialize(graph));
});

it("weights that are no numbers, or beyond what the circuit holds, are refused by name", () => {
  const taught = taughtIn(example("xor-learned"));
  const learned = layersOf(taught);
  expect(outsideRange(taught, learned)).toBeUndefined();
  learned[1]!.weights[2] = Number.NaN;
  expect(outsideRange(taught, learned)).toBe('"W2" has weights that are no numbers any more.');
  learned[1]!.weights[2] = 0;
  learned[0]!.weights[0] = 4e8;
  expect(outsideRange(taught, learned)).toMatch(/^400000000 in layer 0 is outside what "W1" takes/);
});

/** XOR with a target on y, and more units after y. */
function withTarget(to = "y", from = "s.t"): Graph {
  const graph = example("xor-learned");
  const at = (y: number): readonly [number, number] => [0, 512 + y];
  return {
    ...graph,
    nodes: [
      ...graph.nodes,
      { id: "t", kind: "target", label: "Target", at: at(0), connect: { rule: "pairs", pairs: [[0, 0]] } },
      { id: "w", kind: "weightedSum", label: "On", at: at(64) },
      { id: "z", kind: "sigmoidUnit", label: "After", at: at(128) },
    ],
    wires: [
      ...graph.wires,
      ...(from ? [{ from, to: "t.t_pre" }] : []),
      ...(to ? [{ from: "t.i", to: `${to}.i` }] : []),
      { from: "y.r", to: "w.r_pre" },
      { from: "w.i", to: "z.i" },
    ],
  };
}

it("a target says which units answer: the network is taught up to there, whatever follows", () => {
  const graph = withTarget();
  expect(check(graph, catalogue)).toEqual([]);
  const plain = taughtIn(example("xor-learned"));
  const { taught } = found(graph, "t");
  expect(taught?.layers.map(({ units }) => units.node.id)).toEqual(["h", "y"]);
  expect(taught?.texts).toEqual(plain.texts);
  expect(taught?.data).toEqual(plain.data);
  // Without it all layers are taught.
  const untold = {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => id !== "t"),
    wires: graph.wires.filter(({ from, to }) => !/^t\./.test(from) && !/^t\./.test(to)),
  };
  expect(taughtIn(untold).layers.map(({ units }) => units.node.id)).toEqual(["h", "y", "z"]);
});

it("a target that is not wired says what it wants", () => {
  expect(found(withTarget("y", "")).why).toBe('"Target" hears no samples. Wire the output t of "Samples" to it.');
  expect(found(withTarget(""), "t").why).toBe('"Target" should say what units answer. Wire it to the last layer.');
});

it("in a run a target is nothing at first, and turned up it tells the units the answer", () => {
  const graph = withTarget();
  const own = answers(example("xor-learned"), 4);
  expect(answers(graph, 4)).toEqual(own);
  const told = answers(change(graph, "t", { parameters: { strength: 10 } }), 4);
  [0, 1, 1, 0].forEach((wanted, row) => {
    expect(told[row]).toBeCloseTo(own[row]! + 10 * wanted, 3);
  });
});
