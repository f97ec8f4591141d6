/** Trees to text that reads back as the same tree, with no bracket that is not needed. */
import type { Statement, Tree } from "./tree.ts";

/** How tightly each form holds together; the same ladder as the parser's. */
export const strength = (tree: Tree): number => {
  switch (tree.type) {
    case "logic":
      return tree.op === "or" ? 1 : 2;
    case "not":
      return 3;
    case "compare":
      return 4;
    case "binary":
      return { "+": 5, "-": 5, "*": 6, "/": 6, "^": 8 }[tree.op];
    case "negate":
      return 7;
    case "number":
      return tree.value < 0 ? 7 : tree.unit === undefined ? 9 : isPlainUnit(tree.unit) ? 8 : 6;
    case "name":
    case "call":
      return 9;
  }
};

/** A unit that the parser takes as part of a literal: one symbol and a whole or half power. */
const isPlainUnit = (unit: string): boolean => /^[A-Za-zµμΩΩ]+(\^-?\d(\.5)?)?$/.test(unit);

/** Text of a tree. `parse(print(tree))` equals the tree, when `tree` came from `parse` and is not nested beyond its limits. */
export function print(tree: Tree): string {
  switch (tree.type) {
    case "number":
      if (tree.unit === undefined) return String(tree.value);
      return isPlainUnit(tree.unit) ? `${tree.value} ${tree.unit}` : `${tree.value} * (${tree.unit || 1})`;
    case "name":
      return tree.name;
    case "negate":
      return `-${within(tree.arg, 7)}`;
    case "binary":
      switch (tree.op) {
        case "^":
          return `${within(tree.left, 9)}^${within(tree.right, 7)}`;
        case "+":
        case "-":
          return `${within(tree.left, 5)} ${tree.op} ${within(tree.right, 6)}`;
        default:
          return `${within(tree.left, 6)} ${tree.op} ${within(tree.right, 7)}`;
      }
    case "compare":
      return `${within(tree.left, 5)} ${tree.op} ${within(tree.right, 5)}`;
    case "logic": {
      const own = strength(tree);
      return `${within(tree.left, own)} ${tree.op} ${within(tree.right, own + 1)}`;
    }
    case "not":
      return `not ${within(tree.arg, 3)}`;
    case "call":
      return `${tree.name}(${tree.args.map(print).join(", ")})`;
  }
}

const within = (tree: Tree, least: number): string => (strength(tree) < least ? `(${print(tree)})` : print(tree));

/** Text of a statement, as `parseStatements` reads it. */
export const printStatement = (statement: Statement): string =>
  statement.type === "derivative"
    ? `d${statement.name}/dt = ${print(statement.right)}`
    : `${statement.name} ${statement.op} ${print(statement.right)}`;
