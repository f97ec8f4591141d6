import { describe, expect, test } from "vitest";
import { drawWords, keyOf, normalOf, poissonCount, uniform } from "./index.ts";

const n = 100_000;
const words = new Uint32Array(4);
const uniformAt = (k: number) => {
  drawWords(keyOf(42), k, 0, 9, 0, words);
  return uniform(words[0] as number, words[1] as number);
};

describe("normal", () => {
  test("moments of a hundred thousand draws: 0, 1, 0, 3", () => {
    const sums = [0, 0, 0, 0];
    for (let k = 0; k < n; k++) {
      drawWords(keyOf(42), k, 0, 8, 0, words);
      const x = normalOf(words);
      for (let q = 0; q < 4; q++) sums[q] = (sums[q] as number) + x ** (q + 1) / n;
    }
    // Standard errors of the raw moments of a normal: sqrt(1, 2, 15, 96) / sqrt(n).
    for (const [q, [moment, variance]] of [
      [0, 1],
      [1, 2],
      [0, 15],
      [3, 96],
    ].entries())
      expect(Math.abs((sums[q] as number) - (moment as number))).toBeLessThan(4 * Math.sqrt((variance as number) / n));
  });
  test("the ends of the unit interval give finite values", () => {
    expect(normalOf(new Uint32Array([0xffffffff, 0xffffffff, 0, 0]))).toBeCloseTo(8.57, 2);
    expect(normalOf(new Uint32Array(4))).toBeCloseTo(0, 12);
  });
});

describe("Poisson counts", () => {
  test.each([0.001, 0.5, 3, 9.99, 10, 10.5, 40, 1000])("mean %f: mean and variance are the mean", (mean) => {
    let sum = 0;
    let squares = 0;
    for (let k = 0; k < n; k++) {
      const count = poissonCount(mean, uniformAt(k));
      sum += count;
      squares += (count - mean) ** 2;
    }
    expect(Math.abs(sum / n - mean)).toBeLessThan(4 * Math.sqrt(mean / n));
    expect(Math.abs(squares / n - mean)).toBeLessThan(4.5 * Math.sqrt((mean + 2 * mean * mean) / n));
  });
  test.each([2, 12])("mean %i: each count comes up as often as the formula says", (mean) => {
    const seen = new Map<number, number>();
    for (let k = 0; k < n; k++) {
      const count = poissonCount(mean, uniformAt(k));
      seen.set(count, (seen.get(count) ?? 0) + 1);
    }
    let chance = Math.exp(-mean);
    for (let count = 0; count < 3 * mean; count++) {
      const expected = n * chance;
      expect(Math.abs((seen.get(count) ?? 0) - expected)).toBeLessThan(4.5 * Math.sqrt(expected) + 3);
      chance *= mean / (count + 1);
    }
  });
  test("no mean, negative means and NaN give no spikes; the ends of the unit interval end the search", () => {
    for (const mean of [0, -1, Number.NaN]) expect(poissonCount(mean, 0.5)).toBe(0);
    for (const mean of [0.1, 5, 10, 1e6]) {
      expect(poissonCount(mean, 0)).toBeLessThanOrEqual(mean);
      expect(poissonCount(mean, 1 - 2 ** -53)).toBeLessThan(mean + 200 + 12 * Math.sqrt(mean));
    }
  });
});
