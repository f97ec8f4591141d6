/** The f-I curve: how often a cell fires on a constant current, settled and at first. */
import type { Cell } from "./cell.ts";
import { firingOf } from "./intervals.ts";
import type { Onset } from "./onset.ts";
import { probe } from "./probe.ts";

export interface RateCurve {
  /** In the unit of the input, ascending. */
  currents: Float64Array;
  /** [Hz] */
  steady: Float64Array;
  first: Float64Array;
  unit: string;
}

const points = 56;
/** Beside the onset, where a curve of class 1 is steepest. */
const dense = 16;

/** The range a curve is drawn over when the reader has not said: from below the onset to well above it. */
export function rangeOf({ onset, rheobase, highest }: Onset): [number, number] {
  const start = onset ?? rheobase ?? 0;
  return [start < 0 ? Number((start - 0.3 * (highest - start)).toPrecision(2)) : 0, highest];
}

/**
 * @param range in the unit of the input
 * @param stepMs how long each current lasts; the settled rate is that of its second half
 */
export function* rateCurve(
  cell: Cell,
  onset: Onset,
  range: readonly [number, number] = rangeOf(onset),
  stepMs = 1000,
): Generator<number, RateCurve> {
  const [low, high] = range;
  const even = Array.from({ length: points }, (_, k) => low + ((high - low) * k) / (points - 1));
  const near =
    onset.onset === undefined || onset.vanishing
      ? []
      : Array.from({ length: dense }, (_, k) => (onset.onset as number) + ((high - low) / points) * (k / dense) ** 3);
  // Right below it, so that the curve leaves the axis where firing begins.
  if (near.length > 0) near.push((onset.onset as number) - (1e-3 * (high - low)) / points);
  const currents = [...even, ...near.filter((current) => current > low && current < high)].sort((a, b) => a - b);
  const { answers } = yield* probe(cell, { currents, settleMs: 200, stepMs });
  const firings = answers.map(({ spikes }) => firingOf(spikes, stepMs));
  return {
    currents: Float64Array.from(currents),
    steady: Float64Array.from(firings, ({ steadyHz }) => steadyHz),
    first: Float64Array.from(firings, ({ firstHz }) => firstHz),
    unit: cell.input?.unit ?? "1",
  };
}
