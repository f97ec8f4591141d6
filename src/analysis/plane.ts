/**
 * The phase plane of a system of two variables, and the phase line of one: where each variable stands still, where both do,
 * whether a small push there dies out, and which way everything else moves.
 * @source Izhikevich (2007), Dynamical Systems in Neuroscience, chapters 3 and 4; Strogatz (2015), Nonlinear Dynamics and Chaos
 */

import { fromEngine } from "../expression/index.ts";
import { type Cell, type Guide, guidesOf, type Quantity, startPoint } from "./cell.ts";
import { sample, zeroLine } from "./contour.ts";
import { probe } from "./probe.ts";
import { type System, systemOf } from "./system.ts";

export type Range = readonly [low: number, high: number];

export interface FixedPoint {
  /** One number for each variable, in its unit. */
  at: readonly number[];
  stable: boolean;
  /** "stable node", "unstable focus" … */
  name: string;
  /** [1/ms]; a pair of complex ones has imaginary parts of both signs. */
  eigenvalues: readonly { re: number; im: number }[];
}

export interface Run {
  /** First and second variable of the copy under the current, from its start. */
  x: Float32Array;
  y: Float32Array;
  /** Of the samples [ms], and when it spiked. */
  times: Float64Array;
  spikes: readonly number[];
}

export interface PhasePlane {
  type: "plane";
  x: Quantity;
  y: Quantity;
  current: number;
  unit: string;
  ranges: readonly [Range, Range];
  /** Pieces (x1, y1, x2, y2) where x stands still, and where y does. */
  nullclines: readonly [Float64Array, Float64Array];
  /** x, y, dx/dt, dy/dt of each arrow. */
  field: Float64Array;
  fixedPoints: readonly FixedPoint[];
  guides: readonly Guide[];
  /** A spike sets states anew, so that a path jumps there. */
  resets: boolean;
  run: Run;
  noisy: boolean;
}

export interface PhaseLine {
  type: "line";
  x: Quantity;
  current: number;
  unit: string;
  range: Range;
  /** dx/dt at equal distances over the range [unit / ms]. */
  slopes: Float64Array;
  fixedPoints: readonly FixedPoint[];
  guides: readonly Guide[];
  noisy: boolean;
}

export interface NoPlane {
  type: "none";
  /** A sentence. */
  why: string;
}

export interface PlaneOptions {
  current: number;
  /** A current that makes it fire, so that the axes have room for a spike. */
  firing?: number;
  ranges?: readonly [Range, Range];
}

const gridSize = 121;
const arrows = [19, 13] as const;
const runMs = 400;

export function* phasePlane(cell: Cell, options: PlaneOptions): Generator<number, PhasePlane | PhaseLine | NoPlane> {
  const { current } = options;
  const system = systemOf(cell, current);
  if (!system) return { type: "none", why: "Its equations read the time, so no picture of them stands still." };
  const [x, y] = system.variables;
  if (!x) return { type: "none", why: "It has no equation dx/dt, so there is nothing to draw." };
  if (system.variables.length > 2)
    return {
      type: "none",
      why: `It has ${system.variables.length} variables (${system.variables.map(({ name }) => name).join(", ")}); a plane shows two.`,
    };
  const guides = guidesOf(cell);
  const record = system.variables.map(({ name }) => name);
  const { answers, times } = yield* probe(cell, {
    currents: [current, options.firing ?? current],
    settleMs: 0,
    stepMs: runMs,
    record,
    everyMs: Math.max(cell.dt, 0.05),
  });
  const traces = (name: string): Float32Array[] =>
    answers.flatMap((answer) => {
      const trace = answer.traces.get(name);
      return trace ? [trace] : [];
    });
  const start = startPoint(cell.population);
  const visited = (variable: Quantity): number[] => [
    ...traces(variable.name).flatMap((trace) => extent(trace)),
    ...guides.filter(({ state }) => state === variable.name).map(({ value }) => value),
    fromEngine(start.get(variable.name) ?? 0, variable.unit),
  ];
  const common = { current, unit: cell.input?.unit ?? "1", guides, noisy: system.noisy };
  if (!y) {
    const range = options.ranges?.[0] ?? widened(visited(x), x.unit);
    const points = 401;
    const f = system.rights[0] as (point: ArrayLike<number>) => number;
    const slopes = Float64Array.from({ length: points }, (_, k) =>
      f([range[0] + ((range[1] - range[0]) * k) / (points - 1)]),
    );
    return { type: "line", x, range, slopes, fixedPoints: zeros(system, range, slopes), ...common };
  }
  const ranges = options.ranges ?? [widened(visited(x), x.unit), widened(visited(y), y.unit)];
  const [f, g] = system.rights.map((right) => (a: number, b: number) => right([a, b])) as [
    (a: number, b: number) => number,
    (a: number, b: number) => number,
  ];
  const grids = [sample(f, ...ranges, gridSize, gridSize), sample(g, ...ranges, gridSize, gridSize)] as const;
  const [columns, rows] = arrows;
  const field = new Float64Array(4 * columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const a = ranges[0][0] + ((ranges[0][1] - ranges[0][0]) * (column + 0.5)) / columns;
      const b = ranges[1][0] + ((ranges[1][1] - ranges[1][0]) * (row + 0.5)) / rows;
      field.set([a, b, f(a, b), g(a, b)], 4 * (row * columns + column));
    }
  const answer = answers[0];
  return {
    type: "plane",
    x,
    y,
    ranges,
    nullclines: [zeroLine(grids[0]), zeroLine(grids[1])],
    field,
    fixedPoints: fixedPoints(system, ranges),
    resets: cell.population.spike?.type === "threshold" && cell.population.spike.then.length > 0,
    run: {
      x: answer?.traces.get(x.name) ?? new Float32Array(),
      y: answer?.traces.get(y.name) ?? new Float32Array(),
      times,
      spikes: answer?.spikes ?? [],
    },
    ...common,
  };
}

function extent(values: ArrayLike<number>): number[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [];
}

/** The values with an eighth of room around them; at least something where they are all alike. */
function widened(values: readonly number[], unit: string): Range {
  const [low = 0, high = 1] = extent(values);
  const least = unit === "mV" ? 20 : Math.max(1e-3, 0.2 * Math.max(Math.abs(low), Math.abs(high)));
  const size = Math.max(Math.abs(low), Math.abs(high));
  const span = high - low > 0.005 * size ? high - low : least;
  const middle = (low + high) / 2;
  return [middle - span * 0.625, middle + span * 0.625];
}

/** Zeros of the one right side: changes of sign along the line, made sharp by Newton's method. */
function zeros(system: System, [low, high]: Range, slopes: Float64Array): FixedPoint[] {
  const found: FixedPoint[] = [];
  const step = (high - low) / (slopes.length - 1);
  for (let k = 0; k + 1 < slopes.length; k++) {
    const [a, b] = [slopes[k] as number, slopes[k + 1] as number];
    if (!(a >= 0 !== b >= 0)) continue;
    const at = newton(system, [low + step * (k + a / (a - b))]);
    if (at && Math.abs((at[0] as number) - (low + step * (k + 0.5))) < 2 * step) found.push(classify(system, at));
  }
  return found;
}

/**
 * Fixed points within the ranges. Newton's method sets out from every square of a coarse grid in which both right sides
 * change sign, and from some squares besides, since two nullclines can meet in one square without crossing its edges.
 */
export function fixedPoints(system: System, ranges: readonly [Range, Range]): FixedPoint[] {
  const [f, g] = system.rights as [System["rights"][number], System["rights"][number]];
  const size = 60;
  const [a, b] = ranges;
  const grids = [
    sample((x, y) => f([x, y]), a, b, size + 1, size + 1),
    sample((x, y) => g([x, y]), a, b, size + 1, size + 1),
  ];
  const changes = (values: Float64Array, row: number, column: number): boolean => {
    const corners = [0, 1, size + 1, size + 2].map((by) => values[row * (size + 1) + column + by] as number);
    return Math.min(...corners) <= 0 && Math.max(...corners) >= 0;
  };
  const found: FixedPoint[] = [];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const both = grids.every(({ values }) => changes(values, row, column));
      if (!both && (row % 10 !== 5 || column % 10 !== 5)) continue;
      const at = newton(system, [
        a[0] + ((a[1] - a[0]) * (column + 0.5)) / size,
        b[0] + ((b[1] - b[0]) * (row + 0.5)) / size,
      ]);
      if (!at || ranges.some(([low, high], k) => (at[k] as number) < low || (at[k] as number) > high)) continue;
      const near = (other: FixedPoint): boolean =>
        ranges.every(([low, high], k) => Math.abs((other.at[k] as number) - (at[k] as number)) < 1e-5 * (high - low));
      if (!found.some(near)) found.push(classify(system, at));
    }
  return found.sort((p, q) => (p.at[0] as number) - (q.at[0] as number));
}

/** A point where all right sides vanish, from one near it; undefined when the method does not settle. One or two variables. */
export function newton(system: System, from: readonly number[]): number[] | undefined {
  let at = [...from];
  for (let round = 0; round < 50; round++) {
    const values = system.rights.map((right) => right(at));
    const J = system.jacobian.map((row) => row.map((entry) => entry(at)));
    const step = solve(J, values);
    if (!step) return undefined;
    at = at.map((value, k) => value - (step[k] as number));
    if (!at.every(Number.isFinite)) return undefined;
    if (step.every((by, k) => Math.abs(by) <= 1e-11 * Math.max(1, Math.abs(at[k] as number)))) return at;
  }
  return undefined;
}

function solve(J: readonly (readonly number[])[], [p = 0, q = 0]: readonly number[]): number[] | undefined {
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = J;
  if (J.length === 1) return a === 0 ? undefined : [p / a];
  const det = a * d - b * c;
  return det === 0 || !Number.isFinite(det) ? undefined : [(d * p - b * q) / det, (a * q - c * p) / det];
}

/** The name of a fixed point from the eigenvalues of the Jacobian. */
export function classify(system: System, at: readonly number[]): FixedPoint {
  const J = system.jacobian.map((row) => row.map((entry) => entry(at)));
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = J;
  if (J.length === 1)
    return { at, stable: a < 0, name: a < 0 ? "stable" : "unstable", eigenvalues: [{ re: a, im: 0 }] };
  const [trace, det] = [a + d, a * d - b * c];
  const inside = (trace * trace) / 4 - det;
  const root = Math.sqrt(Math.abs(inside));
  const half = trace / 2;
  const eigenvalues =
    inside >= 0
      ? [
          { re: half - root, im: 0 },
          { re: half + root, im: 0 },
        ]
      : [
          { re: half, im: -root },
          { re: half, im: root },
        ];
  const size = Math.max(Math.abs(a) + Math.abs(b), Math.abs(c) + Math.abs(d), 1e-12);
  const side = trace < 0 ? "stable" : "unstable";
  const name =
    det < -1e-9 * size * size
      ? "saddle"
      : Math.abs(det) <= 1e-9 * size * size
        ? "saddle-node: two are about to meet"
        : Math.abs(trace) <= 1e-9 * size
          ? "centre"
          : `${side} ${inside < 0 ? "spiral" : "node"}`;
  return { at, stable: det > 0 && trace < 0, name, eigenvalues };
}
