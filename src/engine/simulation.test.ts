/** What a run may not depend on, and what survives an edit of the circuit under it. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { compile, compileCondition, isSmall, runFlags } from "../compiler/index.ts";
import type { Graph } from "../graph/index.ts";
import { circuit, fewCells, mixture, node } from "../testing/circuits.ts";
import { intervals, networkOf, run } from "../testing/run.ts";
import { createReference } from "./reference.ts";
import { createSimulation, type Simulation } from "./simulation.ts";

const simulationOf = (graph: Graph): Simulation => createSimulation(networkOf(graph, catalogue));

/** All spikes of so many steps, taken in pieces of a size. */
function spikesOf(simulation: Simulation, steps: number, piece: number): string[] {
  const found: string[] = [];
  for (const end = simulation.step + steps; simulation.step < end; ) {
    expect(simulation.run(Math.min(piece, end - simulation.step)).flags).toBe(0);
    const { times, cells } = simulation.takeSpikes();
    times.forEach((time, k) => {
      found.push(`${time} ${cells[k]}`);
    });
    simulation.takeSamples();
  }
  return found;
}

/** Every state of every population. */
const statesOf = (simulation: Simulation) =>
  simulation.network.populations.map(({ node, states }, index) => [
    node,
    ...states.map(({ name }) => [name, ...simulation.state(index, name)]),
  ]);

describe.each([
  ["something of everything", "nest", mixture],
  ["something of everything", "brian2", mixture],
  ["a few cells", "nest", fewCells],
  ["a few cells", "brian2", fewCells],
] as const)("a run of %s in %s order", (_name, order, make) => {
  const graph = make(order, 7);
  const straight = simulationOf(graph);
  const spikes = spikesOf(straight, 300, 300);
  const states = statesOf(straight);

  it.each([1, 7, 100])("is the same in pieces of %i steps", (piece) => {
    const simulation = simulationOf(graph);
    expect(spikesOf(simulation, 300, piece)).toEqual(spikes);
    expect(statesOf(simulation)).toEqual(states);
  });

  it("is the same when it is recorded", () => {
    const simulation = simulationOf(graph);
    const requests = simulation.network.populations.flatMap((population, index) =>
      population.states.map(({ name }, k) => ({ population: index, variable: name, cells: [0], every: 1 + (k % 3) })),
    );
    simulation.record(requests);
    expect(spikesOf(simulation, 300, 50)).toEqual(spikes);
    expect(statesOf(simulation)).toEqual(states);
  });

  it("records what the states were, of any cells, however seldom and however long", () => {
    const simulation = simulationOf(graph);
    const watched = simulationOf(graph);
    const wanted = [[0], [1], [0, 1, 2], [1, 2, 5], [4, 0, 3, 3]];
    const requests = watched.network.populations.flatMap(({ states, n }, population) =>
      states.map(({ name: variable }, k) => ({
        population,
        variable,
        cells: (wanted[(population + k) % wanted.length] as number[]).filter((cell) => cell < n),
        every: 1 + ((population + k) % 3),
      })),
    );
    watched.record(requests);
    const expected = requests.map(() => ({ times: [] as number[], values: [] as number[] }));
    const found = requests.map(() => ({ times: [] as number[], values: [] as number[] }));
    for (let step = 0; step < 200; step++) {
      const note = () =>
        requests.forEach(({ population, variable, cells, every }, k) => {
          if (simulation.step % every !== 0) return;
          const values = simulation.state(population, variable);
          expected[k]?.times.push(simulation.timeMs);
          expected[k]?.values.push(...cells.map((cell) => values[cell] as number));
        });
      if (order === "brian2") note();
      simulation.run(1);
      if (order === "nest") note();
    }
    while (watched.step < 200) {
      watched.run(Math.min(17, 200 - watched.step));
      watched.takeSamples().forEach(({ times, values }, k) => {
        found[k]?.times.push(...times);
        found[k]?.values.push(...values);
      });
    }
    expect(found).toEqual(expected);
  });

  it("goes on from a snapshot bit for bit", () => {
    const simulation = simulationOf(graph);
    spikesOf(simulation, 150, 150);
    const snapshot = simulation.snapshot();
    const first = spikesOf(simulation, 150, 40);
    simulation.restore(snapshot);
    expect(spikesOf(simulation, 150, 150)).toEqual(first);
    expect(statesOf(simulation)).toEqual(states);
  });

  it("starts anew after a reset", () => {
    const simulation = simulationOf(graph);
    spikesOf(simulation, 90, 90);
    simulation.reset();
    expect(spikesOf(simulation, 300, 300)).toEqual(spikes);
  });

  it("goes on in a network compiled from the same graph", () => {
    const before = simulationOf(graph);
    const early = spikesOf(before, 137, 137);
    const after = simulationOf(graph);
    after.carry(before);
    expect([...early, ...spikesOf(after, 163, 163)]).toEqual(spikes);
    expect(statesOf(after)).toEqual(states);
  });
});

describe("calm steps", () => {
  /** The same circuit step by step: with a condition that never holds there is something to look at in each. */
  const watchedOf = (graph: Graph): Simulation => {
    const network = networkOf(graph, catalogue);
    const { stop } = compileCondition(network, 0, "t < 0 ms");
    expect(stop).toBeDefined();
    return createSimulation(network, stop);
  };
  /** Delta synapses are felt before the test of their step, so that it cannot come with the update: cells of `late` are found last. */
  const together = (order: "nest" | "brian2") => {
    const cells = (id: string) => node(id, "lif", { n: 3, parameters: { I_e: { values: [500, 600, 600] } } });
    const self = node("s", "delta", { parameters: { weight: 0.1, delay: 1 } });
    return circuit([cells("late"), cells("soon"), self], ["late.spikes > s.spikes", "s.i > late.i"], { order });
  };

  it.each([
    ["a few cells", "nest", fewCells],
    ["a few cells", "brian2", fewCells],
    ["cells that fire together", "nest", together],
    ["cells that fire together", "brian2", together],
  ] as const)("bring %s in %s order where single steps bring them, spike after spike", (_name, order, make) => {
    const [calm, watched] = [simulationOf(make(order, 3)), watchedOf(make(order, 3))];
    expect(isSmall(calm.network)).toBe(true);
    const spikes = spikesOf(calm, 4000, 61);
    expect(spikes.length).toBeGreaterThan(50);
    expect(spikes).toEqual(spikesOf(watched, 4000, 4000));
    expect(statesOf(calm)).toEqual(statesOf(watched));
  });

  it("stop at a spike, at a full room and at nothing else", () => {
    const simulation = simulationOf(circuit([node("n", "lif", { n: 2, parameters: { I_e: { values: [0, 600] } } })]));
    expect(simulation.run(100_000)).toEqual({ steps: 100_000, flags: 0 });
    simulation.stopAt([1, 1]);
    const { steps, flags } = simulation.run(100_000);
    expect(flags).toBe(runFlags.stopped);
    expect(steps).toBeLessThan(1000);
    simulation.stopAt(null);
    simulation.record([{ population: 0, variable: "v", cells: [0, 1], every: 1 }]);
    const full = simulation.run(10_000_000).steps;
    expect(full).toBeLessThan(1_000_000);
    const [samples] = simulation.takeSamples();
    expect(samples?.times.length).toBe(full);
    expect(simulation.run(1000).steps).toBe(1000);
  });
});

describe("an edit while it runs", () => {
  const pulse = node("list", "spikeList", { parameters: { times: [5] } });
  const slow = node("far", "delta", { parameters: { weight: 50, delay: 20 } });
  const graph = circuit([pulse, slow, node("n", "lif")], ["list.spikes > far.spikes", "far.i > n.i"]);

  it("lets a spike under way arrive", () => {
    const before = simulationOf(graph);
    spikesOf(before, 100, 100);
    const after = simulationOf({ ...graph, nodes: [node("new", "lif", { n: 3 }), ...graph.nodes] });
    after.carry(before);
    // Cell 4 now: three new ones and the list come before it.
    expect(spikesOf(after, 200, 200)).toEqual(["25 4"]);
  });

  it("keeps potentials, currents and rests, cell by cell", () => {
    const drive = node("p", "poisson", { n: 5, parameters: { rate: 800 } });
    const nodes = [drive, node("s", "exponential", { parameters: { weight: 300 } }), node("n", "lif", { n: 6 })];
    const before = simulationOf(circuit(nodes, ["p.spikes > s.spikes", "s.i > n.i"]));
    spikesOf(before, 300, 300);
    const after = simulationOf(
      circuit([...nodes.slice(0, 2), node("n", "lif", { n: 9 })], ["p.spikes > s.spikes", "s.i > n.i"]),
    );
    after.carry(before);
    for (const name of ["v", "s.i_syn"])
      expect([...after.state(1, name).subarray(0, 6)]).toEqual([...before.state(1, name)]);
    const rests = (simulation: Simulation) => Array.from({ length: 6 }, (_, cell) => simulation.held(1, cell));
    expect(rests(after)).toEqual(rests(before));
    expect(rests(before)).toContain(true);
  });

  it("keeps the current of a receptor when the synapse it is named after goes", () => {
    const lists = [1, 2, 3].map((k) => node(`list${k}`, "spikeList", { parameters: { times: [k] } }));
    const synapses = ["a", "b", "c"].map((id) => node(id, "exponential", { parameters: { weight: 100, tau_syn: 50 } }));
    const wires = synapses.flatMap(({ id }, k) => [`list${k + 1}.spikes > ${id}.spikes`, `${id}.i > n.i`]);
    const before = simulationOf(circuit([...lists, ...synapses, node("n", "lif")], wires));
    spikesOf(before, 100, 100);
    const [charge] = before.state(3, "a.i_syn");
    expect(charge).toBeGreaterThan(200);
    const without = wires.filter((wire) => !wire.includes("a."));
    const after = simulationOf(circuit([...lists, ...synapses.slice(1), node("n", "lif")], without));
    after.carry(before);
    expect([...after.state(3, "b.i_syn")]).toEqual([charge]);
    // Parted, the charge stays with the one it is named after: it is there once.
    const parted = [synapses[0]!, node("b", "exponential", { parameters: { weight: 100, tau_syn: 5 } }), synapses[2]!];
    const split = simulationOf(circuit([...lists, ...parted, node("n", "lif")], wires));
    split.carry(before);
    expect([...split.state(3, "a.i_syn"), ...split.state(3, "b.i_syn")]).toEqual([charge, 0]);
  });

  it("sends what a spike list added on the way still has to say", () => {
    const before = simulationOf(circuit([node("n", "lif")]));
    spikesOf(before, 100, 100);
    const list = node("list", "spikeList", { parameters: { times: [5, 15, 25] } });
    const after = simulationOf(circuit([node("n", "lif"), list]));
    after.carry(before);
    expect(spikesOf(after, 300, 300)).toEqual(["15 1", "25 1"]);
  });

  it("keeps what each pair has learned, also when other cells join", () => {
    const synapse = node("s", "customSynapse", {
      definition: {
        parameters: { weight: { default: 100, unit: "pA" }, tau: { default: 1000, unit: "ms" } },
        state: { x: { unit: "1", start: "1" } },
        equations: "dx/dt = (1 - x)/tau\ni = weight*x*x",
        onSpike: "x -= 0.3*x",
        current: "pA",
      },
    });
    const list = (n: number) => node("list", "spikeList", { n, parameters: { times: [1, 2, 3], cells: [0, 1, 1] } });
    const wires = ["list.spikes > s.spikes", "s.i > n.i"];
    const of = (n: number, cells: number) =>
      simulationOf(circuit([list(n), synapse, node("n", "lif", { n: cells })], wires));
    const before = of(3, 2);
    spikesOf(before, 60, 60);
    const pairs = (simulation: Simulation) => {
      const index = simulation.network.populations.findIndex(({ type }) => type === "pairs");
      return [...simulation.state(index, "s.x")];
    };
    const [a, , b, , c] = pairs(before);
    expect(new Set([a, b, c]).size).toBe(3);
    const after = of(4, 3);
    after.carry(before);
    expect(pairs(after)).toEqual([a, a, 1, b, b, 1, c, c, 1, 1, 1, 1]);
  });

  it("moves the resting level and not the potential when E_L is written", () => {
    const simulation = simulationOf(circuit([node("n", "lif", { n: 2, start: { v: { values: [-60, -65] } } })]));
    spikesOf(simulation, 10, 10);
    const before = [...simulation.state(0, "v")];
    simulation.write("n", "E_L", Float64Array.of(-66));
    simulation.state(0, "v").forEach((v, cell) => {
      expect(v).toBeCloseTo(before[cell]!, 12);
    });
    spikesOf(simulation, 2000, 2000);
    for (const v of simulation.state(0, "v")) expect(v).toBeCloseTo(-66, 7);
  });

  it("is a step of current when I_e is written", () => {
    const written = simulationOf(circuit([node("n", "lif", { parameters: { I_e: 300 } })]));
    const early = spikesOf(written, 400, 400);
    written.write("n", "I_e", Float64Array.of(700));
    const late = spikesOf(written, 600, 600);
    const stepped = run(
      circuit(
        [
          node("n", "lif", { parameters: { I_e: 300 } }),
          node("c", "step", { parameters: { amplitude: 400, start: 40 } }),
        ],
        ["c.i > n.i"],
      ),
      catalogue,
      100,
    );
    expect([...early, ...late].map((spike) => Number(spike.split(" ")[0]))).toEqual(stepped.spikes("n"));
    expect(late.length).toBeGreaterThan(3);
  });
});

describe("cells that fire as soon as they may", () => {
  it.each(["nest", "brian2"] as const)("rest for t_ref each time, without end (%s)", (order) => {
    const cell = node("n", "lif", {
      n: 9,
      parameters: { I_e: 1e6, t_ref: { values: [0.5, 0.3, 1, 0, 0.1, 2, 0.2, 0.4, 0.7] } },
    });
    const self = node("s", "delta", { parameters: { weight: 1, delay: { uniform: [0.1, 4] } } });
    const graph = circuit([cell, self], ["n.spikes > s.spikes", "s.i > n.i"], { order });
    const { spikes, simulation } = run(graph, catalogue, 30);
    const reference = createReference(networkOf(graph, catalogue));
    reference.run(300);
    expect([...simulation.state(0, "v")]).toEqual([...reference.state(0, "v")]);
    const extra = order === "nest" ? 1 : 0;
    [0.5, 0.3, 1, 0, 0.1, 2, 0.2, 0.4, 0.7].forEach((rest, cell) => {
      const steps = intervals(spikes("n", cell)).map((interval) => Math.round(interval / 0.1));
      expect([...new Set(steps)], `t_ref ${rest} ms`).toEqual([Math.max(1, Math.round(rest / 0.1) + extra)]);
    });
  });
});

describe("a membrane with a floor", () => {
  const lif = catalogue.find(({ kind }) => kind === "lif")!;
  const floor = { default: -72, unit: "mV", about: "Lowest potential" };
  const bounded = {
    ...lif,
    kind: "bounded",
    parameters: { ...lif.parameters, V_min: floor },
    afterStep: "v = max(v, V_min)",
  };
  const kinds = [...catalogue, bounded];

  it.each(["nest", "brian2"] as const)("keeps v above it up to the test (%s)", (order) => {
    const nodes = [
      node("p", "poisson", { n: 4, parameters: { rate: 300 } }),
      node("s", "delta", { parameters: { weight: -2 }, connect: { rule: "probability", p: 0.5 } }),
      node("n", "bounded", { n: 5, parameters: { I_e: 450 } }),
    ];
    const graph = circuit(nodes, ["p.spikes > s.spikes", "s.i > n.i"], { order });
    const { trace, simulation } = run(graph, kinds, 60, ["n.v"]);
    const reference = createReference(networkOf(graph, kinds));
    reference.run(600);
    expect([...simulation.state(1, "v")]).toEqual([...reference.state(1, "v")]);
    const lowest = Math.min(...[0, 1, 2, 3, 4].flatMap((cell) => trace("n", "v", cell).values));
    // In Brian2's order what arrives comes after the test, and so after the statement that bounds v.
    expect(lowest).toBeLessThan(-71.9);
    if (order === "nest") expect(lowest).toBeCloseTo(-72, 9);
    else expect(lowest).toBeGreaterThan(-80);
  });
});

describe("what a run reports", () => {
  it("raises a flag at the step of the spike it is to stop at", () => {
    const simulation = simulationOf(
      circuit([node("n", "lif", { n: 3, parameters: { I_e: { values: [0, 500, 600] } } })]),
    );
    simulation.stopAt([1, 1]);
    const { steps, flags } = simulation.run(10_000);
    expect(flags).toBe(runFlags.stopped);
    const { times, cells } = simulation.takeSpikes();
    expect([...cells].at(-1)).toBe(1);
    expect(times.at(-1)).toBeCloseTo(steps * 0.1, 9);
  });

  it("names a population whose values are lost", () => {
    const explosive = node("n", "customNeuron", {
      definition: {
        parameters: {},
        state: { v: { unit: "mV", start: "1 mV" } },
        equations: "dv/dt = v*v/mV/ms",
        current: "pA",
      },
    });
    const simulation = simulationOf(circuit([node("calm", "lif"), explosive]));
    expect(simulation.check()).toBe(0);
    simulation.run(200);
    expect(simulation.check()).toBe(2);
  });

  it("ends a step early when a buffer of spikes or samples is full, and loses nothing", () => {
    const graph = circuit([node("p", "poisson", { n: 200, parameters: { rate: 20_000 } })], [], { dt: 1 });
    const network = networkOf(graph, catalogue);
    const simulation = createSimulation(network);
    let total = 0;
    let pieces = 0;
    while (simulation.step < 400) {
      simulation.run(400 - simulation.step);
      total += simulation.takeSpikes().times.length;
      pieces += 1;
    }
    expect(pieces).toBeGreaterThan(2);
    expect(Math.abs(total / (200 * 20 * 400) - 1)).toBeLessThan(0.01);
  });

  it("compiles a circuit without cells", () => {
    expect(compile(circuit([]), catalogue).diagnostics).toEqual([]);
    expect(simulationOf(circuit([])).run(10)).toEqual({ steps: 10, flags: 0 });
  });
});
