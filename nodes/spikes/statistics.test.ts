/** Trains are what they say: times of the regular ones, statistics of the random ones, in both step orders and at several steps. */
import { describe, expect, it } from "vitest";
import { circuit, node } from "../../src/testing/circuits.ts";
import { deviation, intervals, mean, run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

type Numbers = Readonly<Record<string, number>>;
const orders = ["nest", "brian2"] as const;

/** Spike times [ms] of every cell. */
function trains(
  kind: string,
  parameters: Numbers,
  ms: number,
  { order = "nest", dt = 0.1, n = 1 }: { order?: "nest" | "brian2"; dt?: number; n?: number } = {},
): number[][] {
  const ran = run(circuit([node("s", kind, { n, parameters })], [], { order, dt }), catalogue, ms);
  return Array.from({ length: n }, (_, cell) => ran.spikes("s", cell));
}

/** Rate [Hz], coefficient of variation of intervals, and Fano factor of counts in windows [ms]. */
function statistics(all: readonly number[][], ms: number, window: number): { rate: number; cv: number; fano: number } {
  const gaps = all.flatMap((times) => intervals(times));
  const counts = all.flatMap((times) => {
    const bins = Array<number>(Math.floor(ms / window)).fill(0);
    for (const time of times) {
      const bin = Math.floor(time / window);
      if (bin < bins.length) bins[bin] = (bins[bin] as number) + 1;
    }
    return bins;
  });
  return {
    rate: (all.flat().length / all.length / ms) * 1000,
    cv: deviation(gaps) / mean(gaps),
    fano: deviation(counts) ** 2 / mean(counts),
  };
}

describe.each(orders)("in %s's order", (order) => {
  it.each([0.1, 0.025, 0.5, 1])("sends each burst whole and on time (dt %s ms)", (dt) => {
    const [times = []] = trains("bursts", { number: 3, interval: 5, period: 40, start: 7, stop: 100 }, 130, { order, dt });
    expect(times.map((time) => Math.round(time * 1000) / 1000)).toEqual([7, 12, 17, 47, 52, 57, 87, 92, 97]);
  });

  it.each([0.1, 0.05, 1])("is the regular train without jitter (dt %s ms)", (dt) => {
    const given = { rate: 20, start: 50, stop: 420 };
    const [times = []] = trains("jittered", { ...given, jitter: 0 }, 500, { order, dt });
    expect(times).toEqual(trains("regular", given, 500, { order, dt })[0]);
    expect(times).toHaveLength(8);
  });

  it("moves every spike about its own place", () => {
    const all = trains("jittered", { rate: 20, jitter: 5, start: 50 }, 2025, { order, n: 100 });
    const moved = all.flatMap((times) => times.map((time, k) => time - 50 * (k + 1)));
    for (const times of all) expect(times).toHaveLength(40);
    expect(Math.abs(mean(moved))).toBeLessThan(0.3);
    expect(Math.abs(deviation(moved) - 5)).toBeLessThan(0.3);
    // Neighbours do not know of each other.
    const later = mean(all.flatMap((times) => times.slice(1).map((time, k) => (time - 50 * (k + 2)) * ((times[k] as number) - 50 * (k + 1)))));
    expect(Math.abs(later) / 25).toBeLessThan(0.06);
  });

  it.each([
    [1, 0],
    [3, 2],
    [1, 5],
    [10, 0],
  ])("keeps rate, CV and Fano factor of a gamma train of order %s with %s ms dead time", (shape, dead) => {
    const ms = 20_000;
    const all = trains("gammaRenewal", { rate: 50, order: shape, dead }, ms, { order, n: 20, dt: 0.2 });
    const { rate, cv, fano } = statistics(all, ms, 1000);
    const expected = (1 - 0.05 * dead) / Math.sqrt(shape);
    expect(Math.abs(rate / 50 - 1)).toBeLessThan(0.02);
    expect(Math.abs(cv / expected - 1)).toBeLessThan(0.03);
    expect(Math.abs(fano / expected ** 2 - 1)).toBeLessThan(0.25);
    const shortest = Math.min(...all.flatMap((times) => intervals(times)));
    if (dead > 0) expect(shortest).toBeGreaterThanOrEqual(dead);
  });
});

describe("the recipe p < r dt", () => {
  it.each([
    [0.1, 100],
    [1, 100],
    [1, 500],
  ])("is a Bernoulli process (dt %s ms, %s Hz)", (dt, hz) => {
    const ms = 20_000;
    const { rate, cv, fano } = statistics(trains("bernoulli", { rate: hz }, ms, { dt, n: 20 }), ms, 100);
    const p = (hz * dt) / 1000;
    expect(Math.abs(rate / hz - 1)).toBeLessThan(0.02);
    expect(Math.abs(cv / Math.sqrt(1 - p) - 1)).toBeLessThan(0.02);
    expect(Math.abs(fano / (1 - p) - 1)).toBeLessThan(0.1);
  });
});
