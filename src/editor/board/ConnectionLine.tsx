/** The wire in hand: in the colour it will have, dashed and red with a cross over a port that it does not fit. */

import { useEffect, useState } from "react";
import { type ConnectionLineComponentProps, useReactFlow } from "reactflow";
import type { BoardNode } from "./flow.ts";
import type { NodeLayout } from "./layout.ts";
import { type End, type Point, pointAlong, roundedPath, route } from "./route.ts";
import { type PortRef, useBoardState } from "./state.ts";

/** Drawn by React Flow while a wire is dragged. */
export function ConnectionLine({
  fromX,
  fromY,
  fromPosition,
  toX,
  toY,
  toPosition,
  connectionStatus,
  fromNode,
  toHandle,
}: ConnectionLineComponentProps<BoardNode>) {
  const color = "layout" in fromNode.data ? fromNode.data.layout.color : "--ink2";
  const end = { x: toX, y: toY, out: toHandle ? (toPosition === "left" ? -1 : 1) : toX >= fromX ? -1 : 1 } as const;
  const points = route({ x: fromX, y: fromY, out: fromPosition === "left" ? -1 : 1 }, end, []);
  return <Line points={points} color={color} refused={connectionStatus === "invalid" && toHandle !== null} />;
}

function Line({ points, color, refused }: { points: readonly Point[]; color: string; refused: boolean }) {
  const [x, y] = pointAlong(points, 0.5);
  return (
    <g className={refused ? "hand refused" : "hand"} style={{ "--own": `var(${color})` } as React.CSSProperties}>
      <path className="hand-line" d={roundedPath(points)} />
      {refused && <path className="hand-cross" transform={`translate(${x} ${y})`} d="M-6,-6L6,6M6,-6L-6,6" />}
    </g>
  );
}

interface HandProps {
  find: (node: string) => NodeLayout | undefined;
}

/**
 * The wire in hand after a click on its first port, which follows the pointer until the second click; or the wire that was
 * just refused, for as long as the sentence about it stands.
 */
export function WireInHand({ find }: HandProps) {
  const from = useBoardState(({ wiring, panel }) =>
    wiring?.by === "click" ? wiring.from : panel?.type === "refusal" ? panel.from : null,
  );
  const refused = useBoardState(({ panel }) => (panel?.type === "refusal" ? panel.to : null));
  const flow = useReactFlow();
  const [pointer, setPointer] = useState<Point>();
  useEffect(() => {
    setPointer(undefined);
    if (!from || refused) return;
    const follow = (event: PointerEvent): void => {
      const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      setPointer([x, y]);
    };
    addEventListener("pointermove", follow);
    return () => removeEventListener("pointermove", follow);
  }, [from, refused, flow]);

  const place = (ref: PortRef): End | undefined => {
    const part = find(ref.node);
    const socket = part?.sockets.findLast(({ port, way }) => port === ref.port && way === ref.way);
    const at = flow.getNode(ref.node)?.position;
    return socket && at ? { x: at.x + socket.x, y: at.y + socket.y, out: socket.x === 0 ? -1 : 1 } : undefined;
  };
  const start = from && place(from);
  const end = refused
    ? place(refused)
    : start && pointer
      ? ({ x: pointer[0], y: pointer[1], out: pointer[0] >= start.x ? -1 : 1 } as const)
      : undefined;
  if (!from || !start || !end) return null;
  return <Line points={route(start, end, [])} color={find(from.node)?.color ?? "--ink2"} refused={refused !== null} />;
}
