/**
 * How the states of a synapse kind are carried: summed on the target cell, or one for each pair. Summing is exact when a state
 * is linear without a constant term, every event only adds to it, and nothing but the current that leaves reads it: then the
 * sum over the pairs obeys the same equation as each of them, and the cost does not grow with the number of pairs.
 */
import { dependsOnAny, linearPart, names, type Statement, type Tree } from "../expression/index.ts";
import { isZero } from "./trees.ts";

export interface SynapseForm {
  /** Own states, qualified. */
  states: readonly string[];
  derivatives: ReadonlyMap<string, Tree>;
  onSpike: readonly Statement[];
  /** When the target fires. */
  onPost: readonly Statement[];
  /** Current into the target, if any. */
  output?: Tree;
  /** Own parameters that differ from pair to pair, qualified. */
  perPair: ReadonlySet<string>;
}

/** States that can be summed on the target. What the output reads is summed as a whole or not at all. */
export function summable({ states, derivatives, onSpike, onPost, output, perPair }: SynapseForm): ReadonlySet<string> {
  const varies = (tree: Tree) => [...names(tree)].some((name) => perPair.has(name) || name.startsWith("$d"));
  const summed = new Set(states);
  const homogeneous = (trees: readonly Tree[], among: ReadonlySet<string>): boolean => {
    const linear = linearPart(trees, [...among]);
    return linear?.b.every(isZero) === true;
  };
  /** False if summing this state would change anything. */
  const keeps = (state: string): boolean => {
    const right = derivatives.get(state);
    const pairStates = new Set(states.filter((other) => !summed.has(other)));
    if (!right || varies(right) || dependsOnAny(right, pairStates) || !homogeneous([right], summed)) return false;
    const self = new Set([state]);
    if (onPost.some((statement) => statement.name === state || dependsOnAny(statement.right, self))) return false;
    if ([...derivatives].some(([other, tree]) => pairStates.has(other) && dependsOnAny(tree, self))) return false;
    return onSpike.every(
      (statement) =>
        !dependsOnAny(statement.right, self) &&
        (statement.name !== state || (statement.type === "assign" && statement.op === "+=")),
    );
  };
  const outputSums = () => {
    if (!output) return true;
    const pairStates = new Set(states.filter((state) => !summed.has(state)));
    return !varies(output) && !dependsOnAny(output, pairStates) && homogeneous([output], summed);
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const state of summed)
      if (!keeps(state)) {
        summed.delete(state);
        changed = true;
      }
    if (!outputSums() && output) {
      for (const state of [...summed]) if (dependsOnAny(output, new Set([state]))) changed = summed.delete(state);
    }
  }
  return summed;
}
