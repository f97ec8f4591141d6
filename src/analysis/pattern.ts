/**
 * The firing pattern of a cell under one long step, named as the literature names it, each name with its number.
 * @source Petilla Interneuron Nomenclature Group (2008), Nat. Rev. Neurosci. 9, 557-568; adaptation index as (last - first) /
 * (last + first interval)
 */
import type { Cell } from "./cell.ts";
import { cvOf, firingOf, intervalsOf } from "./intervals.ts";
import { probe } from "./probe.ts";

export interface Pattern {
  current: number;
  unit: string;
  stepMs: number;
  /** "silent", "phasic": it stops while the current lasts, "tonic": it goes on, "bursting": groups of spikes again and again. */
  type: "silent" | "phasic" | "tonic" | "bursting";
  /** A group of close spikes comes first, and single ones after it. */
  initialBurst: boolean;
  count: number;
  latencyMs: number;
  steadyHz: number;
  firstHz: number;
  /** From -1 to 1; above 0 it slows down. NaN with fewer than two intervals. */
  adaptation: number;
  cv: number;
  /** Bursting: spikes in one burst, and bursts a second. */
  perBurst: number;
  burstHz: number;
  spikes: readonly number[];
}

const stepMs = 1000;

export function* firingPattern(cell: Cell, current: number): Generator<number, Pattern> {
  const { answers } = yield* probe(cell, { currents: [current], settleMs: 300, stepMs });
  return patternOf(answers[0]?.spikes ?? [], current, cell.input?.unit ?? "1", stepMs);
}

/** Reads the pattern off a train that a step from 0 to `length` brought forth. */
export function patternOf(train: readonly number[], current: number, unit: string, length: number): Pattern {
  const spikes = train.filter((time) => time > 0 && time <= length);
  const firing = firingOf(spikes, length);
  const intervals = intervalsOf(spikes);
  const bursts = burstsOf(spikes, intervals);
  const again = bursts.filter((burst) => burst >= 2).length;
  const bursting = bursts.length >= 3 && again >= 0.6 * bursts.length;
  const goes = firing.steadyHz > 0 || (bursting && length - (spikes.at(-1) ?? 0) < 0.5 * length);
  const [first = Number.NaN] = intervals;
  const last = intervals.at(-1) ?? Number.NaN;
  return {
    current,
    unit,
    stepMs: length,
    type: spikes.length === 0 ? "silent" : !goes ? "phasic" : bursting ? "bursting" : "tonic",
    initialBurst: goes && !bursting && (bursts[0] ?? 0) >= 2 && bursts.length >= 3,
    count: spikes.length,
    latencyMs: firing.latencyMs,
    steadyHz: bursting && length > 0 ? (1000 * spikes.length) / length : firing.steadyHz,
    firstHz: firing.firstHz,
    adaptation: intervals.length < 2 ? Number.NaN : (last - first) / (last + first),
    cv: cvOf(intervals),
    perBurst: bursting ? spikes.length / bursts.length : Number.NaN,
    burstHz: bursting ? (1000 * bursts.length) / length : Number.NaN,
    spikes,
  };
}

/**
 * Spikes of each burst, in order. Intervals fall into short and long ones where, sorted by size, one is more than twice the
 * one before it; where nothing so marked is found, every spike stands alone.
 */
function burstsOf(spikes: readonly number[], intervals: readonly number[]): number[] {
  if (intervals.length < 3) return spikes.map(() => 1);
  const sorted = intervals.toSorted((a, b) => a - b);
  let [gap, at] = [2, -1];
  for (let k = 1; k < sorted.length; k++) {
    const ratio = (sorted[k] as number) / Math.max(1e-9, sorted[k - 1] as number);
    if (ratio > gap) [gap, at] = [ratio, k];
  }
  if (at < 0) return spikes.map(() => 1);
  const long = sorted[at] as number;
  const bursts = [1];
  for (const interval of intervals) {
    if (interval >= long) bursts.push(1);
    else bursts[bursts.length - 1] = (bursts.at(-1) as number) + 1;
  }
  return bursts;
}
