/** Damage to the weights. Every function gives a new matrix and leaves the old one. */
import { createDice } from "../random/index.ts";

/**
 * Each weight is deleted with this chance, by itself: W is symmetric no longer.
 *
 * @param weights Float64Array(n * n)
 * @param share 0 to 1
 */
export function deleted(weights: Float64Array, share: number, seed: number): Float64Array {
  const dice = createDice(seed, "lesion");
  return weights.map((w) => (dice.uniform() < share ? 0 : w));
}

/** Each pair of units loses both its weights with this chance: W stays symmetric, so the energy argument still holds. */
export function deletedPairs(weights: Float64Array, n: number, share: number, seed: number): Float64Array {
  const dice = createDice(seed, "lesion");
  const left = weights.slice();
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      if (dice.uniform() >= share) continue;
      left[i * n + j] = 0;
      left[j * n + i] = 0;
    }
  }
  return left;
}

/**
 * The lecture's stroke: every weight times max(0, u - share), u uniform. About that share is deleted and every survivor
 * shrinks by a number of its own; W is symmetric no longer.
 *
 * @param draw the uniform numbers, row by row (default: from the seed)
 */
export function stroke(
  weights: Float64Array,
  share: number,
  seed: number,
  draw: () => number = createDice(seed, "lesion").uniform,
): Float64Array {
  return weights.map((w) => w * Math.max(0, draw() - share));
}

/** Units under the brush lose every weight to and from them. @param units Uint8Array(n), 1 under the brush */
export function brushed(weights: Float64Array, units: Uint8Array): Float64Array {
  const n = units.length;
  return weights.map((w, k) => (units[Math.floor(k / n)] || units[k % n] ? 0 : w));
}
