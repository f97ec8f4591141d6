/** The host as the session sees it: time that can be gone back in, edits on the way, stops, faults, saved states. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { layOut, shareOut } from "../compiler/index.ts";
import type { Graph, Node } from "../graph/index.ts";
import { circuit, mixture, node } from "../testing/circuits.ts";
import { networkOf, run } from "../testing/run.ts";
import { createHost } from "./host.ts";
import type { Reply, Request } from "./protocol.ts";
import type { Job } from "./serve.ts";
import type { Threads } from "./threads.ts";

/** A host with a clock that moves half a millisecond at each look, and `betweenMs` from piece to piece, and a session's memory of what it was sent. */
function hosted(graph: Graph, betweenMs = 0, threads?: Threads) {
  let now = 0;
  let queue: (() => void)[] = [];
  const clock = {
    now: () => (now += 0.5),
    schedule: (piece: () => void) => {
      queue.push(piece);
    },
  };
  let spikes: { time: number; cell: number }[] = [];
  const replies: Reply[] = [];
  const host = createHost(
    catalogue,
    (reply) => {
      replies.push(reply);
      if (reply.type !== "frame") return;
      // A spike carries the end of its step in NEST's order and the start in Brian2's.
      const end = (reply.rewoundToMs ?? Number.POSITIVE_INFINITY) + (graph.order === "nest" ? 1e-9 : -1e-9);
      spikes = spikes.filter(({ time }) => time < end);
      reply.spikes.times.forEach((time, k) => {
        spikes.push({ time, cell: reply.spikes.cells[k]! });
      });
    },
    clock,
    threads,
  );
  let version = 0;
  /** Requests one upon another, before the host goes on with what it does in pieces. */
  const busy = (...requests: Request[]) => {
    for (const request of requests) host.handle(request);
  };
  const send = (...requests: Request[]) => {
    busy(...requests);
    while (queue.length > 0) {
      const pieces = queue;
      queue = [];
      for (const piece of pieces) piece();
      now += betweenMs;
    }
  };
  const last = <T extends Reply["type"]>(type: T) =>
    replies.findLast((reply) => reply.type === type) as Extract<Reply, { type: T }>;
  const edit = (next: Graph) => send({ type: "graph", version: ++version, graph: next });
  edit(graph);
  return {
    send,
    busy,
    replies,
    edit,
    last,
    runTo: (untilMs: number) => send({ type: "run", speed: "max", untilMs }),
    seek: (timeMs: number) => send({ type: "seek", timeMs }),
    now: () => now,
    get timeMs() {
      return last("frame").timeMs;
    },
    get frames() {
      return replies.filter((reply) => reply.type === "frame");
    },
    /** In order of time, as text. */
    get spikes() {
      return spikes.map(({ time, cell }) => `${Number(time.toFixed(6))} ${cell}`);
    },
  };
}

const withParameter = (graph: Graph, id: string, name: string, value: number): Graph => ({
  ...graph,
  nodes: graph.nodes.map(
    (each): Node => (each.id === id ? { ...each, parameters: { ...each.parameters, [name]: value } } : each),
  ),
});

/** All spikes of a run from 0 in one go. */
function straight(graph: Graph, durationMs: number): string[] {
  const { network, simulation, spikes } = run(graph, catalogue, durationMs);
  const all = network.populations.flatMap(({ node, n, spike }, index) =>
    spike
      ? Array.from({ length: n }, (_, cell) =>
          spikes(node, cell).map((time) => ({ time, cell: simulation.layout.populations[index]!.first + cell })),
        ).flat()
      : [],
  );
  return all.map(({ time, cell }) => `${Number(time.toFixed(6))} ${cell}`);
}
const sorted = (spikes: readonly string[]) => spikes.toSorted();

describe.each(["nest", "brian2"] as const)("time in %s order", (order) => {
  const graph = mixture(order, 5);
  const truth = sorted(straight(graph, 60));

  it("runs to a moment and stops there", () => {
    const host = hosted(graph);
    host.runTo(60);
    expect(host.timeMs).toBeCloseTo(60, 9);
    expect(sorted(host.spikes)).toEqual(truth);
    expect(host.last("stopped").why).toEqual({ type: "until" });
  });

  it("can be stepped, a step at a time and back", () => {
    const host = hosted(graph);
    host.runTo(59);
    for (let k = 0; k < 10; k++) host.send({ type: "step", steps: 1 });
    host.send({ type: "step", steps: -7 });
    for (let k = 0; k < 7; k++) host.send({ type: "step", steps: 1 });
    expect(host.timeMs).toBeCloseTo(60, 9);
    expect(sorted(host.spikes)).toEqual(truth);
  });

  it("can be gone back and forth in, and comes to the same spikes", () => {
    const host = hosted(graph);
    host.runTo(40);
    for (const moment of [12.3, 31, 5, 0, 39.9, 22.2]) {
      host.seek(moment);
      expect(host.timeMs).toBeCloseTo(moment, 9);
    }
    host.runTo(60);
    expect(sorted(host.spikes)).toEqual(truth);
  });

  it("begins again at 0 after a reset", () => {
    const host = hosted(graph);
    host.runTo(25);
    host.send({ type: "reset" });
    expect(host.timeMs).toBe(0);
    host.runTo(60);
    expect(sorted(host.spikes)).toEqual(truth);
  });
});

describe("a value changed while it runs", () => {
  const graph = mixture("nest", 9);
  const stronger = withParameter(graph, "pe", "weight", 140);
  /** The run in which the weight changes at 30 ms, without any detour. */
  const truth = (() => {
    const host = hosted(graph);
    host.runTo(30);
    host.edit(stronger);
    expect(host.last("compiled").how).toBe("written");
    host.runTo(60);
    return sorted(host.spikes);
  })();

  it("changes what follows and nothing before", () => {
    const before = sorted(straight(graph, 60)).filter((spike) => Number.parseFloat(spike) <= 30);
    expect(truth.filter((spike) => Number.parseFloat(spike) <= 30)).toEqual(before);
    expect(truth).not.toEqual(sorted(straight(graph, 60)));
  });

  it("is part of the past: going back before it and on again comes to the same", () => {
    const host = hosted(graph);
    host.runTo(30);
    host.edit(stronger);
    host.runTo(50);
    host.seek(42);
    host.runTo(60);
    expect(sorted(host.spikes)).toEqual(truth);
  });

  it("from the past on equals a run in which it changes there", () => {
    const host = hosted(graph);
    host.runTo(55);
    host.seek(30);
    host.edit(stronger);
    host.runTo(60);
    expect(sorted(host.spikes)).toEqual(truth);
  });

  it("holds from the moment gone back to, when that lies before the change", () => {
    const host = hosted(graph);
    host.runTo(40);
    host.edit(stronger);
    host.runTo(50);
    host.seek(30);
    host.runTo(60);
    expect(sorted(host.spikes)).toEqual(truth);
  });

  it("does not come back when it was taken back", () => {
    const host = hosted(graph);
    host.runTo(20);
    host.edit(stronger);
    host.edit(graph);
    host.runTo(60);
    expect(sorted(host.spikes)).toEqual(sorted(straight(graph, 60)));
  });
});

describe("cells kicked while they run", () => {
  const graph = mixture("nest", 9);
  const kick = { type: "poke", node: "e", by: 20 } as const;
  /** The run in which the cells of e are kicked at 30 ms, without any detour. */
  const truth = (() => {
    const host = hosted(graph);
    host.runTo(30);
    host.send(kick);
    host.runTo(60);
    return sorted(host.spikes);
  })();

  it("fire, and what was before stays", () => {
    const rest = circuit([node("c", "lif", { n: 3 })]);
    const host = hosted(rest);
    host.runTo(10);
    host.send({ ...kick, node: "c" });
    host.runTo(30);
    expect(host.spikes).toEqual(["10.1 0", "10.1 1", "10.1 2"]);
    const until = (spikes: readonly string[]) => spikes.filter((spike) => Number.parseFloat(spike) <= 30);
    expect(until(truth)).toEqual(until(sorted(straight(graph, 60))));
    expect(truth).not.toEqual(sorted(straight(graph, 60)));
  });

  it.each([12, 29.9, 30, 30.1, 42])("are kicked again, and once, when one goes to %d ms and on", (timeMs) => {
    const host = hosted(graph);
    host.runTo(30);
    host.send(kick);
    host.runTo(50);
    host.seek(45);
    host.seek(timeMs);
    host.seek(30);
    host.seek(timeMs);
    host.runTo(60);
    expect(sorted(host.spikes)).toEqual(truth);
  });

  it("are not, in a new run from 0", () => {
    const host = hosted(graph);
    host.runTo(30);
    host.send(kick, { type: "reset" });
    host.runTo(60);
    expect(sorted(host.spikes)).toEqual(sorted(straight(graph, 60)));
  });

  it("while they rest feel nothing", () => {
    const host = hosted(circuit([node("c", "lif", { parameters: { t_ref: 5 } })]));
    host.runTo(10);
    host.send({ ...kick, node: "c" });
    host.runTo(12);
    host.send({ ...kick, node: "c" });
    host.runTo(40);
    expect(host.spikes).toEqual(["10.1 0"]);
  });
});

describe("the wiring changed while it runs", () => {
  const graph = mixture("nest", 9);
  const grown: Graph = { ...graph, nodes: [...graph.nodes, node("extra", "lif", { n: 3, parameters: { I_e: 500 } })] };

  it("leaves what has nothing to do with it as it was", () => {
    const host = hosted(graph);
    host.runTo(30);
    host.edit(grown);
    expect(host.last("compiled").how).toBe("recompiled");
    host.runTo(60);
    const first = networkOf(graph, catalogue).populations.reduce((sum, { spike, n }) => sum + (spike ? n : 0), 0);
    expect(sorted(host.spikes.filter((spike) => Number(spike.split(" ")[1]) < first))).toEqual(
      sorted(straight(graph, 60)),
    );
    expect(host.spikes.filter((spike) => Number(spike.split(" ")[1]) >= first).length).toBeGreaterThan(3);
  });

  it("can be gone back over: the past is replayed on the circuit of then", () => {
    const host = hosted(graph);
    host.runTo(30);
    host.edit(grown);
    host.runTo(50);
    host.seek(20);
    host.runTo(60);
    const first = networkOf(graph, catalogue).populations.reduce((sum, { spike, n }) => sum + (spike ? n : 0), 0);
    expect(sorted(host.spikes.filter((spike) => Number(spike.split(" ")[1]) < first))).toEqual(
      sorted(straight(graph, 60)),
    );
  });

  it("runs on as it was while the new circuit has an error", () => {
    const host = hosted(graph);
    host.runTo(30);
    host.edit({ ...graph, wires: [...graph.wires, { from: "drive.spikes", to: "e.i" }] });
    expect(host.last("compiled").how).toBe("refused");
    host.runTo(60);
    expect(sorted(host.spikes)).toEqual(sorted(straight(graph, 60)));
  });
});

it("records the weights of pairs that learn, by the synapse's own name, and tells pairs as they are now", () => {
  const pulses = (id: string, times: number[]) => node(id, "spikeList", { parameters: { times } });
  const graph = circuit(
    [
      pulses("before", [10, 60, 110]),
      pulses("push", [12, 62, 112]),
      node("learns", "stdp", { parameters: { weight: 100, delay: 1 } }),
      node("pushes", "delta", { parameters: { weight: 40, delay: 1 } }),
      node("cell", "lif"),
    ],
    ["before.spikes > learns.spikes", "learns.i > cell.i", "push.spikes > pushes.spikes", "pushes.i > cell.i"],
  );
  const host = hosted(graph);
  expect(host.last("compiled").network?.pairs).toEqual([
    expect.objectContaining({ node: "learns", n: 1, states: expect.arrayContaining([{ name: "w", unit: "pA" }]) }),
  ]);
  host.send({ type: "watch", traces: [{ node: "learns", variable: "w", cells: [0], everyMs: 0 }], levels: [] });
  host.runTo(150);
  const traces = host.frames.flatMap(({ traces }) => traces);
  expect(new Set(traces.map(({ node, variable }) => `${node}.${variable}`))).toEqual(new Set(["learns.w"]));
  const weights = traces.flatMap(({ values }) => [...values]);
  expect(weights[0]).toBe(100);
  expect(weights.at(-1)).toBeGreaterThan(105);
  host.send({ type: "pairs", id: 1, node: "learns", limit: 10 });
  expect(host.last("pairs").weight[0]).toBeCloseTo(weights.at(-1) as number, 3);
  expect(host.last("pairs").start?.[0]).toBe(100);
});

describe("stopping", () => {
  const driven = circuit([node("n", "lif", { label: "Cells", n: 3, parameters: { I_e: { values: [0, 500, 700] } } })]);

  it("at the first spike of a population, in its step", () => {
    const host = hosted(driven);
    host.send({ type: "stopWhen", stop: { type: "spike", node: "n" } });
    host.runTo(1000);
    const first = straight(driven, 30)
      .map(Number.parseFloat)
      .sort((a, b) => a - b)[0]!;
    expect(host.timeMs).toBeCloseTo(first, 9);
    expect(host.last("stopped").why).toMatchObject({ code: "stopped-at-spike" });
    expect(host.spikes).toEqual([`${first} 2`]);
  });

  it("at a spike of one cell, others may fire before", () => {
    const host = hosted(driven);
    host.send({ type: "stopWhen", stop: { type: "spike", node: "n", cell: 1 } });
    host.runTo(1000);
    expect(host.spikes.at(-1)).toBe(`${host.timeMs.toFixed(1)} 1`);
    expect((host.last("stopped").why as { message: string }).message).toContain(
      `"Cells", cell 1 fired at ${host.timeMs.toFixed(1)} ms`,
    );
    // And again, at the next one.
    host.runTo(1000);
    expect(host.spikes.filter((spike) => spike.endsWith(" 1"))).toHaveLength(2);
  });

  it("at the first step in which a condition holds", () => {
    const host = hosted(driven);
    host.send({ type: "stopWhen", stop: { type: "condition", node: "n", text: "v > -60 mV" } });
    host.runTo(1000);
    // The 700 pA cell: -70 + 28 (1 - e^-t/10) passes -60 at 10 ln(28/18) = 4.418 ms.
    expect(host.timeMs).toBeCloseTo(4.5, 9);
    expect(host.last("stopped").why).toMatchObject({ code: "stopped-at-condition" });
  });

  it("goes on from there while the condition holds, and stops when it comes true anew", () => {
    const host = hosted(circuit([node("n", "lif", { parameters: { I_e: 700 } })]));
    host.send({ type: "stopWhen", stop: { type: "condition", node: "n", text: "v > -60 mV" } });
    host.runTo(1000);
    expect(host.timeMs).toBeCloseTo(4.5, 9);
    host.runTo(1000);
    // It fires at 10 ln(28/13) = 7.7 ms, rests at -70 mV for 2 ms, and passes -60 mV 4.5 ms after that.
    expect(host.timeMs).toBeCloseTo(7.7 + 2 + 4.5, 9);
    expect(host.last("stopped").why).toMatchObject({ code: "stopped-at-condition" });
  });

  it("not at all when the condition is taken back", () => {
    const host = hosted(driven);
    host.send({ type: "stopWhen", stop: { type: "condition", node: "n", text: "v > -60 mV" } });
    host.send({ type: "stopWhen", stop: null });
    host.runTo(100);
    expect(host.timeMs).toBeCloseTo(100, 9);
    expect(sorted(host.spikes)).toEqual(sorted(straight(driven, 100)));
  });

  it("says what is unknown in a condition", () => {
    const host = hosted(driven);
    host.send({ type: "stopWhen", stop: { type: "condition", node: "n", text: "w > 3" } });
    expect(host.last("stopped").why).toMatchObject({ code: "stop-unknown-name" });
  });
});

describe("values that get lost", () => {
  const explosive = node("boom", "customNeuron", {
    label: "Runaway",
    n: 3,
    start: { v: { values: [0, 2, 0] } },
    definition: {
      parameters: {},
      state: { v: { unit: "mV", start: "0 mV" } },
      equations: "dv/dt = v*v/mV/ms",
      current: "pA",
    },
    method: "euler",
  });

  it("stop the run before the step, naming node, cell and time", () => {
    const host = hosted(circuit([node("calm", "lif", { parameters: { I_e: 500 } }), explosive]));
    host.runTo(1000);
    expect(host.last("stopped").why).toMatchObject({ code: "runaway", at: { type: "node", node: "boom" } });
    const { message } = host.last("stopped").why as { message: string };
    expect(message).toMatch(/"Runaway": v of cell 1 became .* at [\d.]+ ms/);
    expect(Number(/at ([\d.]+) ms/.exec(message)![1])).toBeCloseTo(host.timeMs + 0.1, 6);
    host.send({ type: "watch", traces: [], levels: ["boom"] });
    expect([...host.last("frame").levels[0]!.values].every((v) => Number.isFinite(v) && Math.abs(v) < 1e6)).toBe(true);
  });

  it("stop the adaptive method too, which would go in ever smaller steps for ever", () => {
    const { method: _, ...adaptive } = explosive;
    const host = hosted(circuit([adaptive]));
    host.runTo(1000);
    expect(host.last("stopped").why).toMatchObject({ code: "runaway" });
    // 2 mV goes to infinity at 1/2 ms.
    expect(host.timeMs).toBeCloseTo(0.4, 9);
  });

  it("can be gone back from, and stop it again at the same step", () => {
    const host = hosted(circuit([explosive]));
    host.runTo(1000);
    const end = host.timeMs;
    host.seek(1);
    host.runTo(1000);
    expect(host.timeMs).toBeCloseTo(end, 9);
  });
});

describe("more spikes than there is room for", () => {
  it("under way: the run stops and says so", () => {
    const nodes = [
      node("p", "poisson", { n: 20, parameters: { rate: 1e6 } }),
      node("s", "delta", { parameters: { weight: 0, delay: 100 } }),
      node("n", "lif"),
    ];
    const host = hosted(circuit(nodes, ["p.spikes > s.spikes", "s.i > n.i"]));
    host.runTo(1000);
    expect(host.last("stopped").why).toMatchObject({ code: "spikes-under-way" });
    expect(host.timeMs).toBeLessThan(100);
  });
});

describe("a saved state", () => {
  const graph = mixture("nest", 4);

  it("goes on in a fresh host", () => {
    const host = hosted(graph);
    host.runTo(37);
    host.send({ type: "save", id: 1 });
    const { bytes } = host.last("saved");
    const fresh = hosted(graph);
    fresh.send({ type: "restore", id: 2, bytes });
    expect(fresh.last("restored")).toMatchObject({ id: 2, timeMs: 37, diagnostics: [] });
    fresh.runTo(60);
    const late = (spikes: readonly string[]) => sorted(spikes.filter((spike) => Number.parseFloat(spike) > 37));
    expect(fresh.spikes.length).toBeGreaterThan(20);
    expect(late(fresh.spikes)).toEqual(late(straight(graph, 60)));
  });

  it("meets the values that the circuit has now", () => {
    const host = hosted(graph);
    host.runTo(30);
    host.send({ type: "save", id: 1 });
    const stronger = withParameter(graph, "pe", "weight", 140);
    const fresh = hosted(stronger);
    fresh.send({ type: "restore", id: 2, bytes: host.last("saved").bytes });
    fresh.runTo(60);
    host.edit(stronger);
    host.runTo(60);
    expect(sorted(fresh.spikes)).toEqual(sorted(host.spikes.filter((spike) => Number.parseFloat(spike) > 30)));
  });

  it("is refused by another circuit, which stays as it is", () => {
    const host = hosted(graph);
    host.runTo(10);
    host.send({ type: "save", id: 1 });
    const { bytes } = host.last("saved");
    const other = hosted({ ...graph, nodes: [...graph.nodes, node("more", "lif")] });
    other.runTo(5);
    for (const wrong of [bytes, bytes.slice(0, 50), new Uint8Array(0), new Uint8Array(1000).fill(123)]) {
      other.send({ type: "restore", id: 3, bytes: wrong });
      expect(other.last("restored").diagnostics.map(({ code }) => code)).toEqual(["state-of-another-circuit"]);
    }
    expect(other.timeMs).toBeCloseTo(5, 9);
  });
});

describe("speed", () => {
  it("follows the clock: a tenth of real time", () => {
    const host = hosted(circuit([node("n", "lif")]));
    host.send({ type: "run", speed: 0.1, untilMs: 10 });
    expect(host.timeMs).toBeCloseTo(10, 9);
    const frames = host.last("frame");
    expect(frames.running).toBe(false);
  });

  it.each([
    [0.001, 0.1],
    [0.05, 10],
  ])("%f of real time in steps of %f ms: a step when its time has come", (speed, dt) => {
    const host = hosted({ ...circuit([node("n", "lif")]), dt });
    host.send({ type: "run", speed, untilMs: 5 * dt });
    expect(host.timeMs).toBeCloseTo(5 * dt, 9);
    // Five steps take so long on the clock, and what the host takes to notice.
    expect(host.now() * speed).toBeGreaterThan(4.9 * dt);
    expect(host.now() * speed).toBeLessThan(6 * dt);
  });
});

it("takes every spike source of the catalogue, whatever it remembers", () => {
  for (const { kind } of catalogue.filter(({ family }) => family === "spikes"))
    expect(hosted(circuit([node("s", kind, { n: 3 })])).last("compiled"), kind).toMatchObject({ how: "recompiled" });
});

describe("a source of very many spikes", () => {
  const driven = (rate: number) =>
    circuit(
      [
        node("n", "lif", { n: 50 }),
        node("noise", "poisson", { n: 50, label: "Noise", parameters: { rate } }),
        node("s", "delta", { parameters: { weight: 0.4 }, connect: { rule: "one-to-one" } }),
      ],
      ["noise.spikes > s.spikes", "s.i > n.i"],
    );
  const recordedOf = (rate: number) => {
    const host = hosted(driven(rate));
    host.runTo(50);
    const { diagnostics, network } = host.last("compiled");
    const first = (id: string) => network!.populations.find((population) => population.node === id)!.first;
    const cells = host.spikes.map((spike) => Number(spike.split(" ")[1]));
    const of = (id: string) => cells.filter((cell) => first(id) >= 0 && cell >= first(id) && cell < first(id) + 50);
    return { codes: diagnostics.map(({ code }) => code), first: first("noise"), n: of("n").length, all: cells.length };
  };

  it("is not recorded, says so, and reaches its cells all the same", () => {
    const { codes, first, n, all } = recordedOf(25_000);
    expect(codes).toEqual(["spikes-not-recorded"]);
    expect(first).toBe(-1);
    expect(n).toBeGreaterThan(100);
    expect(all).toBe(n);
  });

  it("is recorded below a million a second", () => {
    const { codes, first, n, all } = recordedOf(15_000);
    expect(codes).toEqual([]);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(all).toBeGreaterThan(n + 0.9 * 50 * 15_000 * 0.05);
  });
});

describe("a network of very many pairs", () => {
  const cells = (id: string, n: number) =>
    node(id, "lif", { n, parameters: { I_e: 450 }, start: { v: { uniform: [-70, -56] } } });
  const graph = (k: number): Graph =>
    circuit(
      [
        cells("n", 200),
        node("s", "exponential", { parameters: { weight: { normal: [0.02, 0.01] } }, connect: { rule: "total", k } }),
      ],
      ["n.spikes > s.spikes", "s.i > n.i"],
    );
  const many = graph(4_000_000);
  const small = graph(100);
  const told = (replies: readonly Reply[]) => replies.filter((reply) => reply.type === "wiring");

  it("tells how far it is, and runs when it is there, as was asked in the meantime", () => {
    const host = hosted(small, 120);
    const more = graph(12_000_000);
    host.busy({ type: "graph", version: 9, graph: more, reset: true }, { type: "run", speed: "max", untilMs: 20 });
    expect(host.last("compiled").version).toBe(1);
    host.send();
    const reports = told(host.replies);
    expect(reports.length).toBeGreaterThan(0);
    expect(reports.every(({ made, total }) => made <= 12e6 && total === 12e6)).toBe(true);
    expect(reports.map(({ made }) => made)).toEqual(reports.map(({ made }) => made).toSorted((a, b) => a - b));
    expect(host.last("compiled")).toMatchObject({
      version: 9,
      how: "recompiled",
      network: { projections: [{ pairs: 12e6 }] },
    });
    expect(host.timeMs).toBeCloseTo(20, 9);
    expect(host.spikes.toSorted()).toEqual(straight(more, 20).toSorted());
  });

  it("is given up when asked to, and made again", () => {
    const host = hosted(small, 60);
    host.busy({ type: "graph", version: 9, graph: many, reset: true }, { type: "stopWiring" });
    host.send();
    expect(host.last("compiled")).toMatchObject({ version: 9, how: "refused" });
    expect(host.last("compiled").diagnostics[0]).toMatchObject({
      code: "wiring-stopped",
      severity: "error",
      message: expect.stringMatching(
        /^Wiring was stopped at \d+ % of 4,000,000 pairs of cells\. Wire again, or make fewer pairs\.$/,
      ),
    });
    host.send({ type: "graph", version: 10, graph: many, reset: true });
    expect(host.last("compiled")).toMatchObject({ version: 10, how: "recompiled" });
  });

  it("is refused with words where the device has no memory for it", () => {
    const { Memory } = WebAssembly;
    const host = hosted(small);
    try {
      WebAssembly.Memory = class extends Memory {
        constructor(descriptor: WebAssembly.MemoryDescriptor) {
          if (descriptor.initial > 220) throw new RangeError("could not allocate memory");
          super(descriptor);
        }
      };
      host.send({ type: "graph", version: 9, graph: many });
    } finally {
      WebAssembly.Memory = Memory;
    }
    expect(host.last("compiled")).toMatchObject({
      how: "refused",
      diagnostics: [
        {
          code: "no-memory",
          message: "This device gave no memory for 4,000,000 pairs of cells. Close other windows, or make fewer pairs.",
        },
      ],
    });
    host.runTo(5);
    expect(host.timeMs).toBeCloseTo(5, 9);
  });

  it("lets the one before run on, when it takes its place", () => {
    const host = hosted(small, 60);
    host.busy({ type: "run", speed: "max", untilMs: 300 }, { type: "graph", version: 9, graph: many });
    host.send();
    expect(host.last("compiled")).toMatchObject({ version: 9, how: "recompiled" });
    expect(host.timeMs).toBeCloseTo(300, 9);
    expect(host.frames.some(({ version }) => version === 1)).toBe(true);
  });

  it("takes what is edited on the way: values at the end, another shape at once", () => {
    const host = hosted(small, 60);
    const stronger = withParameter(many, "n", "I_e", 600);
    host.busy({ type: "graph", version: 9, graph: many, reset: true }, { type: "graph", version: 10, graph: stronger });
    host.send({ type: "run", speed: "max", untilMs: 20 });
    expect(host.last("compiled")).toMatchObject({ version: 10, how: "written" });
    expect(host.spikes.toSorted()).toEqual(straight(stronger, 20).toSorted());

    host.busy({ type: "graph", version: 11, graph: many, reset: true }, { type: "graph", version: 12, graph: small });
    host.send();
    expect(host.last("compiled")).toMatchObject({ version: 12, network: { projections: [{ pairs: 100 }] } });
  });

  it("keeps its pairs when something beside them is edited", () => {
    const host = hosted(many);
    host.runTo(10);
    const before = told(host.replies).length;
    host.edit({ ...many, nodes: [...many.nodes, cells("other", 3)] });
    expect(host.last("compiled")).toMatchObject({ how: "recompiled" });
    expect(told(host.replies)).toHaveLength(before);
    host.runTo(20);
    const own = (spikes: readonly string[]) => spikes.filter((spike) => Number(spike.split(" ")[1]) < 200).toSorted();
    expect(own(host.spikes)).toEqual(straight(many, 20).toSorted());
  });
});

it("tells some of very many pairs, from every row and column of W", () => {
  const host = hosted(
    circuit(
      [node("u", "tanhUnit", { n: 96 }), node("w", "weightedSum"), node("v", "tanhUnit", { n: 96 })],
      ["u.r > w.r_pre", "w.i > v.i"],
    ),
  );
  host.send({ type: "pairs", id: 1, node: "w", limit: 2304 });
  const { pre, post, total } = host.last("pairs");
  expect(total).toBe(96 * 96);
  expect(pre.length).toBeLessThanOrEqual(2304);
  expect([new Set(pre).size, new Set(post).size]).toEqual([96, 96]);
});

describe("several threads", () => {
  const graph = circuit(
    [
      node("h", "hodgkinHuxley", { n: 700, form: "absolute", parameters: { I_e: { uniform: [400, 1200] } } }),
      node("s", "delta", { parameters: { weight: 3 }, connect: { rule: "in-degree", k: 5 } }),
    ],
    ["h.spikes > s.spikes", "s.i > h.i"],
  );
  /** Threads that never do anything. */
  function idle() {
    const jobs: Job[] = [];
    const stopped: number[] = [];
    const start = (job: Job) => {
      const number = jobs.push(job) - 1;
      return () => void stopped.push(number);
    };
    return { count: 2, start, jobs, stopped };
  }

  it("are asked for by networks that are worth it, and sent home by the next", () => {
    const threads = idle();
    const host = hosted(graph, 0, threads);
    expect(host.last("compiled").network?.threads).toBe(2);
    expect(threads.jobs.length).toBe(1);
    host.runTo(5);
    expect(host.last("frame").threads).toBe(1);

    host.edit({ ...graph, dt: 0.05 });
    expect([threads.jobs.length, threads.stopped]).toEqual([2, [0]]);
    host.edit({ ...graph, nodes: graph.nodes.map((each) => (each.id === "h" ? { ...each, n: 20 } : each)) });
    expect(host.last("compiled").network?.threads).toBe(1);
    expect([threads.jobs.length, threads.stopped]).toEqual([2, [0, 1]]);
  });

  it("need not be there to the end: the run goes on with one", () => {
    const threads = idle();
    const host = hosted(graph, 0, threads);
    host.runTo(20);
    const network = networkOf(graph, catalogue);
    const { ready, lost } = layOut(network, shareOut(network, 2)).threads!;
    const words = new Int32Array(threads.jobs[0]!.memory.buffer);
    Atomics.store(words, ready / 4, 1);
    Atomics.store(words, lost / 4, 1);
    host.runTo(40);
    expect(threads.stopped).toEqual([0]);
    expect(host.timeMs).toBeCloseTo(40, 9);
    expect(sorted(host.spikes)).toEqual(sorted(straight(graph, 40)));
    expect(host.spikes.length).toBeGreaterThan(100);
  });
});
