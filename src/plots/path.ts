/** Path texts for small SVG drawings: kernels, waveforms, histograms in nodes and in the inspector. */
import { line as d3Line } from "d3";

/** Lowest and highest value; ignores what is not finite. No values: [0, 1]. */
export function extentOf(values: ArrayLike<number>): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

/**
 * `d` of a curve through equally spaced values, filling a box of w by h pixels. A value that is not finite breaks the line.
 *
 * @param domain values at the foot and at the top of the box; absent: the values' own extent
 */
export function linePath(values: ArrayLike<number>, w: number, h: number, domain = extentOf(values)): string {
  const [low, high] = domain;
  const scale = high > low ? h / (high - low) : 0;
  const pitch = values.length > 1 ? w / (values.length - 1) : 0;
  const draw = d3Line<number>(
    (_, k) => k * pitch,
    (value) => (scale ? h - (value - low) * scale : h / 2),
  )
    .defined(Number.isFinite)
    .digits(2);
  return draw(Array.from(values)) ?? "";
}

export interface Histogram {
  /** Edges of the bins, one more than counts. */
  edges: Float64Array;
  counts: Uint32Array;
}

/** Counts values in `bins` equal bins over the domain; the last bin holds its upper edge. */
export function histogram(values: ArrayLike<number>, bins: number, domain = extentOf(values)): Histogram {
  const [low, high] = domain;
  const width = (high - low) / bins || 1;
  const counts = new Uint32Array(bins);
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    if (!(value >= low && value <= low + width * bins)) continue;
    const bin = Math.min(bins - 1, Math.floor((value - low) / width));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { edges: Float64Array.from({ length: bins + 1 }, (_, k) => low + k * width), counts };
}

/** `d` of a histogram's bars, `gap` pixels apart, standing on the foot of a box of w by h pixels. */
export function histogramPath(counts: ArrayLike<number>, w: number, h: number, gap = 1): string {
  const [, most] = extentOf(counts);
  if (!(most > 0)) return "";
  const pitch = w / counts.length;
  let d = "";
  for (let k = 0; k < counts.length; k++) {
    const tall = ((counts[k] as number) / most) * h;
    if (tall <= 0) continue;
    d += `M${round(k * pitch + gap / 2)},${round(h)}v${round(-tall)}h${round(Math.max(0.5, pitch - gap))}v${round(tall)}z`;
  }
  return d;
}

const round = (value: number): number => Math.round(value * 100) / 100;
