/** A course over time that is written down as a list: what both engines do with it, in the same operations. */

/** Times rise; `values` are in engine units. */
export interface CourseList {
  times: Float64Array;
  values: Float64Array;
  /** Straight lines between the listed values, and 0 after the last; else each value holds until the next. */
  line: boolean;
}

/** The value at a time [ms]: 0 before the first listed one. */
export function courseAt({ times, values, line }: CourseList, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  const before = values[low - 1] as number;
  if (!line) return before;
  const start = times[low - 1] as number;
  if (low === times.length) return at > start ? 0 : before;
  return before + ((values[low] as number) - before) * ((at - start) / ((times[low] as number) - start));
}
