/**
 * What an edit means to a running network: nothing (a label, a place), values that can be written where they lie, or a new
 * shape that must be compiled.
 */
import { toEngine } from "../expression/index.ts";
import type { Graph, Node } from "../graph/index.ts";
import { builtFrom, type Catalogue, kindOf } from "../kind/index.ts";

export interface ValueChange {
  node: string;
  parameter: string;
  /** In engine units. */
  value: number;
}

/** Everything that decides the shape of the network, as text: equal texts differ at most in plain numbers. */
export function shapeOf(graph: Graph, catalogue: Catalogue): string {
  const nodes = graph.nodes.map((node) => {
    const kind = kindOf(catalogue, node);
    const built = new Set(kind ? [kind.delay, ...builtFrom(kind)] : []);
    const parameters = Object.entries(kind?.parameters ?? {}).map(([name, parameter]) => {
      const value = node.parameters?.[name] ?? parameter.default;
      return typeof value === "number" && !built.has(name) ? 0 : value;
    });
    return [
      node.id,
      node.kind,
      node.n ?? 1,
      node.form,
      node.method,
      node.connect,
      node.definition,
      node.start,
      parameters,
    ];
  });
  return JSON.stringify([graph.seed, graph.dt, graph.order, nodes, graph.wires.map(({ from, to }) => [from, to])]);
}

/** Plain numbers that differ between two graphs of one shape. */
export function valueChanges(before: Graph, after: Graph, catalogue: Catalogue): ValueChange[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  return after.nodes.flatMap((node) => {
    const kind = kindOf(catalogue, node);
    const known = old.get(node.id);
    if (!kind || !known) return [];
    const changes: ValueChange[] = [];
    for (const [name, parameter] of Object.entries(kind.parameters)) {
      const value = plainValue(node, name, parameter.default);
      if (typeof value === "number" && value !== plainValue(known, name, parameter.default))
        changes.push({ node: node.id, parameter: name, value: toEngine(value, parameter.unit) });
    }
    return changes;
  });
}

const plainValue = (node: Node, name: string, usual: unknown): unknown => node.parameters?.[name] ?? usual;
