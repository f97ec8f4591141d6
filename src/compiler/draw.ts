/**
 * Values of parameters, weights and delays: one number for all, or one drawn for each cell or pair. Element k depends on
 * seed, stream and k alone, so a population that grows keeps the values of the cells it had.
 */
import type { Distribution, Value } from "../graph/index.ts";
import { drawWords, exp, keyOf, log, normalOf, uniform } from "../random/index.ts";
import { atOnce, drawsOf } from "./draws.ts";

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
  const { standard, value: made } = sampler(distribution);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } =
    "uniform" in distribution ? {} : distribution;
  const draws = drawsOf(seed, n);
  const words = new Uint32Array(4);
  for (let first = 0; first < n; first += atOnce) {
    const drawn = draws[standard](first, Math.min(atOnce, n - first), stream);
    for (let k = 0; k < drawn.length; k++) {
      let x = made(drawn[k] as number);
      for (let block = 1; block < maxRedraws && !(x >= min && x <= max); block++) {
        drawWords(keyOf(seed), 0, first + k, stream, block, words);
        x = made(standard === "normals" ? normalOf(words) : uniform(words[0] as number, words[1] as number));
      }
      values[first + k] = Math.min(Math.max(x, min), max);
    }
  }
  return values;
}

/** From what is drawn, a uniform or a standard normal, to a value. */
function sampler(distribution: Exclude<Distribution, { values: readonly number[] }>): {
  standard: "uniforms" | "normals";
  value: (drawn: number) => number;
} {
  if ("uniform" in distribution) {
    const [low, high] = distribution.uniform;
    return { standard: "uniforms", value: (u) => low + (high - low) * u };
  }
  if ("normal" in distribution) {
    const [mean, sd] = distribution.normal;
    return { standard: "normals", value: (z) => mean + sd * z };
  }
  // Mean and deviation are those of the values, so the normal beneath has other ones. The check asks for a mean above 0.
  const [mean, sd] = distribution.lognormal;
  const ratio = sd / mean;
  const variance = log(1 + ratio * ratio);
  const center = log(mean) - variance / 2;
  const spread = Math.sqrt(variance);
  return { standard: "normals", value: (z) => exp(center + spread * z) };
}
