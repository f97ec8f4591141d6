import { describe, expect, it } from "vitest";
import { axisTicks, settle } from "./domain.ts";

describe("the range of an axis", () => {
  it("is round and holds the data", () => expect(settle(undefined, -76.2, 38.9)).toEqual({ low: -80, high: 40 }));
  it("stays the same object while data stays within", () => {
    const before = settle(undefined, -76, 38);
    expect(settle(before, -75, 20)).toBe(before);
    expect(settle(before, -79, 39)).toBe(before);
  });
  it("widens at once and narrows only when half is empty", () => {
    const before = settle(undefined, -76, 38);
    expect(settle(before, -90, 38).low).toBeLessThanOrEqual(-90);
    expect(settle(before, -70, -60).high).toBeLessThan(0);
  });
  it("has room for a constant, and for nothing", () => {
    const flat = settle(undefined, -65, -65);
    expect(flat.low).toBeLessThan(-65);
    expect(flat.high).toBeGreaterThan(-65);
    expect(settle(undefined, 1, 0)).toEqual({ low: 0, high: 1 });
    expect(settle(undefined, 0, 0).high).toBeGreaterThan(0);
  });
  it("of a gate is 0 to 1", () =>
    expect(settle(undefined, 0.2, 0.6, { low: 0, high: 1 })).toEqual({ low: 0, high: 1 }));
});

describe("its ticks", () => {
  it("are the ends, with zero between", () => expect(axisTicks({ low: -80, high: 40 }, 75)).toEqual([-80, 0, 40]));
  it("are the ends alone where there is no room", () => expect(axisTicks({ low: 0, high: 30 }, 30)).toEqual([0, 30]));
  it("are equal steps where there is", () => expect(axisTicks({ low: 0, high: 30 }, 140)).toEqual([0, 10, 20, 30]));
});
