/** Random trees for property tests. Only tests import this. */
import fc from "fast-check";
import type { Tree } from "./tree.ts";

const binary = (node: fc.Arbitrary<Tree>, ops: readonly ("+" | "-" | "*" | "/")[]): fc.Arbitrary<Tree> =>
  fc.record({ type: fc.constant("binary" as const), op: fc.constantFrom(...ops), left: node, right: node });

const call = (node: fc.Arbitrary<Tree>, name: string, count = 1): fc.Arbitrary<Tree> =>
  fc.tuple(...Array.from({ length: count }, () => node)).map((args): Tree => ({ type: "call", name, args }));

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom("x", "y", "z").map((name): Tree => ({ type: "name", name })),
  fc.constantFrom(0, 1, 2, 0.5, 3, 0.1, 12.25, 1e-7).map((value): Tree => ({ type: "number", value })),
);

/** Everything the parser can make, well formed. */
export const anyTree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; test: Tree }>((tie) => {
  const [tree, test] = [tie("tree"), tie("test")];
  return {
    tree: fc.oneof(
      { maxDepth: 5, depthIdentifier: "tree" },
      leaf,
      fc.constantFrom("5 mV", "2 ms^2", "0.5 s^-1").map((text): Tree => {
        const [value, unit] = text.split(" ");
        return { type: "number", value: Number(value), unit: unit as string };
      }),
      fc.record({ type: fc.constant("negate" as const), arg: tree }),
      binary(tree, ["+", "-", "*", "/"]),
      fc.record({ type: fc.constant("binary" as const), op: fc.constant("^" as const), left: tree, right: tree }),
      fc.constantFrom("exp", "tanh", "sqrt", "abs").chain((name) => call(tree, name)),
      call(tree, "min", 2),
      fc.tuple(test, tree, tree).map((args): Tree => ({ type: "call", name: "if", args })),
      test,
    ),
    test: fc.oneof(
      { maxDepth: 3, depthIdentifier: "tree" },
      fc.record({
        type: fc.constant("compare" as const),
        op: fc.constantFrom("<", "<=", ">", ">=", "==", "!="),
        left: tree,
        right: tree,
      }),
      fc.record({ type: fc.constant("logic" as const), op: fc.constantFrom("and", "or"), left: test, right: test }),
      fc.record({ type: fc.constant("not" as const), arg: test }),
    ),
  };
}).tree;

/** Smooth in x, y and z: values and derivatives stay moderate for names from 0.5 to 2. */
export const smoothTree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => {
  const tree = tie("tree");
  const one: Tree = { type: "number", value: 1 };
  const two: Tree = { type: "number", value: 2 };
  return {
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.record({ type: fc.constant("negate" as const), arg: tree }),
      binary(tree, ["+", "-", "*"]),
      // A divisor of 1 + u^2 keeps away from 0.
      fc.tuple(tree, tree).map(([left, u]): Tree => {
        const square: Tree = { type: "binary", op: "^", left: u, right: two };
        return { type: "binary", op: "/", left, right: { type: "binary", op: "+", left: one, right: square } };
      }),
      fc.constantFrom("sin", "cos", "tanh").chain((name) => call(tree, name)),
      fc.constantFrom("exp", "expm1", "exprel", "sinh", "cosh", "log", "sqrt", "tan").chain((name) =>
        // Functions that grow or end are asked near 1.
        call(tree, "tanh").map((inner): Tree => {
          const near: Tree = {
            type: "binary",
            op: "+",
            left: { type: "number", value: 1.25 },
            right: { type: "binary", op: "/", left: inner, right: { type: "number", value: 8 } },
          };
          return { type: "call", name, args: [near] };
        }),
      ),
      fc.tuple(tree, fc.constantFrom(2, 3, 0.5)).map(([u, n]): Tree => {
        const base: Tree =
          n === 0.5 ? { type: "call", name: "exp", args: [{ type: "call", name: "tanh", args: [u] }] } : u;
        return { type: "binary", op: "^", left: base, right: { type: "number", value: n } };
      }),
      fc.constantFrom("x", "y").map(
        (name): Tree => ({
          type: "binary",
          op: "^",
          left: { type: "name", name: "x" },
          right: { type: "name", name },
        }),
      ),
    ),
  };
}).tree;
