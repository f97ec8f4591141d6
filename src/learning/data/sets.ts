/** Samples to learn from: what goes in and what should come out, row by row, seeded. Classes are targets 0 and 1, or one output each. */
import { digit, digitSize } from "../../patterns/index.ts";
import { createDice, type Dice } from "../../random/index.ts";

export interface DataSet {
  /** rows x inputs. */
  x: Float64Array;
  /** rows x outputs. */
  targets: Float64Array;
  rows: number;
  inputs: number;
  outputs: number;
}

export const dataNames = [
  "and",
  "or",
  "xor",
  "clouds",
  "three clouds",
  "moons",
  "spirals",
  "sine",
  "digits",
  "points",
] as const;
export type DataName = (typeof dataNames)[number];

export interface DataOptions {
  name: DataName;
  /** How many samples, of those that are drawn. */
  rows: number;
  /** Standard deviation of what is added to each place. */
  noise: number;
  seed: number;
  /** Of "points": x, y and class, for each point. */
  points?: readonly number[];
}

/** Most samples of one set. */
export const mostRows = 20_000;

const truth: Readonly<Record<"and" | "or" | "xor", readonly number[]>> = {
  and: [0, 0, 0, 1],
  or: [0, 1, 1, 1],
  xor: [0, 1, 1, 0],
};

export function makeData({ name, rows, noise, seed, points = [] }: DataOptions): DataSet {
  const dice = createDice(seed, `data ${name}`);
  const count = Math.max(1, Math.min(mostRows, Math.round(rows)));
  const noisy = (value: number): number => value + noise * dice.normal();
  switch (name) {
    case "and":
    case "or":
    case "xor":
      return fromRows(
        truth[name].map((target, k) => [k >> 1, k & 1, target]),
        2,
      );
    case "clouds":
      return planar(count, (side) => {
        const centre = side === 0 ? -0.5 : 0.5;
        return [noisy(centre), noisy(centre)];
      });
    case "three clouds":
      return classes(count, 3, (which) => {
        const angle = 2 * Math.PI * (which / 3 + 0.25);
        return [noisy(0.55 * Math.cos(angle)), noisy(0.55 * Math.sin(angle))];
      });
    case "moons":
      return planar(count, (side) => {
        const angle = Math.PI * dice.uniform();
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        return side === 0 ? [noisy(0.6 * c - 0.3), noisy(0.6 * s - 0.2)] : [noisy(0.3 - 0.6 * c), noisy(0.2 - 0.6 * s)];
      });
    case "spirals":
      return planar(count, (side, share) => {
        const [radius, angle] = [0.1 + 0.8 * share, 3 * Math.PI * share + side * Math.PI];
        return [noisy(radius * Math.cos(angle)), noisy(radius * Math.sin(angle))];
      });
    case "sine":
      return fromRows(
        Array.from({ length: count }, (_, k) => {
          const x = count === 1 ? 0 : -1 + (2 * k) / (count - 1);
          return [x, noisy(Math.sin(Math.PI * x))];
        }),
        1,
      );
    case "digits":
      return digits(count, noise, dice);
    case "points": {
      const whole = Math.max(0, Math.floor(points.length / 3));
      return fromRows(
        Array.from({ length: whole }, (_, k) => points.slice(3 * k, 3 * k + 3)),
        2,
      );
    }
  }
}

/** Two classes in turn. @param place where a sample of a class lies; `share` goes from 0 to 1 over the samples */
function planar(rows: number, place: (side: 0 | 1, share: number) => readonly [number, number]): DataSet {
  return fromRows(
    Array.from({ length: rows }, (_, k) => {
      const side = (k % 2) as 0 | 1;
      return [...place(side, rows < 3 ? 0 : (k - side) / (rows - 1)), side];
    }),
    2,
  );
}

/** Classes in turn, an output each. @param place where a sample of a class lies */
function classes(rows: number, n: number, place: (which: number) => readonly [number, number]): DataSet {
  return fromRows(
    Array.from({ length: rows }, (_, k) => [...place(k % n), ...oneOf(k % n, n)]),
    2,
  );
}

/** 1 at its place and 0 at the others. */
const oneOf = (which: number, n: number): number[] => Array.from({ length: n }, (_, k) => Number(k === which));

function digits(rows: number, noise: number, dice: Dice): DataSet {
  const size = digitSize * digitSize;
  const set: DataSet = {
    x: new Float64Array(rows * size),
    targets: new Float64Array(rows * 10),
    rows,
    inputs: size,
    outputs: 10,
  };
  for (let row = 0; row < rows; row++) {
    set.x.set(digit(row % 10, dice, noise), row * size);
    set.targets[row * 10 + (row % 10)] = 1;
  }
  return set;
}

/** @param rows each the inputs and then the targets, all equally long */
export function fromRows(rows: readonly (readonly number[])[], inputs: number): DataSet {
  const outputs = Math.max(1, (rows[0]?.length ?? inputs + 1) - inputs);
  return {
    x: Float64Array.from(rows.flatMap((row) => row.slice(0, inputs))),
    targets: Float64Array.from(rows.flatMap((row) => row.slice(inputs))),
    rows: rows.length,
    inputs,
    outputs,
  };
}
