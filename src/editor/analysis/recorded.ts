/** Intervals between the recorded spikes of one population, cell by cell. */
import type { IntervalStatistics } from "../../analysis/index.ts";
import type { Recordings } from "../../session/index.ts";

/** Spikes looked at, the latest: enough for any histogram. */
const mostSpikes = 200_000;

export function recordedIntervals(
  { times, cells, count }: Recordings["spikes"],
  { first, n }: { first: number; n: number },
): { statistics: IntervalStatistics; intervals: Float64Array } {
  const last = new Float64Array(n).fill(Number.NaN);
  const sums = new Float64Array(n);
  const squares = new Float64Array(n);
  const counts = new Uint32Array(n);
  const intervals: number[] = [];
  for (let k = Math.max(0, count - mostSpikes); k < count; k++) {
    const cell = (cells[k] as number) - first;
    if (cell < 0 || cell >= n) continue;
    const interval = (times[k] as number) - (last[cell] as number);
    last[cell] = times[k] as number;
    if (!(interval >= 0)) continue;
    intervals.push(interval);
    sums[cell] = (sums[cell] as number) + interval;
    squares[cell] = (squares[cell] as number) + interval * interval;
    counts[cell] = (counts[cell] as number) + 1;
  }
  let [cvs, counted] = [0, 0];
  for (let cell = 0; cell < n; cell++) {
    const m = counts[cell] as number;
    if (m < 2) continue;
    const mean = (sums[cell] as number) / m;
    if (!(mean > 0)) continue;
    cvs += Math.sqrt(Math.max(0, (squares[cell] as number) / m - mean * mean)) / mean;
    counted++;
  }
  const total = intervals.reduce((sum, each) => sum + each, 0);
  return {
    statistics: {
      count: intervals.length,
      mean: intervals.length > 0 ? total / intervals.length : Number.NaN,
      cv: counted > 0 ? cvs / counted : Number.NaN,
    },
    intervals: Float64Array.from(intervals),
  };
}
