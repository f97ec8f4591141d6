/** Statements to right sides that stand alone: names set on the way are put in where they are used. */
import type { Statement, Tree } from "./tree.ts";
import { substitute } from "./walk.ts";

/**
 * Runs through the statements in order. What a statement sees of a name is what the statements before it made of it; a
 * name not yet set is left as it is, so `u += d` of a state u becomes u + d.
 *
 * @returns right sides by name. They share subtrees by reference: walk them with a memory (`memoized`) or hash them
 */
export function inline(statements: readonly Statement[]): {
  derivatives: Map<string, Tree>;
  assigned: Map<string, Tree>;
} {
  const derivatives = new Map<string, Tree>();
  const assigned = new Map<string, Tree>();
  for (const statement of statements) {
    const right = substitute(statement.right, assigned);
    if (statement.type === "derivative") derivatives.set(statement.name, right);
    else {
      const { name, op } = statement;
      const before: Tree = assigned.get(name) ?? { type: "name", name };
      const operator = op === "+=" ? "+" : op === "-=" ? "-" : "*";
      assigned.set(name, op === "=" ? right : { type: "binary", op: operator, left: before, right });
    }
  }
  return { derivatives, assigned };
}
