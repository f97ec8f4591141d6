/** Cues: a pattern as it is seen in the dark, under a hand, or by the lecture. */
import { createDice } from "../random/index.ts";

/**
 * The lecture's `corrupt`: an entry stays with chance 1/2, or becomes -sign(x) times a uniform number. Not a bit flip: what is
 * wrong is weaker than what is right.
 */
export function corrupt(pattern: Float64Array, seed: number): Float64Array {
  const dice = createDice(seed, "corrupt");
  return pattern.map((x) => (dice.uniform() < 0.5 ? x : -Math.sign(x) * dice.uniform()));
}

/** Exactly this share of the entries, drawn without return, with the other sign. @param share 0 to 1 */
export function flipped(pattern: Float64Array, share: number, seed: number): Float64Array {
  const order = createDice(seed, "noise").shuffled(pattern.length);
  const cue = pattern.slice();
  for (const k of order.subarray(0, Math.round(share * pattern.length))) cue[k] = -(cue[k] as number);
  return cue;
}

/** The first entries, in reading order; the rest is 0, not seen. @param share kept, 0 to 1 */
export function partial(pattern: Float64Array, share: number): Float64Array {
  const kept = Math.round(share * pattern.length);
  return pattern.map((x, k) => (k < kept ? x : 0));
}
