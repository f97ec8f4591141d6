/** Trains of spikes in numbers. Times in [ms], ascending; NaN where there are too few to say. */

/** Intervals between neighbours. */
export const intervalsOf = (times: readonly number[]): number[] =>
  times.slice(1).map((time, k) => time - (times[k] as number));

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Standard deviation over mean of intervals; needs two. 0 for a clock, 1 for a Poisson train. */
export function cvOf(intervals: readonly number[]): number {
  if (intervals.length < 2) return Number.NaN;
  const middle = mean(intervals);
  const variance = mean(intervals.map((each) => (each - middle) ** 2));
  return middle > 0 ? Math.sqrt(variance) / middle : Number.NaN;
}

/** What a step of current did. */
export interface Firing {
  /** Spikes per second once it is settled; 0 when it falls silent while the current lasts. */
  steadyHz: number;
  /** One over the first interval; 0 when there is none. */
  firstHz: number;
  /** From the start of the step to the first spike [ms]; NaN when there is none. */
  latencyMs: number;
  count: number;
}

/**
 * Reads a train against the step that drove it, from 0 to `stepMs`.
 *
 * The settled rate is taken from the second half, spikes less one over the time between the first and the last of them, so
 * that it doesn't jump with the length of the window. A cell counts as silent when it has been still for twice its longest
 * interval of late: adaptation lengthens intervals, but not so fast.
 */
export function firingOf(spikes: readonly number[], stepMs: number): Firing {
  const during = spikes.filter((time) => time > 0 && time <= stepMs);
  const [first = Number.NaN, second] = during;
  const late = during.filter((time) => time > stepMs / 2);
  const used = late.length >= 3 ? late : during.slice(-Math.max(3, late.length));
  const intervals = intervalsOf(used);
  const longest = Math.max(0, ...intervals);
  const still = stepMs - (during.at(-1) ?? 0);
  const goes = intervals.length > 0 && still <= 2 * longest + 1e-9;
  const apart = intervals.length > 0 && late.length < 3 ? (intervals.at(-1) as number) : mean(intervals);
  return {
    steadyHz: goes ? 1000 / apart : 0,
    firstHz: second === undefined ? 0 : 1000 / (second - first),
    latencyMs: first,
    count: during.length,
  };
}

export interface IntervalStatistics {
  count: number;
  /** [ms] */
  mean: number;
  /** Mean over the cells of the CV of their own intervals, which a spread of rates between cells does not widen. */
  cv: number;
}

/** Of several cells, each a train. */
export function statisticsOf(trains: readonly (readonly number[])[]): IntervalStatistics {
  const each = trains.map(intervalsOf);
  const cvs = each.map(cvOf).filter(Number.isFinite);
  const all = each.flat();
  return {
    count: all.length,
    mean: all.length > 0 ? mean(all) : Number.NaN,
    cv: cvs.length > 0 ? mean(cvs) : Number.NaN,
  };
}
