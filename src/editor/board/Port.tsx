/**
 * A port: circle for current, bar for spikes, diamond for graded values. Free ones are open, wired ones filled. The handle
 * around it is what is aimed at: 24 px, 44 by touch.
 */
import type { KeyboardEvent } from "react";
import { Handle, Position } from "reactflow";
import type { Signal } from "../../kind/index.ts";
import { handleId } from "./flow.ts";
import type { Socket } from "./layout.ts";
import { portKey, useBoardParts, useBoardState } from "./state.ts";

export function Port({ node, label, socket }: { node: string; label: string; socket: Socket }) {
  const state = useBoardState(({ wiring }) => {
    if (!wiring) return "";
    if (wiring.from.node === node && wiring.from.port === socket.port && wiring.from.way === socket.way) return "from";
    return wiring.fits.has(portKey({ node, port: socket.port, way: socket.way })) ? "fits" : "fades";
  });
  const { acts } = useBoardParts();
  const way = socket.way === "in" ? "input" : "output";
  const name = `${label} ${socket.port} ${way}${socket.slot > 0 ? ` ${socket.slot + 1}` : ""}`;
  return (
    <Handle
      id={handleId(socket)}
      type={socket.way === "in" ? "target" : "source"}
      position={socket.x === 0 ? Position.Left : Position.Right}
      className="port"
      role="button"
      tabIndex={-1}
      aria-label={name}
      title={socket.about || undefined}
      data-port={`${node}.${socket.port}`}
      data-state={state}
      data-spare={socket.spare || undefined}
      style={{ left: socket.x, top: socket.y, "--own": `var(${socket.color})` } as React.CSSProperties}
      onClick={(event) => {
        event.stopPropagation();
        acts.pressPort({ node, port: socket.port, way: socket.way }, event.currentTarget);
      }}
      onKeyDown={(event: KeyboardEvent<HTMLDivElement>) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.click();
      }}
    >
      <svg width="24" height="24" viewBox="-12 -12 24 24" aria-hidden="true">
        <PortMark signal={socket.signal} wired={socket.wires.length > 0} />
      </svg>
    </Handle>
  );
}

function PortMark({ signal, wired }: { signal: Signal; wired: boolean }) {
  const fill = wired ? "port-mark wired" : "port-mark";
  switch (signal) {
    case "current":
      return (
        <>
          <circle r="6" className="port-mark" />
          {wired && <circle r="2.75" className="port-dot" />}
        </>
      );
    case "spikes":
      return <rect x="-3.5" y="-8" width="7" height="16" rx="1.5" className={fill} />;
    case "value":
      return <path d="M0,-7L7,0L0,7L-7,0Z" className={fill} />;
    case "patterns":
      return <path d="M-6,-6H6V6H-6ZM-6,0H6M0,-6V6" className={fill} />;
  }
}
