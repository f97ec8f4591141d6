/**
 * Chance outside of a run, as for patterns and cues: one stream of numbers for each seed and purpose, the same on every machine. Drawing for
 * one purpose never moves the numbers of another.
 */
import { normalOf } from "./normal.ts";
import { drawWords, keyOf, streamOf } from "./stream.ts";
import { uniform } from "./uniform.ts";

export interface Dice {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  /** A whole number from 0 to n - 1. */
  below(n: number): number;
  /** +1 or -1, equally often. */
  sign(): 1 | -1;
  /** 0 to n - 1 in random order (Fisher and Yates). */
  shuffled(n: number): Uint32Array;
}

/** @param seed whole, 0 to 2^53 - 1; @param purpose any text: streams of different purposes have nothing to do with each other */
export function createDice(seed: number, purpose: string): Dice {
  const key = keyOf(seed);
  const stream = streamOf("dice", purpose);
  const words = new Uint32Array(4);
  let step = 0;
  let used = 4;
  const fill = (): void => {
    drawWords(key, step++, 0, stream, 0, words);
    used = 0;
  };
  const word = (): number => {
    if (used === 4) fill();
    return words[used++] as number;
  };
  const dice: Dice = {
    uniform: () => uniform(word(), word()),
    normal() {
      fill();
      used = 4;
      return normalOf(words);
    },
    below: (n) => Math.floor((word() * n) / 4294967296),
    sign: () => (word() >>> 31 ? 1 : -1),
    shuffled(n) {
      const order = Uint32Array.from({ length: n }, (_, k) => k);
      for (let k = n - 1; k > 0; k--) {
        const other = dice.below(k + 1);
        [order[k], order[other]] = [order[other] as number, order[k] as number];
      }
      return order;
    },
  };
  return dice;
}
