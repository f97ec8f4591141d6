/**
 * A population as a field of holes, one a cell: radius is the membrane, a spike fills the hole and decays, a refractory cell
 * is an open ring. Drawn in a few batches of equal look, since every batch costs and a thousand arcs in one path do not.
 */
import type { Box } from "../geometry.ts";

export interface FieldState {
  /** Present values, one a hole; undefined before the first frame. */
  values: Float32Array | undefined;
  held: Uint8Array | undefined;
  /** Screen time of the last spike in each hole [ms]; undefined: never. */
  hot: Float64Array | undefined;
  holes: number;
  low: number;
  high: number;
  /** The cells make a picture, and neighbours are never drawn as one. */
  whole?: boolean;
  /** No cell ever spikes: radius has the whole hole to itself, in proportion to the value. */
  graded?: boolean;
}

/** How long a filled hole takes to empty on screen [ms]. */
export const decayMs = 120;

const classes = 6;
const gradedClasses = 16;
const rest = 0.1;
const near = 0.32;
const full = 0.52;
const ring = 0.34;

export interface Grid {
  columns: number;
  rows: number;
  pitchX: number;
  pitchY: number;
}

const grids = new Map<string, Grid>();

/** Columns and rows for so many holes in a window, with the widest pitch; full rows win over ragged ones of equal pitch. */
export function gridFor(holes: number, w: number, h: number): Grid {
  const key = `${holes},${w},${h}`;
  const known = grids.get(key);
  if (known) return known;
  let best: Grid = { columns: holes, rows: 1, pitchX: w / holes, pitchY: h };
  let bestScore = 0;
  for (let rows = 1; rows <= Math.min(holes, 64); rows++) {
    const columns = Math.ceil(holes / rows);
    const [pitchX, pitchY] = [w / columns, h / rows];
    const score = Math.min(pitchX, pitchY) * (0.75 + 0.25 * (holes / (columns * rows)));
    if (score > bestScore) {
      bestScore = score;
      best = { columns, rows, pitchX, pitchY };
    }
  }
  if (grids.size > 500) grids.clear();
  grids.set(key, best);
  return best;
}

/** Where the field of a population lies in its window; cells that make a picture keep its form. */
export function fieldBox({ x, y, w, h }: Box, picture?: { width: number; height: number }): Box {
  const inner: Box = { x: x + 5, y: y + 5, w: w - 10, h: h - 10 };
  if (!picture) return inner;
  const pitch = Math.min(inner.w / picture.width, inner.h / picture.height);
  const [wide, high] = [pitch * picture.width, pitch * picture.height];
  return { x: inner.x + (inner.w - wide) / 2, y: inner.y + (inner.h - high) / 2, w: wide, h: high };
}

const levelOf = (value: number, low: number, high: number): number =>
  Math.min(1, Math.max(0, (value - low) / (high - low || 1)));

/**
 * Draws the field into a window. Where holes would be smaller than a pixel or two, neighbours share one.
 *
 * @param zoom pixels of the screen for one of the board
 * @param decay false: holes do not fade, they are full or not (reduced motion)
 * @returns true while something is still fading
 */
export function drawField(
  ctx: CanvasRenderingContext2D,
  box: Box,
  state: FieldState,
  color: string,
  now: number,
  zoom: number,
  decay: boolean,
): boolean {
  const room = Math.max(1, Math.floor((box.w * zoom) / 3.5) * Math.max(1, Math.floor((box.h * zoom) / 3.5)));
  const shown = state.whole ? state.holes : Math.min(state.holes, room);
  const grid = gridFor(shown, box.w, box.h);
  const pitch = Math.min(grid.pitchX, grid.pitchY);
  const square = pitch * zoom < 5;
  const { values, held, hot, low, high, holes, graded = false } = state;
  const steps = graded ? gradedClasses : classes;
  let fading = false;

  const batches: number[][] = Array.from({ length: steps }, () => []);
  const rings: number[] = [];
  const lit: number[] = [];
  for (let k = 0; k < shown; k++) {
    const first = Math.floor((k * holes) / shown);
    const end = Math.max(first + 1, Math.floor(((k + 1) * holes) / shown));
    let since = Number.POSITIVE_INFINITY;
    let level = 0;
    let refractory = held !== undefined;
    for (let hole = first; hole < end; hole++) {
      const at = hot?.[hole] ?? 0;
      if (at > 0) since = Math.min(since, now - at);
      if (values) level = Math.max(level, levelOf(values[hole] ?? low, low, high));
      if (!held?.[hole]) refractory = false;
    }
    const x = box.x + ((k % grid.columns) + 0.5) * grid.pitchX;
    const y = box.y + (Math.floor(k / grid.columns) + 0.5) * grid.pitchY;
    if (since < decayMs) {
      fading = true;
      lit.push(x, y, decay ? full - (full - near) * (since / decayMs) : full);
    } else if (refractory && !square) rings.push(x, y);
    else {
      const batch = Math.min(steps - 1, Math.floor(level * steps));
      batches[batch]?.push(x, y);
    }
  }

  ctx.fillStyle = color;
  batches.forEach((batch, index) => {
    const u = index / (steps - 1);
    const grown = graded ? (full - 0.06 - rest) * u : (near - rest) * u * u;
    ctx.globalAlpha = 0.42 + 0.5 * u;
    dots(ctx, batch, pitch * (rest + grown), square ? Math.max(1.1 / zoom, pitch * (0.3 + 0.3 * u)) : 0);
  });
  ctx.globalAlpha = 1;
  if (lit.length > 0) {
    ctx.beginPath();
    for (let k = 0; k < lit.length; k += 3) {
      const [x = 0, y = 0, r = 0] = [lit[k], lit[k + 1], (lit[k + 2] ?? 0) * pitch];
      ctx.moveTo(x + r, y);
      ctx.arc(x, y, r, 0, 2 * Math.PI);
    }
    ctx.fill();
  }
  if (rings.length > 0) {
    ctx.strokeStyle = color;
    ctx.lineWidth = Math.min(1.1, pitch * 0.14);
    ctx.beginPath();
    for (let k = 0; k < rings.length; k += 2) {
      const [x = 0, y = 0] = [rings[k], rings[k + 1]];
      ctx.moveTo(x + ring * pitch, y);
      ctx.arc(x, y, ring * pitch, 0, 2 * Math.PI);
    }
    ctx.stroke();
  }
  return fading;
}

/** Equal dots in one fill: circles, or squares of side `square` where they are too small to tell. */
function dots(ctx: CanvasRenderingContext2D, places: readonly number[], r: number, square: number): void {
  if (square > 0) {
    for (let k = 0; k < places.length; k += 2)
      ctx.fillRect((places[k] ?? 0) - square / 2, (places[k + 1] ?? 0) - square / 2, square, square);
    return;
  }
  ctx.beginPath();
  for (let k = 0; k < places.length; k += 2) {
    const [x = 0, y = 0] = [places[k], places[k + 1]];
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, 2 * Math.PI);
  }
  ctx.fill();
}

/** Which cell's hole lies at a place of the window; undefined beside the holes. */
export function holeAt(box: Box, holes: number, x: number, y: number): number | undefined {
  const grid = gridFor(holes, box.w, box.h);
  const column = Math.floor((x - box.x) / grid.pitchX);
  const row = Math.floor((y - box.y) / grid.pitchY);
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return undefined;
  const hole = row * grid.columns + column;
  return hole < holes ? hole : undefined;
}

/** Middle of a hole. */
export function holePlace(box: Box, holes: number, hole: number): { x: number; y: number; pitch: number } {
  const grid = gridFor(holes, box.w, box.h);
  return {
    x: box.x + ((hole % grid.columns) + 0.5) * grid.pitchX,
    y: box.y + (Math.floor(hole / grid.columns) + 0.5) * grid.pitchY,
    pitch: Math.min(grid.pitchX, grid.pitchY),
  };
}
