/**
 * What the board does to its selection, by whatever key or menu it is asked. Each act is one undo step and says in words what
 * it did.
 */
import {
  type Alignment,
  addNote,
  align,
  copy,
  distribute,
  duplicate,
  type Edit,
  flip,
  type Graph,
  group,
  limits,
  moveNodes,
  type Positions,
  parseGraph,
  paste,
  removeSelection,
  serialize,
  splitEnd,
  tidy,
  ungroup,
} from "../../graph/index.ts";
import type { Session, SessionState } from "../../session/index.ts";
import { announce } from "../announce.ts";
import { notify } from "../circuit/notice.ts";
import { counted, writeCount } from "../controls/number.ts";
import { chord } from "../useShortcuts.ts";
import { firstPort, hole, seat } from "./geometry.ts";
import type { Layout } from "./layout.ts";

const nothing: SessionState["selection"] = { nodes: [], wires: [], notes: [] };

const state = (session: Session): SessionState => session.store.getState();

/** "3 nodes", "1 wire and 1 note": for announcements. */
export function selectionWords({ nodes, wires, notes }: SessionState["selection"]): string {
  const parts = [
    nodes.length > 0 && counted(nodes.length, "node"),
    wires.length > 0 && counted(wires.length, "wire"),
    notes.length > 0 && counted(notes.length, "note"),
  ];
  return parts.filter(Boolean).join(" and ") || "nothing";
}

export function selectAll(session: Session): void {
  const { graph } = state(session);
  session.select({
    nodes: graph.nodes.map(({ id }) => id),
    wires: graph.wires.map((_, k) => k),
    notes: (graph.notes ?? []).map(({ id }) => id),
  });
  announce(`Selected ${selectionWords(state(session).selection)}`);
}

export function selectNothing(session: Session): void {
  session.select(nothing);
}

export function removeSelected(session: Session): void {
  const { selection } = state(session);
  if (isEmpty(selection)) return;
  const words = selectionWords(selection);
  session.edit(removeSelection(selection));
  announce(`Deleted ${words}`);
}

const isEmpty = ({ nodes, wires, notes }: SessionState["selection"]): boolean =>
  nodes.length + wires.length + notes.length === 0;

/** Runs an edit that adds things and selects what is new. */
export function addAndSelect(session: Session, edit: Edit): { nodes: string[]; notes: string[] } {
  const before = state(session).graph;
  session.edit(edit);
  const after = state(session).graph;
  const had = new Set([...before.nodes, ...(before.notes ?? [])].map(({ id }) => id));
  const added = {
    nodes: after.nodes.map(({ id }) => id).filter((id) => !had.has(id)),
    notes: (after.notes ?? []).map(({ id }) => id).filter((id) => !had.has(id)),
  };
  if (added.nodes.length + added.notes.length > 0) session.select({ ...nothing, ...added });
  else
    notify({
      text: `Nothing was added: a circuit has room for ${writeCount(limits.cellsInAll)} cells in ${writeCount(limits.nodes)} nodes.`,
      wrong: true,
    });
  return added;
}

/** Says aloud what was done to things; where there are none, why has been said. */
function announceAdded(done: string, added: { nodes: string[]; notes: string[] }): void {
  if (added.nodes.length + added.notes.length > 0) announce(`${done} ${selectionWords({ ...nothing, ...added })}`);
}

export function duplicateSelected(session: Session): void {
  const { nodes, notes } = state(session).selection;
  if (nodes.length + notes.length === 0) return;
  const added = addAndSelect(session, duplicate(nodes, notes));
  announceAdded("Duplicated", added);
}

/** The selection as text for the clipboard; undefined when nothing that can be copied is selected. */
export function copyText(session: Session): string | undefined {
  const { graph, selection } = state(session);
  if (selection.nodes.length + selection.notes.length === 0) return undefined;
  announce(`Copied ${selectionWords({ ...selection, wires: [] })}`);
  return serialize(copy(graph, selection.nodes, selection.notes));
}

/**
 * Pastes a text that is a circuit or a piece of one; any other text is left alone. What is refused is said aloud.
 *
 * @param middle where its middle goes [px]; absent: a little off from where it was
 * @returns whether the text was meant for the board
 */
export function pasteText(session: Session, text: string, middle?: readonly [number, number]): boolean {
  if (!/^\s*\{/.test(text) || !/"(spikeboard|nodes)"/.test(text)) return false;
  const { graph: clip, diagnostics } = parseGraph(text, session.catalogue);
  if (!clip) {
    announce(`Not pasted: ${diagnostics[0]?.message ?? "this is no circuit."}`);
    return true;
  }
  const things = [...clip.nodes, ...(clip.notes ?? [])];
  if (things.length === 0) {
    announce("Not pasted: there is nothing in this circuit.");
    return true;
  }
  const corner =
    middle &&
    cornerFor(
      things.map(({ at }) => at),
      middle,
    );
  const added = addAndSelect(session, paste(clip, corner));
  announceAdded("Pasted", added);
  return true;
}

/**
 * Pastes what the clipboard holds, asked from a menu: there the browser may want to be asked itself, and may refuse.
 *
 * @param middle as of `pasteText`
 */
export async function pasteFromMenu(session: Session, middle?: readonly [number, number]): Promise<void> {
  const text = await navigator.clipboard?.readText().catch(() => undefined);
  if (text === undefined) announce(`This browser keeps the clipboard from menus: press ${chord("Ctrl+V")}.`);
  else if (!pasteText(session, text, middle)) announce("The clipboard holds no piece of a circuit.");
}

function cornerFor(
  places: readonly (readonly [number, number])[],
  middle: readonly [number, number],
): readonly [number, number] {
  const width = Math.max(...places.map(([x]) => x)) - Math.min(...places.map(([x]) => x)) + 8 * hole;
  const height = Math.max(...places.map(([, y]) => y)) - Math.min(...places.map(([, y]) => y)) + 6 * hole;
  return [middle[0] - width / 2, middle[1] - height / 2];
}

/** Moves the selection by so many pixels; presses in a row are one undo step. */
export function nudge(session: Session, dx: number, dy: number): void {
  const { graph, selection } = state(session);
  const positions: Record<string, readonly [number, number]> = {};
  for (const { id, at } of [
    ...graph.nodes.filter(({ id }) => selection.nodes.includes(id)),
    ...(graph.notes ?? []).filter(({ id }) => selection.notes.includes(id)),
  ])
    positions[id] = [at[0] + dx, at[1] + dy];
  session.edit({ ...moveNodes(positions), coalesce: `nudge ${Object.keys(positions).join(" ")}` });
}

export const move = (session: Session, positions: Positions): void => session.edit(moveNodes(positions));

export function flipSelected(session: Session): void {
  const { nodes } = state(session).selection;
  if (nodes.length > 0) session.edit(flip(nodes));
}

export function groupSelected(session: Session): void {
  const { nodes } = state(session).selection;
  if (nodes.length === 0) return;
  session.edit(group(nodes));
  announce(`Grouped ${counted(nodes.length, "node")}`);
}

/** Dissolves every group that has a selected node. */
export function ungroupSelected(session: Session): void {
  const { graph, selection } = state(session);
  const groups = (graph.groups ?? []).filter(({ nodes }) => nodes.some((id) => selection.nodes.includes(id)));
  if (groups.length === 0) return;
  session.edit(
    groups.length === 1 && groups[0]
      ? ungroup(groups[0].id)
      : inOne(
          "Ungroup",
          groups.map(({ id }) => ungroup(id)),
        ),
  );
  announce("Ungrouped");
}

export const alignSelected = (session: Session, how: Alignment): void =>
  session.edit(align(state(session).selection.nodes, how, session.catalogue));

export const distributeSelected = (session: Session, direction: "horizontal" | "vertical"): void =>
  session.edit(distribute(state(session).selection.nodes, direction, session.catalogue));

/** Writes an empty note and gives its id. */
export function writeNewNote(session: Session, at: readonly [number, number]): string | undefined {
  return addAndSelect(session, addNote(at)).notes[0];
}

/** Lays nodes out in layers from left to right: the selected ones, or the whole circuit. */
export async function tidyUp(session: Session, layout: Layout, which: "selected" | "all"): Promise<void> {
  const { graph, selection } = state(session);
  const chosen = new Set(which === "selected" ? selection.nodes : graph.nodes.map(({ id }) => id));
  const { Graph: LayoutGraph, layout: place } = await import("@dagrejs/dagre");
  const dag = new LayoutGraph({ multigraph: true });
  dag.setGraph({ rankdir: "LR", nodesep: 2 * hole, ranksep: 3 * hole });
  dag.setDefaultEdgeLabel(() => ({}));
  // Rows are lined up by their first ports and not by their middles, so that wires along a row run straight.
  for (const { node, shape, w, h } of layout.nodes.values()) {
    const line = firstPort[shape];
    if (chosen.has(node.id)) dag.setNode(node.id, { width: w, height: 2 * Math.max(line, h - line) });
  }
  graph.wires.forEach(({ from, to }, k) => {
    const [a, b] = [splitEnd(from).node, splitEnd(to).node];
    if (chosen.has(a) && chosen.has(b)) dag.setEdge(a, b, {}, String(k));
  });
  place(dag);
  const corner = (axis: 0 | 1): number =>
    Math.min(...graph.nodes.filter(({ id }) => chosen.has(id)).map(({ at }) => at[axis]));
  const places = dag.nodes().map((id) => {
    const { x, y, width } = dag.node(id);
    const shape = layout.nodes.get(id)?.shape ?? "unknown";
    return { id, x: x - width / 2, y: y - firstPort[shape] - seat[shape] };
  });
  const [left, top] = [Math.min(...places.map(({ x }) => x)), Math.min(...places.map(({ y }) => y))];
  session.edit(
    tidy(Object.fromEntries(places.map(({ id, x, y }) => [id, [corner(0) + x - left, corner(1) + y - top] as const]))),
  );
  announce("Laid out from left to right");
}

/** Several edits as one undo step. */
export const inOne = (label: string, edits: readonly Edit[]): Edit => ({
  label,
  apply: (graph: Graph) => edits.reduce((present, { apply }) => apply(present), graph),
});
