/** Where things stand on the board, and what is written beside them: moves, notes, groups. */
import type { Catalogue } from "../../kind/index.ts";
import type { Edit } from "../edit.ts";
import { limits } from "../limits.ts";
import type { Graph, Note } from "../schema.ts";
import { changeNodes, edit, freeId, pitch, put, putList, same, snap } from "./change.ts";
import { leaveGroups } from "./nodes.ts";
import { sizeOf } from "./place.ts";

/** New places by id, [px]; each goes to the nearest hole of the board. */
export type Positions = Readonly<Record<string, readonly [number, number]>>;

/** Moves nodes and notes, in one step: a drag of a selection. */
export const moveNodes = (positions: Positions): Edit =>
  edit(Object.keys(positions).length === 1 ? "Move" : `Move ${Object.keys(positions).length} nodes`, (graph) =>
    moveTo(graph, positions),
  );

/** As `moveNodes`, named for notes. */
export const moveNotes = (positions: Positions): Edit => edit("Move note", (graph) => moveTo(graph, positions));

/** Lays the circuit out anew, at places that were computed elsewhere. */
export const tidy = (positions: Positions): Edit => edit("Tidy layout", (graph) => moveTo(graph, positions));

function moveTo(graph: Graph, positions: Positions): Graph {
  const move = <T extends { id: string; at: readonly [number, number] }>(item: T): T => {
    const at = Object.hasOwn(positions, item.id) ? positions[item.id] : undefined;
    return at ? put(item, "at", snap(at)) : item;
  };
  const moved = changeNodes(graph, Object.keys(positions), move);
  return changeNotes(moved, move);
}

export type Alignment = "left" | "center" | "right" | "top" | "middle" | "bottom";

/** Lines nodes up along one edge, or along their middles. */
export const align = (nodes: readonly string[], how: Alignment, catalogue: Catalogue): Edit =>
  edit("Align", (graph) => {
    const boxes = boxesOf(graph, catalogue, nodes);
    if (boxes.length < 2) return graph;
    const axis = how === "left" || how === "center" || how === "right" ? 0 : 1;
    const low = Math.min(...boxes.map(({ at }) => at[axis]));
    const high = Math.max(...boxes.map(({ at, size }) => at[axis] + size[axis]));
    const along = (length: number): number => {
      if (how === "left" || how === "top") return low;
      return how === "right" || how === "bottom" ? high - length : (low + high - length) / 2;
    };
    return moveTo(
      graph,
      Object.fromEntries(boxes.map(({ id, at, size }) => [id, withAxis(at, axis, along(size[axis]))])),
    );
  });

/** Makes the gaps between nodes equal; the outermost two stay. */
export const distribute = (
  nodes: readonly string[],
  direction: "horizontal" | "vertical",
  catalogue: Catalogue,
): Edit =>
  edit("Distribute", (graph) => {
    const axis = direction === "horizontal" ? 0 : 1;
    const boxes = boxesOf(graph, catalogue, nodes).sort((a, b) => a.at[axis] - b.at[axis]);
    const [first, last] = [boxes[0], boxes.at(-1)];
    if (!first || !last || boxes.length < 3) return graph;
    const span = last.at[axis] + last.size[axis] - first.at[axis];
    const gap = (span - boxes.reduce((sum, { size }) => sum + size[axis], 0)) / (boxes.length - 1);
    let next = first.at[axis];
    const places = boxes.map(({ id, at, size }): [string, readonly [number, number]] => {
      const place = withAxis(at, axis, next);
      next += size[axis] + gap;
      return [id, place];
    });
    return moveTo(graph, Object.fromEntries(places));
  });

const withAxis = ([x, y]: readonly [number, number], axis: 0 | 1, value: number): readonly [number, number] =>
  axis === 0 ? [value, y] : [x, value];

const boxesOf = (graph: Graph, catalogue: Catalogue, ids: readonly string[]) =>
  graph.nodes
    .filter(({ id }) => ids.includes(id))
    .map((node) => ({ id: node.id, at: node.at, size: sizeOf(catalogue, node) }));

const changeNotes = (graph: Graph, change: (note: Note) => Note): Graph => {
  const notes = graph.notes?.map(change);
  return notes?.some((note, index) => note !== graph.notes?.[index]) ? { ...graph, notes } : graph;
};
const changeNote = (graph: Graph, id: string, change: (note: Note) => Note): Graph =>
  changeNotes(graph, (note) => (note.id === id ? change(note) : note));

/** Writes a note on the board. */
export const addNote = (at: readonly [number, number], text = ""): Edit =>
  edit("Add note", (graph) => {
    const note: Note = { id: freeId(graph, "note"), at: snap(at), text: text.slice(0, limits.text) };
    return { ...graph, notes: [...(graph.notes ?? []), note] };
  });

/** Changes the words of a note. Cut at 20 000 characters. */
export const editNote = (id: string, text: string): Edit =>
  edit(
    "Edit note",
    (graph) => changeNote(graph, id, (note) => put(note, "text", text.slice(0, limits.text))),
    `note:${id}`,
  );

export const removeNote = (id: string): Edit =>
  edit("Delete note", (graph) => {
    const notes = (graph.notes ?? []).filter((note) => note.id !== id);
    return notes.length === (graph.notes ?? []).length ? graph : putList(graph, "notes", notes);
  });

/** Width and height of a note [px], at least two holes. */
export const resizeNote = (id: string, size: readonly [number, number]): Edit =>
  edit("Resize note", (graph) => {
    const [w, h] = snap(size);
    return changeNote(graph, id, (note) => put(note, "size", [Math.max(2 * pitch, w), Math.max(2 * pitch, h)]));
  });

/** Puts nodes into a new group. A node is in one group at most: it leaves the one it was in. */
export const group = (nodes: readonly string[], label?: string): Edit =>
  edit("Group", (graph) => {
    const members = graph.nodes.map(({ id }) => id).filter((id) => nodes.includes(id));
    const known = graph.groups?.some(
      (present) => same(present.nodes, members) && (label === undefined || label === present.label),
    );
    if (members.length === 0 || known) return graph;
    const left = leaveGroups(graph, new Set(members));
    const id = freeId(left, "group");
    const name = (label ?? `Group ${id.slice("group".length)}`).slice(0, limits.label);
    return { ...left, groups: [...(left.groups ?? []), { id, label: name, nodes: members }] };
  });

/** Dissolves a group; its nodes stay. */
export const ungroup = (id: string): Edit =>
  edit("Ungroup", (graph) => {
    const groups = (graph.groups ?? []).filter((present) => present.id !== id);
    return groups.length === (graph.groups ?? []).length ? graph : putList(graph, "groups", groups);
  });

export const renameGroup = (id: string, label: string): Edit =>
  edit(
    "Rename group",
    (graph) => {
      const groups = graph.groups?.map((present) =>
        present.id === id ? put(present, "label", label.slice(0, limits.label)) : present,
      );
      return groups?.some((present, index) => present !== graph.groups?.[index]) ? { ...graph, groups } : graph;
    },
    `group:${id}`,
  );
