import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPick, curvePath, fillColumns, pickSamples, type Samples, valueAt } from "./trace.ts";

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

describe("bars in place of a crowded line", () => {
  const barsOf = (values: readonly number[], columns: number, dash: readonly number[] = []) => {
    const samples = samplesOf(values);
    const pick = pickSamples(
      samples,
      { fromMs: 0, toMs: values.length, follow: false },
      columns,
      forever,
      createPick(),
    );
    const bars: { column: number; low: number; high: number }[] = [];
    const context = {
      fillRect: (column: number, top: number, width: number, height: number): void => {
        expect(width).toBe(1);
        bars.push({ column, low: top + 0.5, high: top + height - 0.5 });
      },
    };
    const x = (t: number): number => (t * columns) / values.length;
    fillColumns(samples, pick, { x, y: (value) => value, wide: 1, dash }, context);
    return bars;
  };
  const value = fc.integer({ min: -1000, max: 1000 });

  it("reach over every sample, and from each column to the next", () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 200, maxLength: 600 }),
        fc.integer({ min: 5, max: 900 }),
        (values, columns) => {
          const bars = barsOf(values, columns);
          expect(bars.map(({ column }) => column)).toEqual(bars.map((_, k) => k));
          values.forEach((level, k) => {
            const bar = bars[Math.floor((k * columns) / values.length)];
            expect(bar?.low).toBeLessThanOrEqual(level + 1e-6);
            expect(bar?.high).toBeGreaterThanOrEqual(level - 1e-6);
          });
          for (let k = 1; k < bars.length; k++) {
            const [last, next] = [bars[k - 1], bars[k]] as [(typeof bars)[0], (typeof bars)[0]];
            expect(Math.max(last.low, next.low)).toBeLessThanOrEqual(Math.min(last.high, next.high) + 1e-6);
          }
          expect(Math.min(...bars.map(({ low }) => low))).toBeCloseTo(Math.min(...values));
          expect(Math.max(...bars.map(({ high }) => high))).toBeCloseTo(Math.max(...values));
        },
      ),
    );
  });
  it("leave out what is not a number", () => {
    const level = (k: number): number => (k >= 40 && k < 60 ? Number.NaN : 7);
    const bars = barsOf(
      Array.from({ length: 100 }, (_, k) => level(k)),
      10,
    );
    expect(bars).toEqual([0, 1, 2, 3, 6, 7, 8, 9].map((column) => ({ column, low: 7, high: 7 })));
  });
  it("keep the dashes of a line", () => {
    const bars = barsOf(
      Array.from({ length: 100 }, () => 1),
      10,
      [3, 2],
    );
    expect(bars.map(({ column }) => column)).toEqual([0, 1, 2, 5, 6, 7]);
  });
});
