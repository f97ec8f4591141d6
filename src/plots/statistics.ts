/**
 * What a spike train says in numbers. Sources: Dayan & Abbott (2001), Theoretical Neuroscience, chapter 1; Gerstner et al.
 * (2014), Neuronal Dynamics, chapter 7. Times in [ms], sorted; NaN where too few spikes make the number meaningless.
 */
import { cellsOver, type Past } from "./bands.ts";

/** Spikes per second and cell: count / (cells * span). */
export const rateHz = (count: number, cells: number, spanMs: number): number =>
  cells > 0 && spanMs > 0 ? (1000 * count) / (cells * spanMs) : Number.NaN;

/** Coefficient of variation of the intervals of one train: sd / mean (population sd). Needs 3 spikes. */
export function cvOfIntervals(times: ArrayLike<number>): number {
  const n = times.length - 1;
  if (n < 2) return Number.NaN;
  const mean = ((times[n] as number) - (times[0] as number)) / n;
  let squares = 0;
  for (let k = 0; k < n; k++) squares += ((times[k + 1] as number) - (times[k] as number) - mean) ** 2;
  return mean > 0 ? Math.sqrt(squares / n) / mean : Number.NaN;
}

/** Fano factor of counts: variance / mean (population variance). Needs 2 counts and a spike. */
export function fanoFactor(counts: ArrayLike<number>): number {
  const n = counts.length;
  if (n < 2) return Number.NaN;
  let sum = 0;
  for (let k = 0; k < n; k++) sum += counts[k] as number;
  const mean = sum / n;
  let squares = 0;
  for (let k = 0; k < n; k++) squares += ((counts[k] as number) - mean) ** 2;
  return mean > 0 ? squares / n / mean : Number.NaN;
}

export interface SpanStatistics {
  count: number;
  rateHz: number;
  /** Mean over the cells with at least 3 spikes of the CV of their intervals. */
  cv: number;
  /** Of the population's counts in bins of `binMs`. */
  fano: number;
}

/**
 * Numbers of one population (cells `first` to `first + n - 1`) between two moments.
 *
 * @param times Float64Array [ms], sorted; @param cells Uint32Array; entries `from` to `to - 1` are looked at
 * @param spanMs length of the stretch the entries come from
 * @param past the cells that it had before: they count for its number of spikes and its rate
 */
export function spanStatistics(
  times: Float64Array,
  cells: Uint32Array,
  from: number,
  to: number,
  population: { first: number; n: number },
  startMs: number,
  spanMs: number,
  past?: Past,
  binMs = 10,
): SpanStatistics {
  const { first, n } = population;
  const last = new Float64Array(n).fill(Number.NaN);
  const intervals = new Uint32Array(n);
  const sums = new Float64Array(n);
  const squares = new Float64Array(n);
  const bins = new Uint32Array(Math.max(1, Math.floor(spanMs / binMs)));
  let count = 0;
  for (let k = from; k < to; k++) {
    const cell = (cells[k] as number) - first;
    const isThere = cell >= 0 && cell < n;
    if (!isThere && (!past || cells[k] !== past.gone)) continue;
    count++;
    const time = times[k] as number;
    const bin = Math.floor((time - startMs) / binMs);
    if (bin >= 0 && bin < bins.length) bins[bin] = (bins[bin] as number) + 1;
    if (!isThere) continue;
    const before = last[cell] as number;
    if (!Number.isNaN(before)) {
      const interval = time - before;
      intervals[cell] = (intervals[cell] as number) + 1;
      sums[cell] = (sums[cell] as number) + interval;
      squares[cell] = (squares[cell] as number) + interval * interval;
    }
    last[cell] = time;
  }
  let cvs = 0;
  let counted = 0;
  for (let cell = 0; cell < n; cell++) {
    const m = intervals[cell] as number;
    if (m < 2) continue;
    const mean = (sums[cell] as number) / m;
    if (!(mean > 0)) continue;
    cvs += Math.sqrt(Math.max(0, (squares[cell] as number) / m - mean * mean)) / mean;
    counted++;
  }
  return {
    count,
    rateHz: rateHz(count, cellsOver(n, past, startMs, startMs + spanMs), spanMs),
    cv: counted > 0 ? cvs / counted : Number.NaN,
    fano: fanoFactor(bins),
  };
}
