/**
 * How a synapse kind is carried: summed on its target, or with states of its own for each pair. Summing is exact when the
 * states are linear without a constant term, every event only adds, and what leaves is linear in the states: then the sum of
 * the pairs obeys the same equations as each of them, and the cost does not grow with the number of pairs.
 */
import { dependsOn, linearPart, names, type Statement, type Tree } from "../expression/index.ts";
import { isZero } from "./trees.ts";

export interface SynapseForm {
  /** Own states, qualified. */
  states: readonly string[];
  derivatives: ReadonlyMap<string, Tree>;
  onSpike: readonly Statement[];
  /** Current into the target, if any. */
  output?: Tree;
  /** Own parameters that differ from pair to pair, qualified. */
  perPair: ReadonlySet<string>;
}

export function canSum({ states, derivatives, onSpike, output, perPair }: SynapseForm): boolean {
  const rights = states.map((state) => derivatives.get(state)).filter((tree) => tree !== undefined);
  if (rights.length < states.length) return false;
  const varies = (tree: Tree) => [...names(tree)].some((name) => perPair.has(name) || name.startsWith("$d"));
  if (rights.some(varies) || (output && varies(output))) return false;
  const homogeneous = (trees: readonly Tree[]): boolean => {
    const linear = linearPart(trees, states as string[]);
    return linear !== null && linear.b.every(isZero);
  };
  if (states.length > 0 && !homogeneous(rights)) return false;
  if (output && !homogeneous([output])) return false;
  return onSpike.every(
    (statement) => statement.type === "assign" && statement.op === "+=" && !states.some((state) => dependsOn(statement.right, state)),
  );
}
