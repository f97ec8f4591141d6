/**
 * Recall: units look at what they hear from the others and turn to its side, all at once or one after another, until nothing
 * changes. The way there is kept in frames, for showing.
 */
import { createDice } from "../../random/index.ts";
import { energy } from "./energy.ts";

export interface RecallOptions {
  /** All units at once, or one after another: in an order drawn anew for each sweep, from the first to the last, or as given. */
  update: "synchronous" | "random" | "sequential" | "given";
  /** For `given`: the units in the order in which they are updated; its end is the end of the recall. */
  order?: ArrayLike<number>;
  /** What a unit does that hears exactly 0: keeps its state (default), or goes to 0 as the lecture's `sign` does. */
  atZero?: "keep" | "zero";
  /** Threshold of every unit, or one each (default 0). */
  theta?: number | Float64Array;
  /** Of the random order. */
  seed?: number;
  /** Rounds after which it gives up (default 100). */
  most?: number;
  /** Frames to keep in each asynchronous sweep (default 1, its end). */
  framesPerSweep?: number;
}

export interface Frame {
  /** Updates of single units so far, as a number of rounds. */
  round: number;
  state: Float64Array;
  energy: number;
}

export interface Recall {
  state: Float64Array;
  /** Rounds of n updates, the last one, in which nothing changed, included. */
  rounds: number;
  /**
   * - `settled`: a fixed point
   * - `cycle`: synchronous updates go to and fro between two states
   * - `running`: neither before the last round
   */
  end: "settled" | "cycle" | "running";
  /** The start and what followed; `energy` is E = -1/2 u'Wu + theta'u. */
  frames: Frame[];
  /** Energy after each single unit that changed, the start first (asynchronous updates only). */
  energies: number[];
}

/**
 * From a start to where it settles.
 *
 * @param weights Float64Array(n * n), row-major: what unit i hears from unit j is W[i * n + j]
 * @param start Float64Array(n), any numbers
 * @source Hopfield (1982), PNAS 79, 2554-2558
 */
export function recall(weights: Float64Array, start: Float64Array, options: RecallOptions): Recall {
  return options.update === "synchronous"
    ? together(weights, start, options)
    : oneByOne(weights, start, options, options.update);
}

/** What the side of h is for a unit now at u. */
const turned = (h: number, u: number, atZero: "keep" | "zero"): number =>
  h > 0 ? 1 : h < 0 ? -1 : atZero === "keep" ? u : 0;

const thresholdOf = (theta: RecallOptions["theta"], unit: number): number =>
  typeof theta === "number" ? theta : ((theta?.[unit] ?? 0) as number);

/** What unit i hears. */
function heard(weights: Float64Array, state: Float64Array, i: number): number {
  const n = state.length;
  const row = weights.subarray(i * n, (i + 1) * n);
  let h = 0;
  for (let j = 0; j < n; j++) h += (row[j] as number) * (state[j] as number);
  return h;
}

function together(weights: Float64Array, start: Float64Array, options: RecallOptions): Recall {
  const { atZero = "keep", theta, most = 100 } = options;
  let before: Float64Array | undefined;
  let state = start.slice();
  const frames: Frame[] = [frameOf(0, weights, state, theta)];
  for (let round = 1; round <= most; round++) {
    const next = state.map((u, i) => turned(heard(weights, state, i) - thresholdOf(theta, i), u, atZero));
    if (same(next, state)) return { state, rounds: round, end: "settled", frames, energies: [] };
    frames.push(frameOf(round, weights, next, theta));
    if (before && same(next, before)) return { state: next, rounds: round, end: "cycle", frames, energies: [] };
    before = state;
    state = next;
  }
  return { state, rounds: most, end: "running", frames, energies: [] };
}

function oneByOne(
  weights: Float64Array,
  start: Float64Array,
  options: RecallOptions,
  update: Exclude<RecallOptions["update"], "synchronous">,
): Recall {
  const { atZero = "keep", theta, most = 100, seed = 0, order = [], framesPerSweep = 1 } = options;
  const n = start.length;
  const dice = createDice(seed, "recall");
  const state = start.slice();
  const sequence = Uint32Array.from({ length: n }, (_, k) => k);
  const frames: Frame[] = [frameOf(0, weights, state, theta)];
  let low = frames[0]?.energy ?? 0;
  const energies = [low];
  const every = Math.max(1, Math.round(n / framesPerSweep));
  const all = update === "given" ? order.length : most * n;
  let round: ArrayLike<number> = sequence;
  let quiet = 0;
  let done = 0;
  while (done < all && (update === "given" || quiet < n)) {
    if (done % n === 0) {
      quiet = 0;
      if (update === "random") round = dice.shuffled(n);
    }
    const i = (update === "given" ? order[done] : round[done % n]) as number;
    const u = state[i] as number;
    const h = heard(weights, state, i) - thresholdOf(theta, i);
    const next = turned(h, u, atZero);
    done++;
    if (next === u) quiet++;
    else {
      low += change(weights, state, i, next, thresholdOf(theta, i));
      state[i] = next;
      energies.push(low);
    }
    if (done % every === 0 || done === all) frames.push({ round: done / n, state: state.slice(), energy: low });
  }
  const settled = update === "given" ? isFixed(weights, state, options) : quiet >= n;
  return { state, rounds: Math.ceil(done / n), end: settled ? "settled" : "running", frames, energies };
}

/** Does no unit want to change? */
export function isFixed(
  weights: Float64Array,
  state: Float64Array,
  { atZero = "keep", theta }: Pick<RecallOptions, "atZero" | "theta"> = {},
): boolean {
  return state.every((u, i) => turned(heard(weights, state, i) - thresholdOf(theta, i), u, atZero) === u);
}

/** By how much the energy changes when unit i goes to `next`, for any W: row and column both count. */
function change(weights: Float64Array, state: Float64Array, i: number, next: number, theta: number): number {
  const n = state.length;
  const step = next - (state[i] as number);
  let both = 0;
  for (let j = 0; j < n; j++)
    both += ((weights[i * n + j] as number) + (weights[j * n + i] as number)) * (state[j] as number);
  return -step * (both / 2) - (step * step * (weights[i * n + i] as number)) / 2 + theta * step;
}

function frameOf(round: number, weights: Float64Array, state: Float64Array, theta: RecallOptions["theta"]): Frame {
  const bias = theta === undefined ? 0 : state.reduce((sum, u, i) => sum + thresholdOf(theta, i) * u, 0);
  return { round, state: state.slice(), energy: energy(weights, state) + bias };
}

const same = (a: Float64Array, b: Float64Array): boolean => a.every((x, i) => x === b[i]);
