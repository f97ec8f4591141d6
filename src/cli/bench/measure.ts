/**
 * Timing that stands on a busy machine: processor time of the whole process instead of the clock on the wall, and contestants
 * that take turns, so that whatever else runs slows all of them alike. Ratios are taken turn by turn.
 */
import { loadavg } from "node:os";

/** One timed piece of work. */
export interface Sample {
  /** Processor time, user and system, of all threads [s]. */
  cpuS: number;
  wallS: number;
  /** Spikes of neurons: contestants that claim the same work must agree. */
  spikes: number;
}

export interface Contestant {
  name: string;
  /** One turn. Preparation that is no part of the work stays outside the time it reports. */
  turn(): Sample | Promise<Sample>;
}

export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** Runs `work` and measures it. @param work returns the number of spikes */
export function timed(work: () => number): Sample {
  const startCpu = process.cpuUsage();
  const startMs = performance.now();
  const spikes = work();
  const wallS = (performance.now() - startMs) / 1000;
  const { user, system } = process.cpuUsage(startCpu);
  return { cpuS: (user + system) / 1e6, wallS, spikes };
}

/** Samples of each contestant, in the order of the turns: a b c, a b c, … */
export async function takeTurns(contestants: readonly Contestant[], rounds: number): Promise<Sample[][]> {
  const samples = contestants.map((): Sample[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [k, contestant] of contestants.entries()) samples[k]?.push(await contestant.turn());
  return samples;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1
      ? sorted[middle]
      : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
  return { median: median ?? Number.NaN, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN };
}

/** How many times less processor time `a` took than `b`, turn by turn. */
export const ratioOf = (a: readonly Sample[], b: readonly Sample[]): Spread =>
  spreadOf(a.map(({ cpuS }, k) => (b[k]?.cpuS ?? Number.NaN) / cpuS));

/** Programs that wanted a processor, over the last minute. */
export const load = (): number => loadavg()[0] ?? Number.NaN;
