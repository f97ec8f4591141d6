/** Several threads and one: the same spikes in the same order, the same samples and the same states, bit for bit. */
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { nodeThreads } from "../cli/threads.ts";
import { runFlags, shareOut } from "../compiler/index.ts";
import type { Connect, Graph, Node, Value } from "../graph/index.ts";
import { circuit, fewCells, node } from "../testing/circuits.ts";
import { networkOf } from "../testing/run.ts";
import { createSimulation, type Simulation } from "./simulation.ts";
import { LostThread } from "./threads.ts";

const started: Simulation[] = [];
afterEach(() => {
  for (const simulation of started.splice(0)) simulation.release();
});

/** A simulation all of whose threads have come up. */
function onThreads(graph: Graph, count: number): Simulation {
  const simulation = createSimulation(
    networkOf(graph, catalogue),
    undefined,
    count > 1 ? nodeThreads(count) : undefined,
  );
  started.push(simulation);
  untilThere(simulation, count);
  return simulation;
}

function untilThere(simulation: Simulation, count: number): void {
  const bell = new Int32Array(new SharedArrayBuffer(4));
  for (let k = 0; k < 2000 && simulation.threads < count; k++) Atomics.wait(bell, 0, 0, 5);
  expect(simulation.threads).toBe(count);
}

/** All that a run leaves behind. */
function outcome(simulation: Simulation, steps: number) {
  const spikes: number[][] = [];
  const samples: number[][] = [];
  for (let left = steps; left > 0; ) {
    const done = simulation.run(Math.min(left, 37));
    expect(done.flags).toBe(0);
    left -= done.steps;
    const { times, cells } = simulation.takeSpikes();
    spikes.push([...times], [...cells]);
    for (const { values } of simulation.takeSamples()) samples.push([...values]);
  }
  return { spikes, samples, states: statesOf(simulation) };
}

const statesOf = (simulation: Simulation): unknown =>
  simulation.network.populations.map(({ node, states }, index) => [
    node,
    ...states.map(({ name }) => [name, ...simulation.state(index, name)]),
  ]);

function expectSame(graph: Graph, steps: number, leastSpikes: number, counts = [2, 4]): void {
  const outcomeOn = (count: number) => {
    const simulation = onThreads(graph, count);
    simulation.record(
      simulation.network.populations.flatMap(({ states, n }, population) =>
        states.slice(0, 1).map(({ name }) => ({ population, variable: name, cells: [0, n - 1], every: 3 })),
      ),
    );
    return outcome(simulation, steps);
  };
  const one = outcomeOn(1);
  for (const count of counts) expect(outcomeOn(count)).toEqual(one);
  expect(one.spikes.flat().length / 2).toBeGreaterThan(leastSpikes);
}

const cells = (id: string, n: number, more: Node["parameters"] = {}): Node =>
  node(id, "lif", {
    n,
    parameters: { I_e: { uniform: [350, 500] }, ...more },
    start: { v: { uniform: [-70, -55.5] } },
  });

/** Two populations that reach each other in all the ways that leave a network shared: lists, counts, currents of one and of each. */
const busy = (order: "nest" | "brian2", delay: Value): Graph =>
  circuit(
    [
      cells("e", 170),
      cells("i", 75, { t_ref: { uniform: [0, 3] } }),
      node("z", "izhikevich", { n: 90, parameters: { I_e: 8 } }),
      node("h", "hodgkinHuxley", { n: 40, form: "absolute", parameters: { I_e: { uniform: [400, 1200] } } }),
      node("background", "poisson", { n: 170, parameters: { rate: 5000 } }),
      node("few", "poisson", { n: 33, parameters: { rate: 300 } }),
      node("wave", "inhomogeneousPoisson", { n: 40 }),
      node("list", "spikeList", { n: 3, parameters: { times: [1, 1, 4.2, 9], cells: [2, 0, 1, 1] } }),
      node("all", "ouNoise", { parameters: { mean: 30, sigma: 60 } }),
      node("each", "ouNoise", { n: 75, parameters: { mean: 10, sigma: 80 } }),
      node("eb", "delta", { parameters: { weight: 0.3, delay }, connect: { rule: "one-to-one" } }),
      node("ef", "exponential", { parameters: { weight: 80, delay }, connect: { rule: "probability", p: 0.2 } }),
      node("iw", "alpha", { parameters: { weight: 60, delay }, connect: { rule: "in-degree", k: 5 } }),
      node("el", "delta", { parameters: { weight: 4, delay: { uniform: [0.1, 3] } } }),
      node("ei", "exponentialConductance", {
        parameters: { weight: 2, E_rev: 0, delay },
        connect: { rule: "probability", p: 0.3 },
      }),
      node("ie", "exponential", { parameters: { weight: -50, delay }, connect: { rule: "total", k: 900 } }),
      node("ee", "exponential", {
        parameters: { weight: { normal: [20, 10] }, delay: { normal: [1.5, 0.5], min: 0.1 } },
        connect: { rule: "probability", p: 0.2, autapses: false },
      }),
      node("eh", "alpha", { form: "absolute", parameters: { weight: 100, delay } }),
      node("hz", "delta", { parameters: { weight: 3, delay } }),
    ],
    [
      ...[
        "eb:background:e",
        "ef:few:e",
        "iw:wave:i",
        "el:list:e",
        "ei:e:i",
        "ie:i:e",
        "ee:e:e",
        "eh:e:h",
        "hz:h:z",
      ].flatMap((line) => {
        const [by, from, to] = line.split(":");
        return [`${from}.spikes > ${by}.spikes`, `${by}.i > ${to}.i`];
      }),
      "all.i > e.i",
      "all.i > i.i",
      "each.i > i.i",
    ],
    { order },
  );

describe("any number of threads leaves the same bits", () => {
  it.each([
    ["nest", 1.5],
    ["brian2", 0.7],
    ["brian2", 0],
  ] as const)("where much goes on, in %s order, spikes after %d ms", (order, delay) => {
    expectSame(busy(order, delay), 120, 300);
  });

  it("where rows of more than a million pairs are cut", () => {
    const graph = circuit(
      [
        cells("n", 150, { I_e: 600 }),
        node("s", "exponential", {
          connect: { rule: "total", k: 1_100_000, autapses: false },
          parameters: { weight: { normal: [0.1, 0.3] }, delay: { normal: [1, 0.5], min: 0.1 } },
        }),
      ],
      ["n.spikes > s.spikes", "s.i > n.i"],
    );
    expectSame(graph, 90, 20);
  });

  it("where rows of several projections lie side by side", () => {
    const many = (id: string) =>
      node(id, "exponential", {
        connect: { rule: "total", k: 1_050_000 },
        parameters: { weight: { normal: [0.1, 0.3] }, delay: { normal: [1, 0.5], min: 0.1 } },
      });
    const graph = circuit(
      [cells("a", 1000, { I_e: 600 }), cells("b", 70), cells("c", 700), many("aa"), many("ab"), many("ac")],
      ["a", "b", "c"].flatMap((to) => [`a.spikes > a${to}.spikes`, `a${to}.i > ${to}.i`]),
    );
    expectSame(graph, 60, 20);
  });

  it("in any circuit", () => {
    const size = fc.integer({ min: 33, max: 150 });
    const neuron = fc.record({
      kind: fc.constantFrom("lif", "izhikevich", "adaptiveLif", "wangBuzsaki"),
      n: size,
      method: fc.constantFrom(undefined, "rkf45" as const, "euler" as const),
    });
    const connect: fc.Arbitrary<Connect> = fc.oneof(
      fc.record({ rule: fc.constant("probability" as const), p: fc.double({ min: 0, max: 0.3, noNaN: true }) }),
      fc.record({ rule: fc.constant("in-degree" as const), k: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ rule: fc.constant("total" as const), k: fc.integer({ min: 0, max: 400 }) }),
    );
    const wiring = fc.record({
      from: fc.nat({ max: 3 }),
      to: fc.nat({ max: 2 }),
      connect,
      weight: fc.constantFrom<Value>(0.4, -0.3, { normal: [0.3, 0.2] }),
      delay: fc.constantFrom<Value>(0.1, 1, { uniform: [0.1, 2] }),
    });
    fc.assert(
      fc.property(
        fc.array(neuron, { minLength: 1, maxLength: 3 }),
        fc.array(wiring, { minLength: 1, maxLength: 5 }),
        fc.constantFrom("nest" as const, "brian2" as const),
        fc.integer({ min: 0, max: 1e6 }),
        (neurons, wirings, order, seed) => {
          const named = neurons.map(({ kind, n, method }, k) =>
            node(`n${k}`, kind, { n, ...(method ? { method } : {}) }),
          );
          const drive = node("drive", "poisson", { n: 64, parameters: { rate: 900 } });
          const lines = wirings.map(({ from, to, ...rest }, k) => {
            const target = named[to % named.length] as Node;
            const source = from === 3 ? drive : (named[from % named.length] as Node);
            return { ...rest, id: `s${k}`, source: source.id, target: target.id };
          });
          const graph = circuit(
            [
              ...named,
              drive,
              ...lines.map(({ id, connect, weight, delay }) =>
                node(id, "delta", { connect, parameters: { weight, delay } }),
              ),
            ],
            lines.flatMap(({ id, source, target }) => [`${source}.spikes > ${id}.spikes`, `${id}.i > ${target}.i`]),
            { order, seed },
          );
          expectSame(graph, 60, -1, [3]);
          for (const simulation of started.splice(0)) simulation.release();
        },
      ),
      { numRuns: 12 },
    );
  });

  it("whoever goes on with a run, and whatever is changed on the way", () => {
    const graph = busy("brian2", 0.7);
    const [one, two, four] = [1, 2, 4].map((count) => onThreads(graph, count)) as [Simulation, Simulation, Simulation];
    const e = one.network.populations.findIndex(({ node }) => node === "e");
    for (const each of [one, two]) {
      each.run(33);
      each.poke(e, 3);
      each.write("ie", "weight", Float64Array.of(-80));
      each.write("background", "rate", Float64Array.of(4.2));
      each.run(20);
    }
    four.restore(two.snapshot());
    two.release();
    expect(two.threads).toBe(1);
    const [first, ...rest] = [one, two, four].map((each) => {
      each.takeSpikes();
      return outcome(each, 60);
    });
    for (const each of rest) expect(each).toEqual(first);
  });
});

describe("who takes part", () => {
  it("cells stand in a line that is cut into equal parts", () => {
    const shares = shareOut(networkOf(busy("nest", 1), catalogue), 4);
    expect(shares?.bounds.every((cells) => cells.every((cell, k) => k === 0 || cell >= (cells[k - 1] as number)))).toBe(
      true,
    );
    // Sources of each cell go with the cells.
    const { populations } = networkOf(busy("nest", 1), catalogue);
    const boundsOf = (id: string) => shares?.bounds[populations.findIndex(({ node }) => node === id)];
    expect(boundsOf("each")).toEqual(boundsOf("i"));
    expect(boundsOf("background")).toEqual(boundsOf("e"));
  });

  it.each([
    ["a few cells", fewCells("nest", 1)],
    ["weights that learn", circuit([cells("n", 200), node("s", "stdp")], ["n.spikes > s.spikes", "s.i > n.i"])],
    ["gap junctions", circuit([cells("n", 200), node("s", "gapJunction")], ["n.v > s.v_pre", "s.i > n.i"])],
  ])("%s stay on one thread", (_, graph) => {
    const simulation = createSimulation(networkOf(graph, catalogue), undefined, {
      count: 2,
      start: () => expect.fail("no thread is needed"),
    });
    expect(simulation.threads).toBe(1);
    expect(simulation.memory).toBeInstanceOf(ArrayBuffer);
  });

  it("a thread that never comes is not waited for, and one that is lost is said", () => {
    const simulation = createSimulation(networkOf(busy("nest", 1), catalogue), undefined, {
      count: 2,
      start: () => () => {},
    });
    expect(simulation.run(10)).toEqual({ steps: 10, flags: 0 });
    const { ready, lost } = simulation.layout.threads ?? expect.fail("memory is shared");
    const words = new Int32Array(simulation.memory);
    words[ready / 4] = 1;
    words[lost / 4] = 1;
    const before = simulation.snapshot();
    expect(() => simulation.run(1)).toThrow(LostThread);
    // The run goes on from what was kept, on one thread.
    simulation.restore(before);
    expect(simulation.run(10)).toEqual({ steps: 10, flags: 0 });
    const one = onThreads(busy("nest", 1), 1);
    one.run(20);
    expect(statesOf(simulation)).toEqual(statesOf(one));
  });

  it.each([
    ["slower than one step aside", 5, [0, 0.2]],
    ["faster than one do nearly all", 0.2, [0.8, 1]],
  ] as const)("threads that are %s", (_, cost, [least, most]) => {
    let ms = 0;
    let turns = () => 0;
    let before = 0;
    const graph = busy("nest", 1);
    const simulation = createSimulation(networkOf(graph, catalogue), undefined, {
      ...nodeThreads(2),
      now() {
        ms += turns() === before ? 1 : cost;
        before = turns();
        return ms;
      },
    });
    const words = new Int32Array(simulation.memory);
    turns = () => Atomics.load(words, (simulation.layout.threads?.turn ?? 0) / 4);
    started.push(simulation);
    untilThere(simulation, 2);
    let times = 0;
    for (let k = 0; k < 200; k++) {
      const begun = turns();
      simulation.run(2);
      if (turns() > begun) times++;
      simulation.takeSpikes();
    }
    expect(times / 200).toBeGreaterThan(least);
    expect(times / 200).toBeLessThan(most);
    expect(simulation.threads).toBe(cost > 1 ? 1 : 2);
    const one = onThreads(graph, 1);
    one.run(400);
    expect(statesOf(simulation)).toEqual(statesOf(one));
  });

  it("a full record ends a run on several threads as on one", () => {
    const graph = busy("nest", 1);
    const [one, two] = [1, 2].map((count) => {
      const simulation = onThreads(graph, count);
      const first = simulation.layout.populations[0]?.first ?? 0;
      simulation.stopAt([first, first + 169]);
      return { ...simulation.run(1000), spikes: simulation.takeSpikes() };
    });
    expect(one?.flags).toBe(runFlags.stopped);
    expect(two).toEqual(one);
  });
});
