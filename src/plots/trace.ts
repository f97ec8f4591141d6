/**
 * Sampled curves. However many samples a pixel column holds, at most four of them are drawn: first, lowest, highest, last.
 * The picture is the same to the pixel as if all were drawn.
 * @source Jugel, Jerzak, Hackenbroich & Markl (2014), M4: a visualization-oriented time series data aggregation, VLDB 7
 */
import { line as d3Line } from "d3";
import { firstAt, type TimeView } from "./time.ts";

/** Samples in order of time; the first `count` entries are valid. A value that is not finite breaks the line. */
export interface Samples {
  count: number;
  times: Float64Array;
  values: Float32Array;
}

/** Which samples to draw, kept between frames. */
export interface Pick {
  count: number;
  indices: Uint32Array;
  /** Lowest and highest of the samples in view; low above high when there are none. */
  low: number;
  high: number;
  /** How far the value goes up and down between the picked samples, all ways added: much of it in a narrow plot fills an area. */
  travel: number;
}

export const createPick = (): Pick => ({ count: 0, indices: new Uint32Array(1024), low: 1, high: 0, travel: 0 });

/** Picks the samples in view, with one beyond each edge so that the line reaches it. `width` in device pixels. */
export function pickSamples(samples: Samples, view: TimeView, width: number, untilMs: number, into: Pick): Pick {
  const { times, values, count } = samples;
  const first = Math.max(0, firstAt(times, count, view.fromMs) - 1);
  const end = Math.min(
    count,
    firstAt(times, count, Math.min(view.toMs, untilMs + 1e-9)) + (view.toMs <= untilMs ? 1 : 0),
  );
  const columns = Math.max(1, Math.ceil(width));
  const need = Math.min(Math.max(0, end - first), 4 * (columns + 3));
  if (into.indices.length < need) into.indices = new Uint32Array(need * 2);
  const out = into.indices;
  let used = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;

  if (end - first <= 4 * columns) {
    for (let k = first; k < end; k++) {
      const value = values[k] as number;
      if (value < low) low = value;
      if (value > high) high = value;
      out[used++] = k;
    }
  } else {
    const span = view.toMs - view.fromMs;
    let column = Number.NEGATIVE_INFINITY;
    let opened = first;
    let lowest = first;
    let highest = first;
    const close = (last: number): void => {
      const a = Math.min(lowest, highest);
      const b = Math.max(lowest, highest);
      out[used++] = opened;
      if (a > opened) out[used++] = a;
      if (b > a && b > opened) out[used++] = b;
      if (last > b && last > opened) out[used++] = last;
    };
    // Just short of where the next column begins: up to there no sample need be placed.
    let edge = Number.NEGATIVE_INFINITY;
    for (let k = first; k < end; k++) {
      const time = times[k] as number;
      const value = values[k] as number;
      // Divided last: times the rounded quotient, a sample on an edge could fall into the column before.
      const at = time < edge ? column : Math.floor(((time - view.fromMs) * columns) / span);
      if (at !== column) {
        if (k > first) close(k - 1);
        column = at;
        edge = view.fromMs + ((at + 1 - 1e-6) * span) / columns;
        opened = lowest = highest = k;
      } else if (value < (values[lowest] as number)) lowest = k;
      else if (value > (values[highest] as number)) highest = k;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    close(end - 1);
  }
  let travel = 0;
  for (let k = 1; k < used; k++) {
    const way = Math.abs((values[out[k] as number] as number) - (values[out[k - 1] as number] as number));
    if (way < Number.POSITIVE_INFINITY) travel += way;
  }
  into.travel = travel;
  into.count = used;
  into.low = low;
  into.high = high;
  return into;
}

/** Traces the picked samples: onto the canvas context if one is given, else as the `d` of a path. */
export function curvePath(
  { times, values }: Samples,
  pick: Pick,
  x: (timeMs: number) => number,
  y: (value: number) => number,
  context: CanvasRenderingContext2D | null = null,
): string | null {
  const draw = d3Line<number>(
    (k) => x(times[k] as number),
    (k) => y(values[k] as number),
  ).defined((k) => Number.isFinite(values[k]));
  if (context) draw.context(context);
  else draw.digits(2);
  return draw(pick.indices.subarray(0, pick.count));
}

/** What bars are painted with. */
export interface Bars {
  /** Time to device pixel, not decreasing. */
  x: (timeMs: number) => number;
  /** Value to device pixel. */
  y: (value: number) => number;
  /** Thickness of a level line [device px]. */
  wide: number;
  /** Lengths drawn and left out, by turns [device px]; empty for a whole line. */
  dash: readonly number[];
}

/**
 * Draws the picked samples where several fall into each column of device pixels: one upright bar a column, from the lowest to
 * the highest value there, each joined to the one before. Looks as the stroked line does, and costs as much as its width.
 */
export function fillColumns(
  { times, values }: Samples,
  { indices, count }: Pick,
  { x, y, wide, dash }: Bars,
  context: { fillRect(x: number, y: number, width: number, height: number): void },
): void {
  const shown = dash[0] ?? 1;
  const period = shown + (dash[1] ?? 0);
  const bar = (column: number, from: number, to: number): void => {
    if (column % period < shown) context.fillRect(column, Math.min(from, to) - wide / 2, 1, Math.abs(to - from) + wide);
  };
  let column = Number.NaN;
  let low = 0;
  let high = 0;
  let before = Number.NaN;
  for (let k = 0; k < count; k++) {
    const index = indices[k] as number;
    const at = y(values[index] as number);
    const next = Math.floor(x(times[index] as number));
    const joined = !Number.isNaN(before);
    if (Number.isNaN(at)) {
      if (joined) bar(column, low, high);
    } else if (joined && next === column) {
      if (at < low) low = at;
      if (at > high) high = at;
    } else {
      if (joined) {
        bar(column, low, high);
        // Columns without a sample of their own lie on the way from the last one.
        const steps = next - column;
        for (let step = 1; step < steps; step++)
          bar(column + step, before + ((at - before) * (step - 1)) / steps, before + ((at - before) * step) / steps);
        before += ((at - before) * (steps - 1)) / steps;
      }
      column = next;
      low = joined ? Math.min(at, before) : at;
      high = joined ? Math.max(at, before) : at;
    }
    before = at;
  }
  if (!Number.isNaN(before)) bar(column, low, high);
}

/** Value at a moment, by the sample at or before it; NaN before the first sample and beyond `holdMs` after one. */
export function valueAt(samples: Samples, timeMs: number, holdMs = Number.POSITIVE_INFINITY): number {
  const k = firstAt(samples.times, samples.count, timeMs + 1e-9) - 1;
  if (k < 0 || timeMs - (samples.times[k] as number) > holdMs) return Number.NaN;
  return samples.values[k] as number;
}
