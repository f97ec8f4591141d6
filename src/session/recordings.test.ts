import { describe, expect, test } from "vitest";
import type { Frame, NetworkSummary } from "../engine/index.ts";
import { createRecorder } from "./recordings.ts";

const frame = (times: number[], cells = times.map(() => 0), samples: number[] = []): Frame => ({
  type: "frame",
  version: 1,
  timeMs: times.at(-1) ?? 0,
  running: true,
  threads: 1,
  speed: 1,
  spikes: { times: Float64Array.from(times), cells: Uint32Array.from(cells) },
  traces: [
    {
      node: "lif",
      variable: "v",
      cells: [0, 7],
      times: Float64Array.from(samples),
      values: Float32Array.from(samples.flatMap((t) => [t, -t])),
    },
  ],
  levels: [],
});
const network = (...populations: [node: string, n: number, first: number][]): NetworkSummary => ({
  populations: populations.map(([node, n, first]) => ({ node, n, first, states: [], method: "" })),
  pairs: [],
  projections: [],
  threads: 1,
  bytes: 0,
  dtMs: 0.1,
});
const valid = ({ count, times, cells }: { count: number; times: Float64Array; cells: Uint32Array }) =>
  Array.from({ length: count }, (_, k) => [times[k], cells[k]]);

describe("recordings", () => {
  test("frames add up, whatever their size; columns of a trace become one list for each cell", () => {
    const { recordings, append } = createRecorder();
    for (let k = 0; k < 3000; k++) append(frame([k], [k % 5], [k]));
    expect(recordings.spikes.count).toBe(3000);
    expect(recordings.spikes.times[2999]).toBe(2999);
    const trace = recordings.traces.get("lif.v.7");
    expect([trace?.count, trace?.times[2999], trace?.values[2999]]).toEqual([3000, 2999, -2999]);
  });

  test("a cut takes spikes and samples from a time on, and the next frame goes on there", () => {
    const { recordings, append } = createRecorder();
    append(frame([1, 2, 2, 3, 4], [0, 0, 1, 0, 0], [1, 2, 3, 4]));
    append(frame([2.5], [9], [2.5]), 2.05);
    expect(valid(recordings.spikes)).toEqual([
      [1, 0],
      [2, 0],
      [2, 1],
      [2.5, 9],
    ]);
    const trace = recordings.traces.get("lif.v.0");
    expect([...(trace?.times.subarray(0, trace.count) ?? [])]).toEqual([1, 2, 2.5]);
  });

  test("when full the oldest go and the newest stay, also when one frame brings more than fits", () => {
    const { recordings, append } = createRecorder({ spikes: 100, samples: 100 });
    for (let k = 0; k < 250; k++) append(frame([k], [k], [k]));
    const { count, times, cells } = recordings.spikes;
    expect(count).toBeLessThanOrEqual(100);
    expect(count).toBeGreaterThanOrEqual(75);
    expect([times[count - 1], cells[count - 1]]).toEqual([249, 249]);
    expect(times[0]).toBe(250 - count);
    append(frame(Array.from({ length: 300 }, (_, k) => 1000 + k)));
    expect([recordings.spikes.count, recordings.spikes.times[0], recordings.spikes.times[99]]).toEqual([
      100, 1200, 1299,
    ]);
  });

  test("spikes and curves are full each by themselves, until the run begins anew", () => {
    const { append, reset } = createRecorder({ spikes: 20, samples: 10 });
    const full = (k: number) => [...append(frame([k], [0], [k]))];
    for (let k = 0; k < 10; k++) expect(full(k)).toEqual([]);
    for (let k = 10; k < 20; k++) expect(full(k)).toEqual(["samples"]);
    expect(full(20).sort()).toEqual(["samples", "spikes"]);
    reset();
    expect(full(21)).toEqual([]);
  });

  test("another network numbers its cells anew: spikes follow their node, those of removed nodes and cells go", () => {
    const { recordings, append, renumber } = createRecorder();
    append(frame([1, 2, 3, 4], [0, 2, 3, 5]));
    renumber(network(["a", 2, 0], ["b", 2, 2], ["c", 2, 4]), network(["c", 1, 0], ["silent", 5, -1], ["b", 2, 1]), 4);
    const gone = recordings.past.get("c")?.gone;
    expect(valid(recordings.spikes)).toEqual([
      [2, 1],
      [3, 2],
      [4, gone],
    ]);
  });

  test("a population of another size: what was recorded keeps the size it had, and the spikes of cells that go", () => {
    const { recordings, append, renumber, reset } = createRecorder();
    append(frame([1, 2, 3], [0, 1, 2]));
    renumber(network(["a", 1, 0], ["b", 2, 1]), network(["a", 5, 0], ["b", 1, 5]), 3);
    const gone = recordings.past.get("b")?.gone ?? 0;
    expect(gone).toBeGreaterThan(1e9);
    expect(recordings.past.get("a")?.sizes).toEqual([{ untilMs: 3, n: 1 }]);
    expect(recordings.past.get("b")?.sizes).toEqual([{ untilMs: 3, n: 2 }]);
    const kept = [
      [1, 0],
      [2, 5],
      [3, gone],
    ];
    expect(valid(recordings.spikes)).toEqual(kept);

    // Another change of numbers leaves them, and the node's end takes them along.
    append(frame([4], [5]));
    renumber(network(["a", 5, 0], ["b", 1, 5]), network(["b", 1, 0], ["a", 5, 1]), 4);
    expect(valid(recordings.spikes).map(([, cell]) => cell)).toEqual([1, 0, gone, 0]);
    append(frame([2.5], [0]), 2.2);
    expect(recordings.past.get("a")?.sizes).toEqual([{ untilMs: 2.2, n: 1 }]);

    reset();
    expect(recordings.past.size).toBe(0);
    renumber(network(["b", 1, 0], ["a", 5, 1]), network(["a", 2, 0]), 0);
    expect(recordings.last?.past.get("a")?.sizes).toEqual([
      { untilMs: 2.2, n: 1 },
      { untilMs: Number.POSITIVE_INFINITY, n: 5 },
    ]);
    expect(valid(recordings.last?.spikes ?? recordings.spikes)).toEqual([[1, 0]]);
  });

  test("reset keeps one run to lay under the next; resetting an empty run keeps it still", () => {
    const { recordings, append, reset, clear } = createRecorder();
    append(frame([1, 2]));
    const { spikes } = recordings;
    reset();
    reset();
    expect(recordings.last?.spikes).toBe(spikes);
    expect(recordings.spikes.count).toBe(0);
    append(frame([5]));
    expect(valid(spikes)).toEqual([
      [1, 0],
      [2, 0],
    ]);
    clear();
    expect(recordings.last).toBeUndefined();
  });
});
