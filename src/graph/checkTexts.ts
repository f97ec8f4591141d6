/**
 * Equations that a graph itself brings: the user's own definitions, starts and rates. Reading them is the business of
 * `kind/`; here it is said which texts to read, and with which target a synapse meets. Checks run after every edit, so what
 * was found for a node is remembered until the node or its target changes.
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import { type Catalogue, checkEquationValue, checkKind, kindOf, type ResolvedKind } from "../kind/index.ts";
import { sides } from "./checkSynapse.ts";
import { own } from "./lookup.ts";
import type { Graph, Node } from "./schema.ts";

type States = Readonly<Record<string, string>>;
interface Remembered {
  kind: ResolvedKind;
  target: ResolvedKind | undefined;
  found: readonly Diagnostic[];
}
const remembered = new WeakMap<Node, Remembered>();
/** Whether a kind as it stands in the catalogue is sound with the states of a target. */
const sound = new WeakMap<ResolvedKind, WeakMap<ResolvedKind, boolean>>();

/** @returns what is wrong with the texts of one node, each at its characters */
export function checkTexts(graph: Graph, catalogue: Catalogue, node: Node, kind: ResolvedKind): readonly Diagnostic[] {
  const joined = kind.family === "synapse" ? sides(graph, node, kind).target : undefined;
  const met = joined && kindOf(catalogue, joined);
  // A synapse that ends at no neuron is reported for that.
  const target = met?.family === "neuron" ? met : undefined;
  const before = remembered.get(node);
  if (before && before.kind === kind && before.target === target) return before.found;
  const found = [...checkOwn(node, kind, target), ...checkRates(node, kind)];
  remembered.set(node, { kind, target, found });
  return found;
}

function checkOwn(node: Node, kind: ResolvedKind, target: ResolvedKind | undefined): readonly Diagnostic[] {
  const started = withStarts(node, kind);
  const options = { node: node.id, ...(target && { target: statesOf(target) }) };
  if (started !== kind || node.definition) return checkKind(started, options);
  // A kind of the catalogue is sound by itself, but a synapse may read a state that this target does not have.
  return target && !isSoundWith(kind, target)
    ? checkKind(kind, options).filter(({ severity }) => severity === "error")
    : [];
}

function isSoundWith(kind: ResolvedKind, target: ResolvedKind): boolean {
  const known = sound.get(kind) ?? new WeakMap<ResolvedKind, boolean>();
  sound.set(kind, known);
  const before = known.get(target);
  if (before !== undefined) return before;
  const now = checkKind(kind, { target: statesOf(target) }).every(({ severity }) => severity !== "error");
  known.set(target, now);
  return now;
}

const statesOf = (kind: ResolvedKind): States =>
  Object.fromEntries(Object.entries(kind.state).map(([name, { unit }]) => [name, unit]));

/** The kind with the expressions that this node starts from in the place of its own. */
function withStarts(node: Node, kind: ResolvedKind): ResolvedKind {
  const expressions = Object.entries(node.start ?? {}).flatMap(([name, start]) => {
    const state = own(kind.state, name);
    return state && typeof start === "string" ? [[name, { ...state, start }] as const] : [];
  });
  return expressions.length === 0 ? kind : { ...kind, state: { ...kind.state, ...Object.fromEntries(expressions) } };
}

/** Parameters that are equations, where the node has its own. */
const checkRates = (node: Node, kind: ResolvedKind): readonly Diagnostic[] =>
  Object.entries(node.parameters ?? {}).flatMap(([name, value]) =>
    own(kind.parameters, name)?.type === "equation" && typeof value === "string"
      ? checkEquationValue(kind, name, value, node.id)
      : [],
  );
