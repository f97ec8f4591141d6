/** Small makers of expression trees, so that integrators read like their formulae. */
import type { Tree } from "../expression/index.ts";

export const num = (value: number): Tree => ({ type: "number", value });
export const ref = (name: string): Tree => ({ type: "name", name });
export const add = (left: Tree, right: Tree): Tree =>
  isZero(left) ? right : isZero(right) ? left : { type: "binary", op: "+", left, right };
export const sub = (left: Tree, right: Tree): Tree => (isZero(right) ? left : { type: "binary", op: "-", left, right });
export const mul = (left: Tree, right: Tree): Tree =>
  isZero(left) || isZero(right)
    ? num(0)
    : isOne(left)
      ? right
      : isOne(right)
        ? left
        : { type: "binary", op: "*", left, right };
export const div = (left: Tree, right: Tree): Tree => (isZero(left) ? left : { type: "binary", op: "/", left, right });
export const call = (name: string, ...args: Tree[]): Tree => ({ type: "call", name, args });
export const sum = (terms: readonly Tree[]): Tree => terms.reduce(add, num(0));

export const isZero = (tree: Tree): boolean => tree.type === "number" && tree.value === 0;
const isOne = (tree: Tree): boolean => tree.type === "number" && tree.value === 1 && tree.unit === undefined;

/** `then` while the cell is refractory, else `otherwise`; `$held` is 1 or 0. */
export const whenHeld = (then: Tree, otherwise: Tree): Tree =>
  call("if", { type: "compare", op: ">", left: ref("$held"), right: num(0) }, then, otherwise);
