/** Networks of a few cells, whose steps mostly bring nothing but arithmetic: `emit/calm.ts` then runs many of them in a row. */
import type { Tree } from "../expression/index.ts";
import type { Network, Population } from "./network.ts";

/** Operations of one step with every pair of cells written out, above which the code is no longer worth its size. */
const mostOperations = 500;

/** Whether calm steps are written out: few cells, each of which goes from old values to new in a straight line. */
export function isSmall(network: Network): boolean {
  const cells = network.populations.filter(({ type }) => type === "cells");
  return (
    cells.every(
      ({ update, states, spike }) => (states.length === 0 || update.type === "straight") && spike?.type !== "count",
    ) && cells.reduce((sum, each) => sum + operationsOf(each), 0) <= mostOperations
  );
}

/** Operations of one step of all cells, two at a time; of an adaptive one, those of its right sides. */
export function operationsOf({ n, update, after, beforeTest, spike, output }: Population): number {
  const moves = update.type === "straight" ? [...update.lets, ...update.next] : update.rights;
  const assignments = [...moves, ...after, ...beforeTest];
  const trees = [
    ...assignments.map(({ tree }) => tree),
    ...(spike?.type === "threshold" ? [spike.when] : []),
    ...(output ? [output] : []),
  ];
  return Math.ceil(n / 2) * trees.reduce((sum, tree) => sum + sizeOf(tree), 0);
}

/** Calls are recipes of some twenty operations. */
const sizeOf = (tree: Tree): number => {
  switch (tree.type) {
    case "number":
    case "name":
      return 1;
    case "negate":
    case "not":
      return 1 + sizeOf(tree.arg);
    case "binary":
    case "compare":
    case "logic":
      return 1 + sizeOf(tree.left) + sizeOf(tree.right);
    case "call":
      return tree.args.reduce((sum, arg) => sum + sizeOf(arg), 20);
  }
};
