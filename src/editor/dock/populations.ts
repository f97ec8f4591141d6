/**
 * The populations as the dock shows them: the compiled network (how many cells, which states) joined with the graph (name,
 * colour) and the catalogue (family, threshold). Pure; computed again when one of the three changes.
 */
import type { NetworkSummary } from "../../engine/index.ts";
import { colorOf, type Graph, type Node } from "../../graph/index.ts";
import type { Catalogue, Family, Kind } from "../../kind/index.ts";
import { type PopulationStyle, populationStyle } from "../../plots/index.ts";

/** Something a cell or a pair carries from step to step. */
export interface State {
  /** As the network calls it: "v", or "pe.i_syn" where a cell carries the sum of what the synapse pe does to it. */
  name: string;
  unit: string;
  /** The name its equations give it, where the network's is longer, and the synapse it is of. */
  short?: string;
  synapse?: string;
}

export interface Population {
  node: string;
  label: string;
  family: Family;
  /** Cells, or pairs of a synapse. */
  n: number;
  /** Number of its first cell in recorded spikes; -1 if it never spikes. */
  first: number;
  style: PopulationStyle;
  states: readonly State[];
  /** Where its first state makes a spike, in that state's unit; undefined where it is not one number. */
  threshold?: number;
}

/** Neurons first, then sources and the pairs of synapses that have states of their own; within each, in the order of the network. */
export function populationsOf(graph: Graph, network: NetworkSummary | undefined, catalogue: Catalogue): Population[] {
  if (!network) return [];
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const kinds = new Map(catalogue.map((kind) => [kind.kind, kind]));
  const populations: Population[] = [];
  const learning = network.pairs.map((pairs) => ({ ...pairs, first: -1 }));
  for (const { node: id, n, first, states } of [...network.populations, ...learning]) {
    const node = nodes.get(id);
    const kind = node && kinds.get(node.kind);
    // The network may be older than the graph: what the graph no longer has is not shown.
    if (!node || !kind) continue;
    const isNeuron = kind.family === "neuron";
    const threshold = isNeuron ? thresholdOf(node, kind, states[0]?.name) : undefined;
    populations.push({
      node: id,
      label: node.label,
      family: kind.family,
      n,
      first,
      style: populationStyle(colorOf(graph, catalogue, id)),
      states: states.map((state) => ({ ...state, ...ofSynapse(nodes, state.name) })),
      ...(threshold === undefined ? {} : { threshold }),
    });
  }
  return populations.sort((a, b) => Number(b.family === "neuron") - Number(a.family === "neuron"));
}

function ofSynapse(nodes: ReadonlyMap<string, Node>, name: string): { short: string; synapse: string } | undefined {
  const dot = name.lastIndexOf(".");
  const synapse = nodes.get(name.slice(0, Math.max(0, dot)));
  return synapse && { short: name.slice(dot + 1), synapse: synapse.label };
}

/** How a state is written beside a curve: `i_syn`, and the label of its synapse where it is the sum of one. */
export function stateWords({ states }: Population, variable: string): { name: string; synapse?: string } {
  const { short = variable, synapse } = states.find(({ name }) => name === variable) ?? {};
  return { name: short, ...(synapse === undefined ? {} : { synapse }) };
}

/** The number behind "v >= V_th": the node's own value, or the kind's default. */
function thresholdOf(node: Node, kind: Kind, state: string | undefined): number | undefined {
  const when = node.definition?.threshold ?? (kind.spike?.type === "threshold" ? kind.spike.when : undefined);
  const [, left, right] = /^\s*(\w+)\s*>=?\s*(-?[\w.]+)(?:\s*mV)?\s*$/.exec(when ?? "") ?? [];
  if (right === undefined || left !== state) return undefined;
  if (Number.isFinite(Number(right))) return Number(right);
  const own = node.parameters?.[right];
  if (own !== undefined) return typeof own === "number" ? own : undefined;
  const custom = node.definition?.parameters[right]?.default;
  if (custom !== undefined) return custom;
  const byKind = kind.parameters[right]?.default;
  return typeof byKind === "number" ? byKind : undefined;
}

/** What the selection makes of a population: itself selected, or at an end of a selected synapse. */
export type Role = "selected" | "source" | "target" | undefined;

export function rolesOf(wires: Graph["wires"], selected: readonly string[]): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  const nodeOf = (end: string): string => end.slice(0, end.lastIndexOf("."));
  for (const wire of wires) {
    const from = nodeOf(wire.from);
    const to = nodeOf(wire.to);
    if (selected.includes(to)) roles.set(from, "source");
    if (selected.includes(from)) roles.set(to, "target");
  }
  for (const node of selected) roles.set(node, "selected");
  return roles;
}
