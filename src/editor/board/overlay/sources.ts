/** Windows of sources: the waveform with a cursor for now, and the spikes of a train over the last 200 ms. */
import type { Node } from "../../../graph/index.ts";
import type { ResolvedKind } from "../../../kind/index.ts";
import { parsePatterns } from "../../../patterns/index.ts";
import type { Box } from "../geometry.ts";
import { ticksOf, waveformOf } from "../preview/index.ts";
import { presentValue } from "../values.ts";

export const ticksMs = 200;

/** The window holds as much of the course as is worth seeing; when the run has left it, the next window is turned up. */
export function drawWaveform(
  ctx: CanvasRenderingContext2D,
  box: Box,
  node: Node,
  kind: ResolvedKind,
  nowMs: number,
  color: string,
  ink: string,
): void {
  const cue = Object.values(kind.computed ?? {}).find(({ type }) => type === "cue");
  if (cue?.type === "cue") {
    const shown = Number(presentValue(node, kind, cue.shown));
    return drawPattern(ctx, box, String(presentValue(node, kind, cue.patterns)), Math.max(1, shown) - 1, color);
  }
  const first = waveformOf(node, kind);
  if (!first) return;
  const page = first.timely ? Math.floor(nowMs / first.spanMs) : 0;
  const curve = page === 0 ? first : (waveformOf(node, kind, page) ?? first);
  // All windows share the scale of all there was to see, so that a constant stretch does not jump.
  const [low, high] = [Math.min(first.low, curve.low), Math.max(first.high, curve.high)];
  const [left, top, width, height] = [box.x + 4, box.y + 5, box.w - 8, box.h - 10];
  const y = (value: number): number => top + height * (1 - (value - low) / (high - low || 1));
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.6;
  ctx.lineJoin = "round";
  ctx.beginPath();
  curve.values.forEach((value, k) => {
    const x = left + (width * k) / (curve.values.length - 1);
    // A jump between two samples is drawn upright, as a step is.
    const before = curve.values[k - 1];
    if (before !== undefined && Math.abs(value - before) > 0.35 * (high - low)) ctx.lineTo(x, y(before));
    if (k === 0) ctx.moveTo(x, y(value));
    else ctx.lineTo(x, y(value));
  });
  ctx.stroke();
  const share = (nowMs % curve.spanMs) / curve.spanMs;
  ctx.fillStyle = ink;
  ctx.fillRect(left + width * share - 0.5, box.y + 2, 1, box.h - 4);
}

/** One of the patterns, whole, a dot a point of +1. */
function drawPattern(ctx: CanvasRenderingContext2D, box: Box, text: string, index: number, color: string): void {
  const { width, height, names, points } = parsePatterns(text);
  if (names.length === 0) return;
  const n = width * height;
  const row = points.subarray(Math.min(index, names.length - 1) * n);
  const pitch = Math.min((box.w - 8) / width, (box.h - 8) / height);
  const [left, top] = [box.x + (box.w - pitch * width) / 2, box.y + (box.h - pitch * height) / 2];
  // Small points touch, or the gaps between them would be all there is to see.
  const dot = pitch > 4 ? pitch - 1 : pitch;
  ctx.fillStyle = color;
  for (let k = 0; k < n; k++)
    if ((row[k] as number) > 0) ctx.fillRect(left + pitch * (k % width), top + pitch * Math.floor(k / width), dot, dot);
}

/** Ticks of a train: those of its first cell as recorded, or before the run those it will have by its equations. */
export function drawTicks(
  ctx: CanvasRenderingContext2D,
  box: Box,
  node: Node,
  kind: ResolvedKind,
  spikes: readonly number[] | undefined,
  nowMs: number,
  color: string,
): void {
  const [left, width] = [box.x + 4, box.w - 8];
  const xs: number[] = [];
  if (spikes && nowMs > 0) for (const time of spikes) xs.push(left + width * (1 - (nowMs - time) / ticksMs));
  else {
    const plan = ticksOf(node, kind);
    for (const time of plan?.times ?? [])
      if (time <= (plan?.spanMs ?? 0)) xs.push(left + (width * time) / (plan?.spanMs ?? 1));
  }
  ctx.strokeStyle = color;
  ctx.lineWidth = xs.length > width / 3 ? 0.8 : 1.4;
  ctx.beginPath();
  for (const x of xs) {
    if (x < left - 1) continue;
    ctx.moveTo(x, box.y + 5);
    ctx.lineTo(x, box.y + box.h - 5);
  }
  ctx.stroke();
}
