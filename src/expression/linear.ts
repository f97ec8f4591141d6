/**
 * Linearity, read off the form of the equations: dx/dt = A x + b. What is linear is integrated exactly by propagators,
 * what is linear in its own variable by exponential Euler.
 */
import { add, call, divide, isZero, multiply, negate, number, subtract } from "./build.ts";
import { simplify } from "./simplify.ts";
import type { Tree } from "./tree.ts";
import { memoized, parts } from "./walk.ts";

/** sum over names of factor * name, plus rest. Factors and rest are free of the names. */
interface Affine {
  factors: ReadonlyMap<string, Tree>;
  rest: Tree;
}

/**
 * A and b with rights = A states + b, row i for rights[i]; null when a right side is not of that form.
 *
 * @returns A Tree[n][m] and b Tree[n], simplified and free of the states. `xi`, draws and `t` may stand in them
 */
export function linearPart(rights: readonly Tree[], states: readonly string[]): { A: Tree[][]; b: Tree[] } | null {
  const split = splitter(states);
  const A: Tree[][] = [];
  const b: Tree[] = [];
  for (const right of rights) {
    const row = split(right);
    if (!row) return null;
    A.push(states.map((state) => simplify(row.factors.get(state) ?? number(0))));
    b.push(simplify(row.rest));
  }
  return { A, b };
}

/** a and b with right = a name + b, both free of `name`; null when there are none. */
export function conditionallyLinear(right: Tree, name: string): { a: Tree; b: Tree } | null {
  const part = linearPart([right], [name]);
  return part && { a: part.A[0]?.[0] as Tree, b: part.b[0] as Tree };
}

function splitter(states: readonly string[]): (tree: Tree) => Affine | null {
  const known = new Set(states);
  // Asked of every node, so it is remembered over the whole of all right sides. `last(v)` counts as depending on v.
  const depends = memoized<boolean>((tree, again) =>
    tree.type === "name" ? known.has(tree.name) : parts(tree).some(again),
  );
  return memoized<Affine | null>((tree, split) => {
    if (!depends(tree)) return { factors: new Map(), rest: tree };
    switch (tree.type) {
      case "name":
        return { factors: new Map([[tree.name, number(1)]]), rest: number(0) };
      case "negate":
        return mapped(split(tree.arg), negate);
      case "binary": {
        const { left, right } = tree;
        switch (tree.op) {
          case "+":
            return merged(split(left), split(right), add);
          case "-":
            return merged(split(left), split(right), subtract);
          case "*":
            if (!depends(left)) return mapped(split(right), (part) => multiply(left, part));
            if (!depends(right)) return mapped(split(left), (part) => multiply(part, right));
            return null;
          case "/":
            return depends(right) ? null : mapped(split(left), (part) => divide(part, right));
          case "^":
            return right.type === "number" && right.value === 1 ? split(left) : null;
        }
        return null;
      }
      case "call": {
        const [test, a, b] = tree.args as readonly [Tree, Tree, Tree];
        if (tree.name !== "if" || depends(test)) return null;
        return merged(split(a), split(b), (x, y) => (isZero(x) && isZero(y) ? x : call("if", test, x, y)));
      }
      default:
        return null;
    }
  });
}

function mapped(affine: Affine | null, change: (part: Tree) => Tree): Affine | null {
  if (!affine) return null;
  return {
    factors: new Map([...affine.factors].map(([name, factor]) => [name, change(factor)])),
    rest: change(affine.rest),
  };
}

function merged(a: Affine | null, b: Affine | null, join: (x: Tree, y: Tree) => Tree): Affine | null {
  if (!a || !b) return null;
  const zero = number(0);
  const both = new Set([...a.factors.keys(), ...b.factors.keys()]);
  const factors = [...both].map((name): [string, Tree] => [
    name,
    join(a.factors.get(name) ?? zero, b.factors.get(name) ?? zero),
  ]);
  return { factors: new Map(factors.filter(([, factor]) => !isZero(factor))), rest: join(a.rest, b.rest) };
}
