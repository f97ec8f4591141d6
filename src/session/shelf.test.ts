import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { emptyGraph } from "../graph/index.ts";
import { type MemoryStorage, memoryStorage, quotaError } from "../testing/memoryStorage.ts";
import { createAutosave } from "./autosave.ts";
import { createShelf, loadLast } from "./shelf.ts";
import type { SessionState } from "./types.ts";

let storage: MemoryStorage;
let clock = 0;
const now = () => ++clock;
/** Writes of circuits, in order. */
const circuits = () => storage.writes.filter(({ key }) => key.startsWith("circuit/"));
const shelf = () => createShelf(storage, catalogue, now);
beforeEach(() => {
  storage = memoryStorage();
  clock = 1000;
});

describe("shelf", () => {
  test("the newest copy is opened, and two before it are kept", async () => {
    const one = shelf();
    for (const name of ["a", "b", "c", "d", "e"]) await one.save("x", emptyGraph(name));
    expect((await shelf().load("x")).graph?.name).toBe("e");
    const kept = [...storage.data].filter(([key]) => key.startsWith("circuit/"));
    const names = kept.map(([, record]) => (record as { name: string }).name);
    expect(names.sort()).toEqual(["c", "d", "e"]);
  });

  test("a session that did not load the circuit goes on counting, also when the clock went back", async () => {
    await shelf().save("x", emptyGraph("before"));
    clock = 0;
    await shelf().save("x", emptyGraph("after"));
    expect((await shelf().load("x")).graph?.name).toBe("after");
  });

  test.each([
    ["cut short", (record: { text: string }) => ({ ...record, text: record.text.slice(0, -5) })],
    ["altered", (record: { text: string }) => ({ ...record, text: record.text.replace("new", "gnu") })],
    ["something else", () => "hello"],
    ["null", () => null],
  ])("a copy that is %s is kept aside and reported; the one before it opens", async (_, damage) => {
    const one = shelf();
    await one.save("x", emptyGraph("old"));
    await one.save("x", emptyGraph("new"));
    const key = circuits().at(-1)?.key as string;
    const damaged = damage(storage.data.get(key) as { text: string });
    storage.data.set(key, damaged);
    const { graph, diagnostics } = await shelf().load("x");
    expect(graph?.name).toBe("old");
    expect(diagnostics.map(({ code }) => code)).toEqual(["record-damaged"]);
    const rescued = [...storage.data].filter(([name]) => name.startsWith("rescue/x/"));
    expect(rescued.map(([, value]) => value)).toEqual([damaged]);
    await shelf().save("x", emptyGraph("newer"));
    expect((await shelf().load("x")).graph?.name).toBe("newer");
  });

  test("with no good copy left it says so once, and the list offers nothing after", async () => {
    await shelf().save("x", emptyGraph("only"));
    storage.data.set(circuits()[0]?.key as string, { schema: 1 });
    expect((await shelf().list()).map(({ name }) => name)).toEqual(["Unreadable circuit"]);
    expect((await shelf().load("x")).diagnostics[0]?.code).toBe("record-lost");
    expect(await shelf().list()).toEqual([]);
    expect((await shelf().load("x")).diagnostics[0]?.code).toBe("record-missing");
  });

  test("what a newer program stored is neither opened nor moved nor overlooked for an older copy", async () => {
    const one = shelf();
    await one.save("x", emptyGraph("old"));
    storage.data.set("circuit/x/2", { schema: 2, serial: 9 });
    expect(await shelf().load("x")).toMatchObject({ diagnostics: [{ code: "record-newer" }] });
    expect(storage.data.get("circuit/x/2")).toEqual({ schema: 2, serial: 9 });
  });

  test("a library that cannot be read is a message, not an exception", async () => {
    storage.get = () => Promise.reject(new Error("blocked"));
    const { graph, diagnostics } = await shelf().load("x");
    expect(graph).toBeUndefined();
    expect(diagnostics[0]?.message).toContain("blocked");
  });

  test("the list is newest first and counts neurons, not sources and synapses", async () => {
    await shelf().save("x", emptyGraph("first"));
    const nodes = [
      { id: "a", kind: "lif", label: "A", at: [0, 0] as const, n: 80 },
      { id: "b", kind: "exponential", label: "B", at: [0, 0] as const },
      { id: "c", kind: "poisson", label: "C", at: [0, 0] as const, n: 50 },
    ];
    await shelf().save("y", { ...emptyGraph("second"), nodes });
    expect(await shelf().list()).toMatchObject([
      { id: "y", name: "second", cells: 80 },
      { id: "x", cells: 0 },
    ]);
    expect(await loadLast(storage, catalogue, now)).toMatchObject({ id: "y", graph: { name: "second" } });
    await shelf().remove("y");
    expect((await loadLast(storage, catalogue, now))?.id).toBe("x");
  });

  test("the program starts with the last circuit that opens", async () => {
    await shelf().save("x", emptyGraph("fine"));
    await shelf().save("y", emptyGraph("broken"));
    storage.data.set(circuits().at(-1)?.key as string, 5);
    const last = await loadLast(storage, catalogue, now);
    expect([last?.id, last?.graph.name]).toEqual(["x", "fine"]);
    expect(await loadLast(memoryStorage(), catalogue, now)).toBeUndefined();
  });

  test("that is the one on the board, also when another was edited later", async () => {
    await shelf().save("x", emptyGraph("first"));
    await shelf().save("y", emptyGraph("second"));
    await shelf().opened("x");
    expect((await loadLast(storage, catalogue, now))?.id).toBe("x");
  });
});

describe("autosave", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const start = () => {
    const states: SessionState["saved"][] = [];
    const autosave = createAutosave(shelf(), now, (saved) => states.push(saved));
    return { autosave, states };
  };
  const names = () => circuits().map(({ value }) => (value as { name: string }).name);

  test("an edit is on disk within 250 ms, also in the middle of a drag", async () => {
    const { autosave, states } = start();
    for (let k = 0; k < 100; k++) {
      autosave.changed("x", emptyGraph(`at ${k}`));
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(names().length).toBeGreaterThanOrEqual(4);
    expect(states.at(-1)?.status).toBe("saving");
    await vi.advanceTimersByTimeAsync(250);
    expect(names().at(-1)).toBe("at 99");
    expect(states.at(-1)?.status).toBe("saved");
  });

  test("writes never overtake each other, and saved is said only of the newest", async () => {
    const { autosave, states } = start();
    let busy = 0;
    storage.beforeWrite = async () => {
      expect(++busy).toBe(1);
      await new Promise((done) => setTimeout(done, 400));
      busy--;
    };
    autosave.changed("x", emptyGraph("a"));
    await vi.advanceTimersByTimeAsync(300);
    autosave.changed("x", emptyGraph("b"));
    await vi.advanceTimersByTimeAsync(400);
    expect(names()).toEqual(["a"]);
    expect(states.at(-1)?.status).toBe("saving");
    await vi.advanceTimersByTimeAsync(1000);
    expect(names()).toEqual(["a", "b"]);
    expect(states.at(-1)?.status).toBe("saved");
  });

  test("a full disk is said in plain words; the old copy stays and the next edit tries again", async () => {
    const { autosave, states } = start();
    autosave.changed("x", emptyGraph("a"));
    expect(await autosave.flush()).toBe(true);
    storage.beforeWrite = () => {
      throw quotaError();
    };
    autosave.changed("x", emptyGraph("b"));
    expect(await autosave.flush()).toBe(false);
    expect(states.at(-1)).toMatchObject({ status: "failed", message: expect.stringContaining("no room left") });
    expect((await shelf().load("x")).graph?.name).toBe("a");
    delete storage.beforeWrite;
    autosave.changed("x", emptyGraph("c"));
    await vi.advanceTimersByTimeAsync(250);
    expect(states.at(-1)?.status).toBe("saved");
    expect((await shelf().load("x")).graph?.name).toBe("c");
  });

  test("a circuit that cannot be stored keeps waiting and does not hold up another", async () => {
    const { autosave } = start();
    storage.beforeWrite = (key) => {
      if (key.startsWith("circuit/big/")) throw quotaError();
    };
    autosave.changed("big", emptyGraph("big"));
    autosave.changed("small", emptyGraph("small"));
    expect(await autosave.flush()).toBe(false);
    expect(names()).toEqual(["small"]);
    expect(autosave.waiting("big")?.name).toBe("big");
    delete storage.beforeWrite;
    expect(await autosave.flush()).toBe(true);
    expect(names()).toEqual(["small", "big"]);
  });
});
