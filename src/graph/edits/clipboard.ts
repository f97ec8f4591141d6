/**
 * Copies. A clip is a small graph, and its text is the text of a file: what is copied here can be pasted anywhere, and a
 * file's text can be pasted here.
 */
import type { Edit } from "../edit.ts";
import { splitEnd } from "../lookup.ts";
import { type Graph, type Node, formatVersion } from "../schema.ts";
import { edit, freeColor, freeId, freeLabel, pitch, snap } from "./change.ts";

/** Nodes with the wires among them, notes, and groups that are whole. */
export type Clip = Graph;

/** What is selected, as a clip. Its text is `serialize(clip)`; text from outside is read with `parseGraph`. */
export function copy(graph: Graph, nodes: readonly string[], notes: readonly string[] = []): Clip {
  const chosen = new Set(nodes);
  const inside = (end: string): boolean => chosen.has(splitEnd(end).node);
  const words = (graph.notes ?? []).filter(({ id }) => notes.includes(id));
  const groups = (graph.groups ?? []).filter((group) => group.nodes.every((id) => chosen.has(id)));
  return {
    spikeboard: formatVersion,
    name: "Clip",
    seed: graph.seed,
    dt: graph.dt,
    order: graph.order,
    nodes: graph.nodes.filter(({ id }) => chosen.has(id)),
    wires: graph.wires.filter(({ from, to }) => inside(from) && inside(to)),
    ...(words.length > 0 && { notes: words }),
    ...(groups.length > 0 && { groups }),
  };
}

/**
 * Adds a clip to the graph: new ids, free labels, next colours.
 *
 * @param at where its top left corner goes [px]; absent: a little off from where it was
 */
export const paste = (clip: Clip, at?: readonly [number, number]): Edit => edit("Paste", (graph) => add(graph, clip, at));

/** Copies nodes and notes in place, a little off. */
export const duplicate = (nodes: readonly string[], notes: readonly string[] = []): Edit =>
  edit("Duplicate", (graph) => add(graph, copy(graph, nodes, notes)));

function add(graph: Graph, clip: Clip, at?: readonly [number, number]): Graph {
  const things = [...clip.nodes, ...(clip.notes ?? [])];
  if (things.length === 0) return graph;
  const corner = [0, 1].map((axis) => Math.min(...things.map((thing) => thing.at[axis] ?? 0)));
  const [dx, dy] = at ? [at[0] - (corner[0] ?? 0), at[1] - (corner[1] ?? 0)] : [2 * pitch, 2 * pitch];
  const moved = ([x, y]: readonly [number, number]): readonly [number, number] => snap([x + dx, y + dy]);

  let next = graph;
  const ids = new Map<string, string>();
  for (const node of clip.nodes) {
    const copied: Node = {
      ...node,
      id: isFree(next, node.id) ? node.id : freeId(next, node.id.replace(/\d+$/, "")),
      label: next.nodes.some(({ label }) => label === node.label) ? freeLabel(next, node.label.replace(/ \d+$/, ""), 2) : node.label,
      at: moved(node.at),
      ...(node.color !== undefined && { color: freeColor(next) }),
    };
    ids.set(node.id, copied.id);
    next = { ...next, nodes: [...next.nodes, copied] };
  }
  const renamed = (end: string): string => {
    const { node, port } = splitEnd(end);
    return `${ids.get(node) ?? node}.${port}`;
  };
  next = { ...next, wires: [...next.wires, ...clip.wires.map((wire) => ({ ...wire, from: renamed(wire.from), to: renamed(wire.to) }))] };
  for (const note of clip.notes ?? []) {
    const id = isFree(next, note.id) ? note.id : freeId(next, "note");
    next = { ...next, notes: [...(next.notes ?? []), { ...note, id, at: moved(note.at) }] };
  }
  for (const group of clip.groups ?? []) {
    const id = isFree(next, group.id) ? group.id : freeId(next, "group");
    next = { ...next, groups: [...(next.groups ?? []), { ...group, id, nodes: group.nodes.map((member) => ids.get(member) ?? member) }] };
  }
  return next;
}

const isFree = (graph: Graph, id: string): boolean =>
  ![...graph.nodes, ...(graph.notes ?? []), ...(graph.groups ?? [])].some((present) => present.id === id);
