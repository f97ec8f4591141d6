/** What is known of each wire before it is drawn: which sockets it joins, whose spikes it carries, its sign and its delay. */
import type { Graph } from "../../graph/index.ts";
import { splitEnd } from "../../graph/index.ts";
import type { Signal } from "../../kind/index.ts";
import { middle } from "../nodes.ts";
import type { Layout, NodeLayout, Socket } from "./layout.ts";
import { type Cells, type Sign, signOf } from "./preview/index.ts";
import { presentValue } from "./values.ts";

export interface WireInfo {
  /** Place in the graph's list. */
  number: number;
  /** Stable while the wire stands: its two ends, and a count if it stands twice. */
  id: string;
  from: { node: string; socket: Socket };
  to: { node: string; socket: Socket };
  signal: Signal;
  /** CSS custom property of the sending population. */
  color: string;
  /** Mark at the end of a current wire; undefined for spikes and graded values. */
  sign: Sign | undefined;
  /** Mean travel time of a spike on this wire [ms]; 0 where it has none. */
  delayMs: number;
  /** For screen readers: "Wire from E, spikes, to E → I, spikes". */
  name: string;
}

/** All wires that have both ends on the board. */
export function describeWires(graph: Graph, layout: Layout): WireInfo[] {
  const twice = new Map<string, number>();
  const infos: WireInfo[] = [];
  graph.wires.forEach((wire, number) => {
    const sockets = layout.wires[number];
    const from = layout.nodes.get(splitEnd(wire.from).node);
    const to = layout.nodes.get(splitEnd(wire.to).node);
    if (!sockets || !from || !to) return;
    const key = `${wire.from}>${wire.to}`;
    const count = twice.get(key) ?? 0;
    twice.set(key, count + 1);
    const signal = sockets[0].signal;
    infos.push({
      number,
      id: count === 0 ? key : `${key}#${count}`,
      from: { node: from.node.id, socket: sockets[0] },
      to: { node: to.node.id, socket: sockets[1] },
      signal,
      color: from.color,
      sign: signal === "current" && from.kind ? signOf(from.node, from.kind, targetOf(to)) : undefined,
      delayMs: signal === "spikes" ? delayOf(to) : 0,
      name: `Wire from ${from.node.label}, ${sockets[0].port}, to ${to.node.label}, ${sockets[1].port}`,
    });
  });
  return infos;
}

/** The population a current ends in; its resting potential decides which way a conductance pulls. */
const targetOf = ({ node, kind }: NodeLayout): Cells | undefined =>
  kind?.family === "neuron" ? { node, kind } : undefined;

/** The delay that the node at the end of a spike wire names as its own [ms]. */
function delayOf({ node, kind }: NodeLayout): number {
  if (!kind?.delay) return 0;
  const delay = middle(presentValue(node, kind, kind.delay));
  const factor = { ms: 1, s: 1000, us: 0.001 }[kind.parameters[kind.delay]?.unit ?? "ms"] ?? 1;
  return Number.isFinite(delay) ? Math.max(0, delay * factor) : 0;
}
