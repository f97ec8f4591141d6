/** Ranges of two axes, zoomed and moved. */
import type { Range } from "../../analysis/index.ts";

type View = readonly [Range, Range];

/** `by` below 1 comes nearer. `at`: shares of the ranges (from the low ends) that stay where they are. */
export const zoomed = ([x, y]: View, by: number, at: readonly [number, number] = [0.5, 0.5]): View => [
  scaled(x, by, at[0]),
  scaled(y, by, at[1]),
];

function scaled([low, high]: Range, by: number, share: number): Range {
  const fixed = low + (high - low) * share;
  return [fixed - (fixed - low) * by, fixed + (high - fixed) * by];
}

/** Moved by shares of the ranges. */
export const moved = ([x, y]: View, dx: number, dy: number): View => [shifted(x, dx), shifted(y, dy)];

const shifted = ([low, high]: Range, share: number): Range => {
  const by = (high - low) * share;
  return [low + by, high + by];
};
