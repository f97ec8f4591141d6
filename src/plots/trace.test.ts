import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPick, curvePath, pickSamples, type Samples, valueAt } from "./trace.ts";

const samplesOf = (values: readonly number[], everyMs = 1): Samples => ({
  count: values.length,
  times: Float64Array.from(values, (_, k) => k * everyMs),
  values: Float32Array.from(values),
});
const forever = Number.POSITIVE_INFINITY;

describe("picking samples", () => {
  it("keeps all of them while there are few, one beyond each edge", () => {
    const pick = pickSamples(
      samplesOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
      { fromMs: 3, toMs: 6, follow: false },
      100,
      forever,
      createPick(),
    );
    expect([...pick.indices.subarray(0, pick.count)]).toEqual([2, 3, 4, 5, 6]);
  });
  it("never loses a peak: each pixel column keeps its lowest and highest", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 500, maxLength: 2000 }), (values) => {
        const samples = samplesOf(values);
        const columns = 20;
        const view = { fromMs: 0, toMs: values.length, follow: false };
        const pick = pickSamples(samples, view, columns, forever, createPick());
        const chosen = new Set(pick.indices.subarray(0, pick.count));
        for (let column = 0; column < columns; column++) {
          const inside = values
            .map((value, k) => ({ value, k }))
            .filter(({ k }) => Math.floor((k * columns) / values.length) === column);
          const all = inside.map(({ value }) => value);
          const kept = inside.filter(({ k }) => chosen.has(k)).map(({ value }) => value);
          expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...all), Math.max(...all)]);
        }
        expect(pick.count).toBeLessThanOrEqual(4 * (columns + 3));
        expect([pick.low, pick.high]).toEqual([Math.min(...values), Math.max(...values)]);
      }),
      { numRuns: 30 },
    );
  });
  it("says how far the curve goes up and down", () => {
    const view = { fromMs: 0, toMs: 5, follow: false };
    expect(pickSamples(samplesOf([0, 2, 1, Number.NaN, 4, 3]), view, 100, forever, createPick()).travel).toBe(4);
  });

  it("goes forward in time only", () => {
    const values = Array.from({ length: 5000 }, (_, k) => Math.sin(k / 7));
    const pick = pickSamples(samplesOf(values), { fromMs: 0, toMs: 5000, follow: false }, 100, forever, createPick());
    for (let k = 1; k < pick.count; k++) expect(pick.indices[k]).toBeGreaterThan(pick.indices[k - 1] as number);
  });
});

it("a value that is not a number breaks the line", () => {
  const samples = samplesOf([1, 2, Number.NaN, 4, 5]);
  const pick = pickSamples(samples, { fromMs: 0, toMs: 5, follow: false }, 100, forever, createPick());
  expect(
    curvePath(
      samples,
      pick,
      (t) => t,
      (v) => v,
    ),
  ).toBe("M0,1L1,2M3,4L4,5");
});

it("reads the sample at or before a moment", () => {
  const samples = samplesOf([10, 20, 30]);
  expect([valueAt(samples, 1.9), valueAt(samples, 2), valueAt(samples, 50, 5)]).toEqual([20, 30, Number.NaN]);
  expect(valueAt(samples, -1)).toBeNaN();
});
