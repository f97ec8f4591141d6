import { describe, expect, test } from "vitest";
import { draw } from "./draw.ts";

const moments = (values: number | Float64Array) => {
  const list = values as Float64Array;
  const mean = list.reduce((sum, x) => sum + x, 0) / list.length;
  return { mean, sd: Math.sqrt(list.reduce((sum, x) => sum + (x - mean) ** 2, 0) / list.length) };
};
const n = 40_000;

describe("draw", () => {
  test("a number stays a number: one value for all", () => {
    expect(draw(5, 1000, 1, 1)).toBe(5);
  });
  test("uniform fills its interval evenly", () => {
    const values = draw({ uniform: [-60, -50] }, n, 1, 1) as Float64Array;
    expect(Math.min(...values.subarray(0, 1000))).toBeGreaterThanOrEqual(-60);
    expect(Math.max(...values.subarray(0, 1000))).toBeLessThan(-50);
    const { mean, sd } = moments(values);
    expect(Math.abs(mean + 55)).toBeLessThan(4 * (10 / Math.sqrt(12 * n)));
    expect(sd).toBeCloseTo(10 / Math.sqrt(12), 1);
  });
  test("normal and lognormal have the mean and deviation asked for, of the values themselves", () => {
    for (const value of [{ normal: [10, 2] as const }, { lognormal: [10, 2] as const }]) {
      const { mean, sd } = moments(draw(value, n, 2, 7));
      expect(Math.abs(mean - 10)).toBeLessThan((4 * 2) / Math.sqrt(n));
      expect(Math.abs(sd / 2 - 1)).toBeLessThan(0.03);
    }
  });
  test("what falls outside the limits is drawn again, not piled up at the limit", () => {
    const values = draw({ normal: [0, 1], min: -1, max: 1 }, n, 3, 7) as Float64Array;
    expect(values.every((x) => x >= -1 && x <= 1)).toBe(true);
    expect(values.some((x) => Math.abs(x) === 1)).toBe(false);
    expect(moments(values).sd).toBeCloseTo(0.5396, 2);
  });
  test("limits that no draw meets end at the limit", () => {
    expect(draw({ normal: [0, 1], min: 50 }, 2, 3, 7)).toEqual(new Float64Array([50, 50]));
  });
  test("a list is repeated when short", () => {
    expect(draw({ values: [1, 2, 3] }, 5, 0, 0)).toEqual(new Float64Array([1, 2, 3, 1, 2]));
  });
  test("growing a population keeps the values of the cells it had; another seed or stream changes them", () => {
    const small = draw({ normal: [0, 1] }, 10, 4, 1) as Float64Array;
    const large = draw({ normal: [0, 1] }, 20, 4, 1) as Float64Array;
    expect(large.slice(0, 10)).toEqual(small);
    expect(draw({ normal: [0, 1] }, 10, 4, 2)).not.toEqual(small);
    expect(draw({ normal: [0, 1] }, 10, 5, 1)).not.toEqual(small);
  });
  test("text is no distribution", () => {
    expect(() => draw("10*t", 3, 0, 0)).toThrow(TypeError);
  });
});
