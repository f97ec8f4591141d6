/**
 * A drawing of one quantity over another in the manner of the dock: the name and unit over the axis, figures at the left,
 * one rule at the foot, no frame. What is drawn is the caller's; the axes, the hairline and the reading are here.
 */
import { scaleLinear } from "d3";
import { type PointerEvent, type ReactNode, useCallback, useRef, useState } from "react";
import { formatTick } from "../../plots/index.ts";

export interface Axis {
  domain: readonly [number, number];
  /** "rate, Hz": a name and its unit. */
  title: string;
  unit?: string | undefined;
}

export interface Frame {
  x: (value: number) => number;
  y: (value: number) => number;
  /** Of the area inside the axes [px]. */
  width: number;
  height: number;
}

interface ChartProps {
  /** A sentence for readers. */
  label: string;
  xAxis: Axis;
  yAxis: Axis;
  width: number;
  height: number;
  /** No figures under the axis: another chart with the same one stands below. */
  bare?: boolean;
  /** What stands where the pointer is, in a few words each. */
  read?: (x: number, y: number) => readonly string[] | undefined;
  children: (frame: Frame) => ReactNode;
  /** Laid over the area, in its pixels: a canvas, handlers. */
  over?: (frame: Frame) => ReactNode;
}

const left = 44;
const right = 10;
const top = 20;
const foot = 32;

export function Chart({ label, xAxis, yAxis, width, height, bare, read, children, over }: ChartProps) {
  const [at, setAt] = useState<{ x: number; y: number }>();
  const inner = { w: Math.max(10, width - left - right), h: Math.max(10, height - top - (bare ? 6 : foot)) };
  const x = scaleLinear(xAxis.domain, [0, inner.w]);
  const y = scaleLinear(yAxis.domain, [inner.h, 0]);
  const frame: Frame = { x, y, width: inner.w, height: inner.h };
  const xTicks = x.ticks(Math.max(2, Math.floor(inner.w / 80)));
  const yTicks = y.ticks(Math.max(2, Math.floor(inner.h / 36)));
  const follow = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left - left, event.clientY - box.top - top];
    setAt(px >= 0 && px <= inner.w && py >= 0 && py <= inner.h ? { x: px, y: py } : undefined);
  };
  const reading = at && read?.(x.invert(at.x), y.invert(at.y));
  const name = (axis: Axis): ReactNode => (
    <>
      <tspan className="chart-name">{axis.title}</tspan>
      {axis.unit && <tspan className="chart-unit"> {axis.unit}</tspan>}
    </>
  );
  return (
    // The reading is an extra for the pointer; the sentence says what is drawn.
    <div className="chart" style={{ width, height }} onPointerMove={follow} onPointerLeave={() => setAt(undefined)}>
      <svg width={width} height={height} role="img" aria-label={label}>
        <text x={0} y={11} className="chart-title">
          {name(yAxis)}
        </text>
        <g transform={`translate(${left},${top})`}>
          {yTicks.map((tick) => (
            <g key={tick} transform={`translate(0,${y(tick)})`}>
              <path d={`M0,0H${inner.w}`} className={tick === 0 ? "chart-zero" : "chart-line"} />
              <text x={-6} y={3.5} className="chart-tick chart-left">
                {formatTick(tick, step(yTicks))}
              </text>
            </g>
          ))}
          <path d={`M0,${inner.h + 0.5}H${inner.w}`} className="chart-foot" />
          {!bare &&
            xTicks.map((tick) => (
              <g key={tick} transform={`translate(${x(tick)},${inner.h})`}>
                <path d="M0,0v4" className="chart-foot" />
                <text y={15} className="chart-tick chart-middle">
                  {formatTick(tick, step(xTicks))}
                </text>
              </g>
            ))}
          {!bare && (
            <text x={inner.w} y={inner.h + 29} className="chart-title chart-end">
              {name(xAxis)}
            </text>
          )}
          <svg x={0} y={0} width={inner.w} height={inner.h} className="chart-inside" aria-hidden="true">
            {children(frame)}
            {at && reading && <path d={`M${Math.round(at.x) + 0.5},0V${inner.h}`} className="chart-hair" />}
          </svg>
        </g>
        {reading && (
          <text x={width - right} y={11} className="chart-reading">
            {reading.join("   ")}
          </text>
        )}
      </svg>
      {over && (
        <div className="chart-over" style={{ left, top, width: inner.w, height: inner.h }}>
          {over(frame)}
        </div>
      )}
    </div>
  );
}

const step = (ticks: readonly number[]): number => (ticks[1] ?? 1) - (ticks[0] ?? 0) || 1;

/** Size of an element, followed. */
export function useSize<E extends HTMLElement>(): [(element: E | null) => void, { width: number; height: number }] {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const observer = useRef<ResizeObserver>(undefined);
  const ref = useCallback((element: E | null) => {
    observer.current?.disconnect();
    if (!element) return;
    observer.current = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setSize((before) =>
        before.width === width && before.height === height
          ? before
          : { width: Math.floor(width), height: Math.floor(height) },
      );
    });
    observer.current.observe(element);
  }, []);
  return [ref, size];
}

/** A word set at a place of a chart, with a halo of paper so that a curve beneath does not strike it out. */
export function Mark({
  x,
  y,
  anchor = "start",
  children,
}: {
  x: number;
  y: number;
  anchor?: "start" | "end" | "middle";
  children: ReactNode;
}) {
  return (
    <text x={x} y={y} textAnchor={anchor} className="chart-mark">
      {children}
    </text>
  );
}
