/**
 * The density of a spread over a histogram of what was really drawn. The middle can be dragged for the mean and the round
 * handles for the standard deviation; keys do the same through the fields above, so readers skip it.
 */
import { line, extent as rangeOf, scaleLinear, ticks } from "d3";
import { type PointerEvent, useRef } from "react";
import { type Distribution, massWithin } from "../../graph/index.ts";
import { roundStep, snapTo, writeNumber } from "../controls/number.ts";

interface DensityPlotProps {
  value: Distribution;
  /** Where nearly all of it lies. */
  extent: readonly [number, number];
  colour: string;
  drawn: Float64Array | undefined;
  label: string;
  onMoments: ((mean: number, sd: number, gesture: string) => void) | undefined;
}

const width = 268;
const height = 84;
const foot = 16;
const bins = 30;
let gestures = 0;

export function DensityPlot({ value, extent, colour, drawn, label, onMoments }: DensityPlotProps) {
  const svg = useRef<SVGSVGElement>(null);
  const held = useRef<{ part: "mean" | "sd"; gesture: string; low: number; high: number } | null>(null);

  // While a handle is held the axis stands still, or the hand would chase it.
  const [drawnLow = extent[0], drawnHigh = extent[1]] = drawn && drawn.length > 0 ? rangeOf(drawn) : [];
  let low = Math.min(extent[0], drawnLow);
  let high = Math.max(extent[1], drawnHigh);
  // Zero stays in sight when it is near: it is where the sign turns.
  if (low > 0 && low < (high - low) * 0.8) low = 0;
  if (high < 0 && -high < (high - low) * 0.8) high = 0;
  const margin = (high - low) * 0.06 || 1;
  low -= margin;
  high += margin;
  if (held.current) ({ low, high } = held.current);

  const x = scaleLinear([low, high], [0, width]);
  const step = (high - low) / bins;
  const places = Array.from({ length: 97 }, (_, k) => low + ((high - low) * k) / 96);
  const density = places.map((place) => massWithin(value, place - step / 2, place + step / 2));
  const counts = new Float64Array(bins);
  for (const each of drawn ?? []) {
    const bin = Math.floor((each - low) / step);
    if (bin >= 0 && bin < bins) counts[bin] = (counts[bin] ?? 0) + 1 / (drawn?.length ?? 1);
  }
  const top = Math.max(...density, ...counts, 1e-9);
  const y = scaleLinear([0, top * 1.06], [height - foot, 2]);
  const curve = line<number>(
    (_, k) => x(places[k] ?? 0),
    (each) => y(each),
  )(density);

  const pair = "normal" in value ? value.normal : "lognormal" in value ? value.lognormal : undefined;
  const handleY = y(top * 0.6);
  const grab = (part: "mean" | "sd") => (event: PointerEvent<SVGElement>) => {
    if (!onMoments || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { part, gesture: `density${++gestures}`, low, high };
  };
  const follow = (event: PointerEvent): void => {
    const box = svg.current?.getBoundingClientRect();
    if (!held.current || !box || !pair) return;
    const grain = roundStep((high - low) / 200);
    const at = snapTo(x.invert(((event.clientX - box.left) / box.width) * width), grain);
    const { part, gesture } = held.current;
    if (part === "mean")
      onMoments?.(Number(("lognormal" in value ? Math.max(grain, at) : at).toPrecision(9)), pair[1], gesture);
    else onMoments?.(pair[0], Number(Math.max(grain, Math.abs(at - pair[0])).toPrecision(9)), gesture);
  };
  const drop = (): void => {
    held.current = null;
  };

  return (
    <svg
      ref={svg}
      className="density"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      onPointerMove={follow}
      onPointerUp={drop}
      onLostPointerCapture={drop}
    >
      {[...counts].map((count, bin) =>
        count > 0 ? (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
            key={bin}
            x={x(low + bin * step) + 0.5}
            width={Math.max(0.5, width / bins - 1)}
            y={y(count)}
            height={height - foot - y(count)}
            style={{ fill: colour, opacity: 0.3 }}
          />
        ) : null,
      )}
      <path d={curve ?? ""} style={{ fill: "none", stroke: colour, strokeWidth: 1.6 }} />
      <path d={`M0 ${height - foot + 0.5}H${width}`} style={{ stroke: "var(--edge)" }} />
      {low < 0 && high > 0 && <path d={`M${x(0)} ${height - foot - 4}v8`} style={{ stroke: "var(--ink2)" }} />}
      {ticks(low + margin, high - margin, 4).map((tick) => (
        <text key={tick} x={x(tick)} y={height - 2} textAnchor="middle" className="density-tick">
          {writeNumber(tick, 4)}
        </text>
      ))}
      {pair && onMoments && (
        <g>
          <path
            d={`M${x(pair[0] - pair[1])} ${handleY}H${x(pair[0] + pair[1])}`}
            style={{ stroke: "var(--ink)", strokeWidth: 1.5 }}
          />
          <rect
            className="density-middle"
            x={x(pair[0]) - 12}
            y={2}
            width={24}
            height={height - foot - 2}
            onPointerDown={grab("mean")}
          />
          {[-1, 1].map((side) => (
            <g
              key={side}
              className="density-handle"
              transform={`translate(${x(pair[0] + side * pair[1])} ${handleY})`}
              onPointerDown={grab("sd")}
            >
              <circle r={12} style={{ fill: "transparent" }} />
              <circle r={5.5} style={{ fill: "var(--node)", stroke: "var(--ink)", strokeWidth: 1.5 }} />
            </g>
          ))}
        </g>
      )}
    </svg>
  );
}
