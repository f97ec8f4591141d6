/** What a spike does to a cell: does it stay below its threshold, and rest for some time or none? Read from the equations. */
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
import { fix, problem } from "./messages.ts";
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

/** @returns an error where a cell would rest for less than no time, for the lowest or for the highest values of the parameters */
export function checkRest({ dt }: Graph, node: Node, kind: ResolvedKind): readonly Diagnostic[] {
  const text = kind.spike && "hold" in kind.spike ? kind.spike.hold : undefined;
  const tree = text === undefined ? undefined : parse(text).tree;
  if (text === undefined || !tree) return [];
  const rest = Math.min(
    ...([0, 1] as const).map((end) =>
      evaluate(tree, numberOps, (name) => (name === "dt" ? dt : endOf(node, kind, name, end))),
    ),
  );
  if (!(rest < 0)) return [];
  const name = tree.type === "name" ? tree.name : undefined;
  const mend =
    name === undefined
      ? fix(`Change to 0 ms`, "replaceText", node.id, "refractory", 0, text.length, "0 ms")
      : fix(`Set ${name} to 0 ms`, "setParameter", node.id, name, 0);
  const at = { type: "equation", node: node.id, field: "refractory", from: 0, to: text.length } as const;
  return [problem("negative-rest", at, [node.label, Number(rest.toPrecision(6))], mend)];
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
