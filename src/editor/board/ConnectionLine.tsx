/** The wire in hand: in the colour it will have, dashed and red with a cross over a port that it does not fit. */
import { type ConnectionLineComponentProps, useReactFlow } from "reactflow";
import { useEffect, useState } from "react";
import type { BoardNode } from "./flow.ts";
import type { NodeLayout, Socket } from "./layout.ts";
import { type Point, pointAlong, roundedPath, route } from "./route.ts";
import { useBoardState } from "./state.ts";

/** Drawn by React Flow while a wire is dragged. */
export function ConnectionLine({ fromX, fromY, fromPosition, toX, toY, toPosition, connectionStatus, fromNode, toHandle }: ConnectionLineComponentProps<BoardNode>) {
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

/** The wire in hand after a click on its first port: follows the pointer until the second click. */
export function ClickLine({ find }: { find: (node: string) => NodeLayout | undefined }) {
  const wiring = useBoardState(({ wiring }) => (wiring?.by === "click" ? wiring : null));
  const flow = useReactFlow();
  const [to, setTo] = useState<Point>();
  useEffect(() => {
    setTo(undefined);
    if (!wiring) return;
    const follow = (event: PointerEvent): void => {
      const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
      setTo([x, y]);
    };
    addEventListener("pointermove", follow);
    return () => removeEventListener("pointermove", follow);
  }, [wiring, flow]);
  const part = wiring && find(wiring.from.node);
  const socket: Socket | undefined = part?.sockets.findLast(({ port, way }) => port === wiring?.from.port && way === wiring.from.way);
  if (!part || !socket || !to) return null;
  const at = flow.getNode(part.node.id)?.position ?? { x: part.node.at[0], y: part.node.at[1] };
  const start = { x: at.x + socket.x, y: at.y + socket.y, out: socket.x === 0 ? -1 : 1 } as const;
  return <Line points={route(start, { x: to[0], y: to[1], out: to[0] >= start.x ? -1 : 1 }, [])} color={part.color} refused={false} />;
}
