/**
 * Undo as a list of graphs, each with the label of the edit that made it. Graphs share what they do not change, so a step
 * costs what the edit touched. A gesture (a slider drag) is many edits with one key and becomes one step.
 */
import type { Graph } from "../graph/index.ts";
import type { Edit } from "./types.ts";

/** A pause as long as this ends a gesture, even if the next edit has the same key. */
const gestureMs = 1000;

export interface History {
  /** The first entry is the graph as opened; its label is never shown. */
  entries: readonly { label: string; graph: Graph }[];
  /** The entry that is the present graph. */
  present: number;
  /** The gesture that may still grow. */
  open?: { key: string; atMs: number };
}

export const startHistory = (graph: Graph): History => ({ entries: [{ label: "", graph }], present: 0 });

export const presentGraph = ({ entries, present }: History): Graph => (entries[present] as { graph: Graph }).graph;

/** Label of what undo would take back, and redo bring again; undefined when there is nothing. */
export const undoLabel = ({ entries, present }: History): string | undefined =>
  present > 0 ? entries[present]?.label : undefined;
export const redoLabel = ({ entries, present }: History): string | undefined => entries[present + 1]?.label;

/** Applies an edit. The same history comes back when the edit changes nothing; what was undone is dropped otherwise. */
export function editHistory(history: History, edit: Edit, nowMs: number): History {
  const before = presentGraph(history);
  const graph = edit.apply(before);
  if (isSame(before, graph)) return history;
  const grows =
    history.open !== undefined && history.open.key === edit.coalesce && nowMs - history.open.atMs <= gestureMs;
  const kept = history.entries.slice(0, history.present + (grows ? 0 : 1));
  return {
    entries: [...kept, { label: edit.label, graph }],
    present: kept.length,
    ...(edit.coalesce === undefined ? {} : { open: { key: edit.coalesce, atMs: nowMs } }),
  };
}

/** One step back (-1) or forward (1); the same history at the end of the list. Ends a gesture. */
export function moveHistory({ entries, present }: History, by: -1 | 1): History {
  const target = Math.min(Math.max(present + by, 0), entries.length - 1);
  return { entries, present: target };
}

/** Edits share what they leave alone, so equal fields by reference mean nothing was changed. */
function isSame(a: Graph, b: Graph): boolean {
  if (a === b) return true;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
