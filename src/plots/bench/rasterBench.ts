/**
 * How long a redraw takes: made-up spikes of two populations and a made-up trace, drawn again and again while the view pans, so
 * that nothing can be kept from the redraw before. Runs on a real canvas in a browser, or on a stand-in for one in Node, where
 * only the last copy to the screen is missing.
 */
import { placeBands, type Spikes } from "../bands.ts";
import { createRaster, type RasterReport } from "../raster.ts";
import { createPick, curvePath, pickSamples } from "../trace.ts";

export interface Timing {
  /** The quickest redraw: what the work costs when nothing else runs. */
  bestMs: number;
  medianMs: number;
  worstMs: number;
}

/** Spikes of `cells` cells over `spanMs`, evenly in time, cells by a multiplicative hash: the same every time. */
export function madeUpSpikes(count: number, cells: number, spanMs: number): Spikes {
  const times = new Float64Array(count);
  const ids = new Uint32Array(count);
  for (let k = 0; k < count; k++) {
    times[k] = (k * spanMs) / count;
    ids[k] = (Math.imul(k + 1, 2654435761) >>> 0) % cells;
  }
  return { count, times, cells: ids };
}

/** Redraws a raster of `count` spikes of 1000 cells, all in view. */
export function measureRaster(
  context: CanvasRenderingContext2D,
  count: number,
  { width = 1100, height = 420, ratio = 1, redraws = 30 } = {},
): Timing & RasterReport {
  const spikes = madeUpSpikes(count, 1000, 10_000);
  const bands = [
    { first: 0, n: 800, color: "#1a4a8a" },
    { first: 800, n: 200, color: "#a83a08" },
  ];
  const places = placeBands(bands, height);
  const draw = createRaster();
  let report: RasterReport = { inView: 0, stride: 1, dense: false };
  const timing = timed(redraws, (k) => {
    const view = { fromMs: k, toMs: 10_000 + k, follow: false };
    report = draw(context, { spikes, bands, places, view, width, height, ratio });
    // Reading a pixel back makes the browser finish the copy within the time measured.
    context.getImageData(0, 0, 1, 1);
  });
  return { ...timing, ...report };
}

/** Redraws a trace of `count` samples, all in view. */
export function measureTrace(
  context: CanvasRenderingContext2D,
  count: number,
  { width = 1100, height = 80, redraws = 30 } = {},
): Timing {
  const samples = {
    count,
    times: Float64Array.from({ length: count }, (_, k) => k * 0.1),
    values: Float32Array.from({ length: count }, (_, k) => Math.sin(k / 900) + 0.1 * Math.sin(k * 7)),
  };
  const pick = createPick();
  return timed(redraws, (k) => {
    const view = { fromMs: k, toMs: count * 0.1 + k, follow: false };
    pickSamples(samples, view, width, Number.POSITIVE_INFINITY, pick);
    context.clearRect(0, 0, width, height);
    context.beginPath();
    curvePath(
      samples,
      pick,
      (t) => ((t - view.fromMs) / (view.toMs - view.fromMs)) * width,
      (v) => height / 2 - v * 30,
      context,
    );
    context.stroke();
    context.getImageData(0, 0, 1, 1);
  });
}

function timed(redraws: number, draw: (k: number) => void): Timing {
  const took: number[] = [];
  for (let k = -5; k < redraws; k++) {
    const start = performance.now();
    draw(k + 5);
    // The first five only warm up.
    if (k >= 0) took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  return {
    bestMs: took[0] ?? Number.NaN,
    medianMs: took[took.length >> 1] ?? Number.NaN,
    worstMs: took.at(-1) ?? Number.NaN,
  };
}
