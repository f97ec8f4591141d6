/**
 * The one tree walker. What a name is, what a draw is and what a number is are left to the caller, so that the same walk
 * interprets (with `numberOps`) and compiles (with the compiler's operations).
 */
import { constantOf } from "./build.ts";
import { unitConstant } from "./constants.ts";
import * as functions from "./functions.ts";
import type { Ops } from "./ops.ts";
import { simplify } from "./simplify.ts";
import type { Tree } from "./tree.ts";
import { toEngine } from "./units.ts";

/** Value of a name in engine units; undefined for a name that is not in scope, which may then be `pi` or a unit. */
export type Lookup<T> = (name: string) => T | undefined;

/** Calls with a meaning outside arithmetic (`last`, `rand`, `randn`, `poisson`), or undefined to leave it to the recipes. */
export type CallHook<T> = (name: string, args: readonly Tree[], node: Tree) => T | undefined;

export interface Walker<T, M> {
  /** Value in engine units (ms, mV, pA, …). A condition counts 1 where it holds and else 0. */
  value(tree: Tree): T;
  /** Truth of a condition. A number holds where it is not 0. */
  test(tree: Tree): M;
}

/**
 * A walker with a memory: a subtree met again by reference keeps its value, so that an inlined tree costs what its text
 * costs and a draw shared by reference is one draw. It must not outlive the values that `lookup` gives.
 *
 * @param call asked first for every call, and given the node itself
 */
export function walker<T, M>(ops: Ops<T, M>, lookup: Lookup<T>, call?: CallHook<T>): Walker<T, M> {
  const values = new Map<Tree, T>();
  const truths = new Map<Tree, M>();

  const value = (tree: Tree): T => {
    // Leaves are cheaper to make than to remember.
    if (tree.type === "number")
      return ops.constant(tree.unit === undefined ? tree.value : toEngine(tree.value, tree.unit));
    if (tree.type === "name") return named(tree.name);
    const before = values.get(tree);
    if (before !== undefined) return before;
    const made = compute(tree);
    values.set(tree, made);
    return made;
  };
  const test = (tree: Tree): M => {
    const before = truths.get(tree);
    if (before !== undefined) return before;
    const made = decide(tree);
    truths.set(tree, made);
    return made;
  };

  const named = (name: string): T => {
    const found = lookup(name);
    if (found !== undefined) return found;
    const constant = unitConstant(name);
    if (constant === undefined) throw new Error(`expression: ${name} is not known`);
    return ops.constant(constant);
  };

  const compute = (tree: Exclude<Tree, { type: "number" | "name" }>): T => {
    switch (tree.type) {
      case "negate":
        return ops.neg(value(tree.arg));
      case "binary":
        switch (tree.op) {
          case "+":
            return ops.add(value(tree.left), value(tree.right));
          case "-":
            return ops.sub(value(tree.left), value(tree.right));
          case "*":
            return ops.mul(value(tree.left), value(tree.right));
          case "/":
            return ops.div(value(tree.left), value(tree.right));
          case "^":
            return raise(tree.left, tree.right);
        }
        break;
      case "compare":
      case "logic":
      case "not":
        return ops.select(test(tree), ops.constant(1), ops.constant(0));
      case "call":
        return (
          call?.(tree.name, tree.args, tree) ??
          (tree.rare ? unlikely(tree.name, tree.args) : applied(tree.name, tree.args))
        );
    }
  };

  const unlikely = (name: string, args: readonly Tree[]): T => {
    const [a, , c] = args as readonly [Tree, Tree, Tree];
    if (name === "exp") return functions.expNear(ops, value(a));
    return ops.usually(
      ops.not(test(a)),
      () => value(c),
      () => applied("if", args),
    );
  };

  const applied = (name: string, args: readonly Tree[]): T => {
    const [a, b, c] = args as readonly [Tree, Tree, Tree];
    switch (name) {
      case "if":
        return ops.select(test(a), value(b), value(c));
      case "int":
        return isCondition(a) ? value(a) : functions.int(ops, value(a));
      case "pow":
        return raise(a, b);
      case "min":
        return args.map(value).reduce((x, y) => functions.min(ops, x, y));
      case "max":
        return args.map(value).reduce((x, y) => functions.max(ops, x, y));
      case "clip":
        return functions.clip(ops, value(a), value(b), value(c));
      default: {
        const recipe = Object.hasOwn(functions.recipes, name) ? functions.recipes[name] : undefined;
        if (!recipe) throw new Error(`expression: ${name}(…) has no value here`);
        return recipe(ops, value(a));
      }
    }
  };

  /** x^y: exponents written as whole numbers or 0.5 are multiplied out or rooted, in one fixed order. */
  const raise = (base: Tree, exponent: Tree): T => {
    const n = constantOf(simplify(exponent));
    if (n !== undefined && Number.isInteger(n) && Math.abs(n) <= functions.mostMultiplied) {
      return functions.powWhole(ops, value(base), n);
    }
    return n === 0.5 ? ops.sqrt(value(base)) : functions.pow(ops, value(base), value(exponent));
  };

  const decide = (tree: Tree): M => {
    switch (tree.type) {
      case "compare": {
        const [a, b] = [value(tree.left), value(tree.right)];
        switch (tree.op) {
          case "<":
            return ops.less(a, b);
          case "<=":
            return ops.lessEqual(a, b);
          case ">":
            return ops.less(b, a);
          case ">=":
            return ops.lessEqual(b, a);
          case "==":
            return ops.equal(a, b);
          case "!=":
            return ops.not(ops.equal(a, b));
        }
        break;
      }
      case "logic":
        return tree.op === "and"
          ? ops.and(test(tree.left), test(tree.right))
          : ops.or(test(tree.left), test(tree.right));
      case "not":
        return ops.not(test(tree.arg));
      default:
        return ops.not(ops.equal(value(tree), ops.constant(0)));
    }
  };
  return { value, test };
}

/**
 * Value of an expression, in engine units.
 *
 * @throws when a name or function is unknown: run `check` first
 */
export const evaluate = <T, M>(tree: Tree, ops: Ops<T, M>, lookup: Lookup<T>, call?: CallHook<T>): T =>
  walker(ops, lookup, call).value(tree);

/** Truth of a condition, as `evaluate`. */
export const test = <T, M>(tree: Tree, ops: Ops<T, M>, lookup: Lookup<T>, call?: CallHook<T>): M =>
  walker(ops, lookup, call).test(tree);

/** True for what is a truth value by its form. */
export const isCondition = (tree: Tree): boolean =>
  tree.type === "compare" || tree.type === "logic" || tree.type === "not";
