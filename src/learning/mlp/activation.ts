/** Activation functions out of the units' own equations: the value and, by symbolic differentiation, its slope. */
import { derivative, functionOf, type Tree } from "../../expression/index.ts";

export interface Activation {
  value(z: number): number;
  /** d value / dz; at a corner, that of the side the value is taken from. */
  slope(z: number): number;
}

/**
 * @param tree what a unit sends, as a function of its activation `name`; noise counts as 0
 * @param constant value of any other name, in engine units
 * @throws when a name is not known
 */
export function activationOf(
  tree: Tree,
  name: string,
  constant: (name: string) => number | undefined = () => undefined,
): Activation {
  const value = functionOf(tree, [name], constant);
  const slope = functionOf(derivative(tree, name), [name], constant);
  const at = [0];
  return {
    value(z) {
      at[0] = z;
      return value(at);
    },
    slope(z) {
      at[0] = z;
      return slope(at);
    },
  };
}
