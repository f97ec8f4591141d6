/**
 * Values of parameters, weights and delays: one number for all, or one drawn for each cell or pair. Element k depends on
 * seed, stream and k alone, so a population that grows keeps the values of the cells it had.
 */
import type { Distribution, Value } from "../graph/index.ts";
import { drawWords, exp, keyOf, log, normalOf, uniform } from "../random/index.ts";

/** Draws of one element before a limit that leaves next to nothing is answered with the limit itself. */
const maxRedraws = 1000;

/**
 * Values of `n` elements.
 *
 * @returns the number itself, good for all, or Float64Array(n), in the unit of the parameter
 * @throws for text and plain lists, which are no distributions: a fault of the caller
 */
export function draw(value: Value, n: number, stream: number, seed: number): number | Float64Array {
  if (typeof value === "number") return value;
  if (typeof value !== "object" || Array.isArray(value)) throw new TypeError("draw takes a number or a distribution");
  const distribution = value as Distribution;
  const values = new Float64Array(n);
  if ("values" in distribution) {
    const list = distribution.values;
    for (let k = 0; k < n; k++) values[k] = list[k % list.length] ?? 0;
    return values;
  }
  const one = sampler(distribution);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } =
    "uniform" in distribution ? {} : distribution;
  const key = keyOf(seed);
  const words = new Uint32Array(4);
  for (let k = 0; k < n; k++) {
    let x = Number.NaN;
    for (let block = 0; block < maxRedraws; block++) {
      drawWords(key, 0, k, stream, block, words);
      x = one(words);
      if (x >= min && x <= max) break;
    }
    values[k] = Math.min(Math.max(x, min), max);
  }
  return values;
}

/** From the four words of one draw to one value. */
function sampler(distribution: Exclude<Distribution, { values: readonly number[] }>): (words: Uint32Array) => number {
  if ("uniform" in distribution) {
    const [low, high] = distribution.uniform;
    return (words) => low + (high - low) * uniform(words[0] as number, words[1] as number);
  }
  if ("normal" in distribution) {
    const [mean, sd] = distribution.normal;
    return (words) => mean + sd * normalOf(words);
  }
  // Mean and deviation are those of the values, so the normal beneath has other ones. The check asks for a mean above 0.
  const [mean, sd] = distribution.lognormal;
  const ratio = sd / mean;
  const variance = log(1 + ratio * ratio);
  const center = log(mean) - variance / 2;
  const spread = Math.sqrt(variance);
  return (words) => exp(center + spread * normalOf(words));
}
