import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import type { Reply, Request } from "../engine/index.ts";
import { addNode, emptyGraph, moveNodes, removeNodes, setN, setSeed } from "../graph/index.ts";
import { type MemoryStorage, memoryStorage } from "../testing/memoryStorage.ts";
import { stubLink } from "../testing/stubHost.ts";
import type { Lost } from "./claims.ts";
import { createSession } from "./session.ts";
import { loadLast } from "./shelf.ts";
import type { EngineLink } from "./types.ts";

const settled = () => new Promise<void>((done) => setTimeout(done, 0));

/** A session on the stub engine; `tick` is one frame of a thirtieth of a second. */
function start(storage: MemoryStorage = memoryStorage()) {
  const beats = new Set<() => void>();
  const link = stubLink(catalogue, (callback) => {
    beats.add(callback);
    return () => beats.delete(callback);
  });
  const session = createSession({ catalogue, link, storage, now: () => 0 });
  const tick = async (times = 1) => {
    for (let k = 0; k < times; k++) for (const beat of [...beats]) beat();
    await settled();
  };
  const state = () => session.store.getState();
  return { session, storage, tick, state };
}

/** A link whose replies the test writes itself. */
function handLink() {
  const sent: Request[] = [];
  let tell: (reply: Reply) => void = () => {};
  const link: EngineLink = {
    send: (request) => void sent.push(request),
    onReply: (listener) => (tell = listener),
    dispose: () => {},
  };
  const versions = () => sent.flatMap((request) => (request.type === "graph" ? [request.version] : []));
  const compiled = (version: number, cells: number, more: Partial<Extract<Reply, { type: "compiled" }>> = {}) =>
    tell({
      type: "compiled",
      version,
      diagnostics: [],
      how: "recompiled",
      tookMs: 1,
      network: {
        populations: [{ node: "lif1", n: cells, first: 0, states: [], method: "" }],
        pairs: [],
        projections: [],
        threads: 1,
        bytes: 0,
        dtMs: 0.1,
      },
      ...more,
    });
  const frame = (timeMs: number, times: number[] = [], more: { rewoundToMs?: number } = {}) =>
    tell({
      type: "frame",
      version: 0,
      timeMs,
      running: true,
      threads: 1,
      speed: 1,
      spikes: { times: Float64Array.from(times), cells: new Uint32Array(times.length) },
      traces: [],
      levels: [],
      ...more,
    });
  const session = createSession({ catalogue, link, storage: memoryStorage(), now: () => 0 });
  const spikes = () => [...session.recordings.spikes.times.subarray(0, session.recordings.spikes.count)];
  return { session, sent, tell, versions, compiled, frame, spikes, state: () => session.store.getState() };
}

const addCells = (n: number) => addNode("lif", [0, 0], catalogue, { n });

describe("editing", () => {
  test("every edit reaches the engine under a new number; undo and redo do too", () => {
    const { session, versions, sent, state } = handLink();
    session.edit(addCells(5));
    session.undo();
    session.redo();
    session.redo();
    expect(versions()).toEqual([1, 2, 3, 4]);
    expect(sent.at(-1)).toMatchObject({ type: "graph", graph: state().graph });
    expect([state().undo, state().redo]).toEqual([expect.stringContaining("Add"), undefined]);
  });

  test("problems of the check show at once, the engine's join them for the graph they are about", () => {
    const { session, compiled, state } = handLink();
    session.edit(addCells(5));
    const diagnostic = { code: "slow", severity: "error" as const, at: { type: "graph" as const }, message: "Slow." };
    const warning = { code: "odd", severity: "warning" as const, at: { type: "graph" as const }, message: "Odd." };
    compiled(1, 5, { diagnostics: [diagnostic] });
    expect(state().diagnostics).not.toContain(diagnostic);
    compiled(2, 5, { diagnostics: [warning, diagnostic, warning] });
    expect(state().diagnostics.slice(0, 2)).toEqual([diagnostic, warning]);
    expect(state().diagnostics.filter(({ code }) => code === "odd").length).toBe(1);
    session.edit(setSeed(4));
    compiled(2, 5);
    expect(state().diagnostics).toContain(diagnostic);
    compiled(3, 5);
    expect(state().diagnostics).not.toContain(diagnostic);
  });

  test("a network that is being wired says how far it is, can be given up, and made again", () => {
    const { session, tell, compiled, sent, state } = handLink();
    session.edit(addCells(5));
    session.play();
    tell({ type: "wiring", version: 2, made: 30, total: 100 });
    expect(state().wiring).toEqual({ made: 30, total: 100 });
    session.stopWiring();
    expect(sent.at(-1)).toEqual({ type: "stopWiring" });
    expect(state().run.running).toBe(false);
    const stopped = { code: "wiring-stopped", severity: "error" as const, at: { type: "graph" as const }, message: "" };
    compiled(2, 5, { how: "refused", diagnostics: [stopped] });
    expect([state().wiring, state().network]).toEqual([undefined, undefined]);
    expect(state().diagnostics).toContain(stopped);
    session.wireAgain();
    expect(sent.at(-1)).toMatchObject({ type: "graph", version: 3, graph: state().graph, reset: true });
    tell({ type: "wiring", version: 3, made: 50, total: 100 });
    compiled(3, 5);
    expect(state().wiring).toBeUndefined();
    expect(state().diagnostics).not.toContain(stopped);
    session.stopWiring();
    expect(sent.at(-1)).not.toEqual({ type: "stopWiring" });
  });

  test("what is removed is not selected any more, and wires are followed by object", async () => {
    const { session, state } = start();
    session.edit(addCells(1));
    session.edit(addCells(1));
    const ids = state().graph.nodes.map(({ id }) => id);
    session.select({ nodes: ids });
    session.edit(removeNodes([ids[0] as string]));
    expect(state().selection.nodes).toEqual([ids[1]]);
    session.edit({
      label: "w",
      apply: (g) => ({
        ...g,
        wires: [
          { from: "a.x", to: "b.y" },
          { from: "c.x", to: "d.y" },
        ],
      }),
    });
    session.select({ wires: [1] });
    session.edit({ label: "w", apply: (g) => ({ ...g, wires: g.wires.slice(1) }) });
    expect(state().selection.wires).toEqual([0]);
    session.edit({ label: "w", apply: (g) => ({ ...g, wires: [] }) });
    expect(state().selection.wires).toEqual([]);
    session.dispose();
  });
});

describe("running", () => {
  test("play, pause, step, speed, stop", async () => {
    const { session, tick, state } = start();
    session.edit(addCells(100));
    session.watch([{ node: "lif1", variable: "v", cells: [0], everyMs: 1 }], ["lif1"]);
    await settled();
    session.play();
    await tick(30);
    expect(state().run.running).toBe(true);
    expect(state().run.timeMs).toBeCloseTo(999, 1);
    expect(session.recordings.spikes.count).toBeGreaterThan(100);
    expect(session.recordings.traces.get("lif1.v.0")?.count).toBeGreaterThan(900);
    expect(session.recordings.levels.get("lif1")?.values.length).toBe(100);
    session.pause();
    await tick();
    const { timeMs } = state().run;
    session.step(3);
    await settled();
    expect(state().run).toMatchObject({ running: false, timeMs: expect.closeTo(timeMs + 0.3, 6) });
    session.setSpeed(0.01);
    session.play();
    await tick(3);
    expect(state().run.timeMs).toBeCloseTo(timeMs + 0.3 + 0.9, 0);
    session.dispose();
  });

  test("scrubbing back shows what lies ahead until the run goes on, which then repeats itself", async () => {
    const { session, tick, state } = start();
    session.edit(addCells(50));
    await settled();
    session.play();
    await tick(30);
    session.pause();
    await settled();
    const { count } = session.recordings.spikes;
    const before = session.recordings.spikes.times.slice(0, count);
    session.seek(400);
    await settled();
    expect(state().run).toMatchObject({ timeMs: expect.closeTo(400, 6), recordedMs: expect.closeTo(999, 1) });
    session.seek(700);
    session.seek(600);
    await settled();
    expect(session.recordings.spikes.count).toBe(count);
    session.play();
    await tick(1);
    expect(state().run.recordedMs).toBeLessThan(640);
    const again = session.recordings.spikes;
    expect(again.count).toBeLessThan(count);
    await tick(11);
    expect(again.times.slice(0, Math.min(count, again.count))).toEqual(before.slice(0, Math.min(count, again.count)));
    session.dispose();
  });

  test("after a change a seek forward from the past is a new future, not the one recorded", () => {
    const { session, compiled, frame, spikes, state } = handLink();
    compiled(1, 5);
    session.play();
    frame(100, [10, 60, 90]);
    session.seek(50);
    frame(50, [], { rewoundToMs: 50 });
    session.edit(setSeed(9));
    compiled(2, 5, { how: "written" });
    session.seek(80);
    frame(80, [70]);
    expect(spikes()).toEqual([10, 70]);
    expect(state().run.recordedMs).toBe(80);
  });

  test("in Brian2's order the present moment is not recorded yet, in NEST's it is", () => {
    for (const [order, kept] of [
      ["nest", [10, 50, 50.1]],
      ["brian2", [10, 50.1]],
    ] as const) {
      const { session, compiled, frame, spikes } = handLink();
      session.edit({ label: "Order", apply: (graph) => ({ ...graph, order }) });
      compiled(1, 5);
      frame(100, [10, 50, 90]);
      session.seek(50);
      frame(50, [], { rewoundToMs: 50 });
      session.play();
      frame(51, [50.1]);
      expect(spikes()).toEqual(kept);
    }
  });

  test("frames still under way when a run is reset belong to the run before", () => {
    const { session, compiled, frame, spikes, state } = handLink();
    compiled(1, 5);
    session.play();
    frame(100, [10]);
    session.reset();
    frame(120, [110]);
    expect([spikes(), state().run.timeMs]).toEqual([[], 0]);
    frame(0, [], { rewoundToMs: 0 });
    session.play();
    frame(5, [2]);
    expect(spikes()).toEqual([2]);
    expect(session.recordings.last?.spikes.count).toBe(1);
  });

  test("a stop that was asked for does not end a run started since; one with a reason does, and is kept until the next start", () => {
    const { session, compiled, tell, state } = handLink();
    compiled(1, 5);
    session.play();
    session.pause();
    session.play();
    tell({ type: "stopped", timeMs: 3, why: { type: "asked" } });
    expect(state().run.running).toBe(true);
    const why = { code: "nan", severity: "error" as const, at: { type: "graph" as const }, message: "v became NaN." };
    tell({ type: "stopped", timeMs: 4, why });
    expect(state().run).toMatchObject({ running: false, stopped: why, timeMs: 4 });
    session.play();
    expect(state().run.stopped).toBeUndefined();
  });

  test("what a run is to stop at goes with its node, and a new wish takes the word about the old one away", () => {
    const { session, compiled, tell, state } = handLink();
    session.edit(addCells(1));
    compiled(2, 5);
    const node = state().graph.nodes[0]!.id;
    session.stopWhen({ type: "condition", node, text: "v > -60 mV" });
    const why = {
      code: "stopped-at-condition",
      severity: "note" as const,
      at: { type: "graph" as const },
      message: "",
    };
    tell({ type: "stopped", timeMs: 4, why });
    expect(state().run.stopped).toBe(why);
    session.stopWhen({ type: "spike", node });
    expect(state().run.stopped).toBeUndefined();
    session.edit(setN(node, 3));
    expect(state().run.stopWhen).toEqual({ type: "spike", node });
    session.edit(removeNodes([node]));
    expect(state().run.stopWhen).toBeNull();
  });

  test("a circuit with errors and no network says what is wrong instead of running", () => {
    const { session, sent, state } = handLink();
    session.edit({
      label: "Break",
      apply: (graph) => ({
        ...graph,
        nodes: [{ id: "a", kind: "lif", label: "A", at: [0, 0], parameters: { t_ref: -2 } }],
      }),
    });
    session.play();
    expect(state().run).toMatchObject({ running: false, stopped: { severity: "error" } });
    expect(sent.some(({ type }) => type === "run")).toBe(false);
  });

  test("saved states and pairs are answered, or refused when nothing runs or the session closes", async () => {
    const { session } = start();
    await expect(session.pairs("syn1", 10)).rejects.toThrow("No network");
    await settled();
    const bytes = await session.saveState();
    expect(await session.restoreState(bytes)).toEqual([]);
    expect((await session.pairs("syn1", 10)).node).toBe("syn1");
    const hand = handLink();
    hand.compiled(1, 5);
    const never = hand.session.saveState();
    hand.session.dispose();
    await expect(never).rejects.toThrow("closed");
    session.dispose();
  });
});

describe("circuits", () => {
  test("what the engine still says of the circuit before is not listened to", () => {
    const { session, versions, compiled, frame, spikes, state } = handLink();
    session.edit(addCells(5));
    compiled(2, 5);
    frame(10, [3]);
    void session.open({ ...emptyGraph("Second"), seed: 7 });
    expect(versions()).toEqual([1, 2, 3]);
    frame(11, [10.5]);
    compiled(2, 99, { diagnostics: [{ code: "x", severity: "error", at: { type: "graph" }, message: "" }] });
    expect([spikes(), state().network, state().diagnostics]).toEqual([[], undefined, []]);
    compiled(3, 2);
    frame(1, [0.5]);
    expect(spikes()).toEqual([0.5]);
    expect(state().undo).toBeUndefined();
  });

  test("a broken circuit that is mended later starts from 0, with nothing of the circuit before", () => {
    const { session, compiled, sent } = handLink();
    compiled(1, 5);
    void session.open(emptyGraph("Broken"));
    compiled(2, 0, { how: "refused", network: undefined });
    session.edit(addCells(1));
    expect(sent.at(-1)).toMatchObject({ type: "graph", reset: true });
    compiled(3, 1);
    session.edit(setN("lif1", 2));
    expect(sent.at(-1)).not.toHaveProperty("reset");
  });

  test("a run started during the first compile survives an edit that has to reset the engine", () => {
    const { session, sent } = handLink();
    session.play();
    session.edit(addCells(1));
    expect(sent.map(({ type }) => type)).toEqual(["graph", "run", "graph", "run"]);
  });

  test("edits are stored, the circuit before stays in the library, and everything is there after a reload", async () => {
    const { session, storage, state } = start();
    expect(state().saved.status).toBe("new");
    session.edit(addCells(3));
    await session.flush();
    expect(state().saved.status).toBe("saved");
    const first = state().circuit.id;
    session.edit(setSeed(77));
    await session.open(emptyGraph("Second"));
    expect((await session.library.list()).map(({ name }) => name).sort()).toEqual(["Second", "Untitled"]);
    session.dispose();

    const next = start(storage);
    expect(await next.session.library.open(first)).toEqual(expect.any(Array));
    await settled();
    expect((await loadLast(storage, catalogue, () => 0))?.id).toBe(first);
    expect(next.state()).toMatchObject({ graph: { seed: 77 }, circuit: { id: first }, saved: { status: "saved" } });
    await next.session.library.remove(first);
    expect((await next.session.library.list()).length).toBe(1);
    expect((await next.session.library.open(first))[0]?.code).toBe("record-missing");
    expect(next.state().graph.seed).toBe(77);
    next.session.dispose();
  });

  test("a circuit that could not be stored is still there while the page lives", async () => {
    const { session, storage, state } = start();
    storage.beforeWrite = () => {
      throw new Error("blocked");
    };
    session.edit(setSeed(5));
    await expect(session.flush()).rejects.toThrow("Not saved");
    const { id } = state().circuit;
    await session.open(emptyGraph("Other"));
    expect(state().saved.status).toBe("failed");
    await session.library.open(id);
    expect(state().graph.seed).toBe(5);
    session.dispose();
  });
});

test("whatever is done in whatever order, the store agrees with itself", async () => {
  const act = fc.constantFrom(
    "add",
    "remove",
    "move",
    "n",
    "undo",
    "redo",
    "play",
    "pause",
    "step",
    "back",
    "seek",
    "reset",
    "speed",
    "tick",
    "tick",
    "settle",
    "open",
    "select",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 100, maxLength: 100 }),
      fc.infiniteStream(fc.nat(1000)),
      async (acts, numbers) => {
        const { session, tick, state } = start();
        for (const one of acts) {
          const number = numbers.next().value as number;
          const node = state().graph.nodes[number % Math.max(1, state().graph.nodes.length)]?.id ?? "none";
          if (one === "add") session.edit(addCells(1 + (number % 20)));
          else if (one === "remove") session.edit(removeNodes([node]));
          else if (one === "move") session.edit(moveNodes({ [node]: [number * 16, 0] }));
          else if (one === "n") session.edit(setN(node, 1 + (number % 30)));
          else if (one === "select") session.select({ nodes: [node] });
          else if (one === "undo" || one === "redo" || one === "play" || one === "pause" || one === "reset")
            session[one]();
          else if (one === "step") session.step(number);
          else if (one === "back") session.step(-number);
          else if (one === "seek") session.seek(number);
          else if (one === "speed") session.setSpeed(number === 0 ? "max" : number / 500 + 0.01);
          else if (one === "tick") await tick();
          else if (one === "settle") await settled();
          else void session.open(emptyGraph(`Circuit ${number}`));

          const { run, graph, selection, network } = state();
          const { spikes } = session.recordings;
          expect(run.timeMs).toBeGreaterThanOrEqual(0);
          expect(spikes.count).toBeLessThanOrEqual(spikes.times.length);
          for (let k = 1; k < spikes.count; k++)
            expect(spikes.times[k]).toBeGreaterThanOrEqual(spikes.times[k - 1] as number);
          if (spikes.count > 0) expect(spikes.times[spikes.count - 1]).toBeLessThanOrEqual(run.recordedMs + graph.dt);
          const cells = (network?.populations ?? []).reduce((sum, { n, first }) => Math.max(sum, first + n), 0);
          const gone = new Set([...session.recordings.past.values()].map((past) => past.gone));
          for (let k = 0; k < spikes.count; k++) {
            const cell = spikes.cells[k] as number;
            expect(cell < cells || gone.has(cell)).toBe(true);
          }
          for (const id of selection.nodes)
            if (id !== "none") expect(graph.nodes.some((entry) => entry.id === id)).toBe(true);
        }
        await settled();
        await session.flush();
        expect(state().saved.status).not.toBe("failed");
        while (state().undo !== undefined) session.undo();
        expect(state().graph.nodes).toEqual([]);
        session.dispose();
      },
    ),
    { numRuns: 10 },
  );
}, 30_000);

describe("with other windows", () => {
  /** Another window has every circuit that is named in `theirs`. */
  function beside(theirs: Set<string>, storage = memoryStorage(), id?: string) {
    const losses = new Map<string, Lost>();
    const session = createSession({
      catalogue,
      link: stubLink(catalogue, () => () => {}),
      storage,
      now: () => 0,
      ...(id === undefined ? {} : { id, graph: emptyGraph("Mine") }),
      claims: {
        claim: async (each, lost) => {
          losses.set(each, lost);
          return !theirs.has(each);
        },
        take: async (each) => void theirs.delete(each),
        release: () => {},
      },
    });
    return { session, losses, storage, state: () => session.store.getState() };
  }
  const storedUnder = (storage: MemoryStorage, id: string) =>
    storage.writes.filter(({ key }) => key.startsWith(`circuit/${id}/`)).length;

  test("what another window stores is looked at, and the first edit makes a copy of it", async () => {
    const { session, storage, state } = beside(new Set(["a"]), memoryStorage(), "a");
    await settled();
    expect(state().elsewhere).toBe(true);
    session.edit(setSeed(7));
    await session.flush();
    expect(state().elsewhere).toBe(false);
    expect(state().graph).toMatchObject({ name: "Mine (copy)", seed: 7 });
    expect(storedUnder(storage, "a")).toBe(0);
    expect(storedUnder(storage, state().circuit.id)).toBeGreaterThan(0);
  });

  test("asked for it, this window stores what it has not stored yet, and then no more", async () => {
    const { session, losses, storage, state } = beside(new Set(), memoryStorage(), "a");
    await settled();
    session.edit(setSeed(8));
    await losses.get("a")?.("asked");
    expect(storedUnder(storage, "a")).toBe(1);
    expect(state()).toMatchObject({ elsewhere: true, circuit: { id: "a" } });
  });

  test("taken away while an edit waits, the edit lives on in a copy", async () => {
    const { session, losses, storage, state } = beside(new Set(), memoryStorage(), "a");
    await settled();
    session.edit(setSeed(9));
    await losses.get("a")?.("taken");
    await session.flush();
    expect(storedUnder(storage, "a")).toBe(0);
    expect(state().graph).toMatchObject({ name: "Mine (copy)", seed: 9 });
    expect(storedUnder(storage, state().circuit.id)).toBeGreaterThan(0);
  });

  test("taken over, it is what the other window stored last", async () => {
    const storage = memoryStorage();
    const first = beside(new Set(), storage, "a");
    await settled();
    first.session.edit(setSeed(10));
    await first.session.flush();
    const second = beside(new Set(["a"]), storage, "a");
    await settled();
    await second.session.takeOver();
    expect(second.state()).toMatchObject({ elsewhere: false, graph: { seed: 10 } });
  });
});
