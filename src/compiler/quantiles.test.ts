import { describe, expect, test } from "vitest";
import type { Distribution } from "../graph/index.ts";
import { normalQuantile, pack, quantilesOf } from "./quantiles.ts";

const moments = (values: ArrayLike<number>) => {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return [mean, Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length)] as const;
};

describe("the quantile of the normal distribution", () => {
  // Abramowitz & Stegun, table 26.5, and the usual limits of confidence.
  test.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.999, 3.090232306167813],
    [0.999999, 4.753424308822899],
  ])("%f of it lies below %f", (share, x) => {
    expect(normalQuantile(share)).toBeCloseTo(x, 10);
    expect(normalQuantile(1 - share)).toBeCloseTo(-x, 9);
  });
});

describe("65 536 values for a distribution", () => {
  test.each<[string, Distribution, mean: number, sd: number]>([
    ["uniform", { uniform: [2, 5] }, 3.5, 3 / Math.sqrt(12)],
    ["normal", { normal: [87.8, 8.78] }, 87.8, 8.78],
    ["lognormal", { lognormal: [10, 5] }, 10, 5],
    // Half of a normal: mean sqrt(2 / pi) and variance 1 - 2 / pi.
    ["half a normal", { normal: [0, 1], min: 0 }, Math.sqrt(2 / Math.PI), Math.sqrt(1 - 2 / Math.PI)],
  ])("%s: its mean and deviation, also when packed", (name, distribution, mean, sd) => {
    const values = quantilesOf(distribution)!;
    const { codes, scale } = pack(values)!;
    for (const [ownMean, ownSd] of [moments(values), moments(Array.from(codes, (code) => code * scale))]) {
      expect(Math.abs(ownMean - mean) / sd).toBeLessThan(2e-4);
      expect(Math.abs(ownSd / sd - 1)).toBeLessThan(name === "lognormal" ? 1e-3 : 2e-4);
    }
    expect(scale).toBeLessThan(sd / 500);
    expect(Number.isInteger(Math.log2(scale))).toBe(true);
  });

  test("limits are kept, and what lies between is shared out anew", () => {
    const values = quantilesOf({ normal: [1.5, 0.75], min: 0.1 })!;
    expect(values[0]).toBeGreaterThanOrEqual(0.1);
    // 3.1 % of the whole lies below 0.1; of what is left, as much lies below 1.5 as the whole says.
    const below = (0.5 - 0.030974) / (1 - 0.030974);
    expect(values.findIndex((value) => value > 1.5) / 65536).toBeCloseTo(below, 4);
  });

  test("there are none for lists, for limits beyond the distribution, and for what 16 bits cannot tell apart", () => {
    expect(quantilesOf({ values: [1, 2] })).toBeUndefined();
    expect(quantilesOf({ normal: [0, 1], min: 8 })).toBeUndefined();
    expect(pack(quantilesOf({ normal: [1000, 0.01] })!)).toBeUndefined();
  });
});
