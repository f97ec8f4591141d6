/** Does a cell that has just been reset stay below its threshold? Read from the equations, whatever the kind. */
import type { Diagnostic } from "../diagnostic/index.ts";
import {
  callsIn,
  evaluate,
  isUnitConstant,
  names,
  numberOps,
  parse,
  parseStatements,
  type Statement,
  type Tree,
} from "../expression/index.ts";
import type { ResolvedKind } from "../kind/index.ts";
import { endOf } from "./checkLimits.ts";
import { problem } from "./messages.ts";
import type { Graph, Node } from "./schema.ts";

/**
 * @returns a warning where the states that a spike sets meet the threshold at once, for the lowest or for the highest values of the
 *   parameters; nothing where that depends on a draw or on how the cell got there
 */
export function checkReset({ dt }: Graph, node: Node, kind: ResolvedKind): readonly Diagnostic[] {
  if (kind.spike?.type !== "threshold") return [];
  const { when, then } = kind.spike;
  const { condition, statements } = readRule(kind, when, then);
  if (!condition) return [];
  const fires = ([0, 1] as const).some((end) => {
    const values = new Map<string, number>([["dt", dt]]);
    const lookUp = (name: string): number | undefined =>
      values.get(name) ?? (Object.hasOwn(kind.state, name) ? undefined : endOf(node, kind, name, end));
    const isKnown = (tree: Tree): boolean =>
      ![...callsIn(tree)].some((name) => draws.has(name)) &&
      [...names(tree)].every((name) => name === "pi" || isUnitConstant(name) || lookUp(name) !== undefined);
    for (const { name, ...statement } of statements)
      if (statement.type === "assign" && statement.op === "=" && isKnown(statement.right))
        values.set(name, evaluate(statement.right, numberOps, lookUp));
      else values.delete(name);
    return isKnown(condition) && evaluate(condition, numberOps, lookUp) !== 0;
  });
  if (!fires) return [];
  return [
    problem("reset-fires", { type: "node", node: node.id }, [node.label, then.replace(/\s*[;\n]\s*/g, "; "), when]),
  ];
}

const draws = new Set(["rand", "randn", "poisson", "last"]);

interface Rule {
  condition: Tree | undefined;
  statements: readonly Statement[];
}
/** A check runs after every edit, and of many nodes the kind is the same. */
const rules = new WeakMap<ResolvedKind, Rule>();

function readRule(kind: ResolvedKind, when: string, then: string): Rule {
  const known = rules.get(kind);
  if (known) return known;
  const rule = { condition: parse(when).tree, statements: parseStatements(then).statements };
  rules.set(kind, rule);
  return rule;
}
