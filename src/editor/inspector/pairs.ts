/** Pairs of a synapse as a list in the graph: from the running network, and with one of them changed. */
import type { Connect, Edit } from "../../graph/index.ts";
import { listPairs } from "../../graph/index.ts";
import type { ListedPair, Matrix } from "./table.ts";
import type { PairsReply } from "./usePairs.ts";

export interface OnePair {
  pre: number;
  post: number;
}

/** What is known of one pair. */
export interface PairValues {
  /** As it is now. */
  weight: number;
  /** Where it starts; the same for weights that do not learn. */
  start: number;
  delayMs: number;
  /** How many pairs join the two cells; the values are those of the first. */
  count: number;
}

export function valuesOf({ pre, post, weight, start, delayMs }: PairsReply, pair: OnePair): PairValues | undefined {
  let first: number | undefined;
  let count = 0;
  for (let k = 0; k < pre.length; k++) {
    if (pre[k] !== pair.pre || post[k] !== pair.post) continue;
    first ??= k;
    count++;
  }
  if (first === undefined) return undefined;
  const now = weight[first] as number;
  return { weight: now, start: start?.[first] ?? now, delayMs: delayMs[first] as number, count };
}

/** All pairs, as a graph lists them. @param weights those from which the list starts */
export const listOf = ({ pre, post, delayMs }: PairsReply, weights: Float64Array): ListedPair[] =>
  Array.from(pre, (from, k) => [
    from,
    post[k] as number,
    weights[k] as number,
    // A delay is a whole number of steps: the product has more digits than it means.
    Number((delayMs[k] as number).toPrecision(12)),
  ]);

/**
 * The pairs of a matrix of weights, with the delays that pairs of the same cells have now.
 *
 * @param delayMs of pairs that are new
 */
export function pairsOfWeights({ entries }: Matrix, reply: PairsReply, delayMs: number): ListedPair[] {
  const delays = firstOf(reply, reply.delayMs);
  return entries.map(([from, to, weight]) => [from, to, weight, delays.get(from * reply.nPost + to) ?? delayMs]);
}

/** The pairs as they are, with the delays of a matrix. What stands where there is no pair says nothing. */
export function pairsOfDelays({ entries }: Matrix, reply: PairsReply): ListedPair[] {
  const delays = new Map(entries.map(([from, to, delay]) => [from * reply.nPost + to, delay]));
  return listOf(reply, reply.start ?? reply.weight).map((pair) => {
    const [from, to, weight = 0, delay = 0] = pair;
    return [from, to, weight, delays.get(from * reply.nPost + to) ?? delay];
  });
}

function firstOf({ pre, post, nPost }: PairsReply, values: Float64Array): Map<number, number> {
  const first = new Map<number, number>();
  for (let k = 0; k < pre.length; k++) {
    const key = (pre[k] as number) * nPost + (post[k] as number);
    if (!first.has(key)) first.set(key, Number((values[k] as number).toPrecision(12)));
  }
  return first;
}

/**
 * Sets weight and delay of the first pair between two cells. A rule that draws gives way to the list of what it drew.
 *
 * @param reply all pairs of the node
 */
export function setPair(
  node: string,
  connect: Connect | undefined,
  reply: PairsReply,
  { pre, post }: OnePair,
  values: { weight: number; delayMs: number },
): Edit {
  const list = connect?.rule === "pairs" ? [...connect.pairs] : listOf(reply, reply.start ?? reply.weight);
  const at = list.findIndex(([from, to]) => from === pre && to === post);
  const changed: ListedPair = [pre, post, values.weight, values.delayMs];
  return listPairs(node, at < 0 ? [...list, changed] : list.with(at, changed), `Set pair ${pre} to ${post}`);
}
