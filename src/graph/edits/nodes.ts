/** Nodes come, go and are named. */
import { type Catalogue, formNames, kindOf, type ResolvedKind } from "../../kind/index.ts";
import { parsePatterns } from "../../patterns/index.ts";
import { canConnect } from "../connect.ts";
import type { Edit } from "../edit.ts";
import { limits } from "../limits.ts";
import { findPort, formFitting, portUnit, roomForCells, splitEnd } from "../lookup.ts";
import type { Graph, Node } from "../schema.ts";
import { nodeFields } from "../shape.ts";
import { accept } from "../validate.ts";
import { changeNodes, colorsOf, edit, freeColor, freeId, freeLabel, put, putList, snap } from "./change.ts";
import { bridge, wire } from "./wires.ts";

/** What a new node may start with; everything else is as its kind says. */
export type NodeOptions = Partial<
  Pick<Node, "label" | "n" | "form" | "parameters" | "start" | "connect" | "definition" | "flipped">
>;

/** Places a node of a kind, with the next free id, label and, for neurons, colour. A kind not in the catalogue adds nothing. */
export const addNode = (
  kind: string,
  at: readonly [number, number],
  catalogue: Catalogue,
  options: NodeOptions = {},
): Edit =>
  edit(
    `Add ${kindOf(catalogue, { kind })?.label ?? kind}`,
    (graph) => place(graph, catalogue, kind, at, options)?.graph ?? graph,
  );

/** The graph with a new node at its end, and that node. */
export function place(
  graph: Graph,
  catalogue: Catalogue,
  name: string,
  at: readonly [number, number],
  options: NodeOptions = {},
): { graph: Graph; node: Node } | undefined {
  const kind = kindOf(catalogue, { kind: name });
  if (!kind) return undefined;
  const { n = pointsOf(kind), ...others } = options;
  const node: Node = {
    id: freeId(graph, name),
    kind: name,
    label: freeLabel(graph, kind.short),
    at: snap(at),
    ...(kind.version > 1 && { version: kind.version }),
    ...(n !== undefined && n > 1 && { n: Math.min(limits.cells, Math.round(n)) }),
    ...(kind.family === "neuron" && { color: freeColor(colorsOf(graph)) }),
    ...others,
  };
  return { graph: { ...graph, nodes: [...graph.nodes, node] }, node };
}

/** A kind that sends a cue begins with a cell for each point of its patterns. */
function pointsOf(kind: ResolvedKind): number | undefined {
  const cue = Object.values(kind.computed ?? {}).find((each) => each.type === "cue");
  if (!cue) return undefined;
  const { width, height } = parsePatterns(String(kind.parameters[cue.patterns]?.default));
  return width * height;
}

/**
 * Places a node and wires it to a port that is there, in one step: a wire was dropped on the empty board. Its form is the one
 * whose unit the other side has; where spikes meet a current, a synapse comes between. If the two cannot be wired, the node
 * is placed alone.
 *
 * @param end "node.port", an output or an input
 */
export const addWired = (
  kind: string,
  at: readonly [number, number],
  end: string,
  catalogue: Catalogue,
  options: NodeOptions = {},
): Edit =>
  edit(`Add ${kindOf(catalogue, { kind })?.label ?? kind}`, (graph) => {
    const there = findPort(graph, catalogue, end, "out") ?? findPort(graph, catalogue, end, "in");
    const how = there && fitsPort(graph, catalogue, end, kind);
    const template = kindOf(catalogue, { kind });
    if (!template) return graph;
    if (!there || !how) return place(graph, catalogue, kind, at, options)?.graph ?? graph;

    const unit = portUnit(there.kind, there.port);
    const side = there.way === "out" ? "inputs" : "outputs";
    const form =
      unit === undefined || how.through === "synapse"
        ? undefined
        : formFitting(catalogue, { kind }, side, how.port, unit);
    const placed = place(graph, catalogue, kind, at, {
      ...(form !== undefined && form !== formNames(template)[0] && { form }),
      ...options,
    });
    if (!placed) return graph;
    const other = `${placed.node.id}.${how.port}`;
    const [from, to] = there.way === "out" ? [end, other] : [other, end];
    if (how.through === "synapse") return bridge(placed.graph, catalogue, from, to);
    return canConnect(placed.graph, catalogue, from, to) ? placed.graph : wire(placed.graph, catalogue, from, to);
  });

/**
 * How a new node of a kind could be wired to a port: what the menu of a dropped wire offers.
 *
 * @returns the port of the new node, and whether a synapse has to come between; null when the two have nothing in common
 */
export function fitsPort(
  graph: Graph,
  catalogue: Catalogue,
  end: string,
  name: string,
): { port: string; through: "wire" | "synapse" } | null {
  const there = findPort(graph, catalogue, end, "out") ?? findPort(graph, catalogue, end, "in");
  const kind = kindOf(catalogue, { kind: name });
  if (!there || !kind) return null;
  const ports = Object.entries(there.way === "out" ? kind.inputs : kind.outputs);
  const direct = ports.find(([, port]) => port.signal === there.port.signal)?.[0];
  if (direct !== undefined) return { port: direct, through: "wire" };
  // Spikes on one side, a current on the other, whichever way the wire was drawn.
  const wanted = there.way === "out" ? "current" : "spikes";
  const bridged = there.port.signal === (there.way === "out" ? "spikes" : "current");
  const port = bridged ? ports.find(([, candidate]) => candidate.signal === wanted)?.[0] : undefined;
  return port === undefined ? null : { port, through: "synapse" };
}

/** Takes out nodes, their wires and their places in groups. */
export const removeNodes = (nodes: readonly string[]): Edit =>
  edit(nodes.length === 1 ? "Delete node" : `Delete ${nodes.length} nodes`, (graph) => without(graph, { nodes }));

/** What is selected: ids of nodes and notes, and indices of wires. */
export interface Selected {
  nodes?: readonly string[];
  wires?: readonly number[];
  notes?: readonly string[];
}

/** Takes out all that is selected, in one step. */
export function removeSelection({ nodes = [], wires = [], notes = [] }: Selected): Edit {
  const one = nodes.length + wires.length + notes.length === 1;
  const what = one ? (nodes.length > 0 ? "node" : wires.length > 0 ? "wire" : "note") : "selection";
  return edit(`Delete ${what}`, (graph) => without(graph, { nodes, wires, notes }));
}

/** The graph without some of its parts, and with nothing left hanging on them. */
export function without(graph: Graph, { nodes = [], wires = [], notes = [] }: Selected): Graph {
  const gone = new Set(nodes);
  const cut = new Set(wires);
  const off = new Set(notes);
  let next = graph;
  const keep = <T>(list: readonly T[], stays: (item: T, index: number) => boolean): readonly T[] => {
    const kept = list.filter(stays);
    return kept.length === list.length ? list : kept;
  };
  next = put(
    next,
    "wires",
    keep(
      graph.wires,
      (w, index) => !cut.has(index) && !gone.has(splitEnd(w.from).node) && !gone.has(splitEnd(w.to).node),
    ),
  );
  next = put(
    next,
    "nodes",
    keep(graph.nodes, ({ id }) => !gone.has(id)),
  );
  next = putList(
    next,
    "notes",
    keep(graph.notes ?? [], ({ id }) => !off.has(id)),
  );
  return leaveGroups(next, gone);
}

/** Takes nodes out of all groups; a group left empty goes. */
export function leaveGroups(graph: Graph, gone: ReadonlySet<string>): Graph {
  if (!graph.groups?.some(({ nodes }) => nodes.some((id) => gone.has(id)))) return graph;
  const left = graph.groups.map((group) =>
    put(
      group,
      "nodes",
      group.nodes.filter((id) => !gone.has(id)),
    ),
  );
  return putList(
    graph,
    "groups",
    left.filter(({ nodes }) => nodes.length > 0),
  );
}

/** Names a node. Cut at 200 characters. */
export const setLabel = (node: string, label: string): Edit =>
  edit(
    "Rename node",
    (graph) => changeNodes(graph, [node], (present) => put(present, "label", label.slice(0, limits.label))),
    `label:${node}`,
  );

/** Gives a node a number of cells: a whole number from 1, as many as the graph has room for. */
export const setN = (node: string, n: number): Edit =>
  edit(
    "Set number of cells",
    (graph) => {
      const whole = Math.min(roomForCells(graph, [node]), Math.max(1, Math.round(Number.isFinite(n) ? n : 1)));
      return changeNodes(graph, [node], (present) => put(present, "n", whole === 1 ? undefined : whole));
    },
    `n:${node}`,
  );

/** Gives a field that is not known the name that was meant, if its value fits there; without a name, or else, takes it out. */
export const renameField = (node: string, field: string, to?: string): Edit =>
  edit(to === undefined ? `Remove ${field}` : `Rename ${field}`, (graph) =>
    changeNodes(graph, [node], (present) => {
      if (Object.hasOwn(nodeFields, field) || !Object.hasOwn(present, field)) return present;
      const known = to !== undefined && Object.hasOwn(nodeFields, to) ? (to as keyof typeof nodeFields) : undefined;
      const value = known && present[known] === undefined ? accept(nodeFields[known].read, present[field]) : undefined;
      const { [field]: _, ...rest } = present;
      const others = rest as Node;
      return known && value !== undefined && !nodeFields[known].unless?.(value)
        ? put(others, known, value as never)
        : others;
    }),
  );

/** Gives a population a colour number, from 1. */
export const setColor = (node: string, color: number): Edit =>
  edit("Set colour", (graph) => {
    const whole = Math.min(limits.color, Math.max(1, Math.round(Number.isFinite(color) ? color : 1)));
    return changeNodes(graph, [node], (present) => put(present, "color", whole));
  });

/** Turns nodes round: inputs right, outputs left, or back. */
export const flip = (nodes: readonly string[]): Edit =>
  edit("Flip", (graph) => changeNodes(graph, nodes, (node) => put(node, "flipped", node.flipped ? undefined : true)));
