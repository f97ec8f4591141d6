/** What the chrome asks about nodes and their neighbours. Kinds come from the session's catalogue, never by name. */
import { cellsOf, colorOf, type Graph, indexGraph, limits, type Node, splitEnd, type Value } from "../graph/index.ts";
import { type Catalogue, kindOf, type ResolvedKind, type ResolvedParameter } from "../kind/index.ts";
import { counted, writeCount } from "./controls/number.ts";

export interface Known {
  node: Node;
  kind: ResolvedKind;
}

/** A node with its kind in the node's form; undefined for a node that is gone or whose kind is not known. */
export function known(graph: Graph, catalogue: Catalogue, id: string): Known | undefined {
  const node = indexGraph(graph).nodes.get(id);
  const kind = node && kindOf(catalogue, node);
  return node && kind ? { node, kind } : undefined;
}

/** Why some nodes have no room for more cells; undefined where a circuit of just them would have none either. */
export function roomWords(graph: Graph, ids: readonly string[]): string | undefined {
  const others = graph.nodes.filter(({ id }) => !ids.includes(id)).reduce((sum, node) => sum + cellsOf(node), 0);
  if (others === 0 && ids.length === 1) return undefined;
  const those = ids.length === 1 ? "" : ` and ${ids.length} nodes are to share the rest`;
  return `A circuit has room for ${counted(limits.cellsInAll, "cell")}; its other nodes take ${writeCount(others)}${those}.`;
}

/** Default of a node's parameter, in its unit; undefined when there is no such parameter. */
export function defaultOf(catalogue: Catalogue, node: Node, name: string): Value | undefined {
  const parameters = kindOf(catalogue, node)?.parameters;
  return parameters && Object.hasOwn(parameters, name) ? parameters[name]?.default : undefined;
}

/** Present value: what the node says, else the default. */
export const valueIn = (node: Node, name: string, parameter: ResolvedParameter): Value =>
  node.parameters?.[name] ?? parameter.default;

export const isSpread = (value: Value | undefined): value is Exclude<Value, number | string | readonly number[]> =>
  typeof value === "object" && !Array.isArray(value);

/** Middle of a value: itself, the mean of a distribution, the mean of a list. */
export function middle(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "string") return Number.NaN;
  if (!isSpread(value)) return mean(value as readonly number[]);
  if ("uniform" in value) return (value.uniform[0] + value.uniform[1]) / 2;
  if ("normal" in value) return value.normal[0];
  if ("lognormal" in value) return value.lognormal[0];
  return mean(value.values);
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, x) => sum + x, 0) / values.length;

/** Nodes at the far end of the wires that arrive at a node, with the port they arrive at. */
export function sourcesOf(graph: Graph, catalogue: Catalogue, id: string): readonly (Known & { port: string })[] {
  return graph.wires.flatMap((wire) => {
    const to = splitEnd(wire.to);
    if (to.node !== id) return [];
    const from = known(graph, catalogue, splitEnd(wire.from).node);
    return from ? [{ ...from, port: to.port }] : [];
  });
}

/** Nodes at the far end of the wires that leave a node. */
export function targetsOf(graph: Graph, catalogue: Catalogue, id: string): readonly Known[] {
  return graph.wires.flatMap((wire) => {
    if (splitEnd(wire.from).node !== id) return [];
    const to = known(graph, catalogue, splitEnd(wire.to).node);
    return to ? [to] : [];
  });
}

/** Colour number of a node: its own, for a synapse that of the sending population; undefined for sources and what hangs on them. */
export function colourOf(graph: Graph, catalogue: Catalogue, { node, kind }: Known): number | undefined {
  if (kind.family !== "synapse") return colorOf(graph, catalogue, node.id);
  const source = sourcesOf(graph, catalogue, node.id).find((each) => each.kind.family === "neuron");
  return source && colorOf(graph, catalogue, source.node.id);
}

/**
 * "excitatory", "inhibitory" or "mixed": the sign of the parameter that an arriving spike adds. Undefined for what is not a
 * synapse, or where no single number decides it.
 */
export function signOf({ node, kind }: Known): "excitatory" | "inhibitory" | "mixed" | undefined {
  if (kind.family !== "synapse") return undefined;
  const entry = Object.entries(kind.parameters).find(([name, { per }]) => per === "pair" && name !== kind.delay);
  if (!entry) return undefined;
  const value = valueIn(node, ...entry);
  if (isSpread(value)) {
    const [low, high] = extent(value);
    if (low < 0 && high > 0) return "mixed";
  }
  const at = middle(value);
  return at < 0 ? "inhibitory" : at > 0 ? "excitatory" : undefined;
}

/** Where nearly all values of a distribution lie. */
export function extent(value: Exclude<Value, number | string | readonly number[]>): readonly [number, number] {
  if ("uniform" in value) return value.uniform;
  if ("values" in value) return [Math.min(...value.values), Math.max(...value.values)];
  const [at, sd] = "normal" in value ? value.normal : value.lognormal;
  const low = "lognormal" in value ? 0 : at - 3 * sd;
  return [
    Math.max(low, value.min ?? Number.NEGATIVE_INFINITY),
    Math.min(at + 3 * sd, value.max ?? Number.POSITIVE_INFINITY),
  ];
}

/** Populations that have an equation to show, in the order of the file. */
export const populations = (graph: Graph, catalogue: Catalogue): readonly Known[] =>
  graph.nodes.flatMap((node) => {
    const kind = kindOf(catalogue, node);
    return kind?.family === "neuron" ? [{ node, kind }] : [];
  });
