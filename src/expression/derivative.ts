/** Symbolic differentiation, rule by rule, with the makers of `build.ts` so that results come out short. */
import {
  add,
  call,
  choose,
  compare,
  constantOf,
  divide,
  isZero,
  multiply,
  negate,
  number,
  raise,
  subtract,
} from "./build.ts";
import type { Tree } from "./tree.ts";
import { memoized } from "./walk.ts";

/**
 * d tree / d name. Conditions, `last(x)`, draws, `sign`, `step`, `floor` and `int` count as constant; at a corner (of abs,
 * min, max, clip, if) it is the derivative of the side that the value is taken from.
 *
 * @throws for a function that has no rule: every function of `calls` has one
 */
export function derivative(tree: Tree, name: string): Tree {
  return memoized<Tree>((part, d) => {
    switch (part.type) {
      case "number":
      case "compare":
      case "logic":
      case "not":
        return number(0);
      case "name":
        return number(part.name === name ? 1 : 0);
      case "negate":
        return negate(d(part.arg));
      case "binary": {
        const { left: u, right: w } = part;
        const [du, dw] = [d(u), d(w)];
        switch (part.op) {
          case "+":
            return add(du, dw);
          case "-":
            return subtract(du, dw);
          case "*":
            return add(multiply(du, w), multiply(u, dw));
          case "/":
            // u'/w - u w'/w^2; the first term alone where w is constant
            return subtract(divide(du, w), divide(multiply(u, dw), raise(w, number(2))));
          case "^":
            return ofPower(part, u, w, du, dw);
        }
        break;
      }
      case "call":
        return ofCall(part, d);
    }
  })(tree);
}

/** (u^w)' = w u^(w-1) u' + u^w log(u) w'. */
function ofPower(whole: Tree, u: Tree, w: Tree, du: Tree, dw: Tree): Tree {
  const n = constantOf(w);
  const less = n === undefined ? subtract(w, number(1)) : number(n - 1);
  const byBase = isZero(du) ? number(0) : multiply(multiply(w, raise(u, less)), du);
  const byExponent = isZero(dw) ? number(0) : multiply(multiply(whole, call("log", u)), dw);
  return add(byBase, byExponent);
}

function ofCall(tree: Tree & { type: "call" }, d: (part: Tree) => Tree): Tree {
  const [a, b, c] = tree.args as readonly [Tree, Tree, Tree];
  switch (tree.name) {
    case "last":
    case "rand":
    case "randn":
    case "poisson":
    case "sign":
    case "step":
    case "floor":
    case "int":
      return number(0);
    case "if":
      return choose(a, d(b), d(c));
    case "pow":
      return ofPower(tree, a, b, d(a), d(b));
    case "min":
    case "max":
      return tree.args
        .map((value): [Tree, Tree] => [value, d(value)])
        .reduce(([u, du], [w, dw]) => [
          call(tree.name, u, w),
          choose(compare(tree.name === "min" ? "<" : ">", u, w), du, dw),
        ])[1];
    case "clip":
      return choose(compare("<", a, b), d(b), choose(compare(">", a, c), d(c), d(a)));
  }
  const inner = d(a);
  return isZero(inner) ? inner : multiply(outer(tree, a), inner);
}

/** f'(x) for the functions of one value. */
function outer(tree: Tree & { type: "call" }, x: Tree): Tree {
  const one = number(1);
  const square = (u: Tree): Tree => raise(u, number(2));
  switch (tree.name) {
    case "exp":
      return tree;
    case "expm1":
      return call("exp", x);
    case "log":
      return divide(one, x);
    case "sqrt":
      return divide(one, multiply(number(2), tree));
    case "sin":
      return call("cos", x);
    case "cos":
      return negate(call("sin", x));
    case "tan":
      return add(one, square(tree));
    case "sinh":
      return call("cosh", x);
    case "cosh":
      return call("sinh", x);
    case "tanh":
      return subtract(one, square(tree));
    case "abs":
      return call("sign", x);
    case "exprel": {
      // (e^x - exprel(x)) / x loses all digits near 0: there its series 1/2 + x/3 + x^2/8 + x^3/30 + x^4/144 + x^5/840
      const series = [2, 3, 8, 30, 144, 840]
        .map((n) => divide(one, number(n)))
        .reduceRight((sum, term) => add(term, multiply(x, sum)));
      return choose(compare("<", call("abs", x), number(0.02)), series, divide(subtract(call("exp", x), tree), x));
    }
    default:
      throw new Error(`expression: no derivative of ${tree.name}`);
  }
}
