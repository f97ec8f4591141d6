/**
 * Finding things: nodes by id, wires and ports by their "node.port". A graph is never changed in place, so its index is made
 * once and remembered beside it; a drag can ask about thousands of ports.
 */
import { isUnit, parseUnit, sameDimension } from "../expression/index.ts";
import { type Catalogue, fittingForm, kindOf, type Port, type ResolvedKind } from "../kind/index.ts";
import { limits } from "./limits.ts";
import type { Graph, Node, Wire } from "./schema.ts";

export interface End {
  node: string;
  port: string;
}

/** "lif1.spikes" in two. Ids hold no dot, so the first one divides. Without a dot the port is "". */
export function splitEnd(end: string): End {
  const dot = end.indexOf(".");
  return dot < 0 ? { node: end, port: "" } : { node: end.slice(0, dot), port: end.slice(dot + 1) };
}

export interface GraphIndex {
  nodes: ReadonlyMap<string, Node>;
  /** Wires by their `from` and their `to`, "node.port". */
  leaving: ReadonlyMap<string, readonly Wire[]>;
  arriving: ReadonlyMap<string, readonly Wire[]>;
}

const indices = new WeakMap<Graph, GraphIndex>();

/** The index of a graph, made at the first call. */
export function indexGraph(graph: Graph): GraphIndex {
  const known = indices.get(graph);
  if (known) return known;
  const leaving = new Map<string, Wire[]>();
  const arriving = new Map<string, Wire[]>();
  const add = (map: Map<string, Wire[]>, key: string, wire: Wire) => {
    const list = map.get(key);
    if (list) list.push(wire);
    else map.set(key, [wire]);
  };
  for (const wire of graph.wires) {
    add(leaving, wire.from, wire);
    add(arriving, wire.to, wire);
  }
  const index = { nodes: new Map(graph.nodes.map((node) => [node.id, node])), leaving, arriving };
  indices.set(graph, index);
  return index;
}

const colors = new WeakMap<Graph, Map<string, number>>();

/**
 * Colour number of a population: the one in the file, or, for nodes that a person wrote without, the lowest that is free, in
 * the order of the file. Undefined for what has no cells of its own.
 */
export function colorOf(graph: Graph, catalogue: Catalogue, id: string): number | undefined {
  let known = colors.get(graph);
  if (!known) {
    known = new Map();
    const families = new Map(catalogue.map(({ kind, family }) => [kind, family]));
    const neurons = graph.nodes.filter((node) => families.get(node.kind) === "neuron");
    const taken = new Set(neurons.flatMap(({ color }) => color ?? []));
    let next = 1;
    for (const { id: node, color } of neurons) {
      while (color === undefined && taken.has(next)) next += 1;
      known.set(node, color ?? next++);
    }
    colors.set(graph, known);
  }
  return known.get(id);
}

/** A field of a table keyed by names from a file, blind to what every object inherits. */
export const own = <T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;

export interface PortOf {
  node: Node;
  kind: ResolvedKind;
  name: string;
  port: Port;
  way: "in" | "out";
}

/** What stands at one end of a wire, in the units of its node; undefined when node, kind or port is not known. */
export function findPort(graph: Graph, catalogue: Catalogue, end: string, way: "in" | "out"): PortOf | undefined {
  const { node: id, port: name } = splitEnd(end);
  const node = indexGraph(graph).nodes.get(id);
  const kind = node && kindOf(catalogue, node);
  const port = kind && own(way === "in" ? kind.inputs : kind.outputs, name);
  return node && kind && port ? { node, kind, name, port, way } : undefined;
}

/** Unit of what passes a port; undefined when the port names none and reads nothing that does: then anything fits. */
export const portUnit = (kind: ResolvedKind, port: Port): string | undefined =>
  port.unit ?? (port.reads === undefined ? undefined : own(kind.state, port.reads)?.unit);

/** Whether two units measure the same thing: nA and pA do, pA and mV/ms do not. A unit that cannot be read fits none. */
export function unitsFit(a: string, b: string): boolean {
  const [first, second] = [parseUnit(a), parseUnit(b)];
  return isUnit(first) && isUnit(second) ? sameDimension(first.dimension, second.dimension) : a === b;
}

/**
 * The form of a node's kind in which one of its ports has a unit that fits; undefined when there is none, or when the node
 * has equations of its own, which have one set of units.
 */
export function formFitting(
  catalogue: Catalogue,
  { kind: name, definition }: Pick<Node, "kind" | "definition">,
  side: "inputs" | "outputs",
  port: string,
  unit: string,
): string | undefined {
  // The kind as declared: one that is resolved to a form has lost the units of the others.
  const kind = definition ? undefined : catalogue.find((candidate) => candidate.kind === name);
  return kind && fittingForm(kind, side, port, (candidate) => unitsFit(candidate, unit));
}

/** Cells of a node. */
export const cellsOf = (node: Node): number => node.n ?? 1;

/** The most cells that each of some nodes can have, beside all that the others have. */
export function roomForCells(graph: Graph, ids: readonly string[]): number {
  const others = graph.nodes.reduce((sum, node) => sum + (ids.includes(node.id) ? 0 : cellsOf(node)), 0);
  return Math.max(1, Math.min(limits.cells, Math.floor((limits.cellsInAll - others) / Math.max(1, ids.length))));
}
