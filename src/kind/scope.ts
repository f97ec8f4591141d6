/** What the names in a kind's texts stand for: the scope that the unit check asks, and words for messages. */
import { type Dimension, dimensionOf, parseStatements } from "../expression/index.ts";
import type { Kind } from "./kind.ts";
import { isResolved, type ResolvedKind, resolve } from "./resolve.ts";

/** Unit or dimension by name. */
export type Names = Map<string, string | Dimension>;

/** No unit at all: the unit check takes it to fit everything, which is right for what is already reported. */
export const anyUnit = "?";

/** A current or graded input is a value that equations read; spikes are events and have none. */
export const readableInputs = (kind: Kind): [name: string, unit: string][] =>
  Object.entries(kind.inputs).flatMap(([name, { signal, unit }]): [string, string][] =>
    signal === "spikes" || signal === "patterns" ? [] : [[name, unit ?? anyUnit]],
  );

/** Parameters that are one number, or a text that stands for one, and what is made of patterns. */
export const readableParameters = (kind: Kind): [name: string, unit: string][] => [
  ...Object.entries(kind.parameters).flatMap(([name, { type, unit }]): [string, string][] =>
    type === "list" || type === "patterns" ? [] : [[name, unit]],
  ),
  ...Object.keys(kind.computed ?? {}).map((name): [string, string] => [name, "1"]),
];

/** What is looked up in lists, with the unit of their values. */
const readableCourses = (kind: Kind): [name: string, unit: string][] =>
  Object.entries(kind.courses ?? {}).map(([name, { values }]) => [name, kind.parameters[values]?.unit ?? anyUnit]);

/** Parameters that decide what is computed when the network is made: a change of one makes it anew. */
export const builtFrom = ({ computed = {}, parameters }: Kind): readonly string[] =>
  Object.values(computed)
    .flatMap(({ type: _, about: __, ...named }) => Object.values(named))
    .filter((name) => Object.hasOwn(parameters, name));

/**
 * Every name that a condition on a cell of this kind may use, with its unit or dimension: parameters, states, inputs and
 * names that the equations assign.
 */
export function scopeOf(kind: Kind): Names {
  const concrete = isResolved(kind) ? kind : resolve(kind);
  const names = declaredNames(concrete);
  for (const statement of parseStatements(concrete.equations, { names: names.keys() }).statements) {
    if (statement.type !== "assign" || names.has(statement.name)) continue;
    names.set(statement.name, dimensionOf(statement.right, { names }) ?? anyUnit);
  }
  return names;
}

/** Parameters, states and inputs, without what the equations assign. */
export const declaredNames = (kind: ResolvedKind): Names =>
  new Map([
    ...readableParameters(kind),
    ...Object.entries(kind.state).map(([name, { unit }]): [string, string] => [name, unit]),
    ...readableInputs(kind),
    ...readableCourses(kind),
  ]);
