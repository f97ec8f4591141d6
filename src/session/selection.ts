/** The selection after a change of the graph: what is gone is no longer selected, and wires keep their identity. */
import type { Graph } from "../graph/index.ts";
import type { SessionState } from "./types.ts";

type Selection = SessionState["selection"];

export const nothingSelected: Selection = { nodes: [], wires: [], notes: [] };

/** The same object when nothing changes. Wires are numbered by their place in the list, so they are found again by object. */
export function keepSelection(selection: Selection, before: Graph, after: Graph): Selection {
  const nodes = keep(selection.nodes, before.nodes === after.nodes, (id) => after.nodes.some((node) => node.id === id));
  const notes = keep(selection.notes, before.notes === after.notes, (id) =>
    (after.notes ?? []).some((note) => note.id === id),
  );
  let wires = selection.wires;
  if (before.wires !== after.wires && wires.length > 0) {
    wires = wires
      .map((index) => after.wires.indexOf(before.wires[index] as Graph["wires"][number]))
      .filter((index) => index >= 0);
  }
  const same = nodes === selection.nodes && notes === selection.notes && wires === selection.wires;
  return same ? selection : { nodes, wires, notes };
}

function keep(ids: readonly string[], untouched: boolean, exists: (id: string) => boolean): readonly string[] {
  return untouched || ids.every(exists) ? ids : ids.filter(exists);
}
