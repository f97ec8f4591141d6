/** The node on its way from the palette: an outline that snaps to the holes, and the node itself where it is let go. */
import { useEffect, useState } from "react";
import { useReactFlow } from "reactflow";
import { addNode } from "../../graph/index.ts";
import { announce } from "../announce.ts";
import { paletteDrag } from "../paletteDrag.ts";
import { useSession } from "../SessionContext.tsx";
import { addAndSelect } from "./acts.ts";
import { outline, seat, sizeOf, snap } from "./geometry.ts";

interface Ghost {
  kind: string;
  x: number;
  y: number;
}

/** @param onPlaced gets the id of the node that was let go here */
export function PaletteGhost({ board, onPlaced }: { board: () => HTMLElement | null; onPlaced: (id: string) => void }) {
  const session = useSession();
  const flow = useReactFlow();
  const [ghost, setGhost] = useState<Ghost>();

  useEffect(() => {
    /** Where the node would lie, its middle under the pointer; undefined when the pointer is not over the board. */
    const placeAt = (kind: string, clientX: number, clientY: number): Ghost | undefined => {
      const room = board()?.getBoundingClientRect();
      const family = session.catalogue.find((each) => each.kind === kind)?.family;
      if (
        !room ||
        !family ||
        clientX < room.left ||
        clientX > room.right ||
        clientY < room.top ||
        clientY > room.bottom
      )
        return undefined;
      const [w, h] = sizeOf(family, 1);
      const { x, y } = flow.screenToFlowPosition({ x: clientX, y: clientY });
      return { kind, x: snap(x - w / 2), y: snap(y - h / 2 - seat[family]) };
    };
    return paletteDrag.subscribe(({ drag }) => {
      if (!drag || drag.phase === "cancel") return setGhost(undefined);
      const place = placeAt(drag.kind, drag.clientX, drag.clientY);
      if (drag.phase === "move")
        return setGhost((old) =>
          old?.kind === place?.kind && old?.x === place?.x && old?.y === place?.y ? old : place,
        );
      setGhost(undefined);
      if (!place) return;
      const { nodes } = addAndSelect(session, addNode(drag.kind, [place.x, place.y], session.catalogue));
      const [id] = nodes;
      if (id === undefined) return;
      announce(`Placed ${session.store.getState().graph.nodes.find((node) => node.id === id)?.label ?? "a node"}`);
      onPlaced(id);
    });
  }, [session, flow, board, onPlaced]);

  const family = ghost && session.catalogue.find((each) => each.kind === ghost.kind)?.family;
  if (!ghost || !family) return null;
  const [w, h] = sizeOf(family, 1);
  const room = board()?.getBoundingClientRect();
  const { x, y } = flow.flowToScreenPosition({ x: ghost.x, y: ghost.y + seat[family] });
  const zoom = flow.getZoom();
  return (
    <svg
      className="palette-ghost"
      width={w}
      height={h}
      aria-hidden="true"
      style={{ left: x - (room?.left ?? 0), top: y - (room?.top ?? 0), transform: `scale(${zoom})` }}
    >
      <path d={outline(family, w, h)} />
    </svg>
  );
}
