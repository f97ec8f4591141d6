/**
 * Projections whose rows lie side by side. A cell of a large network reaches several populations, and a spike of it then meets, for
 * every delay, a few pairs in each: what it costs to come to a few pairs, in memory and in code, would be most of delivering. Rows
 * of projections from one population are therefore laid together, by cell, then delay, then projection, and gone through at once.
 * Every state of a target still meets its arrivals in the same order.
 */
import { addend } from "./arrivals.ts";
import { manyPairs, type Network, type Projection } from "./network.ts";

/** All projections, in an order in which their arrivals may be dealt with; those in one list go together. */
export function bundlesOf(network: Network): readonly (readonly number[])[] {
  const alone = network.projections.map((_, index) => [index]);
  const bundles: number[][] = [];
  const open = new Map<string, number[][]>();
  for (const [index, projection] of network.projections.entries()) {
    const key = keyOf(network, projection) ?? String(index);
    const known = open.get(key) ?? [];
    const fitting = known.find((members) =>
      members.every((member) => network.projections[member]?.post !== projection.post),
    );
    if (fitting) fitting.push(index);
    else {
      const members = [index];
      bundles.push(members);
      open.set(key, [...known, members]);
    }
  }
  return bundles.length === alone.length ? alone : (sorted(network, bundles) ?? alone);
}

/** Pairs of a piece, on average, above which coming to them costs little beside them. */
export const shortPiece = 64;

/** Equal for projections that may go together: spikes of the same cells that only add, after the same delays, on few targets each. */
function keyOf(network: Network, projection: Projection): string | undefined {
  const { pre, delays, early, size, offsets, stride, targets, perPair } = projection;
  if (early || size <= manyPairs || !addend(network, projection)) return undefined;
  if (size * stride > shortPiece * offsets.length) return undefined;
  if (perPair.length > 1 || perPair.some(({ values }) => !(values instanceof Int16Array))) return undefined;
  return JSON.stringify([pre, targets.BYTES_PER_ELEMENT, perPair.length, [...delays]]);
}

/** Bundles in an order that keeps, for every population, that of the projections onto it; undefined where there is none. */
function sorted(network: Network, bundles: readonly number[][]): number[][] | undefined {
  const bundleOf = new Map(bundles.flatMap((members, bundle) => members.map((member) => [member, bundle])));
  const before = bundles.map(() => new Set<number>());
  const last = new Map<number, number>();
  network.projections.forEach(({ post }, index) => {
    const bundle = bundleOf.get(index) as number;
    const former = last.get(post);
    if (former !== undefined && former !== bundle) before[bundle]?.add(former);
    last.set(post, bundle);
  });
  const order: number[] = [];
  const left = new Set(bundles.keys());
  while (left.size > 0) {
    const next = [...left].find((bundle) => [...(before[bundle] ?? [])].every((other) => !left.has(other)));
    if (next === undefined) return undefined;
    left.delete(next);
    order.push(next);
  }
  return order.map((bundle) => bundles[bundle] as number[]);
}
