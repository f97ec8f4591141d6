/** Numbers that describe trains of spikes, as golden cases define them. */

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param lost degrees of freedom: 1 for the standard deviation of a sample, 0 for that of all there is */
export function deviationOf(values: readonly number[], lost: 0 | 1 = 1): number {
  const center = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - lost));
}

export const medianOf = (values: readonly number[]): number => {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
};

/** Intervals between successive spikes of each train. */
export const intervalsOf = (trains: readonly (readonly number[])[]): number[] =>
  trains.flatMap((times) => times.slice(1).map((time, k) => time - (times[k] as number)));

/**
 * How many spikes fall into each window.
 *
 * @param from first moment of the first window; the last window is the last that is whole before `to`
 */
export function countsOf(times: readonly number[], from: number, to: number, window: number): Int32Array {
  const counts = new Int32Array(Math.floor((to - from) / window + 1e-9));
  for (const time of times) {
    const bin = Math.floor((time - from) / window + 1e-9);
    if (bin >= 0 && bin < counts.length) counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

/** Variance over mean, of all there is. */
export function fanoOf(counts: ArrayLike<number>): number {
  const values = Array.from(counts);
  return deviationOf(values, 0) ** 2 / meanOf(values);
}
