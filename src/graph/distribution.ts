/** What can be said of a distribution without drawing from it. */
import type { Distribution } from "./schema.ts";

/** True for the object form of a value. */
export const isDistribution = (value: unknown): value is Distribution =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The bounds outside which a draw is drawn again. */
export function boundsOf(distribution: Distribution): readonly [number, number] {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = distribution as {
    min?: number;
    max?: number;
  };
  return [min, max];
}

/**
 * The part of all draws, before bounds, that falls within `low` and `high`, 0 to 1, good to 1e-7.
 *
 * @param distribution with a standard deviation of 0 or more and, if lognormal, a mean above 0
 */
export function massWithin(distribution: Distribution, low: number, high: number): number {
  if ("uniform" in distribution) {
    const [a, b] = distribution.uniform;
    if (a === b) return a >= low && a <= high ? 1 : 0;
    return Math.max(0, Math.min(high, b) - Math.max(low, a)) / (b - a);
  }
  if ("values" in distribution)
    return distribution.values.filter((x) => x >= low && x <= high).length / distribution.values.length;
  const [mean, sd] = "normal" in distribution ? distribution.normal : distribution.lognormal;
  if (sd === 0) return mean >= low && mean <= high ? 1 : 0;
  if ("normal" in distribution) return Math.max(0, normalBelow((high - mean) / sd) - normalBelow((low - mean) / sd));
  // Mean and sd are those of the values; their logarithm is normal with these.
  const variance = Math.log1p((sd / mean) ** 2);
  const middle = Math.log(mean) - variance / 2;
  const below = (x: number): number => (x <= 0 ? 0 : normalBelow((Math.log(x) - middle) / Math.sqrt(variance)));
  return Math.max(0, below(high) - below(low));
}

/** Cumulative standard normal. @source Abramowitz & Stegun (1964), 26.2.17, error below 7.5e-8 */
function normalBelow(z: number): number {
  if (z < 0) return 1 - normalBelow(-z);
  if (z === Number.POSITIVE_INFINITY) return 1;
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
