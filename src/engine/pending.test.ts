import { describe, expect, it } from "vitest";
import { createPending } from "./pending.ts";
import type { Samples, Simulation } from "./simulation.ts";

/** What a simulation with one population "a" would hand over. */
const results = (times: number[], samples: Partial<Samples>[] = []) =>
  ({
    network: { populations: [{ node: "a" }] },
    takeSpikes: () => ({ times: Float64Array.from(times), cells: Uint32Array.from(times, (time) => time) }),
    takeSamples: () => samples,
  }) as unknown as Simulation;

const sample = (times: number[]) => ({
  request: { population: 0, variable: "v", cells: [3, 5], every: 1 },
  times: Float64Array.from(times),
  values: Float64Array.from(times.flatMap((time) => [time, -time])),
});

describe("pending results", () => {
  it("of one piece go out as they came", () => {
    const pending = createPending();
    pending.add(results([1, 2], [sample([1, 2])]));
    const { spikes, traces } = pending.take();
    expect([...spikes.times]).toEqual([1, 2]);
    expect(traces).toEqual([
      {
        node: "a",
        variable: "v",
        cells: [3, 5],
        times: Float64Array.of(1, 2),
        values: Float32Array.of(1, -1, 2, -2),
      },
    ]);
    expect(pending.take()).toEqual({
      spikes: { times: new Float64Array(0), cells: new Uint32Array(0) },
      traces: [],
    });
  });

  it("of several pieces are joined", () => {
    const pending = createPending();
    pending.add(results([1, 2], [sample([1])]));
    pending.add(results([]));
    pending.add(results([4], [sample([4])]));
    expect(pending.lastSpike(2, 3)).toEqual({ timeMs: 2, cell: 2 });
    const { spikes, traces } = pending.take();
    expect([...spikes.times]).toEqual([1, 2, 4]);
    expect([...spikes.cells]).toEqual([1, 2, 4]);
    expect(traces[0]?.values).toEqual(Float32Array.of(1, -1, 4, -4));
  });

  it("can be cut at a moment, in buffers that may be transferred", () => {
    const pending = createPending();
    pending.add(results([1, 2, 3], [sample([1, 2, 3])]));
    pending.cut(2.5);
    const { spikes, traces } = pending.take();
    expect([...spikes.times]).toEqual([1, 2]);
    expect(spikes.times.byteLength).toBe(spikes.times.buffer.byteLength);
    expect(traces[0]?.times).toEqual(Float64Array.of(1, 2));
    expect(traces[0]?.values).toEqual(Float32Array.of(1, -1, 2, -2));
  });
});
