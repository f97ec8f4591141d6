import { describe, expect, test } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { createHost, type Reply, type Request } from "../engine/index.ts";
import { emptyGraph, type Graph, setParameter } from "../graph/index.ts";
import { memoryStorage } from "../testing/memoryStorage.ts";
import { inProcessLink, type WorkerLike, workerLink } from "./links.ts";
import { createSession } from "./session.ts";

/** 200 pA into one LIF cell with the textbook constants. */
const graph: Graph = {
  ...emptyGraph("One cell"),
  nodes: [
    { id: "dc", kind: "constant", label: "Current", at: [0, 0], parameters: { amplitude: 200 } },
    {
      id: "lif1",
      kind: "lif",
      label: "Cell",
      at: [160, 0],
      parameters: { C_m: 100, tau_m: 10, E_L: -70, V_th: -55, V_reset: -70, t_ref: 2 },
    },
  ],
  wires: [{ from: "dc.i", to: "lif1.i" }],
};

describe("the real engine in the same thread", () => {
  const start = () => {
    const clock = {
      now: () => performance.now(),
      schedule: (piece: () => void, delayMs: number) => void setTimeout(piece, delayMs),
    };
    const link = inProcessLink((post) => createHost(catalogue, post, clock));
    const session = createSession({ catalogue, link, storage: memoryStorage(), graph, now: () => 0 });
    const until = async (holds: () => boolean) => {
      for (let k = 0; k < 400 && !holds(); k++) await new Promise((done) => setTimeout(done, 5));
      expect(holds()).toBe(true);
    };
    const spikes = () => [...session.recordings.spikes.times.subarray(0, session.recordings.spikes.count)];
    return { session, until, spikes, state: () => session.store.getState() };
  };

  test("a cell fires as the formula says; scrubbed back, it fires the same; with more current, it fires sooner", async () => {
    const { session, until, spikes, state } = start();
    await until(() => state().network !== undefined);
    expect(state().diagnostics).toEqual([]);
    session.watch([{ node: "lif1", variable: "v", cells: [0], everyMs: 1 }], ["lif1"]);
    session.setSpeed("max");
    session.play();
    await until(() => state().run.timeMs > 200);
    session.pause();
    await until(() => state().run.timeMs === state().run.recordedMs);
    const first = spikes();
    const period = 2 + 10 * Math.log(4);
    expect(Math.abs((first[5] as number) - (first[4] as number) - period)).toBeLessThan(0.2);
    expect(session.recordings.traces.get("lif1.v.0")?.count).toBeGreaterThanOrEqual(200);
    expect(session.recordings.levels.get("lif1")?.values.length).toBe(1);

    session.seek(50);
    await until(() => Math.abs(state().run.timeMs - 50) < 0.01);
    expect(spikes()).toEqual(first);
    session.play();
    await until(() => state().run.timeMs > 200);
    session.pause();
    const again = spikes();
    const common = Math.min(first.length, again.length);
    expect(again.slice(0, common)).toEqual(first.slice(0, common));

    session.reset();
    session.edit(setParameter("dc", "amplitude", 400, catalogue));
    session.play();
    await until(() => state().run.timeMs > 100 && session.recordings.spikes.count > 3);
    session.pause();
    expect(state().compiled?.how).toBe("written");
    expect(spikes()[0]).toBeLessThan(first[0] as number);
    expect(session.recordings.last?.spikes.count).toBeGreaterThan(0);

    const bytes = await session.saveState();
    const at = state().run.timeMs;
    session.step(100);
    await until(() => state().run.timeMs > at);
    expect(await session.restoreState(bytes)).toEqual([]);
    expect(state().run.timeMs).toBeCloseTo(at, 6);
    session.dispose();
  }, 20_000);
});

describe("a worker", () => {
  test("messages go both ways; a breakdown stops the run with a sentence", () => {
    const posted: Request[] = [];
    const listeners = new Map<string, (event: never) => void>();
    const worker: WorkerLike = {
      postMessage: (message: Request) => void posted.push(message),
      addEventListener: (type: string, listener: (event: never) => void) => void listeners.set(type, listener),
      terminate: () => {},
    };
    const link = workerLink(worker);
    const replies: Reply[] = [];
    link.onReply((reply) => void replies.push(reply));
    link.send({ type: "pause" });
    expect(posted).toEqual([{ type: "pause" }]);
    listeners.get("error")?.({ message: "out of memory" } as never);
    expect(replies).toMatchObject([
      { type: "stopped", why: { code: "engine-crashed", message: expect.stringContaining("out of memory") } },
    ]);
  });
});
