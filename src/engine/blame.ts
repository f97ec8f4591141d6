/**
 * Why a value was lost: the part of the equations that has no value at the state before the step, if there is one. Then no smaller
 * step would help, and the message says what would. Walks the kind's own text with the interpreter, so that it can point at it.
 */
import type { Network, Population } from "../compiler/index.ts";
import type { Diagnostic } from "../diagnostic/index.ts";
import {
  evaluate,
  inline,
  type NoValue,
  noValueIn,
  numberOps,
  parse,
  parseStatements,
  type Tree,
} from "../expression/index.ts";
import type { Graph, Node } from "../graph/index.ts";
import { type Catalogue, kindOf, type ResolvedKind } from "../kind/index.ts";
import { engineMessages as say } from "./messages.ts";
import type { Simulation } from "./simulation.ts";

/** A node and its kind, by id. */
export type Parts = (node: string) => { node: Node; kind: ResolvedKind } | undefined;

export const partsOf =
  (graph: Graph, catalogue: Catalogue): Parts =>
  (id) => {
    const node = graph.nodes.find((each) => each.id === id);
    const kind = node && kindOf(catalogue, node);
    return kind && { node, kind };
  };

/** The state that was lost: of which population and cell, and what it has become. */
export interface Lost {
  population: number;
  state: string;
  cell: number;
  value: number;
  timeMs: number;
}

/** The first lost state of a simulation whose check has failed. */
export function lostIn(simulation: Simulation): Lost {
  const population = Math.max(0, simulation.check() - 1);
  for (const { name, voltage } of simulation.network.populations[population]?.states ?? []) {
    const values = simulation.state(population, name);
    const cell = values.findIndex((value) => !Number.isFinite(value) || (voltage && Math.abs(value) > 1e6));
    if (cell >= 0) return { population, state: name, cell, value: values[cell] as number, timeMs: simulation.timeMs };
  }
  return { population, state: "a state", cell: 0, value: Number.NaN, timeMs: simulation.timeMs };
}

/** @param before the simulation as it was before the step in which the value was lost */
export function blame(before: Simulation, lost: Lost, parts: Parts): Diagnostic {
  const { network } = before;
  const population = network.populations[lost.population] as Population;
  const words = [population.label, lost.state, lost.cell, lost.value, lost.timeMs] as const;
  for (const { owner, prefix, at } of suspects(network, lost)) {
    const part = parts(owner);
    const found = part && search(before, at, part, prefix);
    if (!part || !found) continue;
    const { noValue, field, text } = found;
    const span = noValue.tree.span ?? { from: 0, to: 0 };
    const own = noValue.part.span ?? span;
    return say.noValue(
      ...words,
      part.node.definition ? { type: "equation", node: owner, field, ...span } : { type: "node", node: owner },
      owner === population.node ? "" : ` in "${part.node.label}"`,
      text.slice(span.from, span.to),
      text.slice(own.from, own.to),
      noValue,
    );
  }
  return say.runaway(population.node, ...words, network.dt);
}

/** Whose equations may be to blame: those of the state itself, then of what sends into it. */
function* suspects(network: Network, lost: Lost): Generator<{ owner: string; prefix: string; at: Lost }> {
  const population = network.populations[lost.population] as Population;
  // A synapse that is summed onto its target goes by its own name there: "syn.g".
  const dot = lost.state.indexOf(".");
  yield dot < 0
    ? { owner: population.node, prefix: "", at: lost }
    : { owner: lost.state.slice(0, dot), prefix: lost.state.slice(0, dot + 1), at: lost };
  for (const { from, pick } of population.inputs) {
    const source = network.populations[from];
    if (source?.type === "cells" && pick !== "target")
      yield {
        owner: source.node,
        prefix: "",
        at: { ...lost, population: from, state: "", cell: pick === "all" ? 0 : lost.cell },
      };
  }
}

interface Found {
  noValue: NoValue;
  field: string;
  text: string;
}

function search(
  simulation: Simulation,
  lost: Lost,
  { node, kind }: { node: Node; kind: ResolvedKind },
  prefix: string,
): Found | undefined {
  const population = simulation.network.populations[lost.population] as Population;
  const inner = (name: string): number | undefined => valueIn(simulation, lost, population, name);
  const texts = new Map<string, { text: string; tree: Tree }>();
  for (const [name, { type, default: usual }] of Object.entries(kind.parameters)) {
    if (type !== "equation") continue;
    const text = String(node.parameters?.[name] ?? usual);
    const { tree } = parse(text);
    if (tree) texts.set(name, { text, tree });
  }
  const lookup = (name: string): number | undefined => {
    const written = texts.get(name);
    if (written) return evaluate<number, boolean>(written.tree, numberOps, lookup);
    const port = population.drive?.find((each) => each.name === prefix + name);
    if (port) return evaluate<number, boolean>(port.tree, numberOps, inner);
    return inner(prefix + name) ?? inner(name);
  };
  for (const [field, { text, tree }] of texts) {
    const noValue = noValueIn(tree, lookup);
    if (noValue) return { noValue, field, text };
  }
  const { derivatives, assigned } = inline(parseStatements(kind.equations).statements);
  const first = derivatives.get(lost.state.slice(prefix.length));
  const sent = Object.values(kind.outputs).flatMap(({ reads = "" }) => assigned.get(reads) ?? []);
  for (const tree of [...(first ? [first] : []), ...derivatives.values(), ...sent]) {
    const noValue = noValueIn(tree, lookup);
    if (noValue) return { noValue, field: "equations", text: kind.equations };
  }
  const rest = { afterStep: kind.afterStep, reset: kind.spike?.type === "threshold" ? kind.spike.then : undefined };
  for (const [field, text = ""] of Object.entries(rest))
    for (const { right } of parseStatements(text).statements) {
      const noValue = noValueIn(right, lookup);
      if (noValue) return { noValue, field, text };
    }
  return undefined;
}

/** A name of the population's own trees, for one cell. Noise has its mean. */
function valueIn(simulation: Simulation, { cell, population: index }: Lost, population: Population, name: string) {
  if (name === "t") return simulation.timeMs;
  if (name === "dt") return simulation.network.dt;
  const slot = population.parameters.find((each) => each.name === name);
  if (slot) return slot.values.length === 1 ? slot.values[0] : slot.values[cell];
  if (population.states.some((state) => state.name === name)) return simulation.state(index, name)[cell];
  const input = population.inputs.find((each) => each.name === name);
  if (input) return simulation.state(input.from, "$out")[input.pick === "all" ? 0 : cell] ?? 0;
  return /^(xi(_\w+)?|\$d.*)$/.test(name) ? 0 : undefined;
}
