/** One cell: the last 80 ms of its first state, the threshold dotted, a stroke for each spike, a dot at now. */
import type { Box } from "../geometry.ts";
import type { Scale } from "./scale.ts";

export const traceMs = 80;

export interface TraceState {
  /** Samples in order of time; those before `from` are older than the window. */
  times: ArrayLike<number>;
  values: ArrayLike<number>;
  from: number;
  count: number;
  /** Spike times within the window [ms]. */
  spikes: readonly number[];
  nowMs: number;
  scale: Scale;
  /** The range of values shown, which only ever grows; kept by the caller. */
  range: { low: number; high: number };
}

/** Draws the trace; the window ends a little to the right of now. `ghost` is the colour of the threshold. */
export function drawTrace(
  ctx: CanvasRenderingContext2D,
  box: Box,
  state: TraceState,
  color: string,
  ghost: string,
): void {
  const { times, values, from, count, spikes, nowMs, scale, range } = state;
  // A cell that is reset never shows its spike in the state itself, so the stroke is drawn to the top of the window.
  for (let k = from; k < count; k++) {
    const value = values[k] ?? 0;
    if (value < range.low) range.low = value;
    if (value > range.high) range.high = value;
  }
  const strokes =
    scale.threshold !== undefined && range.high <= scale.threshold + 0.25 * Math.abs(scale.threshold - scale.start);
  const top = strokes ? range.high + 0.7 * (range.high - range.low) : range.high;
  const pad = 0.06 * (top - range.low);
  const [low, high] = [range.low - pad, top + pad];
  const x = (time: number): number => box.x + box.w * (1 - 0.03 - (0.97 * (nowMs - time)) / traceMs);
  const y = (value: number): number => box.y + box.h * (1 - (value - low) / (high - low));

  if (scale.threshold !== undefined && scale.threshold > low && scale.threshold < high) {
    ctx.strokeStyle = ghost;
    ctx.lineWidth = 1;
    ctx.setLineDash([2, 3]);
    ctx.beginPath();
    ctx.moveTo(box.x, y(scale.threshold));
    ctx.lineTo(box.x + box.w, y(scale.threshold));
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.5;
  ctx.lineJoin = "round";
  ctx.beginPath();
  if (count <= from) {
    ctx.moveTo(box.x, y(scale.start));
    ctx.lineTo(x(nowMs), y(scale.start));
  }
  let last = scale.start;
  for (let k = from; k < count; k++) {
    const time = times[k] ?? 0;
    const value = values[k] ?? 0;
    if (k === from) ctx.moveTo(Math.max(box.x, x(time)), y(value));
    else ctx.lineTo(Math.max(box.x, x(time)), y(value));
    last = value;
  }
  for (const time of strokes ? spikes : []) {
    ctx.moveTo(x(time), y(scale.threshold ?? last));
    ctx.lineTo(x(time), box.y + 2);
  }
  ctx.stroke();
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.arc(x(nowMs), y(count > from ? last : scale.start), 2.6, 0, 2 * Math.PI);
  ctx.fill();
}

/** First index whose time is at or after `timeMs`, by halving. */
export function firstAt(times: ArrayLike<number>, count: number, timeMs: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
