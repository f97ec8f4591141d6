/** The same value in fewer signs: constants folded, 0 and 1 left out, minus signs drawn together. Nothing is reordered. */
import { choose, constantOf, isZero, join, negate, number } from "./build.ts";
import type { Tree } from "./tree.ts";
import { memoized, withParts } from "./walk.ts";

/** Units close as before, since a 0 fits any dimension. Draws that are multiplied by 0 are dropped with the product. */
export const simplify = (tree: Tree): Tree =>
  memoized<Tree>((part, again) => {
    const inner = withParts(part, again);
    switch (inner.type) {
      case "negate": {
        const value = constantOf(inner.arg);
        return value === undefined ? keep(part, negate(inner.arg)) : number(-value);
      }
      case "binary":
        return keep(part, join(inner.op, inner.left, inner.right));
      case "not":
        return inner.arg.type === "not" ? inner.arg.arg : inner;
      case "call":
        return simplifyCall(inner);
      default:
        return inner;
    }
  })(tree);

function simplifyCall(tree: Tree & { type: "call" }): Tree {
  const [a, b, c] = tree.args;
  if (tree.name === "if" && a && b && c) {
    const holds = constantTruth(a);
    return holds === undefined ? (b === c || (isZero(b) && isZero(c)) ? choose(a, b, c) : tree) : holds ? b : c;
  }
  if (tree.name === "pow" && a && b) return join("^", a, b);
  if (tree.name === "exp" && a && isZero(a)) return number(1);
  return tree;
}

/** Truth of a comparison between two written numbers. */
function constantTruth(tree: Tree): boolean | undefined {
  if (tree.type !== "compare") return undefined;
  const [a, b] = [constantOf(tree.left), constantOf(tree.right)];
  if (a === undefined || b === undefined) return undefined;
  switch (tree.op) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "==":
      return a === b;
    case "!=":
      return a !== b;
  }
}

/** A node made anew keeps its place in the text, for messages about it. */
const keep = (from: Tree, to: Tree): Tree => (to.span || !from.span || to === from ? to : { ...to, span: from.span });
