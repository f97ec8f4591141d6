/**
 * The one canvas on which everything live is drawn: fields, traces, ticks, cursors, flashes, spikes in flight. It follows
 * React Flow's transform, looks only at what is in view, and sleeps when nothing changes. The two numbers on each neuron
 * are written into the page four times a second, and only where they can be read.
 */
import { formatNumber, type Inks } from "../../../plots/index.ts";
import type { Session } from "../../../session/index.ts";
import type { BoardLesson } from "../../boardLesson.ts";
import { writeUnit } from "../../controls/number.ts";
import type { Lamp } from "../../lamp.ts";
import { type Box, farWindowOf, windowOf } from "../geometry.ts";
import type { NodeLayout } from "../layout.ts";
import { type Point, pointAlong, trimmed } from "../route.ts";
import type { WireInfo } from "../wires.ts";
import { type Activity, createActivities, holesOf, rateOf } from "./activity.ts";
import { drawField, fieldBox, holePlace } from "./field.ts";
import { drawBeads, drawTraffic, flightWire } from "./flight.ts";
import { type Scale, scaleOf } from "./scale.ts";
import { drawTicks, drawWaveform, ticksMs } from "./sources.ts";
import { drawTrace, firstAt, traceMs } from "./trace.ts";

export interface Scene {
  parts: readonly { layout: NodeLayout; box: Box; faulty: boolean }[];
  wires: readonly { info: WireInfo; points: readonly Point[] }[];
}

export interface OverlayInputs {
  canvas: HTMLCanvasElement;
  session: Session;
  scene(): Scene;
  /** React Flow's transform and the size of the pane [px]. */
  view(): { x: number; y: number; zoom: number; width: number; height: number };
  inks(): Inks & { canvas: string };
  readouts: ReadonlyMap<string, { rate: HTMLElement; level: HTMLElement }>;
  lamp(): Lamp;
  /** What a laboratory draws while it teaches, if one does. */
  lesson(inks: Inks): BoardLesson | undefined;
  /** True when the reader asked for less motion. */
  calm(): boolean;
}

export interface Overlay {
  /** Something may look different: draw in the next frame. */
  wake(): void;
  dispose(): void;
}

/** Zoom at which names grow and numbers go, and at which only outline and field remain. */
export const midZoom = 0.75;
export const farZoom = 0.25;
/** Zoom from which holes are numbered and can be clicked. */
export const cellZoom = 2;

/** Model speed up to which spikes are seen travelling. */
const flightSpeed = 0.1;
const slowMs = 250;
const flashMs = 80;
const flashGapMs = 1000 / 3;
/** Samples of a single cell that the overlay remembers by itself when no trace of it is recorded. */
const memory = 600;

interface Remembered {
  times: Float64Array;
  values: Float32Array;
  count: number;
  range: { low: number; high: number };
  scale: Scale;
}

export function createOverlay(inputs: OverlayInputs): Overlay {
  const { canvas, session, readouts } = inputs;
  const ctx = canvas.getContext("2d");
  const activities = createActivities();
  const remembered = new Map<string, Remembered>();
  /** Values seen of graded populations: the range of their fields. */
  const seen = new Map<string, { low: number; high: number }>();
  let asked = 0;
  let timer = 0;
  let slowAt = 0;
  let frameAt = 0;
  let lastMs = 0;

  const wake = (): void => {
    if (asked !== 0) return;
    if (inputs.calm() && session.store.getState().run.running && performance.now() - frameAt < slowMs) {
      timer ||= window.setTimeout(() => {
        timer = 0;
        asked = requestAnimationFrame(frame);
      }, slowMs);
      return;
    }
    asked = requestAnimationFrame(frame);
  };

  function frame(now: number): void {
    asked = 0;
    frameAt = now;
    if (!ctx) return;
    const { run, network } = session.store.getState();
    const calm = inputs.calm();
    const view = inputs.view();
    const { zoom } = view;
    const inks = inputs.inks();
    const { recordings } = session;
    activities.update(recordings, network, now, run.timeMs);
    if (run.timeMs < lastMs) {
      remembered.clear();
      if (run.timeMs === 0) seen.clear();
    }
    lastMs = run.timeMs;

    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, width, height);
    ctx.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * view.x, ratio * view.y);

    const [left, top] = [-view.x / zoom, -view.y / zoom];
    const [right, bottom] = [left + view.width / zoom, top + view.height / zoom];
    const inView = (box: Box): boolean =>
      box.x < right && box.x + box.w > left && box.y < bottom && box.y + box.h > top;
    const slow = now - slowAt >= slowMs || !run.running;
    if (slow) slowAt = now;

    const scene = inputs.scene();
    let fading = false;
    const lesson = zoom > farZoom ? inputs.lesson(inks) : undefined;
    drawWires(scene, run, inks, calm, zoom);
    if (lesson) for (const { info, points } of scene.wires) lesson.wire(ctx, strand(info, points), info.from.node);
    for (const part of scene.parts) {
      if (part.layout.kind?.family === "neuron") remember(part.layout, run.timeMs);
      if (!inView(part.box)) continue;
      fading = drawPart(part, now, zoom, run.timeMs, inks, calm, run.speed, lesson) || fading;
      if (slow && zoom > midZoom) write(part.layout, run.timeMs);
    }
    const { node: looked } = inputs.lamp();
    if (lesson && looked !== undefined)
      for (const { info, points } of scene.wires)
        if (info.from.node === looked)
          lesson.values(ctx, pointAlong(points, 0.5), looked, zoom, {
            x: left,
            y: top,
            w: right - left,
            h: bottom - top,
          });
    if (fading) wake();
    // Readouts lag behind the last frame of a run unless they are given one more.
    else if (!slow) {
      timer ||= window.setTimeout(() => {
        timer = 0;
        wake();
      }, slowMs);
    }
  }

  function windowBox({ shape, w, h, node }: NodeLayout, box: Box, zoom: number): Box {
    const inner = zoom > midZoom ? windowOf(shape, w, h, node.flipped === true) : farWindowOf(shape, w, h);
    return { x: box.x + inner.x, y: box.y + inner.y, w: inner.w, h: inner.h };
  }

  function drawPart(
    { layout, box, faulty }: Scene["parts"][number],
    now: number,
    zoom: number,
    timeMs: number,
    inks: Inks,
    calm: boolean,
    speed: number | "max",
    lesson: BoardLesson | undefined,
  ): boolean {
    const { kind, node } = layout;
    if (!ctx || !kind) return false;
    const outer = windowBox(layout, box, zoom);
    if (lesson?.window(ctx, outer, node.id)) return false;
    const color = faulty ? inks.ghost : inks.of(layout.color);
    switch (kind.family) {
      case "synapse":
        return false;
      case "current":
        if (zoom > farZoom) drawWaveform(ctx, outer, node, kind, timeMs, color, inks.ink);
        return false;
      case "spikes": {
        if (zoom <= farZoom) return false;
        const activity = activities.of(node.id);
        drawTicks(
          ctx,
          outer,
          node,
          kind,
          activity && activity.first >= 0 ? spikesOf(activity.first, 1, timeMs - ticksMs, timeMs) : undefined,
          timeMs,
          color,
        );
        return false;
      }
      case "neuron":
        break;
    }
    const n = node.n ?? 1;
    const scale = scaleOf(node, kind);
    const activity = activities.of(node.id);
    const levels = session.recordings.levels.get(node.id);
    const picture = holesOf(n) === n ? layout.picture : undefined;
    const inner = fieldBox(outer, picture);
    if (n === 1 && scale && zoom > farZoom) {
      drawCell(layout, inner, activity, scale, timeMs, color, inks.ghost);
      if (faulty) return false;
      return (
        drawFlash(activity, outer, now, color, calm) ||
        drawHold(outer, activity, scale, timeMs, speed, color, inks.line)
      );
    }
    const holes = levels && levels.values.length > 0 ? levels.values.length : holesOf(n);
    const { low, high } = scale?.graded
      ? rangeSeen(node.id, scale, levels?.values)
      : (scale ?? { low: -80, high: -50 });
    const fading = drawField(
      ctx,
      inner,
      {
        values: levels?.values,
        held: levels?.held,
        hot: faulty ? undefined : activity?.hot,
        holes,
        low,
        high,
        graded: scale?.graded === true,
        whole: picture !== undefined,
      },
      color,
      now,
      zoom,
      !calm,
    );
    drawLamp(inner, node.id, n, holes, zoom, inks);
    return fading;
  }

  /** The range of a graded population, widened by its present values; never narrower than at the start. */
  function rangeSeen(node: string, scale: Scale, values: Float32Array | undefined): { low: number; high: number } {
    const range = seen.get(node) ?? { low: scale.low, high: scale.high };
    seen.set(node, range);
    for (const value of values ?? []) {
      if (value < range.low) range.low = value;
      if (value > range.high) range.high = value;
    }
    return range;
  }

  function drawCell(
    layout: NodeLayout,
    box: Box,
    activity: Activity | undefined,
    scale: Scale,
    timeMs: number,
    color: string,
    ghost: string,
  ): void {
    if (!ctx) return;
    const { node } = layout;
    const own = remembered.get(node.id);
    const trace = session.recordings.traces.get(`${node.id}.${scale.state}.0`);
    const data = trace && trace.count > 0 && (trace.times[trace.count - 1] ?? 0) >= timeMs - traceMs / 2 ? trace : own;
    const range = own?.range ?? rangeFor(scale);
    // Scrubbed back: what lies after now is not drawn.
    const count = data ? firstAt(data.times, data.count, timeMs + 1e-6) : 0;
    const from = data ? firstAt(data.times, count, timeMs - traceMs) : 0;
    const spikes = activity && activity.first >= 0 ? spikesOf(activity.first, 1, timeMs - traceMs, timeMs) : [];
    ctx.save();
    ctx.beginPath();
    ctx.rect(box.x - 3, box.y - 3, box.w + 6, box.h + 6);
    ctx.clip();
    drawTrace(
      ctx,
      box,
      { times: data?.times ?? [], values: data?.values ?? [], from, count, spikes, nowMs: timeMs, scale, range },
      color,
      ghost,
    );
    ctx.restore();
  }

  /** The rim of the window, for one cell: at most three times a second, and held half bright when it fires faster. */
  function drawFlash(activity: Activity | undefined, box: Box, now: number, color: string, calm: boolean): boolean {
    if (!ctx || !activity || activity.spikedAt === 0) return false;
    const since = now - activity.spikedAt;
    const gap = now - activity.flashedAt;
    if (since < flashMs && gap >= flashGapMs) activity.flashedAt = activity.spikedAt;
    const flash = now - activity.flashedAt < flashMs && !calm;
    const held = since < flashGapMs && activity.spikedAt - activity.flashedAt > flashMs;
    if (flash || held) {
      ctx.strokeStyle = color;
      ctx.globalAlpha = flash ? 1 : 0.5;
      ctx.lineWidth = 2.5;
      ctx.beginPath();
      ctx.roundRect(box.x, box.y, box.w, box.h, 5);
      ctx.stroke();
      ctx.globalAlpha = 1;
    }
    return since < flashGapMs;
  }

  /** The bar that runs down the refractory time, where time is slow enough to see it. */
  function drawHold(
    box: Box,
    activity: Activity | undefined,
    scale: Scale,
    timeMs: number,
    speed: number | "max",
    color: string,
    track: string,
  ): boolean {
    if (!ctx || !activity || scale.holdMs <= 0 || speed === "max" || speed > flightSpeed) return false;
    const left = 1 - (timeMs - activity.lastMs) / scale.holdMs;
    if (!(left > 0 && left <= 1)) return false;
    ctx.fillStyle = track;
    ctx.fillRect(box.x, box.y + box.h - 3, box.w, 3);
    ctx.fillStyle = color;
    ctx.fillRect(box.x, box.y + box.h - 3, box.w * left, 3);
    return false;
  }

  /** A ring around the hole that is looked at; numbers in the holes when they are large enough. */
  function drawLamp(box: Box, node: string, n: number, holes: number, zoom: number, inks: Inks): void {
    if (!ctx) return;
    const lamp = inputs.lamp();
    if (lamp.node === node && lamp.cell !== undefined && lamp.cell < n) {
      const { x, y, pitch } = holePlace(box, holes, Math.floor((lamp.cell * holes) / n));
      for (const [ink, wide] of [
        [inks.ink, 3.5],
        [inks.lamp, 2],
      ] as const) {
        ctx.strokeStyle = ink;
        ctx.lineWidth = wide / Math.max(1, zoom);
        ctx.beginPath();
        ctx.arc(x, y, Math.max(pitch * 0.6, 3 / zoom), 0, 2 * Math.PI);
        ctx.stroke();
      }
    }
    if (zoom < cellZoom || n !== holes) return;
    const { pitch } = holePlace(box, holes, 0);
    if (pitch * zoom < 22) return;
    ctx.fillStyle = inks.ink3;
    ctx.font = `${Math.min(pitch * 0.3, 10 / zoom)}px ${getComputedStyle(canvas).fontFamily}`;
    ctx.textAlign = "center";
    for (let hole = 0; hole < holes; hole++) {
      const { x, y } = holePlace(box, holes, hole);
      ctx.fillText(String(hole), x, y + pitch * 0.5);
    }
  }

  function drawWires(
    scene: Scene,
    run: { speed: number | "max"; timeMs: number; running: boolean },
    inks: Inks & { canvas: string },
    calm: boolean,
    zoom: number,
  ): void {
    if (!ctx || zoom <= farZoom || run.timeMs <= 0) return;
    const slow = run.speed !== "max" && run.speed <= flightSpeed;
    if (slow && calm) return;
    for (const { info, points } of scene.wires) {
      if (info.signal !== "spikes") continue;
      const activity = activities.of(info.from.node);
      if (!activity || activity.first < 0) continue;
      const color = inks.of(info.color);
      if (slow && info.delayMs > 0) {
        const times = spikesOf(activity.first, activity.n, run.timeMs - info.delayMs, run.timeMs);
        if (times.length > 0) drawBeads(ctx, flightWire(points), times, run.timeMs, info.delayMs, color, inks.canvas);
      } else if (!slow && run.running) {
        const rate = rateOf(activity, run.timeMs);
        if (rate > 0) drawTraffic(ctx, flightWire(points), rate, color);
      }
    }
  }

  /** Spike times of cells `first` to `first + n - 1` within (from, to] [ms]. */
  function spikesOf(first: number, n: number, from: number, to: number): number[] {
    const { times, cells, count } = session.recordings.spikes;
    const out: number[] = [];
    for (let k = firstAt(times, count, from); k < count && (times[k] ?? 0) <= to + 1e-9 && out.length < 2000; k++) {
      const cell = cells[k] ?? 0;
      if (cell >= first && cell < first + n) out.push(times[k] ?? 0);
    }
    return out;
  }

  /** Keeps the course of single cells from the levels of each frame, for when nobody records a trace of them. */
  function remember({ node, kind }: NodeLayout, timeMs: number): void {
    if ((node.n ?? 1) !== 1 || !kind) return;
    const value = session.recordings.levels.get(node.id)?.values[0];
    const scale = value === undefined ? undefined : scaleOf(node, kind);
    if (value === undefined || !scale) return;
    let own = remembered.get(node.id);
    if (!own) {
      own = {
        times: new Float64Array(memory),
        values: new Float32Array(memory),
        count: 0,
        range: rangeFor(scale),
        scale,
      };
      remembered.set(node.id, own);
    }
    if (own.count > 0 && (own.times[own.count - 1] ?? 0) >= timeMs) return;
    if (own.count === memory) {
      own.times.copyWithin(0, memory / 2);
      own.values.copyWithin(0, memory / 2);
      own.count = memory / 2;
    }
    own.times[own.count] = timeMs;
    own.values[own.count++] = value;
  }

  function write({ node, kind }: NodeLayout, timeMs: number): void {
    const texts = readouts.get(node.id);
    if (!texts || !kind) return;
    const activity = activities.of(node.id);
    const rate = activity && activity.first >= 0 ? rateOf(activity, timeMs) : 0;
    const scale = scaleOf(node, kind);
    // What never spikes has no rate of spikes; the name of what is shown stands there instead.
    setText(
      texts.rate,
      scale?.graded
        ? (node.n ?? 1) > 1
          ? `mean ${scale.state}`
          : scale.state
        : `${formatNumber(rate, rate >= 100 ? 0 : 1)} Hz`,
    );
    if (!scale) return setText(texts.level, "");
    const values = session.recordings.levels.get(node.id)?.values;
    let mean = scale.start;
    if (values && values.length > 0) {
      let sum = 0;
      for (const value of values) sum += value;
      mean = sum / values.length;
    }
    const unit = writeUnit(scale.unit);
    setText(texts.level, `${formatNumber(mean, scale.graded ? 2 : 1)}${unit ? ` ${unit}` : ""}`);
  }

  return {
    wake,
    dispose() {
      cancelAnimationFrame(asked);
      clearTimeout(timer);
    },
  };
}

/** Where a wire is drawn, between its ports. */
const strand = ({ signal, sign }: WireInfo, points: readonly Point[]): Point[] => trimmed(points, signal, sign);

const rangeFor = (scale: Scale): { low: number; high: number } => ({
  low: scale.graded ? scale.low : scale.start - 8,
  high: scale.graded
    ? scale.high
    : scale.threshold !== undefined && scale.threshold > scale.start
      ? scale.threshold
      : scale.start + 20,
});

const setText = (element: HTMLElement, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};
