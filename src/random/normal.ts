/** Normal deviates by Box and Muller: two uniforms in, one deviate out, no rejection, so every draw costs the same words. */
import { cos, log, sqrt } from "./functions.ts";
import { uniform } from "./uniform.ts";

/**
 * Standard normal from two uniforms: sqrt(-2 log(1 - u1)) cos(2 pi u2). The largest value is 8.57 (u1 = 1 - 2^-53).
 *
 * @source Box & Muller (1958), Ann. Math. Statist. 29, 610-611
 */
export const normal = (u1: number, u2: number): number => sqrt(-2 * log(1 - u1)) * cos(2 * Math.PI * u2);

/** Standard normal from the four words of one draw. */
export const normalOf = (words: Uint32Array, at = 0): number =>
  normal(
    uniform(words[at] as number, words[at + 1] as number),
    uniform(words[at + 2] as number, words[at + 3] as number),
  );
