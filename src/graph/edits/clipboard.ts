/**
 * Copies. A clip is a small graph, and its text is the text of a file: what is copied here can be pasted anywhere, and a
 * file's text can be pasted here.
 */
import type { Edit } from "../edit.ts";
import { limits } from "../limits.ts";
import { splitEnd } from "../lookup.ts";
import { formatVersion, type Graph, type Node } from "../schema.ts";
import { colorsOf, edit, freeColor, idStem, idsOf, labelsOf, namer, pitch, putList, snap } from "./change.ts";

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
export const paste = (clip: Clip, at?: readonly [number, number]): Edit =>
  edit("Paste", (graph) => add(graph, clip, at));

/** Copies nodes and notes in place, a little off. */
export const duplicate = (nodes: readonly string[], notes: readonly string[] = []): Edit =>
  edit("Duplicate", (graph) => add(graph, copy(graph, nodes, notes)));

function add(graph: Graph, clip: Clip, at?: readonly [number, number]): Graph {
  const things = [...clip.nodes, ...(clip.notes ?? [])];
  if (things.length === 0) return graph;
  const corner = [0, 1].map((axis) => Math.min(...things.map((thing) => thing.at[axis] ?? 0)));
  const [dx, dy] = at ? [at[0] - (corner[0] ?? 0), at[1] - (corner[1] ?? 0)] : [2 * pitch, 2 * pitch];
  const moved = ([x, y]: readonly [number, number]): readonly [number, number] => snap([x + dx, y + dy]);

  const taken = idsOf(graph);
  const numbered = namer(taken, "");
  const ids = new Map<string, string>();
  /** The id it had if that is free here, else one of its own. */
  const rename = (id: string, stem: string): string => {
    const name = taken.has(id) ? numbered(idStem(stem)) : id;
    taken.add(name);
    ids.set(id, name);
    return name;
  };
  const labels = labelsOf(graph);
  const numberedLabel = namer(labels, " ", 2);
  const relabel = (label: string): string => {
    if (labels.has(label)) return numberedLabel(label.replace(/ \d+$/, "").slice(0, limits.label - 10));
    labels.add(label);
    return label;
  };
  const colors = colorsOf(graph);
  const recolor = (): number => {
    const color = freeColor(colors);
    colors.add(color);
    return color;
  };

  const nodes = clip.nodes.map(
    (node): Node => ({
      ...node,
      id: rename(node.id, node.id.replace(/\d+$/, "")),
      label: relabel(node.label),
      at: moved(node.at),
      ...(node.color !== undefined && { color: recolor() }),
    }),
  );
  const follow = (end: string): string => {
    const { node, port } = splitEnd(end);
    return `${ids.get(node) ?? node}.${port}`;
  };
  const wires = clip.wires.map((wire) => ({ ...wire, from: follow(wire.from), to: follow(wire.to) }));
  const notes = (clip.notes ?? []).map((note) => ({ ...note, id: rename(note.id, "note"), at: moved(note.at) }));
  const groups = (clip.groups ?? []).map((group) => ({
    ...group,
    id: rename(group.id, "group"),
    nodes: group.nodes.map((id) => ids.get(id) ?? id),
  }));
  const next = { ...graph, nodes: [...graph.nodes, ...nodes], wires: [...graph.wires, ...wires] };
  return putList(putList(next, "notes", [...(graph.notes ?? []), ...notes]), "groups", [
    ...(graph.groups ?? []),
    ...groups,
  ]);
}
