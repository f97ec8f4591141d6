import { describe, expect, it } from "vitest";
import { cvOfIntervals, fanoFactor, rateHz, spanStatistics } from "./statistics.ts";

describe("rate", () => {
  it("is spikes a second and cell", () => {
    expect(rateHz(80, 20, 2000)).toBe(2);
    expect(rateHz(0, 20, 1000)).toBe(0);
    expect(rateHz(3, 0, 1000)).toBeNaN();
  });
});

describe("CV of intervals", () => {
  it("is 0 for a clock", () => expect(cvOfIntervals([0, 10, 20, 30, 40])).toBe(0));
  it("of intervals 1 and 3 in turn is sd 1 over mean 2", () =>
    expect(cvOfIntervals([0, 1, 4, 5, 8])).toBeCloseTo(0.5, 12));
  it("of the quantiles of an exponential distribution is 1, as of a Poisson process", () => {
    const n = 20000;
    const times = [0];
    for (let k = 0; k < n; k++) times.push((times[k] as number) - Math.log(1 - (k + 0.5) / n));
    expect(cvOfIntervals(times)).toBeCloseTo(1, 2);
  });
  it("needs three spikes", () => expect(cvOfIntervals([1, 2])).toBeNaN());
});

describe("Fano factor", () => {
  it("is 0 for equal counts", () => expect(fanoFactor([4, 4, 4])).toBe(0));
  it("is variance over mean", () => expect(fanoFactor([1, 3])).toBe(0.5));
  it("of binomial counts is 1 - p", () => {
    // All outcomes of 10 throws with p = 1/2, weighted by how often they come.
    const counts: number[] = [];
    let ways = 1;
    for (let k = 0; k <= 10; k++) {
      for (let w = 0; w < Math.round(ways); w++) counts.push(k);
      ways = (ways * (10 - k)) / (k + 1);
    }
    expect(fanoFactor(counts)).toBeCloseTo(0.5, 12);
  });
});

describe("a stretch of a run", () => {
  const times = Float64Array.from([0, 5, 10, 12, 20, 30]);
  const cells = Uint32Array.from([7, 3, 7, 3, 7, 7]);
  it("looks at one population only", () => {
    const one = spanStatistics(times, cells, 0, 6, { first: 7, n: 1 }, 0, 40);
    expect(one).toMatchObject({ count: 4, rateHz: 100, cv: 0 });
    expect(spanStatistics(times, cells, 0, 6, { first: 0, n: 2 }, 0, 40)).toMatchObject({
      count: 0,
      rateHz: 0,
      cv: Number.NaN,
    });
  });
  it("counts the cells that were there before, and what they sent", () => {
    const past = { gone: 1e9, sizes: [{ untilMs: 20, n: 3 }] };
    const found = spanStatistics(
      Float64Array.of(5, 10, 30),
      Uint32Array.of(1e9, 0, 0),
      0,
      3,
      { first: 0, n: 1 },
      0,
      40,
      past,
    );
    // 3 cells for 20 ms and 1 for 20 ms.
    expect(found).toMatchObject({ count: 3, rateHz: 3000 / 80 });
  });
  it("averages CV over the cells that have one", () => {
    const both = spanStatistics(times, cells, 0, 6, { first: 3, n: 5 }, 0, 40);
    expect(both.count).toBe(6);
    expect(both.cv).toBe(0);
  });
});
