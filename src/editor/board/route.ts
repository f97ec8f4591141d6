/**
 * Where a wire runs: right-angled, on the holes of the board, leaving each port straight for at least one hole and keeping
 * one hole away from nodes where it can. Simple shapes are tried first, as a hand would; only when all of them cross a node
 * is the cheapest path searched on the lines that pass beside the nodes in between.
 */
import type { Signal } from "../../kind/index.ts";
import { type Box, hole, snap } from "./geometry.ts";
import type { Sign } from "./preview/index.ts";

export type Point = readonly [x: number, y: number];

/** A port as the router sees it: its place and the way out of the node, 1 to the right, -1 to the left. */
export interface End {
  x: number;
  y: number;
  out: 1 | -1;
}

/** What a bend costs in pixels of length: wires prefer few corners to a short way. */
const bendCost = 40;
/** What it costs to run through a node: allowed, since every wire must be drawn, but a last resort. */
const crossCost = 4000;
/** Nodes considered by the search; more would make it slow, and wires that long are lost in the crowd anyway. */
const mostBoxes = 14;

/**
 * Corners of a wire from one port to another, both ends included.
 *
 * @param boxes nodes to keep clear of, those at the two ends included
 */
export function route(from: End, to: End, boxes: readonly Box[]): Point[] {
  const near = nearby(from, to, boxes);
  const start: Point = [from.x + from.out * hole, from.y];
  const end: Point = [to.x + to.out * hole, to.y];

  let best: Point[] | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const inner of candidates(start, end, from, to, near)) {
    const points = tidy([[from.x, from.y], ...inner, [to.x, to.y]]);
    if (turnsBack(points, from, to)) continue;
    const cost = costOf(points, near);
    if (cost < bestCost) [best, bestCost] = [points, cost];
  }
  if (best && bestCost < crossCost) return best;
  const found = search(start, end, from, to, near);
  if (found) {
    const points = tidy([[from.x, from.y], ...found, [to.x, to.y]]);
    if (costOf(points, near) < bestCost) return points;
  }
  return best ?? tidy([[from.x, from.y], start, [start[0], end[1]], end, [to.x, to.y]]);
}

/** The simple shapes: a straight line, a Z with its upright anywhere sensible, a loop over or under the nodes. */
function* candidates(start: Point, end: Point, from: End, to: End, boxes: readonly Box[]): Generator<Point[]> {
  if (from.y === to.y) yield [start, end];
  const uprights = [
    snap((start[0] + end[0]) / 2),
    start[0],
    end[0],
    start[0] + from.out * hole,
    end[0] + to.out * hole,
  ];
  for (const x of uprights) yield [start, [x, start[1]], [x, end[1]], end];
  const levels = new Set([snap((start[1] + end[1]) / 2)]);
  for (const box of boxes) levels.add(snap(box.y - hole)).add(snap(box.y + box.h + hole));
  for (const y of levels) yield [start, [start[0], y], [end[0], y], end];
}

/** A wire that leaves a port towards the inside of its node is no wire. */
function turnsBack(points: readonly Point[], from: End, to: End): boolean {
  const [, second] = points;
  const before = points.at(-2);
  if (!second || !before) return false;
  return (second[0] - from.x) * from.out < 0 || (before[0] - to.x) * to.out < 0;
}

/** Cheapest path on the lines through both ends and beside every box (Dijkstra; a few hundred crossings at most). */
function search(start: Point, end: Point, from: End, to: End, boxes: readonly Box[]): Point[] | undefined {
  const xs = new Set([start[0], end[0]]);
  const ys = new Set([start[1], end[1]]);
  for (const box of boxes) {
    xs.add(box.x - hole).add(box.x + box.w + hole);
    ys.add(box.y - hole).add(box.y + box.h + hole);
  }
  const columns = [...xs].sort((a, b) => a - b);
  const rows = [...ys].sort((a, b) => a - b);
  const nodes = columns.length * rows.length;
  const horizontal = 0;
  const vertical = 1;
  const cost = new Float64Array(nodes * 2).fill(Number.POSITIVE_INFINITY);
  const came = new Int32Array(nodes * 2).fill(-1);
  const done = new Uint8Array(nodes * 2);
  const at = (column: number, row: number, way: number): number => (row * columns.length + column) * 2 + way;
  const first = at(columns.indexOf(start[0]), rows.indexOf(start[1]), horizontal);
  const last = at(columns.indexOf(end[0]), rows.indexOf(end[1]), horizontal);
  cost[first] = 0;
  const open = [first];
  while (open.length > 0) {
    let pick = 0;
    for (let i = 1; i < open.length; i++) if ((cost[open[i] ?? 0] ?? 0) < (cost[open[pick] ?? 0] ?? 0)) pick = i;
    const here = open[pick] ?? 0;
    open[pick] = open[open.length - 1] ?? 0;
    open.pop();
    if (done[here]) continue;
    done[here] = 1;
    if (here === last) break;
    const way = here % 2;
    const cell = (here - way) / 2;
    const column = cell % columns.length;
    const row = (cell - column) / columns.length;
    for (const [dc, dr] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const [c, r] = [column + dc, row + dr];
      const [x0, y0, x1, y1] = [columns[column], rows[row], columns[c], rows[r]];
      if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) continue;
      if (here === first && dc === -from.out) continue;
      const next = dr === 0 ? horizontal : vertical;
      const target = at(c, r, next);
      if (target === last && dc === to.out) continue;
      const length = Math.abs(x1 - x0) + Math.abs(y1 - y0);
      const total =
        (cost[here] ?? 0) + length + (next === way ? 0 : bendCost) + crossings([x0, y0], [x1, y1], boxes) * crossCost;
      if (total < (cost[target] ?? 0)) {
        cost[target] = total;
        came[target] = here;
        open.push(target);
      }
    }
  }
  if (cost[last] === Number.POSITIVE_INFINITY) return undefined;
  const path: Point[] = [];
  for (let k = last; k >= 0; k = came[k] ?? -1) {
    const cell = Math.floor(k / 2);
    path.push([columns[cell % columns.length] ?? 0, rows[Math.floor(cell / columns.length)] ?? 0]);
  }
  return path.reverse();
}

/** The boxes that a sensible way could meet, nearest first. */
function nearby(from: End, to: End, boxes: readonly Box[]): Box[] {
  const margin = 8 * hole;
  const [left, right] = [Math.min(from.x, to.x) - margin, Math.max(from.x, to.x) + margin];
  const [top, bottom] = [Math.min(from.y, to.y) - margin, Math.max(from.y, to.y) + margin];
  const middle = [(from.x + to.x) / 2, (from.y + to.y) / 2] as const;
  const away = (box: Box): number => Math.hypot(box.x + box.w / 2 - middle[0], box.y + box.h / 2 - middle[1]);
  const inside = boxes.filter((box) => box.x < right && box.x + box.w > left && box.y < bottom && box.y + box.h > top);
  return inside.length <= mostBoxes ? inside : inside.sort((a, b) => away(a) - away(b)).slice(0, mostBoxes);
}

function costOf(points: readonly Point[], boxes: readonly Box[]): number {
  let cost = (points.length - 2) * bendCost;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1] as Point, points[i] as Point];
    // The last hole at either end touches the wire's own nodes by design.
    const inner = points.length > 2 || i > 1;
    cost +=
      Math.abs(a[0] - b[0]) +
      Math.abs(a[1] - b[1]) +
      (inner || boxes.length > 0 ? crossings(a, b, boxes) * crossCost : 0);
    // Running along a node's rim, closer than one hole, is legal but ugly.
    for (const box of boxes) if (grazes(a, b, box)) cost += 60;
  }
  return cost;
}

/** How many boxes a segment passes through. Ports lie on the rim, so touching the rim is no crossing. */
function crossings(a: Point, b: Point, boxes: readonly Box[]): number {
  let count = 0;
  for (const box of boxes) if (meets(a, b, box, -1)) count++;
  return count;
}

function grazes(a: Point, b: Point, box: Box): boolean {
  const vertical = a[0] === b[0];
  // A segment that ends at a port comes straight at the rim and may.
  if (!vertical)
    return (b[1] > box.y - hole && b[1] <= box.y) || (b[1] >= box.y + box.h && b[1] < box.y + box.h + hole)
      ? overlaps(a[0], b[0], box.x, box.x + box.w)
      : false;
  return (a[0] > box.x - hole && a[0] <= box.x) || (a[0] >= box.x + box.w && a[0] < box.x + box.w + hole)
    ? overlaps(a[1], b[1], box.y, box.y + box.h)
    : false;
}

const overlaps = (a: number, b: number, low: number, high: number): boolean =>
  Math.max(a, b) > low && Math.min(a, b) < high;

function meets(a: Point, b: Point, box: Box, grow: number): boolean {
  return (
    Math.max(a[0], b[0]) > box.x - grow &&
    Math.min(a[0], b[0]) < box.x + box.w + grow &&
    Math.max(a[1], b[1]) > box.y - grow &&
    Math.min(a[1], b[1]) < box.y + box.h + grow
  );
}

/** Drops points on top of each other and points in the middle of a straight line. */
function tidy(points: readonly Point[]): Point[] {
  const out: Point[] = [];
  for (const point of points) {
    const last = out.at(-1);
    if (last && last[0] === point[0] && last[1] === point[1]) continue;
    const before = out.at(-2);
    if (
      last &&
      before &&
      ((before[0] === last[0] && last[0] === point[0] && between(before[1], last[1], point[1])) ||
        (before[1] === last[1] && last[1] === point[1] && between(before[0], last[0], point[0])))
    )
      out.pop();
    out.push(point);
  }
  return out;
}

const between = (a: number, m: number, b: number): boolean => (m - a) * (b - m) >= 0;

/** The corners with their rounding: where each bend begins and ends, with radius 14 or as much as its two legs allow. */
function* bends(
  points: readonly Point[],
  radius: number,
): Generator<readonly [begin: Point, corner: Point, end: Point]> {
  for (let i = 1; i < points.length - 1; i++) {
    const [a, b, c] = [points[i - 1] as Point, points[i] as Point, points[i + 1] as Point];
    const [before, after] = [distance(a, b), distance(b, c)];
    const r = Math.min(radius, before / 2, after / 2);
    if (r > 0) yield [toward(b, a, r / before), b, toward(b, c, r / after)];
  }
}

/** SVG path through the corners, each rounded. */
export function roundedPath(points: readonly Point[], radius = 14): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "";
  const at = ([x, y]: Point): string => `${Math.round(x * 100) / 100},${Math.round(y * 100) / 100}`;
  let d = `M${at(first)}`;
  for (const [begin, corner, end] of bends(points, radius)) d += `L${at(begin)}Q${at(corner)} ${at(end)}`;
  return `${d}L${at(last)}`;
}

/** The same line as short straight pieces, for what moves or sits on it. */
export function roundedLine(points: readonly Point[], radius = 14): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const line: Point[] = [first];
  for (const [begin, corner, end] of bends(points, radius))
    for (const t of [0, 0.25, 0.5, 0.75, 1]) line.push(toward(toward(begin, corner, t), toward(corner, end, t), t));
  line.push(last);
  return line;
}

const toward = (from: Point, to: Point, part: number): Point => [
  from[0] + (to[0] - from[0]) * part,
  from[1] + (to[1] - from[1]) * part,
];

/** Length of the way through the corners [px]. */
export function lengthOf(points: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < points.length; i++) length += distance(points[i - 1] as Point, points[i] as Point);
  return length;
}

/** The point at this share (0 to 1) of the way. */
export function pointAlong(points: readonly Point[], share: number): Point {
  let left = lengthOf(points) * Math.min(1, Math.max(0, share));
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1] as Point, points[i] as Point];
    const length = distance(a, b);
    if (left <= length && length > 0)
      return [a[0] + ((b[0] - a[0]) * left) / length, a[1] + ((b[1] - a[1]) * left) / length];
    left -= length;
  }
  return points.at(-1) ?? [0, 0];
}

const distance = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** How far a line stays from the middle of the port at its end [px]: room for the port and for the mark. */
const gap = { start: 4, end: 5, mark: 9, head: 8, diamond: 12 } as const;

/** The line without what ports and end marks cover. The overlay's beads run on the same line. */
export function trimmed(points: readonly Point[], signal: Signal, sign: Sign | undefined): Point[] {
  const out = [...points];
  const end = gap[sign ? "mark" : "end"] + (sign === "excites" ? gap.head : sign === "mixed" ? gap.diamond : 0);
  shorten(out, 0, 1, signal === "current" ? gap.start + 2 : gap.start);
  shorten(out, out.length - 1, out.length - 2, end);
  return out;
}

function shorten(points: Point[], end: number, next: number, by: number): void {
  const [a, b] = [points[end], points[next]];
  if (!a || !b) return;
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const part = length > 0 ? Math.min(by, length / 2) / length : 0;
  points[end] = [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
}
