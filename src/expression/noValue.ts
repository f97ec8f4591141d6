/**
 * Where arithmetic has no answer: a division by 0, a logarithm of what is not above 0, a root of what is below. The result is NaN
 * or infinite from there on, so the innermost part that has no value is the one to name.
 */
import { evaluate, type Lookup } from "./evaluate.ts";
import { numberOps } from "./numberOps.ts";
import type { Tree } from "./tree.ts";
import { isUnitConstant } from "./units.ts";
import { names, parts } from "./walk.ts";

export interface NoValue {
  type: "division" | "logarithm" | "root" | "power";
  /** The whole that has no value. */
  tree: Tree;
  /** The part that is to blame, and what it comes to in engine units. */
  part: Tree;
  value: number;
}

/**
 * @param lookup values of the names in engine units; draws have their mean
 * @returns the first part, from within, that has no value at these; undefined when all have, or when a name is not known
 */
export function noValueIn(tree: Tree, lookup: Lookup<number>): NoValue | undefined {
  const call = (name: string, args: readonly Tree[]): number | undefined => {
    if (name === "rand") return 0.5;
    if (name === "randn") return 0;
    return (name === "last" || name === "poisson") && args[0] ? value(args[0]) : undefined;
  };
  const value = (part: Tree): number => evaluate<number, boolean>(part, numberOps, lookup, call);
  const search = (part: Tree): NoValue | undefined => {
    // Of an `if` only the side that is taken counts.
    const [test, a, b] = part.type === "call" && part.name === "if" ? part.args : [];
    const inner = test && a && b ? [test, value(test) !== 0 ? a : b] : parts(part);
    for (const each of inner) {
      const found = search(each);
      if (found) return found;
    }
    const asked = askedOf(part);
    if (!asked) return undefined;
    const got = value(asked.part);
    return asked.has(got, value) ? undefined : { type: asked.type, tree: part, part: asked.part, value: got };
  };
  try {
    return search(tree);
  } catch {
    // A name without a value: nothing can be said.
    return undefined;
  }
}

/** The same for a part that is made of numbers alone, whatever the rest comes to. */
export function neverHasValue(tree: Tree): NoValue | undefined {
  const asked = askedOf(tree);
  if (!asked || ![...names(asked.part)].every((name) => name === "pi" || isUnitConstant(name))) return undefined;
  const lookup: Lookup<number> = () => undefined;
  try {
    const got = evaluate<number, boolean>(asked.part, numberOps, lookup);
    const value = (part: Tree): number => evaluate<number, boolean>(part, numberOps, lookup);
    return asked.has(got, value) ? undefined : { type: asked.type, tree, part: asked.part, value: got };
  } catch {
    return undefined;
  }
}

/** What a part of a tree asks of one of its own parts. */
function askedOf(
  tree: Tree,
): { type: NoValue["type"]; part: Tree; has: (value: number, others: (part: Tree) => number) => boolean } | undefined {
  if (tree.type === "binary" && tree.op === "/")
    return { type: "division", part: tree.right, has: (value) => value !== 0 };
  const [base, exponent] =
    tree.type === "binary" && tree.op === "^"
      ? [tree.left, tree.right]
      : tree.type === "call" && tree.name === "pow"
        ? tree.args
        : [];
  if (base && exponent)
    return {
      type: "power",
      part: base,
      has: (value, others) => {
        const power = others(exponent);
        return value === 0 ? power >= 0 : !(value < 0) || Number.isInteger(power);
      },
    };
  if (tree.type !== "call" || !tree.args[0]) return undefined;
  if (tree.name === "log") return { type: "logarithm", part: tree.args[0], has: (value) => !(value <= 0) };
  if (tree.name === "sqrt") return { type: "root", part: tree.args[0], has: (value) => !(value < 0) };
  return undefined;
}
