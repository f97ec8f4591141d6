/**
 * Where the ports of every node sit, worked out from the graph alone, before anything is on screen. A neuron's current
 * input is a rail: one socket for each wire, sorted by where the wires come from so that they cross as little as can be.
 */
import {
  cellsOf,
  colorOf,
  type Graph,
  indexGraph,
  type Node,
  type Picture,
  pictureOf,
  splitEnd,
} from "../../graph/index.ts";
import { type Catalogue, kindOf, type ResolvedKind, type Signal } from "../../kind/index.ts";
import { firstPort, portPitch, type Shape, sizeOf } from "./geometry.ts";

export interface Socket {
  port: string;
  /** Place on the rail of its port, from 0. */
  slot: number;
  way: "in" | "out";
  signal: Signal;
  about: string;
  /** From the node's top left corner [px]. */
  x: number;
  y: number;
  /** Numbers of the wires that end or start here. */
  wires: readonly number[];
  /** CSS custom property of its colour. */
  color: string;
  /** The free socket of a rail, shown only while a wire is on its way. */
  spare: boolean;
}

export interface NodeLayout {
  node: Node;
  /** Undefined for a kind this catalogue does not have. */
  kind: ResolvedKind | undefined;
  shape: Shape;
  w: number;
  h: number;
  sockets: readonly Socket[];
  /** CSS custom property of the population's colour; of the sending population for a synapse. */
  color: string;
  /** Colour number of a population. */
  colorNumber: number | undefined;
  /** Of a population whose cells are the points of patterns. */
  picture?: Picture | undefined;
}

export interface Layout {
  nodes: ReadonlyMap<string, NodeLayout>;
  /** Socket at each end of each wire; undefined when the wire hangs in the air. */
  wires: readonly (readonly [from: Socket, to: Socket] | undefined)[];
}

/** What `layOut` needs to know of colours: the CSS custom property of a population by its colour number. */
export type ColorToken = (color: number | undefined) => string;

/** Lays out the whole graph. Nodes that look the same as before keep their object from `before`. */
export function layOut(graph: Graph, catalogue: Catalogue, token: ColorToken, before?: Layout): Layout {
  const index = indexGraph(graph);
  const senders = colorsOf(graph, catalogue, token);
  const byPort = { in: wiresByEnd(graph, "to"), out: wiresByEnd(graph, "from") };
  const heightOf = (wire: number): number => {
    const node = index.nodes.get(splitEnd(graph.wires[wire]?.from ?? "").node);
    return node ? node.at[1] : 0;
  };

  const nodes = new Map<string, NodeLayout>();
  for (const node of graph.nodes) {
    if (nodes.has(node.id)) continue;
    const kind = kindOf(catalogue, node);
    const shape: Shape = kind?.family ?? "unknown";
    const color = senders(node.id);
    const plan: Omit<Socket, "x" | "y">[] = [];
    for (const way of ["in", "out"] as const) {
      for (const [port, spec] of portsOf(kind, graph, node.id, way)) {
        const wires = [...(byPort[way].get(`${node.id}.${port}`) ?? [])];
        const base = { port, way, signal: spec.signal, about: spec.about };
        if (way === "in" && shape === "neuron" && spec.signal === "current") {
          wires.sort((a, b) => heightOf(a) - heightOf(b) || a - b);
          wires.forEach((wire, slot) => {
            plan.push({
              ...base,
              slot,
              wires: [wire],
              color: senders(splitEnd(graph.wires[wire]?.from ?? "").node),
              spare: false,
            });
          });
          plan.push({ ...base, slot: wires.length, wires: [], color: "--ink2", spare: wires.length > 0 });
        } else {
          const [first] = wires;
          const from = way === "in" && first !== undefined ? splitEnd(graph.wires[first]?.from ?? "").node : undefined;
          plan.push({
            ...base,
            slot: 0,
            wires,
            color: from ? senders(from) : way === "in" ? "--ink2" : color,
            spare: false,
          });
        }
      }
    }
    const kept = before?.nodes.get(node.id);
    const made = {
      ...placed(node, kind, shape, color, colorOf(graph, catalogue, node.id), plan),
      picture: shape === "neuron" ? pictureOf(graph, catalogue, node) : undefined,
    };
    nodes.set(node.id, kept && same(kept, made) ? kept : made);
  }

  const wires = graph.wires.map((wire, number): readonly [Socket, Socket] | undefined => {
    const from = socketAt(nodes, wire.from, "out", number);
    const to = socketAt(nodes, wire.to, "in", number);
    return from && to ? [from, to] : undefined;
  });
  return { nodes, wires };
}

/** Puts the planned sockets on the two sides of the node and sizes the node to them. */
function placed(
  node: Node,
  kind: ResolvedKind | undefined,
  shape: Shape,
  color: string,
  colorNumber: number | undefined,
  plan: readonly Omit<Socket, "x" | "y">[],
): NodeLayout {
  const count = (way: "in" | "out"): number => plan.filter((socket) => socket.way === way && !socket.spare).length;
  const [w, h] = sizeOf(shape, Math.max(count("in"), count("out")));
  const next = { in: firstPort[shape], out: firstPort[shape] };
  const sockets = plan.map((socket): Socket => {
    const left = (socket.way === "in") !== (node.flipped === true);
    const x = left ? 0 : w;
    if (socket.spare) {
      // The free socket goes on below the rail, or above it when the side is full.
      return { ...socket, x, y: next[socket.way] <= h - portPitch ? next[socket.way] : 16 };
    }
    const y = next[socket.way];
    next[socket.way] += portPitch;
    return { ...socket, x, y };
  });
  return { node, kind, shape, w, h, sockets, color, colorNumber };
}

/** A kind's ports; for an unknown kind, those that its wires name. */
function portsOf(
  kind: ResolvedKind | undefined,
  graph: Graph,
  id: string,
  way: "in" | "out",
): [string, { signal: Signal; about: string }][] {
  if (kind) return Object.entries(way === "in" ? kind.inputs : kind.outputs);
  const names = new Set<string>();
  for (const wire of graph.wires) {
    const end = splitEnd(way === "in" ? wire.to : wire.from);
    if (end.node === id) names.add(end.port);
  }
  return [...names].map((name) => [name, { signal: "value", about: "" }]);
}

function wiresByEnd(graph: Graph, end: "from" | "to"): Map<string, number[]> {
  const map = new Map<string, number[]>();
  graph.wires.forEach((wire, number) => {
    const list = map.get(wire[end]);
    if (list) list.push(number);
    else map.set(wire[end], [number]);
  });
  return map;
}

function socketAt(
  nodes: ReadonlyMap<string, NodeLayout>,
  end: string,
  way: "in" | "out",
  wire: number,
): Socket | undefined {
  const { node, port } = splitEnd(end);
  return nodes
    .get(node)
    ?.sockets.find((socket) => socket.way === way && socket.port === port && socket.wires.includes(wire));
}

/**
 * Colour of what leaves each node: a population's own, through its synapses to the last port. Sources and what they drive
 * are slate. Follows wires against their direction, at most as many as there are nodes.
 */
function colorsOf(graph: Graph, catalogue: Catalogue, token: ColorToken): (id: string) => string {
  const index = indexGraph(graph);
  const into = new Map<string, string>();
  for (const wire of graph.wires) {
    const { node } = splitEnd(wire.to);
    if (!into.has(node)) into.set(node, splitEnd(wire.from).node);
  }
  return (id) => {
    let here: string | undefined = id;
    for (let k = 0; here !== undefined && k <= graph.nodes.length; k++) {
      const node = index.nodes.get(here);
      const family = node && kindOf(catalogue, node)?.family;
      if (node && family === "neuron") return token(colorOf(graph, catalogue, node.id));
      if (family !== "synapse") break;
      here = into.get(here);
    }
    return token(undefined);
  };
}

const same = (a: NodeLayout, b: NodeLayout): boolean =>
  a.node === b.node &&
  a.kind === b.kind &&
  a.w === b.w &&
  a.h === b.h &&
  a.color === b.color &&
  a.colorNumber === b.colorNumber &&
  a.picture?.width === b.picture?.width &&
  a.sockets.length === b.sockets.length &&
  a.sockets.every((socket, k) => {
    const other = b.sockets[k];
    return (
      other !== undefined &&
      socket.port === other.port &&
      socket.way === other.way &&
      socket.x === other.x &&
      socket.y === other.y &&
      socket.color === other.color &&
      socket.spare === other.spare &&
      socket.wires.length === other.wires.length &&
      socket.wires.every((wire, n) => wire === other.wires[n])
    );
  });

/** "E, 80 leaky integrate-and-fire cells, 2 inputs": what a screen reader says of a node. */
export function nameOf({ node, kind, sockets }: NodeLayout): string {
  const inputs = sockets.reduce((sum, socket) => sum + (socket.way === "in" ? socket.wires.length : 0), 0);
  const wired = `${inputs} ${inputs === 1 ? "input" : "inputs"}`;
  if (!kind) return `${node.label}, of the unknown kind "${node.kind}"`;
  const what = `${kind.label.charAt(0).toLowerCase()}${kind.label.slice(1)}`;
  const n = cellsOf(node);
  const cells = n === 1 ? "cell" : "cells";
  switch (kind.family) {
    case "neuron":
      return kind.editable
        ? `${node.label}, ${n} ${cells} with ${what}, ${wired}`
        : `${node.label}, ${n} ${what} ${cells}, ${wired}`;
    case "synapse":
      return `${node.label}, ${kind.editable ? `synapse with ${what}` : `${what} synapse`}, ${wired}`;
    case "current":
      return `${node.label}, ${what.replace(/ current$/, "")} current source`;
    case "spikes":
      return `${node.label}, ${what} spike source${n === 1 ? "" : `, ${n} cells`}`;
  }
}
