/**
 * Equations as functions of numbers, for drawing and for training: nullclines and layers of units ask for thousands of values,
 * so names are looked up once and not at every point. Functions of the machine stand in for the engine's exact recipes; the last bit does not show.
 */

import { constantOf } from "./build.ts";
import { evaluate, type Lookup } from "./evaluate.ts";
import type { Ops } from "./ops.ts";
import { simplify } from "./simplify.ts";
import type { Tree } from "./tree.ts";
import { memoized, withParts } from "./walk.ts";

/** A right side as a function of the variables in the order they were given. */
export type Right = (point: ArrayLike<number>) => number;

type Late = Right;
type LateTest = (point: ArrayLike<number>) => boolean;

const ops: Ops<Late, LateTest> = {
  constant: (value) => () => value,
  add: (a, b) => (x) => a(x) + b(x),
  sub: (a, b) => (x) => a(x) - b(x),
  mul: (a, b) => (x) => a(x) * b(x),
  div: (a, b) => (x) => a(x) / b(x),
  neg: (a) => (x) => -a(x),
  abs: (a) => (x) => Math.abs(a(x)),
  sqrt: (a) => (x) => Math.sqrt(a(x)),
  floor: (a) => (x) => Math.floor(a(x)),
  nearest: (a) => (x) => Math.round(a(x)),
  pow2: (k) => (x) => 2 ** k(x),
  exponent: (a) => (x) => Math.floor(Math.log2(a(x))),
  mantissa: (a) => (x) => {
    const value = a(x);
    return value / 2 ** Math.floor(Math.log2(value));
  },
  less: (a, b) => (x) => a(x) < b(x),
  lessEqual: (a, b) => (x) => a(x) <= b(x),
  equal: (a, b) => (x) => a(x) === b(x),
  and: (a, b) => (x) => a(x) && b(x),
  or: (a, b) => (x) => a(x) || b(x),
  not: (a) => (x) => !a(x),
  select: (m, a, b) => (x) => (m(x) ? a(x) : b(x)),
  usually: (_good, _usual, always) => always(),
};

const direct: Readonly<Record<string, (x: number) => number>> = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sign: Math.sign,
  exprel: (x) => (Math.abs(x) < 1e-8 ? 1 + x / 2 : Math.expm1(x) / x),
};

/**
 * A tree as a function of `variables`. Noise (`xi`, draws named `$d…`) is left out: it counts as 0.
 *
 * @param constant value of any other name, in engine units
 * @throws when a name is not known
 */
export function functionOf(
  tree: Tree,
  variables: readonly string[],
  constant: (name: string) => number | undefined,
): Right {
  const lookup: Lookup<Late> = (name) => {
    const at = variables.indexOf(name);
    if (at >= 0) return (x) => x[at] as number;
    const value = constant(name) ?? (isNoise(name) ? 0 : undefined);
    return value === undefined ? undefined : () => value;
  };
  const call = (name: string, args: readonly Tree[]): Late | undefined => {
    const [a, b] = args;
    if (name === "last" && a) return late(a);
    if (name === "rand") return () => 0.5;
    if (name === "randn") return () => 0;
    if (name === "poisson" && a) return late(a);
    if (name === "pow" && a && b) {
      const [base, power] = [late(a), late(b)];
      return (x) => base(x) ** power(x);
    }
    const known = Object.hasOwn(direct, name) ? direct[name] : undefined;
    if (!known || !a) return undefined;
    const inner = late(a);
    return (x) => known(inner(x));
  };
  const late = (part: Tree): Late => evaluate(withCalls(part), ops, lookup, call);
  return late(tree);
}

/** `xi`, `xi_1` and the engine's draws. */
export const isNoise = (name: string): boolean => /^(xi(_\w+)?|\$d.*)$/.test(name);

/** Powers whose exponent is no fixed number, as calls of `pow`: the exact recipe uses its steps many times over, and a function cannot share them. */
const withCalls = (tree: Tree): Tree =>
  memoized<Tree>((part, again) => {
    const made = withParts(part, again);
    return made.type === "binary" && made.op === "^" && constantOf(simplify(made.right)) === undefined
      ? { type: "call", name: "pow", args: [made.left, made.right] }
      : made;
  })(tree);
