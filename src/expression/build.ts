/**
 * Makers of trees that leave out what does nothing: 0 + x, 1 x, --x. Each keeps the value to the last bit, up to the sign
 * of zero and to 0 times what is not finite, which is 0 here.
 */
import type { Tree } from "./tree.ts";

/** A number without a unit; negative ones as the negation of a literal, which is how they are written. */
export const number = (value: number): Tree =>
  value < 0 ? { type: "negate", arg: { type: "number", value: -value } } : { type: "number", value };
export const name = (name: string): Tree => ({ type: "name", name });
export const call = (name: string, ...args: Tree[]): Tree => ({ type: "call", name, args });
export const compare = (op: (Tree & { type: "compare" })["op"], left: Tree, right: Tree): Tree => ({
  type: "compare",
  op,
  left,
  right,
});

/** The value of a number written out, signed; undefined for one with a unit and for all else. */
export function constantOf(tree: Tree): number | undefined {
  if (tree.type === "number") return tree.unit === undefined ? tree.value : undefined;
  if (tree.type === "negate" && tree.arg.type === "number" && tree.arg.unit === undefined) return -tree.arg.value;
  return undefined;
}

/** True for 0 in any unit that has its zero there. */
export const isZero = (tree: Tree): boolean => tree.type === "number" && tree.value === 0;
export const isOne = (tree: Tree): boolean => tree.type === "number" && tree.value === 1 && tree.unit === undefined;

const binary = (op: "+" | "-" | "*" | "/" | "^", left: Tree, right: Tree): Tree => ({
  type: "binary",
  op,
  left,
  right,
});

/** The constant, when it is finite: 1e300 * 1e300 stays a product and is reported where it happens. */
const folded = (value: number): Tree | undefined => (Number.isFinite(value) ? number(value) : undefined);

export function negate(arg: Tree): Tree {
  if (arg.type === "negate") return arg.arg;
  if (isZero(arg)) return arg;
  if (arg.type === "binary" && arg.op === "-") return binary("-", arg.right, arg.left);
  return { type: "negate", arg };
}

export function add(left: Tree, right: Tree): Tree {
  if (isZero(left)) return right;
  if (isZero(right)) return left;
  const [a, b] = [constantOf(left), constantOf(right)];
  if (a !== undefined && b !== undefined) return folded(a + b) ?? binary("+", left, right);
  if (right.type === "negate") return subtract(left, right.arg);
  if (left.type === "negate") return binary("-", right, left.arg);
  return binary("+", left, right);
}

export function subtract(left: Tree, right: Tree): Tree {
  if (isZero(left)) return negate(right);
  if (isZero(right)) return left;
  const [a, b] = [constantOf(left), constantOf(right)];
  if (a !== undefined && b !== undefined) return folded(a - b) ?? binary("-", left, right);
  if (right.type === "negate") return add(left, right.arg);
  return binary("-", left, right);
}

export function multiply(left: Tree, right: Tree): Tree {
  if (isZero(left) || isZero(right)) return number(0);
  if (isOne(left)) return right;
  if (isOne(right)) return left;
  const [a, b] = [constantOf(left), constantOf(right)];
  if (a !== undefined && b !== undefined) return folded(a * b) ?? binary("*", left, right);
  if (left.type === "negate") return negate(multiply(left.arg, right));
  if (right.type === "negate") return negate(multiply(left, right.arg));
  return binary("*", left, right);
}

export function divide(left: Tree, right: Tree): Tree {
  if (isOne(right)) return left;
  // 0 / 0 is left to fail where it is computed.
  if (isZero(left) && !isZero(right)) return number(0);
  const [a, b] = [constantOf(left), constantOf(right)];
  if (a !== undefined && b !== undefined) {
    // 1/3 says more than 0.3333333333333333.
    const value = a / b;
    if (String(value).length <= 8 && value * b === a) return folded(value) ?? binary("/", left, right);
  }
  if (left.type === "negate") return negate(divide(left.arg, right));
  if (right.type === "negate") return negate(divide(left, right.arg));
  return binary("/", left, right);
}

export function raise(base: Tree, exponent: Tree): Tree {
  if (isOne(exponent)) return base;
  if (isZero(exponent) || isOne(base)) return number(1);
  const [a, n] = [constantOf(base), constantOf(exponent)];
  if (a !== undefined && (n === 2 || n === 3))
    return folded(n === 2 ? a * a : a * a * a) ?? binary("^", base, exponent);
  return binary("^", base, exponent);
}

export const join = (op: "+" | "-" | "*" | "/" | "^", left: Tree, right: Tree): Tree => {
  switch (op) {
    case "+":
      return add(left, right);
    case "-":
      return subtract(left, right);
    case "*":
      return multiply(left, right);
    case "/":
      return divide(left, right);
    case "^":
      return raise(left, right);
  }
};

/** `if(test, a, b)`, or a where both are the same. */
export const choose = (test: Tree, a: Tree, b: Tree): Tree =>
  a === b || (isZero(a) && isZero(b)) ? a : call("if", test, a, b);
