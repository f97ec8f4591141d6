import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstAt, fit, follow, leadShare, pan, spanOf, timeAt, timeTicks, withSpan, xAt, zoomAt } from "./time.ts";

const view = { fromMs: 100, toMs: 500, follow: true };
const views = fc
  .record({
    fromMs: fc.double({ min: 0, max: 1e5, noNaN: true }),
    span: fc.double({ min: 1, max: 1e5, noNaN: true }),
    follow: fc.boolean(),
  })
  .map(({ fromMs, span, follow: follows }) => ({ fromMs, toMs: fromMs + span, follow: follows }));

describe("the view of time", () => {
  it("maps pixels to moments and back", () => {
    fc.assert(
      fc.property(
        views,
        fc.double({ min: 0, max: 900, noNaN: true }),
        (v, x) => Math.abs(xAt(v, 900, timeAt(v, 900, x)) - x) < 1e-4,
      ),
    );
  });
  it("keeps the moment under the pointer when it zooms", () => {
    fc.assert(
      fc.property(
        views,
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 900, noNaN: true }),
        (v, factor, x) => {
          const at = timeAt(v, 900, x);
          return Math.abs(xAt(zoomAt(v, at, factor), 900, at) - x) < 1e-3;
        },
      ),
    );
  });
  it("never shows time before 0", () => {
    expect(pan(view, -1000).fromMs).toBe(0);
    expect(zoomAt(view, 110, 100).fromMs).toBe(0);
  });
  it("stops following when moved by hand, but not when zoomed", () => {
    expect(pan(view, 50)).toEqual({ fromMs: 150, toMs: 550, follow: false });
    expect(zoomAt(view, 300, 2).follow).toBe(true);
  });
  it("fits the whole run with room for the flag", () => {
    const whole = fit(view, 1000);
    expect(whole.fromMs).toBe(0);
    expect(xAt(whole, 1000, 1000)).toBeCloseTo(1000 * (1 - leadShare), 6);
  });
  it("keeps the present at its pixel when the length changes", () => {
    expect(xAt(withSpan(view, 200, 400), 900, 400)).toBeCloseTo(xAt(view, 900, 400), 6);
  });
});

describe("follow mode", () => {
  it("stands still while the present is in sight", () => expect(follow(view, 300, 800)).toBe(view));
  it("slides by whole pixels", () => {
    const next = follow(view, 519.3, 800);
    expect(spanOf(next)).toBeCloseTo(400, 9);
    expect((next.fromMs - view.fromMs) / (400 / 800)).toBeCloseTo(Math.round((next.fromMs - view.fromMs) / 0.5), 6);
    expect(next.toMs).toBeGreaterThanOrEqual(519.3 + 400 * leadShare);
  });
  it("goes back to the start with the run", () =>
    expect(follow({ fromMs: 800, toMs: 1200, follow: true }, 0, 800).fromMs).toBe(0));
  it("does nothing when off", () => {
    const off = { ...view, follow: false };
    expect(follow(off, 9999, 800)).toBe(off);
  });
});

it("a ruler's labels are round and never closer than asked", () => {
  fc.assert(
    fc.property(views, (v) => {
      const { labelMs, majorMs, minorMs } = timeTicks(v, 900, 90);
      const apart = (labelMs / spanOf(v)) * 900;
      const whole = (ratio: number): boolean => Math.abs(ratio - Math.round(ratio)) < 1e-9;
      return apart >= 89.99 && apart < 300 && whole(labelMs / majorMs) && whole(majorMs / minorMs);
    }),
  );
});

it("finds the first entry at or after a moment among the valid ones", () => {
  const times = Float64Array.from([1, 2, 2, 3, 0, 0]);
  expect([0, 2, 2.5, 9].map((t) => firstAt(times, 4, t))).toEqual([0, 1, 3, 4]);
});
