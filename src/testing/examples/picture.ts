/**
 * A card's picture: paths in a box of 292 x 116, drawn from a run. Coordinates are rounded to half a pixel and written as
 * steps from the last point, and curves keep only the points that show: a picture is at most three or four kilobytes.
 */
import type { Band, Picture } from "./list.ts";
import type { Run } from "./run.ts";

export interface Stroke {
  d: string;
  color?: number;
  width?: number;
  dash?: string;
}

type Point = readonly [x: number, y: number];

const box = { width: 292, height: 116, left: 14, top: 12, gap: 8 } as const;
/** Most ticks in one picture: cells are left out, whole ones, until the rest is no more. */
const mostTicks = 460;
const dashes = [undefined, "5 3", "1.5 2.5"] as const;

/** @returns strokes in drawing order, coloured by the populations of the graph */
export function drawPicture({ fromMs, toMs, bands }: Picture, run: Run): Stroke[] {
  const shares = bands.reduce((sum, { share }) => sum + share, 0);
  const room = box.height - 2 * box.top - box.gap * (bands.length - 1);
  const x = (timeMs: number): number => box.left + ((timeMs - fromMs) / (toMs - fromMs)) * (box.width - 2 * box.left);
  const within = (timeMs: number): boolean => timeMs >= fromMs && timeMs <= toMs;
  const spikesIn = (node: string): number[][] => (run.spikes.get(node) ?? []).map((cell) => cell.filter(within));
  const every = Math.ceil(
    bands.reduce((sum, band) => sum + ("raster" in band ? spikesIn(band.raster).flat().length : 0), 0) / mostTicks,
  );

  let top: number = box.top;
  return bands.flatMap((band): Stroke[] => {
    const place = { top, height: (room * band.share) / shares };
    top += place.height + box.gap;
    if ("raster" in band) {
      const cells = spikesIn(band.raster).filter((_, cell) => cell % every === 0);
      return [{ d: ticks(cells, x, place), ...colorOf(run, band.raster), width: cells.length > 40 ? 1.5 : 1.25 }];
    }
    if ("cells" in band) return snapshots(band, run, place);
    if ("curve" in band) {
      const times = Array.from({ length: 200 }, (_, k) => fromMs + ((toMs - fromMs) * k) / 199);
      const values = times.map(band.curve);
      const y = scale(values, place);
      return [{ d: path(times.map((time, k) => [x(time), y(values[k] as number)])), color: 4 }];
    }
    return curves(band, run, x, within, spikesIn, place);
  });
}

interface Place {
  top: number;
  height: number;
}

type Cells = Extract<Band, { cells: unknown }>;

/** The traces that pictures of states are made of. */
export const cellsOfBand = ({ cells, count }: Pick<Cells, "cells" | "count">): string[] =>
  Array.from({ length: count }, (_, cell) => `${cells}.${cell}`);

/** A square for each cell that is up, neighbours in a row joined, within a frame for each moment. */
function snapshots({ width, atMs, ...band }: Cells, run: Run, { top, height }: Place): Stroke[] {
  const rows = Math.ceil(band.count / width);
  const size = Math.floor(height / rows);
  const gap = (box.width - atMs.length * width * size) / (atMs.length + 1);
  const names = cellsOfBand(band);
  return atMs.flatMap((ms, k): Stroke[] => {
    const left = Math.round(gap + k * (width * size + gap));
    const up = names.map((name) => {
      const { times = [], values = [] } = run.traces.get(name) ?? {};
      return (values[times.findLastIndex((time) => time <= ms)] ?? -1) > 0;
    });
    let d = "";
    for (let cell = 0; cell < band.count; cell++) {
      const [x, y] = [cell % width, Math.floor(cell / width)];
      if (!up[cell] || (x > 0 && up[cell - 1])) continue;
      let run = 1;
      while (x + run < width && up[cell + run]) run++;
      d += `M${left + x * size} ${half(top + (y + 0.5) * size)}h${run * size}`;
    }
    const [node = ""] = band.cells.split(".");
    const frame = `M${left - 2} ${top - 2}h${width * size + 4}v${rows * size + 4}h${-width * size - 4}z`;
    return [
      { d: frame, width: 1 },
      { d, ...colorOf(run, node), width: size },
    ];
  });
}

function curves(
  band: Extract<Band, { traces: unknown }>,
  run: Run,
  x: (timeMs: number) => number,
  within: (timeMs: number) => boolean,
  spikesIn: (node: string) => number[][],
  place: Place,
): Stroke[] {
  // Spikes without a shape are drawn as lines to the top: the curve itself then keeps to the lower part.
  const lower: Place = band.peaks ? { top: place.top + place.height * 0.55, height: place.height * 0.45 } : place;
  const windows = band.traces.map((name) => {
    const { times = [], values = [] } = run.traces.get(name) ?? {};
    return times.flatMap((time, k): Point[] => (within(time) ? [[time, values[k] as number]] : []));
  });
  const all = windows.flat().map(([, value]) => value);
  const y = scale(band.range ?? (band.level === undefined ? all : [...all, band.level]), lower);
  const strokes = windows.map((points, k): Stroke => {
    const [node = ""] = (band.traces[k] as string).split(".");
    let d = path(points.map(([time, value]) => [x(time), y(value)]));
    if (band.peaks)
      for (const time of spikesIn(node)[0] ?? []) d += `M${half(x(time))} ${half(place.top)}V${half(lower.top)}`;
    const dash = dashes[k % dashes.length];
    return { d, ...colorOf(run, node), ...(dash && { dash }) };
  });
  if (band.level === undefined) return strokes;
  const level = { d: `M${box.left} ${half(y(band.level))}H${box.width - box.left}`, width: 1, dash: "2 3" };
  return [level, ...strokes];
}

/** The colour number of a population; sources have none. */
function colorOf({ graph }: Run, id: string): { color?: number } {
  const color = graph.nodes.find((node) => node.id === id)?.color;
  return color === undefined ? {} : { color };
}

/** From values to heights: the lowest at the bottom of the place, the highest at its top. */
function scale(values: readonly number[], { top, height }: Place): (value: number) => number {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return (value) => top + height * (1 - (value - low) / (high - low || 1));
}

/** One upright tick a spike, cell 0 at the top, as the raster of the app has it. */
function ticks(cells: readonly (readonly number[])[], x: (timeMs: number) => number, { top, height }: Place): string {
  const row = height / cells.length;
  const length = Math.round(Math.min(7, Math.max(2, row * 0.7)));
  const points = cells.flatMap((times, cell) =>
    times.map((time): Point => [half(x(time)), Math.round(top + (cell + 0.5) * row - length / 2)]),
  );
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let [atX, atY] = [0, 0];
  const parts = points.map(([px, py]) => {
    const step = `m${pairOf(px - atX, py - atY)}v${number(length)}`;
    [atX, atY] = [px, py + length];
    return step;
  });
  return parts.join("");
}

/** A line through the points that show at half a pixel. */
function path(points: readonly Point[]): string {
  const kept = simplify(points).map(([px, py]): Point => [half(px), half(py)]);
  const [first] = kept;
  if (!first) return "";
  let last = first;
  let d = `M${number(first[0])} ${number(first[1])}l`;
  let open = false;
  for (const point of kept.slice(1)) {
    const [dx, dy] = [point[0] - last[0], point[1] - last[1]];
    if (dx === 0 && dy === 0) continue;
    const step = pairOf(dx, dy);
    d += open && !step.startsWith("-") ? ` ${step}` : step;
    open = true;
    last = point;
  }
  return d;
}

const half = (value: number): number => Math.round(value * 2) / 2;
const number = (value: number): string => String(value).replace(/^(-?)0\./, "$1.");
const pairOf = (dx: number, dy: number): string =>
  dy < 0 ? `${number(dx)}${number(dy)}` : `${number(dx)} ${number(dy)}`;

/** Points farther than this from the line through their neighbours are kept [px]. */
const tolerance = 0.35;

/** @source Douglas & Peucker (1973), Cartographica 10, 112-122 */
function simplify(points: readonly Point[]): Point[] {
  const keep = new Uint8Array(points.length);
  const spans: [number, number][] = [[0, points.length - 1]];
  keep[0] = keep[points.length - 1] = 1;
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    let [farthest, most] = [-1, tolerance];
    for (let k = from + 1; k < to; k++) {
      const off = distance(points[k] as Point, points[from] as Point, points[to] as Point);
      if (off > most) [farthest, most] = [k, off];
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    spans.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, k) => keep[k]);
}

/** From a point to the segment between two others [px]. */
function distance([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length));
  return Math.hypot(px - ax - along * dx, py - ay - along * dy);
}
