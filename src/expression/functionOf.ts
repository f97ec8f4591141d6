/**
 * Equations as functions of numbers, for drawing: nullclines ask for thousands of values, so names are looked up once and not at
 * every point. Functions of the machine stand in for the engine's exact recipes; the last bit does not show.
 */

import { constantOf } from "./build.ts";
import { evaluate, type Lookup, test } from "./evaluate.ts";
import type { Ops } from "./ops.ts";
import { simplify } from "./simplify.ts";
import type { Tree } from "./tree.ts";
import { memoized, withParts } from "./walk.ts";

/** A right side as a function of the variables in the order they were given. */
export type Right = (point: ArrayLike<number>) => number;

/** Arithmetic that is put off: a tree becomes one function of `x` without names to look up. */
export type Late<X> = (x: X) => number;
export type LateTest<X> = (x: X) => boolean;

const opsOver = <X>(): Ops<Late<X>, LateTest<X>> => ({
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
});

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
 * Trees as functions of whatever the names are looked up in. Draws have their mean: `rand` is 0.5, `randn` 0.
 *
 * @param lookup what a name stands for, asked once for each
 */
export function lateBy<X>(lookup: Lookup<Late<X>>): { value(tree: Tree): Late<X>; test(tree: Tree): LateTest<X> } {
  const ops = opsOver<X>();
  const call = (name: string, args: readonly Tree[]): Late<X> | undefined => {
    const [a, b] = args;
    if (name === "rand") return () => 0.5;
    if (name === "randn") return () => 0;
    if ((name === "last" || name === "poisson") && a) return value(a);
    if (name === "pow" && a && b) {
      const [base, power] = [value(a), value(b)];
      return (x) => base(x) ** power(x);
    }
    const known = Object.hasOwn(direct, name) ? direct[name] : undefined;
    if (!known || !a) return undefined;
    const inner = value(a);
    return (x) => known(inner(x));
  };
  const value = (part: Tree): Late<X> => evaluate(withCalls(part), ops, lookup, call);
  return { value, test: (part) => test(withCalls(part), ops, lookup, call) };
}

/**
 * A tree as a function of `variables`. Noise (`xi`, draws named `$d…`) is left out: it counts as 0.
 *
 * @param constant value of any other name, in engine units
 * @throws when a name is not known
 */
export const functionOf = (
  tree: Tree,
  variables: readonly string[],
  constant: (name: string) => number | undefined,
): Right =>
  lateBy<ArrayLike<number>>((name) => {
    const at = variables.indexOf(name);
    if (at >= 0) return (x) => x[at] as number;
    const value = constant(name) ?? (isNoise(name) ? 0 : undefined);
    return value === undefined ? undefined : () => value;
  }).value(tree);

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
