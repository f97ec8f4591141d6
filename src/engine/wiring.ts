/** A projection's rows seen from the other sides: the sending cell of every pair, and the pairs that end on each cell. */
import type { Projection, StateSlot } from "../compiler/index.ts";

/** Uint32Array(nPairs), presynaptic cells. */
export function sourcesOf({ offsets, targets, delays }: Projection): Uint32Array {
  const sources = new Uint32Array(targets.length);
  for (let segment = 0; segment < offsets.length - 1; segment++)
    sources.fill(Math.floor(segment / delays.length), offsets[segment], offsets[segment + 1]);
  return sources;
}

/**
 * Compressed rows by target: Uint32Array(nPost * segments + 1) and the pairs, ascending within a segment. A target has one
 * segment, or one for each delay.
 */
export function incomingOf(
  { offsets: rows, targets, delays }: Projection,
  nPost: number,
  byDelay: boolean,
): { offsets: Uint32Array; pairs: Uint32Array } {
  const kinds = byDelay ? delays.length : 1;
  const offsets = new Uint32Array(nPost * kinds + 1);
  const segments = Uint32Array.from(targets, (target) => target * kinds);
  if (byDelay)
    for (let row = 0; row < rows.length - 1; row++)
      for (let pair = rows[row] as number; pair < (rows[row + 1] as number); pair++) segments[pair]! += row % kinds;
  for (const segment of segments) offsets[segment + 1]! += 1;
  for (let k = 0; k < nPost * kinds; k++) offsets[k + 1]! += offsets[k] as number;
  const next = offsets.slice();
  const pairs = new Uint32Array(targets.length);
  for (let pair = 0; pair < targets.length; pair++) pairs[next[segments[pair] as number]!++] = pair;
  return { offsets, pairs };
}

/**
 * For every pair, the one that joined the same two cells before, the k-th of several being the k-th again.
 *
 * @returns Int32Array(nPairs), -1 where there was none
 */
export function formerPairs(projection: Projection, before: Projection): Int32Array {
  const same = (name: "offsets" | "targets") =>
    projection[name].length === before[name].length && projection[name].every((value, k) => value === before[name][k]);
  if (same("offsets") && same("targets")) return Int32Array.from(projection.targets, (_, pair) => pair);
  const width = 1 + [projection, before].reduce((most, { targets }) => highest(targets, most), 0);
  const known = new Map<number, number[]>();
  sourcesOf(before).forEach((source, pair) => {
    const key = source * width + (before.targets[pair] as number);
    const list = known.get(key);
    if (list) list.push(pair);
    else known.set(key, [pair]);
  });
  return Int32Array.from(
    sourcesOf(projection),
    (source, pair) => known.get(source * width + (projection.targets[pair] as number))?.shift() ?? -1,
  );
}

/**
 * Name that a receptor's state had in an earlier network, where it was named after another of the synapses that share it: after
 * one that is gone now, or comes later. Undefined if its charge went on under its own name.
 */
export function formerReceptor(
  { name, sharers }: StateSlot,
  now: readonly StateSlot[],
  before: readonly StateSlot[],
): string | undefined {
  const own = name.slice(name.indexOf("."));
  return before.find(
    (old) =>
      old.name.slice(old.name.indexOf(".")) === own &&
      old.sharers?.some((node) => sharers?.includes(node)) &&
      !now.some((state) => state.name === old.name),
  )?.name;
}

function highest(numbers: Iterable<number>, least: number): number {
  let most = least;
  for (const number of numbers) most = Math.max(most, number);
  return most;
}
