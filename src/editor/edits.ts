/** How the inspector joins edits: one gesture is one undo step, and a change of many nodes is one too. */
import type { Edit } from "../session/index.ts";

/** The edit as part of a gesture: two drags of one fader are two steps, however close in time. Without a gesture, one step. */
export function inGesture(edit: Edit, gesture: string | undefined): Edit {
  if (gesture !== undefined) return { ...edit, coalesce: `${edit.coalesce ?? edit.label}:${gesture}` };
  const { coalesce: _, ...alone } = edit;
  return alone;
}

/** The same edit made on many nodes as one step. */
export function onAll(ids: readonly string[], make: (id: string) => Edit): Edit {
  const edits = ids.map(make);
  const [first] = edits;
  return {
    label: first?.label ?? "Change",
    ...(first?.coalesce === undefined ? {} : { coalesce: edits.map(({ coalesce }) => coalesce).join("|") }),
    apply: (graph) => edits.reduce((now, edit) => edit.apply(now), graph),
  };
}
