/**
 * What makes arriving spikes cheap. Most synapses only add the same number to one state of the target, whatever that state is:
 * then a row of targets is all that has to be gone through. And spike sources need no list of spikes where each cell reaches
 * the one cell of its own number in that way: the number of spikes in the step says everything. It waits in a ring for its delay
 * and is added as often as it says, which leaves the same bits as one spike after another.
 */
import { names, type Tree } from "../expression/index.ts";
import type { Network, Projection } from "./network.ts";

/** Whether the spikes of a population leave as numbers, one for each cell and step. */
export const sendsCounts = (network: Network, index: number): boolean =>
  network.populations[index]?.spike?.type === "count" &&
  network.projections.every(
    (projection) => projection.pre !== index || (addend(network, projection) !== undefined && isOneToOne(projection)),
  );

/**
 * What one spike adds to one state of its target, if that is all it does: the same for every spike of the step, whatever the
 * state is. Undefined for all other projections.
 */
export function addend(network: Network, projection: Projection): { state: string; tree: Tree } | undefined {
  const [event, ...more] = projection.onSpike;
  const post = network.populations[projection.post];
  if (projection.pairs !== undefined || !event || more.length > 0 || !post) return undefined;
  const { name, tree } = event;
  if (tree.type !== "binary" || tree.op !== "+" || tree.left.type !== "name" || tree.left.name !== name)
    return undefined;
  const still = new Set([
    ...post.parameters.map((slot) => slot.name),
    ...projection.perPair.map((slot) => slot.name),
    "dt",
  ]);
  return [...names(tree.right)].every((used) => still.has(used)) ? { state: name, tree: tree.right } : undefined;
}

/** Cell k reaches cell k and no other, after one delay for all. */
const isOneToOne = ({ delays, offsets, targets }: Projection): boolean =>
  delays.length === 1 &&
  targets.length < offsets.length &&
  targets.every((target, k) => target === k && offsets[k] === k) &&
  offsets[offsets.length - 1] === targets.length;
