/** Activation functions out of the units' own equations: the value and, by symbolic differentiation, its slope. */
import { derivative, isNoise, numberOps, type Ops, type Tree, type Walker, walker } from "../../expression/index.ts";

export interface Activation {
  value(z: number): number;
  /** d value / dz; at a corner, that of the side the value is taken from. */
  slope(z: number): number;
  /** Both over any arithmetic: what kernels are written from, with the same bits. */
  over<T, M>(ops: Ops<T, M>, z: T): { value: T; slope: T };
}

/**
 * @param tree what a unit sends, as a function of its activation `name`; noise counts as 0, a draw as its mean
 * @param constant value of any other name, in engine units
 * @throws when a name is not known
 */
export function activationOf(
  tree: Tree,
  name: string,
  constant: (name: string) => number | undefined = () => undefined,
): Activation {
  const slopes = derivative(tree, name);
  const at = <T, M>(ops: Ops<T, M>, z: T): Walker<T, M> => {
    const walk: Walker<T, M> = walker<T, M>(
      ops,
      (wanted) => {
        const value = constant(wanted) ?? (isNoise(wanted) ? 0 : undefined);
        return wanted === name ? z : value === undefined ? undefined : ops.constant(value);
      },
      (call, [arg]) => {
        if (call === "rand") return ops.constant(0.5);
        if (call === "randn") return ops.constant(0);
        return (call === "last" || call === "poisson") && arg ? walk.value(arg) : undefined;
      },
    );
    return walk;
  };
  const value = (z: number): number => at(numberOps, z).value(tree);
  const slope = (z: number): number => at(numberOps, z).value(slopes);
  // Unknown names are found here and not while it learns.
  value(0);
  return {
    value,
    slope,
    over(ops, z) {
      const walk = at(ops, z);
      return { value: walk.value(tree), slope: walk.value(slopes) };
    },
  };
}
