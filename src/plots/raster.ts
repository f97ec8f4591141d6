/**
 * The raster: one tick a spike, written straight into the pixels of an image, because a million calls of fillRect take a
 * third of a second and a million stores take milliseconds.
 *
 * Two ways to draw. Sparse: each spike is a tick 1.6 px wide. Dense (ticks would cover most of the ground): spikes are
 * counted a pixel and alpha says how many, from 35 % up. Beyond `mostRead` spikes in view only every 2nd, 4th, 8th … is
 * read, always the same ones, so that the picture stands still as it grows.
 */
import { type BandPlace, type InkedBand, type Spikes, tickTop, tickWidth } from "./bands.ts";
import { pack } from "./palette.ts";
import { firstAt, type TimeView, xAt } from "./time.ts";

/** Spikes read in one redraw at most: more than a plot has pixels, and few enough for a redraw within 10 ms on two busy cores. */
export const mostRead = 1 << 19;
/** Alpha of a pixel with a single spike in a dense raster. */
export const faintest = 0.35;
/** Share of the ground that ticks may cover before counting begins. */
const denseLoad = 0.6;
/** Spikes that are looked at to judge how dense they lie. */
const sampled = 1024;

export interface RasterFrame {
  spikes: Spikes;
  bands: readonly InkedBand[];
  places: readonly BandPlace[];
  view: TimeView;
  /** Size [CSS px] and device pixels for one of them. */
  width: number;
  height: number;
  ratio: number;
  /** Nothing later than this is drawn. */
  untilMs?: number;
  /** The last run, drawn faintly under this one. */
  ghost?: { spikes: Spikes; color: string };
}

export interface RasterReport {
  /** Spikes in view, of which one in `stride` was read. */
  inView: number;
  stride: number;
  dense: boolean;
}

/** Makes a painter that keeps its pixels between frames. One painter for each canvas. */
export function createRaster(): (context: CanvasRenderingContext2D, frame: RasterFrame) => RasterReport {
  let image: ImageData | undefined;
  let pixels = new Uint32Array(0);
  let counts = new Uint8Array(0);
  let rows: Rows | undefined;

  return (context, frame) => {
    const wide = Math.max(1, Math.round(frame.width * frame.ratio));
    const tall = Math.max(1, Math.round(frame.height * frame.ratio));
    if (!image || image.width !== wide || image.height !== tall) {
      image = context.createImageData(wide, tall);
      pixels = new Uint32Array(image.data.buffer);
      counts = new Uint8Array(4 * Math.ceil((wide * tall) / 4));
    } else pixels.fill(0);
    if (!rows || rows.bands !== frame.bands || rows.places !== frame.places || rows.ratio !== frame.ratio)
      rows = rowsOf(frame, tall);

    if (frame.ghost) {
      const ghost = rangeOf(frame.ghost.spikes, frame);
      if (!isDense(frame.ghost.spikes, ghost, rows, frame, wide, tall)) {
        const ink = pack(frame.ghost.color, 0.5);
        drawTicks(pixels, wide, tall, frame.ghost.spikes, ghost, frame, rows, ink);
      }
    }
    const range = rangeOf(frame.spikes, frame);
    const dense = isDense(frame.spikes, range, rows, frame, wide, tall);
    if (dense) drawCounts(pixels, counts, wide, tall, frame.spikes, range, frame, rows);
    else drawTicks(pixels, wide, tall, frame.spikes, range, frame, rows);
    context.putImageData(image, 0, 0);
    hatch(context, frame);
    return { inView: range.high - range.low, stride: range.stride, dense };
  };
}

interface Range {
  low: number;
  high: number;
  stride: number;
}

function rangeOf(spikes: Spikes, { view, width, untilMs }: RasterFrame): Range {
  const margin = (tickWidth * (view.toMs - view.fromMs)) / width;
  const until = Math.min(view.toMs, (untilMs ?? Number.POSITIVE_INFINITY) + 1e-9);
  const low = firstAt(spikes.times, spikes.count, view.fromMs - margin);
  const high = Math.max(low, firstAt(spikes.times, spikes.count, until));
  let stride = 1;
  while ((high - low) / stride > mostRead) stride *= 2;
  return { low, high, stride };
}

/** What a cell number means on the canvas, in device pixels; looked up once a spike. */
interface Rows {
  bands: readonly InkedBand[];
  places: readonly BandPlace[];
  ratio: number;
  /** First row of pixels of a cell's tick, -1: not shown. */
  top: Int32Array;
  /** The same when spikes are counted: marks are lower then, and the last cells' need not be pushed up. */
  blockTop: Int32Array;
  /** Index of its band. */
  band: Uint8Array;
  tick: Int32Array;
  /** Height of a mark when spikes are counted. */
  block: Int32Array;
  ink: Uint32Array;
  half: Uint32Array;
  shades: readonly Uint32Array[];
}

function rowsOf({ bands, places, ratio }: RasterFrame, tall: number): Rows {
  const cells = bands.reduce((most, band) => Math.max(most, band.first + band.n), 0);
  const top = new Int32Array(cells).fill(-1);
  const blockTop = new Int32Array(cells).fill(-1);
  const band = new Uint8Array(cells);
  const ticks = places.map((place) => Math.max(2, Math.ceil(place.tick * ratio)));
  const blocks = places.map((place, b) => Math.max(1, Math.min(ticks[b] as number, Math.floor(place.row * ratio))));
  bands.forEach((each, b) => {
    const place = places[b] as BandPlace;
    for (let cell = 0; cell < each.n; cell++) {
      const y = Math.round(tickTop(place, cell) * ratio);
      top[each.first + cell] = Math.max(0, Math.min(y, tall - (ticks[b] as number)));
      const spare = Math.max(0, Math.floor((place.row * ratio - (blocks[b] as number)) / 2));
      const low = Math.floor((place.top + cell * place.row) * ratio) + spare;
      blockTop[each.first + cell] = Math.max(0, Math.min(low, tall - (blocks[b] as number)));
      band[each.first + cell] = b;
    }
  });
  const edge = tickWidth * ratio - Math.floor(tickWidth * ratio);
  return {
    bands,
    places,
    ratio,
    top,
    blockTop,
    band,
    tick: Int32Array.from(ticks),
    block: Int32Array.from(blocks),
    ink: Uint32Array.from(bands, (each) => pack(each.color)),
    half: Uint32Array.from(bands, (each) => pack(each.color, edge)),
    shades: bands.map((each) =>
      Uint32Array.from({ length: 256 }, (_, k) => pack(each.color, faintest + (1 - faintest) * (k / 255))),
    ),
  };
}

/**
 * Whether ticks would cover most of the stretch that holds spikes. Judged by a sample of the spikes, since many may belong to
 * populations that are not shown, and bands differ in the height of their ticks.
 */
function isDense(
  spikes: Spikes,
  { low, high }: Range,
  rows: Rows,
  { view, width, ratio }: RasterFrame,
  wide: number,
  tall: number,
): boolean {
  if (high - low < sampled) return false;
  const from = Math.max(0, xAt(view, width, spikes.times[low] as number));
  const to = Math.min(width, xAt(view, width, spikes.times[high - 1] as number));
  const ground = Math.min(wide, Math.max(1, (to - from) * ratio)) * tall;
  let rowsCovered = 0;
  for (let k = 0; k < sampled; k++) {
    const cell = spikes.cells[low + Math.floor(((high - low) * (k + 0.5)) / sampled)] as number;
    if (cell < rows.top.length && (rows.top[cell] as number) >= 0)
      rowsCovered += rows.tick[rows.band[cell] as number] as number;
  }
  return ((high - low) / sampled) * rowsCovered * tickWidth * ratio > denseLoad * ground;
}

function drawTicks(
  pixels: Uint32Array,
  wide: number,
  tall: number,
  { times, cells }: Spikes,
  { low, high, stride }: Range,
  { view, ratio }: RasterFrame,
  rows: Rows,
  ghost?: number,
): void {
  const { top, band, tick, ink, half } = rows;
  const scale = wide / (view.toMs - view.fromMs);
  const columns = Math.max(1, Math.floor(tickWidth * ratio));
  const last = wide - columns - 1;
  for (let k = Math.ceil(low / stride) * stride; k < high; k += stride) {
    const cell = cells[k] as number;
    const y = cell < top.length ? (top[cell] as number) : -1;
    if (y < 0) continue;
    const x = Math.round(((times[k] as number) - view.fromMs) * scale) - (columns >> 1);
    if (x < 0 || x > last) continue;
    const b = band[cell] as number;
    const full = ghost ?? (ink[b] as number);
    const end = Math.min(tall, y + (tick[b] as number));
    for (let row = y; row < end; row++) {
      const at = row * wide + x;
      for (let c = 0; c < columns; c++) pixels[at + c] = full;
      // The fraction of a pixel that 1.6 leaves over; a neighbour's full tick keeps its ink.
      if (ghost === undefined && (pixels[at + columns] as number) === 0) pixels[at + columns] = half[b] as number;
    }
  }
}

function drawCounts(
  pixels: Uint32Array,
  counts: Uint8Array,
  wide: number,
  tall: number,
  { times, cells }: Spikes,
  { low, high, stride }: Range,
  { view }: RasterFrame,
  rows: Rows,
): void {
  const { blockTop: top, places, ratio, block, shades } = rows;
  const from = view.fromMs;
  const scale = wide / (view.toMs - from);
  const shown = top.length;
  let read = 0;
  for (let k = Math.ceil(low / stride) * stride; k < high; k += stride) {
    const cell = cells[k] as number;
    const y = cell < shown ? (top[cell] as number) : -1;
    if (y < 0) continue;
    const x = (((times[k] as number) - from) * scale) | 0;
    if (x < 0 || x >= wide) continue;
    const at = y * wide + x;
    // Bytes, so that the counts stay in the processor's cache; 255 and more look alike.
    const count = counts[at] as number;
    if (count < 255) counts[at] = count + 1;
    read++;
  }
  // Full ink at twice the mean count of the pixels that hold any.
  const gain = 255 / Math.min(254, Math.max(1, (2 * read) / Math.max(1, nonZero(counts)) - 1));
  for (let b = 0; b < places.length; b++) {
    const place = places[b] as BandPlace;
    const shade = shades[b] as Uint32Array;
    const high = block[b] as number;
    const start = Math.max(0, Math.floor(place.top * ratio));
    const end = Math.min(tall, Math.ceil((place.top + place.height) * ratio));
    for (let at = start * wide; at < end * wide; at++) {
      const count = counts[at] as number;
      if (count === 0) continue;
      counts[at] = 0;
      const ink = shade[Math.min(255, ((count - 1) * gain) | 0)] as number;
      for (let row = 0, to = at; row < high && to < pixels.length; row++, to += wide) pixels[to] = ink;
    }
  }
}

/** How many bytes are not zero, four at a time; asking each as it is counted would cost more than the counting. */
function nonZero(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, 0, bytes.length >> 2);
  let sum = 0;
  for (let k = 0; k < words.length; k++) {
    const word = words[k] as number;
    if (word === 0) continue;
    const high = ((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word;
    sum += Math.imul((high >>> 7) & 0x01010101, 0x01010101) >>> 24;
  }
  return sum;
}

function hatch(context: CanvasRenderingContext2D, { bands, places, ratio }: RasterFrame): void {
  if (!bands.some((band) => band.hatched)) return;
  context.save();
  context.lineWidth = 4 * ratio;
  context.setLineDash([2 * ratio, 2 * ratio]);
  bands.forEach((band, b) => {
    const place = places[b];
    // One dash and one gap, or there is no pattern to see.
    if (!band.hatched || !place || place.height < 4) return;
    context.strokeStyle = band.color;
    context.beginPath();
    context.moveTo(2 * ratio, place.top * ratio);
    context.lineTo(2 * ratio, (place.top + place.height) * ratio);
    context.stroke();
  });
  context.restore();
}
