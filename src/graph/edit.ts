import type { Graph } from "./schema.ts";

/** A pure change of the graph. `coalesce`: edits in a row with the same key become one undo step (a slider drag). */
export interface Edit {
  /** Names the undo step: "Set weight". */
  label: string;
  /** The new graph; the same object when there is nothing to change. Untouched nodes and wires are shared. */
  apply: (graph: Graph) => Graph;
  coalesce?: string;
}
