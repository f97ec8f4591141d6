/** What a state is: a stored pattern, its inverse, a mixture of some, or nothing that is known. */
import { overlap } from "./energy.ts";

export type Meaning =
  | { type: "stored"; pattern: number; exact: boolean }
  | { type: "inverse"; pattern: number; exact: boolean }
  /** sign(s1 p1 + s2 p2 + s3 p3): patterns in ascending order, with the sign of each. */
  | { type: "mixture"; patterns: readonly number[]; signs: readonly (1 | -1)[]; exact: boolean }
  | { type: "unknown" };

/** Overlap from which a state counts as a pattern although some units differ. */
const nearly = 0.9;
/** Patterns that are tried in mixtures: those that the state resembles most. */
const mostTried = 12;

/** Overlaps with all patterns. @param patterns Float64Array(m * n), @returns Float64Array(m), each -1 to 1 */
export const overlaps = (patterns: Float64Array, state: Float64Array): Float64Array =>
  Float64Array.from({ length: patterns.length / state.length }, (_, k) =>
    overlap(state, rowOf(patterns, k, state.length)),
  );

/** The lecture's look-up: the pattern that the state is, unit by unit. @returns its number, or undefined: no class */
export function lookUp(patterns: Float64Array, state: Float64Array): number | undefined {
  const n = state.length;
  for (let k = 0; k * n < patterns.length; k++) {
    if (state.every((u, i) => u === patterns[k * n + i])) return k;
  }
  return undefined;
}

/**
 * The best name for a state: stored or inverse at an overlap of 0.9 and more, else the mixture of three that is as near.
 * Mixtures of two are sign(p1 + p2) where the two agree; where they differ anything may stand, so half the units decide.
 *
 * @source Amit, Gutfreund & Sompolinsky (1985), Phys. Rev. A 32, 1007-1018: symmetric mixtures of an odd number are stable
 */
export function meaningOf(patterns: Float64Array, state: Float64Array): Meaning {
  const n = state.length;
  const found = overlaps(patterns, state);
  const order = [...found.keys()].sort((a, b) => Math.abs(found[b] as number) - Math.abs(found[a] as number));
  const [best] = order;
  if (best === undefined) return { type: "unknown" };
  const like = found[best] as number;
  if (like >= nearly) return { type: "stored", pattern: best, exact: like === 1 };
  if (like <= -nearly) return { type: "inverse", pattern: best, exact: like === -1 };
  const near = order.slice(0, mostTried);
  const signs = near.map((k): 1 | -1 => ((found[k] as number) < 0 ? -1 : 1));
  let mixture: { meaning: Meaning; like: number } | undefined;
  const mixed = new Float64Array(n);
  const tried = (places: readonly number[]): void => {
    mixed.fill(0);
    for (const place of places) {
      const from = (near[place] as number) * n;
      for (let i = 0; i < n; i++)
        mixed[i] = (mixed[i] as number) + (signs[place] as number) * (patterns[from + i] as number);
    }
    let agree = 0;
    let counted = 0;
    for (let i = 0; i < n; i++) {
      if (mixed[i] === 0) continue;
      counted++;
      agree += Math.sign(mixed[i] as number) * Math.sign(state[i] as number);
    }
    const fit = counted > 0 ? agree / counted : 0;
    if (fit < nearly || (mixture && fit <= mixture.like)) return;
    const sorted = [...places].sort((a, b) => (near[a] as number) - (near[b] as number));
    mixture = {
      like: fit,
      meaning: {
        type: "mixture",
        patterns: sorted.map((place) => near[place] as number),
        signs: sorted.map((place) => signs[place] as 1 | -1),
        exact: fit === 1 && counted === n,
      },
    };
  };
  for (let a = 0; a < near.length; a++)
    for (let b = a + 1; b < near.length; b++) for (let c = b + 1; c < near.length; c++) tried([a, b, c]);
  if (!mixture) for (let a = 0; a < near.length; a++) for (let b = a + 1; b < near.length; b++) tried([a, b]);
  return mixture?.meaning ?? { type: "unknown" };
}

/** One row of patterns, a view. */
export const rowOf = (patterns: Float64Array, k: number, n: number): Float64Array =>
  patterns.subarray(k * n, (k + 1) * n);
