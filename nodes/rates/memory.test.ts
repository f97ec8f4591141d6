/** Binary units joined by Hebb weights are Hopfield's memory: the same states as a recall by itself, in both engines. */
import { describe, expect, test } from "vitest";
import { createReference } from "../../src/engine/reference.ts";
import { createSimulation } from "../../src/engine/simulation.ts";
import { check, type Value } from "../../src/graph/index.ts";
import { energy, isFixed, lookUp, recall } from "../../src/learning/index.ts";
import { parsePatterns, type StorageRule, storageRules, store } from "../../src/patterns/index.ts";
import { circuit, node } from "../../src/testing/circuits.ts";
import { networkOf } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

const text = "6x6\nrandom 3 seed 5";
const n = 36;
const { points } = parsePatterns(text);

type Values = Readonly<Record<string, Value>>;

/** Units without a cue, started at `start`. */
const memory = (start: Float64Array, units: Values = {}, weights: Values = {}) =>
  circuit(
    [
      node("u", "binaryUnit", { n, parameters: { T: 1, ...units }, start: { u: { values: [...start] } } }),
      node("w", "hebb", { parameters: weights }),
      node("p", "patterns", { n, parameters: { patterns: text } }),
    ],
    ["u.u > w.u_pre", "p.patterns > w.patterns", "w.i > u.i"],
    { dt: 1 },
  );

const statesOf = (graph: ReturnType<typeof memory>, steps: number): Float64Array => {
  expect(check(graph, catalogue)).toEqual([]);
  const simulation = createSimulation(networkOf(graph, catalogue));
  const reference = createReference(networkOf(graph, catalogue));
  simulation.run(steps);
  reference.run(steps);
  expect([...simulation.state(0, "u")]).toEqual([...reference.state(0, "u")]);
  return Float64Array.from(simulation.state(0, "u"));
};

/** A pattern with every fifth point turned. */
const cue = points.slice(0, n).map((x, k) => (k % 5 === 0 ? -x : x));

describe("all at once", () => {
  test.each(storageRules)("a step is a round of the recall, with the rule %s", (rule: StorageRule) => {
    const weights = store(points, n, { rule, diagonal: false });
    for (const rounds of [1, 2, 3]) {
      const found = recall(weights, cue, { update: "synchronous", most: rounds });
      expect(statesOf(memory(cue, {}, { rule }), rounds)).toEqual(found.state);
    }
  });

  test("units hold still between their turns", () => {
    const graph = memory(cue, { T: 10 });
    expect(statesOf(graph, 10)).toEqual(statesOf(graph, 1));
    expect(statesOf(graph, 1)).not.toEqual(cue);
  });
});

test("by phase, one after another, they go as a recall in that order goes", () => {
  const order = Array.from({ length: n }, (_, k) => (k * 7) % n);
  const phase: number[] = [];
  for (const [turn, unit] of order.entries()) phase[unit] = turn / n;
  const weights = store(points, n, { rule: "hebb", diagonal: false });
  const graph = memory(cue, { T: n, turns: "ordered", phase: { values: phase } });
  for (const steps of [1, 5, 20, n]) {
    const found = recall(weights, cue, { update: "given", order: order.slice(0, steps) });
    expect(statesOf(graph, steps)).toEqual(found.state);
  }
});

test("one after another they go from the first to the last", () => {
  const weights = store(points, n, { rule: "hebb", diagonal: false });
  const order = Array.from({ length: n }, (_, k) => k);
  for (const steps of [1, 7, n]) {
    const found = recall(weights, cue, { update: "given", order: order.slice(0, steps) });
    expect(statesOf(memory(cue, { T: n, turns: "sequence" }), steps)).toEqual(found.state);
  }
});

describe.each(["sequence", "ordered", "random"])("a turn of one (%s)", (turns) => {
  // T is far too short for 36 turns of one step each, and no whole number of steps.
  const phase = { values: Array.from({ length: n }, (_, k) => ((k * 5) % n) / n) };
  const units: Values = { T: 7.3, turns, ...(turns === "ordered" && { phase }) };

  test("never goes to two units in one step, comes to each in turn, and never raises the energy", () => {
    const weights = store(points, n, { rule: "hebb", diagonal: false });
    const start = Float64Array.from({ length: n }, (_, k) => ((k * k) % 7 < 3 ? 1 : -1));
    const graph = memory(start, units);
    expect(check(graph, catalogue)).toEqual([]);
    const simulation = createSimulation(networkOf(graph, catalogue));
    const reference = createReference(networkOf(graph, catalogue));
    let before = start;
    for (let step = 0; step < 3 * n; step++) {
      simulation.run(1);
      reference.run(1);
      const now = Float64Array.from(simulation.state(0, "u"));
      expect([...now]).toEqual([...reference.state(0, "u")]);
      expect(now.filter((u, k) => u !== before[k]).length).toBeLessThanOrEqual(1);
      expect(energy(weights, now)).toBeLessThanOrEqual(energy(weights, before) + 1e-12);
      before = now;
    }
    // Each had its turn in every round: nothing is left that would turn.
    expect(isFixed(weights, before)).toBe(true);
  });
});

test("in random order they settle at a fixed point", { timeout: 30_000 }, () => {
  const weights = store(points, n, { rule: "hebb", diagonal: false });
  const state = statesOf(memory(cue, { T: 5, turns: "random" }), 3 * n);
  expect(isFixed(weights, state)).toBe(true);
  expect(lookUp(points, state)).toBe(0);
});

test("with low at 0 and a threshold a unit is a step; hearing nothing it keeps its state, or goes to 0", () => {
  const unit = (parameters: Values) => {
    const graph = circuit([node("u", "binaryUnit", { parameters: { T: 0.1, ...parameters }, start: { u: 1 } })], []);
    const simulation = createSimulation(networkOf(graph, catalogue));
    simulation.run(3);
    return simulation.state(0, "u")[0];
  };
  expect(unit({ low: 0, theta: 1, I_e: 0.5 })).toBe(0);
  expect(unit({ low: 0, theta: 1, I_e: 1.5 })).toBe(1);
  expect(unit({ theta: 1, I_e: 0.5 })).toBe(-1);
  expect(unit({ theta: 1, I_e: 1 })).toBe(1);
  expect(unit({ theta: 1, I_e: 1, at_0: "zero" })).toBe(0);
});

test("a cue shows the pattern asked for while it lasts, and the memory ends there", () => {
  const graph = circuit(
    [
      node("u", "binaryUnit", { n, parameters: { T: 1 } }),
      node("w", "hebb"),
      node("p", "patterns", {
        n,
        parameters: { patterns: text, shown: 2, cue: "noise", share: 0.2, amplitude: 1, start: 5, stop: 7 },
      }),
    ],
    ["u.u > w.u_pre", "p.patterns > w.patterns", "w.i > u.i", "p.i > u.c"],
    { dt: 1 },
  );
  expect(lookUp(points, statesOf(graph, 30))).toBe(1);
});

test("the lecture's experiment as a circuit: each of ten patterns of 784 comes back from its corrupted cue", { timeout: 30_000 }, () => {
  const lecture = "28x28\nrandom 10 seed 1";
  const { points: ten } = parsePatterns(lecture);
  for (const shown of [1, 4, 10]) {
    const graph = circuit(
      [
        node("u", "binaryUnit", { n: 784, parameters: { T: 1, at_0: "zero" } }),
        node("w", "hebb", { parameters: { rule: "mean", diagonal: "kept", lesion: 0.5, damage: "stroke" } }),
        node("p", "patterns", {
          n: 784,
          parameters: { patterns: lecture, shown, cue: "corrupt", amplitude: 1, start: 0, stop: 1 },
        }),
      ],
      ["u.u > w.u_pre", "p.patterns > w.patterns", "w.i > u.i", "p.i > u.c"],
      { dt: 1 },
    );
    const simulation = createSimulation(networkOf(graph, catalogue));
    simulation.run(6);
    expect(lookUp(ten, Float64Array.from(simulation.state(0, "u")))).toBe(shown - 1);
  }
});

test("the same weights between spiking cells: a spike of every cell adds up to what the units would hear", () => {
  const gain = 300;
  const graph = circuit(
    [
      node("s", "spikeList", { n, parameters: { times: [2] } }),
      node("w", "hebbSpikes", { parameters: { gain, delay: 1 } }),
      node("e", "lif", { n }),
      node("p", "patterns", { n, parameters: { patterns: text } }),
    ],
    ["s.spikes > w.spikes", "p.patterns > w.patterns", "w.i > e.i"],
  );
  expect(check(graph, catalogue)).toEqual([]);
  const network = networkOf(graph, catalogue);
  const simulation = createSimulation(network);
  simulation.run(30);
  const cells = network.populations.findIndex(({ node: id }) => id === "e");
  const weights = store(points, n, { rule: "hebb", diagonal: false });
  simulation.state(cells, "w.i_syn").forEach((current, i) => {
    const heard = weights.subarray(i * n, (i + 1) * n).reduce((sum, w) => sum + w, 0);
    expect(current).toBeCloseTo(gain * heard, 9);
  });
});
