/**
 * What the populations have just done, kept up to date from the recordings: which holes are lit and since when, spikes per
 * 10 ms for the rate, the last spike of each node. Reads only the spikes that are new since the last look.
 */

import type { NetworkSummary } from "../../../engine/index.ts";
import { firstAt } from "../../../plots/index.ts";
import type { Recordings } from "../../../session/index.ts";

/** Model time of one bin of the rate, and the window that the rate is taken over [ms]. */
const binMs = 10;
const windowMs = 1000;
const bins = windowMs / binMs + 1;

/** Spikes looked at in one frame at most. The rate is then one over the time that they take. */
const mostFresh = 500_000;

export interface Activity {
  n: number;
  /** Number of the first cell in recorded spikes; -1 if it never spikes. */
  first: number;
  /** Screen time of the last spike in each hole [ms]; 0: never. */
  hot: Float64Array;
  /** Screen time of the last spike [ms] and of the start of the last flash. */
  spikedAt: number;
  flashedAt: number;
  /** Model time of the last spike [ms]; -Infinity: none. */
  lastMs: number;
  counts: Uint32Array;
  /** Number of the bin that each entry of `counts` stands for. */
  stamps: Int32Array;
  /** Model time from which on every spike is counted [ms]. */
  wholeFromMs: number;
}

export interface Activities {
  of(node: string): Activity | undefined;
  /**
   * Takes in what is new up to the present moment of the model: where the user has gone back in time, what is recorded ahead has
   * not happened yet. `now`: screen time [ms]. Returns true when any spike was new.
   */
  update(recordings: Recordings, network: NetworkSummary | undefined, now: number, presentMs: number): boolean;
}

/** Holes of a field: one a cell, and above 400 cells one a block of cells. */
export const holesOf = (n: number): number => Math.min(n, 400);

export function createActivities(): Activities {
  let network: NetworkSummary | undefined;
  let byNode = new Map<string, Activity>();
  let ranges: { first: number; end: number; activity: Activity }[] = [];
  let seen = 0;
  let lastTime = Number.NEGATIVE_INFINITY;
  let array: Float64Array | undefined;

  function adopt(next: NetworkSummary): void {
    network = next;
    const old = byNode;
    byNode = new Map();
    for (const { node, n, first } of next.populations) {
      const before = old.get(node);
      const kept = before && before.n === n ? before : fresh(n);
      kept.first = first;
      byNode.set(node, kept);
    }
    ranges = [...byNode.values()]
      .filter(({ first }) => first >= 0)
      .map((activity) => ({ first: activity.first, end: activity.first + activity.n, activity }));
    ranges.sort((a, b) => a.first - b.first);
  }

  /** @param fromMs the first spike that is counted from now on, if earlier ones are left out */
  function forget(fromMs = 0): void {
    for (const activity of byNode.values()) {
      activity.wholeFromMs = fromMs;
      activity.counts.fill(0);
      activity.stamps.fill(-1);
      activity.hot.fill(0);
      activity.lastMs = Number.NEGATIVE_INFINITY;
    }
  }

  function take(time: number, cell: number, now: number): void {
    let low = 0;
    let high = ranges.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((ranges[middle]?.first ?? 0) <= cell) low = middle;
      else high = middle - 1;
    }
    const range = ranges[low];
    if (!range || cell < range.first || cell >= range.end) return;
    const { activity } = range;
    const hole = Math.floor(((cell - range.first) * activity.hot.length) / activity.n);
    activity.hot[hole] = now;
    activity.spikedAt = now;
    activity.lastMs = Math.max(activity.lastMs, time);
    const bin = Math.floor(time / binMs);
    const slot = bin % bins;
    if (activity.stamps[slot] !== bin) {
      activity.stamps[slot] = bin;
      activity.counts[slot] = 0;
    }
    activity.counts[slot] = (activity.counts[slot] ?? 0) + 1;
  }

  return {
    of: (node) => byNode.get(node),
    update(recordings, summary, now, presentMs) {
      if (summary && summary !== network) adopt(summary);
      const { times, cells } = recordings.spikes;
      const count = firstAt(times, recordings.spikes.count, presentMs + 1e-6);
      const start = Math.max(0, count - mostFresh);
      // A rewind cuts the list; a full list drops its oldest part. Either way the tail is read again, without lighting holes.
      const rewound = count < seen || (seen > 0 && (times[seen - 1] ?? 0) !== lastTime && times !== array);
      const from = rewound ? start : Math.max(seen, start);
      if (rewound || from > seen) forget(start > 0 ? times[start] : 0);
      array = times;
      for (let k = from; k < count; k++) take(times[k] ?? 0, cells[k] ?? 0, rewound ? 0 : now);
      const any = count > from && !rewound;
      seen = count;
      lastTime = count > 0 ? (times[count - 1] ?? 0) : Number.NEGATIVE_INFINITY;
      return any;
    },
  };
}

const fresh = (n: number): Activity => ({
  n,
  first: -1,
  hot: new Float64Array(holesOf(n)),
  spikedAt: 0,
  flashedAt: Number.NEGATIVE_INFINITY,
  lastMs: Number.NEGATIVE_INFINITY,
  counts: new Uint32Array(bins),
  stamps: new Int32Array(bins).fill(-1),
  wholeFromMs: 0,
});

/** Mean rate of a cell over the last second of model time, or since the start if that is shorter [Hz]. */
export function rateOf(activity: Activity, timeMs: number): number {
  const span = Math.min(windowMs, timeMs - activity.wholeFromMs);
  if (span < binMs) return 0;
  const oldest = Math.floor((timeMs - span) / binMs);
  let count = 0;
  for (let slot = 0; slot < bins; slot++)
    if ((activity.stamps[slot] ?? -1) >= oldest) count += activity.counts[slot] ?? 0;
  return (count * 1000) / (span * activity.n);
}
