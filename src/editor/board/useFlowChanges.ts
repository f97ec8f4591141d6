/**
 * What React Flow reports, turned into selections and edits. Places on the way of a drag are only laid over the graph; the
 * drag's end is one edit.
 */
import type { EdgeChange, NodeChange } from "reactflow";
import type { Session } from "../../session/index.ts";
import { move } from "./acts.ts";
import { type BoardNode, meaning, placeFor, type WireEdge } from "./flow.ts";
import { type Box, seat, snap } from "./geometry.ts";
import type { BoardView } from "./useBoardView.ts";

export function useFlowChanges(session: Session, view: BoardView) {
  const { graph, layout, nodes, wires, live, setLive } = view;
  const membersOf = (group: string): readonly string[] => graph.groups?.find(({ id }) => id === group)?.nodes ?? [];

  /** Where a thing that is dragged here is drawn: on the holes. */
  const seated = (id: string, to: { x: number; y: number }): { x: number; y: number } => {
    const part = layout.nodes.get(id);
    const [x, y] = placeFor(layout, id, to);
    return { x, y: y + (part ? seat[part.shape] : 0) };
  };

  /** A group moves its nodes; it has no place of its own. `self`: what React Flow drags by itself. */
  const place = (
    moved: Map<string, Partial<Box>>,
    id: string,
    to: { x: number; y: number },
    self: ReadonlySet<string>,
  ): void => {
    const what = meaning(id);
    if (what.type !== "group") return void moved.set(id, { ...moved.get(id), ...seated(id, to) });
    const frame = nodes.find((node) => node.id === id)?.position;
    if (!frame) return;
    for (const member of membersOf(what.id)) {
      const at = nodes.find((node) => node.id === member)?.position;
      if (at && !self.has(member))
        moved.set(member, seated(member, { x: at.x + to.x - frame.x, y: at.y + to.y - frame.y }));
    }
  };

  const onNodesChange = (changes: NodeChange<BoardNode>[]): void => {
    const { selection } = session.store.getState();
    const picked = { nodes: new Set(selection.nodes), notes: new Set(selection.notes) };
    const moved = new Map(live);
    const self = new Set(changes.flatMap((change) => (change.type === "position" ? [change.id] : [])));
    let [chosen, moving, ended] = [false, false, false];
    for (const change of changes) {
      if (change.type === "position" && change.position) {
        moving = true;
        if (change.dragging !== true) ended = true;
        place(moved, change.id, change.position, self);
      } else if (change.type === "dimensions" && change.dimensions && change.resizing) {
        // A note in the hand of its corner; the size is taken when it is let go. Nodes are never resized.
        setLive(
          new Map(live).set(change.id, {
            ...live.get(change.id),
            w: snap(change.dimensions.width),
            h: snap(change.dimensions.height),
          }),
        );
      } else if (change.type === "select") {
        chosen = true;
        const what = meaning(change.id);
        const set = what.type === "note" ? picked.notes : picked.nodes;
        for (const id of what.type === "group" ? membersOf(what.id) : [what.id])
          change.selected ? set.add(id) : set.delete(id);
      }
    }
    if (chosen) session.select({ nodes: [...picked.nodes], notes: [...picked.notes] });
    if (!moving) return;
    if (!ended) return setLive(moved);
    const positions: Record<string, readonly [number, number]> = {};
    for (const [id, { x, y }] of moved)
      if (x !== undefined && y !== undefined) positions[meaning(id).id] = placeFor(layout, id, { x, y });
    move(session, positions);
    setLive(new Map());
  };

  const onEdgesChange = (changes: EdgeChange<WireEdge>[]): void => {
    const picked = new Set(session.store.getState().selection.wires);
    let chosen = false;
    for (const change of changes) {
      if (change.type !== "select") continue;
      const number = wires.find(({ id }) => id === change.id)?.number;
      if (number === undefined) continue;
      chosen = true;
      change.selected ? picked.add(number) : picked.delete(number);
    }
    if (chosen) session.select({ wires: [...picked] });
  };

  return { onNodesChange, onEdgesChange };
}
