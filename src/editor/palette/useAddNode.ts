import { useCallback } from "react";
import { addNode, freePlace, pitch, sizeOf } from "../../graph/index.ts";
import type { Kind } from "../../kind/index.ts";
import { announce } from "../announce.ts";
import { useBoard } from "../boardApi.ts";
import { useSession } from "../SessionContext.tsx";
import { show } from "../screen.ts";

/** Adds a node of a kind at a free place near the middle of the view, and selects it. */
export function useAddNode(): (kind: Kind) => void {
  const session = useSession();
  const board = useBoard();
  return useCallback(
    (kind) => {
      const { catalogue, store } = session;
      const { graph } = store.getState();
      const { x, y } = board.centre();
      const size = sizeOf(catalogue, { kind: kind.kind });
      // Room for two holes around it, or its ports would touch a neighbour's.
      const room = 2 * pitch;
      const [left, top] = freePlace(
        graph,
        catalogue,
        [x - size[0] / 2 - room, y - size[1] / 2 - room],
        [size[0] + 2 * room, size[1] + 2 * room],
      );
      const at = [left + room, top + room] as const;
      session.edit(addNode(kind.kind, at, catalogue));
      const added = store.getState().graph.nodes.at(-1);
      if (!added || graph.nodes.includes(added)) return;
      session.select({ nodes: [added.id], wires: [], notes: [] });
      show({ screen: "circuit", tab: "board" });
      announce(`Added ${kind.label}`);
      // The board learns of the node with this render; then it can bring it into view.
      requestAnimationFrame(() => board.focusNode(added.id));
    },
    [session, board],
  );
}
