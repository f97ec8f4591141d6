/** Wires in hand, as React Flow and the pointer report them. What may be wired is decided in `wiring.ts`. */
import { useRef } from "react";
import type { FinalConnectionState, OnConnectStartParams } from "reactflow";
import type { Session } from "../../session/index.ts";
import { portOf, type WireEdge } from "./flow.ts";
import { type BoardStore, type PortRef, portKey, type Spot } from "./state.ts";
import type { BoardView } from "./useBoardView.ts";
import { dropWire, finishWire, fitting, portOn } from "./wiring.ts";

interface Ends {
  source: string;
  target: string;
  sourceHandle?: string | null;
  targetHandle?: string | null;
}

/** @param spotAt from client coordinates to a place of the board's element */
export function useWiring(
  session: Session,
  store: BoardStore,
  { graph, layout }: BoardView,
  spotAt: (clientX: number, clientY: number) => Spot,
) {
  const moving = useRef<number>(undefined);
  const fits = (from: PortRef, wire?: number) => fitting(graph, session.catalogue, layout, from, wire);

  /** A click on a port: takes a wire in hand, or puts the end of the one in hand here. */
  const pressPort = (port: PortRef, element: Element): void => {
    const { left, top, width, height } = element.getBoundingClientRect();
    if (store.getState().wiring) finishWire(session, store, port, spotAt(left + width / 2, top + height + 4));
    else store.setState({ panel: null, wiring: { from: port, fits: fits(port), by: "click" } });
  };

  /** Ends a wire on something that is no port: a node's body means its port, the empty board asks what should be there. */
  const letGo = (element: Element | null, spot: Spot): void => {
    const { wiring } = store.getState();
    if (!wiring) return;
    const id = element?.closest<HTMLElement>(".react-flow__node-part")?.dataset.id;
    const port = id === undefined ? undefined : portOn(layout, id, wiring);
    // Let go on the node it came from without meaning a wire onto itself: nothing was wanted.
    if (port && id === wiring.from.node && !wiring.fits.has(portKey(port))) return store.setState({ wiring: null });
    if (port) return finishWire(session, store, port, spot);
    if (wiring.moving !== undefined) return dropWire(session, store);
    store.setState({
      wiring: null,
      ...(element?.closest(".board") ? { panel: { type: "add", at: spot, from: wiring.from } } : {}),
    });
  };

  return {
    pressPort,
    letGo,
    onReconnectStart: (_: unknown, edge: WireEdge): void => {
      moving.current = edge.data?.info.number;
    },
    onConnectStart(_: unknown, { nodeId, handleId }: OnConnectStartParams): void {
      const port = portOf(handleId);
      if (!nodeId || !port) return;
      const from: PortRef = { node: nodeId, ...port };
      const wire = moving.current;
      store.setState({
        panel: null,
        wiring: { from, fits: fits(from, wire), by: "drag", ...(wire === undefined ? {} : { moving: wire }) },
      });
    },
    onConnectEnd(event: MouseEvent | TouchEvent, end: FinalConnectionState): void {
      moving.current = undefined;
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      const [x, y] = [point?.clientX ?? 0, point?.clientY ?? 0];
      const port = portOf(end.toHandle?.id);
      if (end.toHandle && port) finishWire(session, store, { node: end.toHandle.nodeId, ...port }, spotAt(x, y));
      else letGo(document.elementFromPoint(x, y), spotAt(x, y));
    },
    isValidConnection({ source, sourceHandle, target, targetHandle }: Ends): boolean {
      const { wiring } = store.getState();
      const out = portOf(sourceHandle);
      const into = portOf(targetHandle);
      if (!wiring || !out || !into) return false;
      return wiring.fits.has(portKey(wiring.from.way === "out" ? { node: target, ...into } : { node: source, ...out }));
    },
  };
}
