/**
 * A wire at rest: rails when it has to do with what is selected, the line itself, its delay as open beads and its sign as
 * the mark at its end. Spikes on their way are the overlay's.
 */
import { memo } from "react";
import { BaseEdge, type EdgeProps } from "reactflow";
import { useStore } from "zustand";
import { lamp } from "../lamp.ts";
import { beadsOf } from "./beads.ts";
import type { WireEdge as FlowEdge } from "./flow.ts";
import type { Sign } from "./preview/index.ts";
import { lengthOf, type Point, pointAlong, roundedLine, roundedPath, trimmed } from "./route.ts";

export const WireEdge = memo(function WireEdge({ data, selected }: EdgeProps<FlowEdge>) {
  const lit = useStore(
    lamp,
    ({ at }) => at.node !== undefined && (at.node === data?.info.from.node || at.node === data?.info.to.node),
  );
  if (!data) return null;
  const { info, points, related } = data;
  const cut = trimmed(points, info.signal, info.sign);
  const path = roundedPath(cut);
  const line = roundedLine(cut);
  const beads = beadsOf(info.delayMs, lengthOf(line));
  return (
    <g
      className={`wire wire-${info.signal}`}
      data-rails={selected ? "ink" : related || lit ? "lamp" : undefined}
      style={{ "--own": `var(${info.color})` } as React.CSSProperties}
    >
      <path className="wire-rails" d={path} />
      <path className="wire-casing" d={path} />
      <BaseEdge path={path} interactionWidth={24} className="wire-line" />
      {info.signal === "value" && <path className="wire-gap" d={path} />}
      <g className="wire-beads">
        {beads.at.map((share) => {
          const [x, y] = pointAlong(line, share);
          return <circle key={share} cx={x} cy={y} r="3.1" />;
        })}
        {beads.at.length > 0 && <title>{`Delay ${info.delayMs} ms; a bead is ${beads.eachMs} ms`}</title>}
      </g>
      {info.sign && <EndMark points={points} sign={info.sign} />}
    </g>
  );
});

/** Arrow head: excites. Bar across the wire: inhibits. Open diamond: both. */
export function EndMark({ points, sign }: { points: readonly Point[]; sign: Sign }) {
  const end = points.at(-1);
  const before = points.at(-2);
  if (!end || !before) return null;
  const angle = (Math.atan2(end[1] - before[1], end[0] - before[0]) * 180) / Math.PI;
  const place = `translate(${end[0]} ${end[1]}) rotate(${angle})`;
  switch (sign) {
    case "excites":
      return <path className="wire-head" transform={place} d="M-9,0L-19,-6V6Z" />;
    case "inhibits":
      return <path className="wire-bar" transform={place} d="M-10,-8V8" />;
    case "mixed":
      return <path className="wire-diamond" transform={place} d="M-9,0L-15,-5L-21,0L-15,5Z" />;
  }
}
