/**
 * How much a network holds. Patterns are drawn, stored, and each is taken as its own cue: what overlap is left when the
 * network has settled? Measured on many networks for every load, so that the mean has an error.
 */
import { type StorageRule, store } from "../../patterns/index.ts";
import { createDice, type Dice } from "../../random/index.ts";

/** Load above which a network of outer products holds nothing, for N to infinity (Amit, Gutfreund & Sompolinsky 1985, PRL 55, 1530). */
export const alphaCritical = 0.138;

export interface CapacityOptions {
  n: number;
  /** Loads M/N, in the order in which they are measured. */
  loads: readonly number[];
  networks: number;
  seed: number;
  /** Default `hebb`. */
  rule?: StorageRule;
  /** Patterns tried in each network (default 20, fewer where fewer are stored). */
  tried?: number;
}

export interface CapacityPoint {
  load: number;
  /** Patterns stored. */
  m: number;
  networks: number;
  /** Mean over networks of the mean final overlap. */
  mean: number;
  /** Between networks; 0 for one. */
  sd: number;
  /** 95 % confidence interval of the mean, mean -+ t sd / sqrt(networks), within -1 and 1. */
  low: number;
  high: number;
}

export interface CapacityProgress {
  share: number;
  /** All loads measured so far, the one under way included. */
  points: readonly CapacityPoint[];
}

/**
 * The capacity curve. Yields after each network, with what is known by then.
 *
 * @source Amit, Gutfreund & Sompolinsky (1985), Phys. Rev. Lett. 55, 1530-1533
 */
export function* capacityCurve(options: CapacityOptions): Generator<CapacityProgress, readonly CapacityPoint[]> {
  const { n, loads, networks, seed, rule = "hebb", tried = 20 } = options;
  const points: CapacityPoint[] = [];
  for (const [at, load] of loads.entries()) {
    const m = Math.max(1, Math.round(load * n));
    const found: number[] = [];
    for (let network = 0; network < networks; network++) {
      const dice = createDice(seed, `capacity ${n} ${m} ${network}`);
      found.push(finalOverlap(dice, n, m, rule, Math.min(m, tried)));
      points[at] = pointOf(load, m, found);
      yield { share: (at + (network + 1) / networks) / loads.length, points: points.slice() };
    }
  }
  return points;
}

/** Of one network: the mean over the patterns tried. Patterns are drawn alike, so the first ones stand for all. */
function finalOverlap(dice: Dice, n: number, m: number, rule: StorageRule, tried: number): number {
  const patterns = Float64Array.from({ length: m * n }, () => dice.sign());
  const weights = store(patterns, n, { rule, diagonal: false });
  // A palimpsest is asked for what it has seen last.
  const first = rule === "palimpsest" ? m - tried : 0;
  let sum = 0;
  for (let k = first; k < first + tried; k++) {
    const pattern = patterns.subarray(k * n, (k + 1) * n);
    const state = settle(weights, pattern, dice);
    for (let i = 0; i < n; i++) sum += (state[i] as number) * (pattern[i] as number);
  }
  return sum / (tried * n);
}

/**
 * To a fixed point by asynchronous updates in random order. What every unit hears is kept and mended when one turns, which
 * needs a symmetric W: a recall from nearby then costs little more than looking once.
 *
 * @param most sweeps (default 100)
 */
export function settle(weights: Float64Array, start: Float64Array, dice: Dice, most = 100): Float64Array {
  const n = start.length;
  const state = start.slice();
  const h = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0, at = i * n; j < n; j++, at++) sum += (weights[at] as number) * (state[j] as number);
    h[i] = sum;
  }
  for (let sweep = 0, moved = true; moved && sweep < most; sweep++) {
    moved = false;
    for (const i of dice.shuffled(n)) {
      const own = h[i] as number;
      const u = state[i] as number;
      // A field of 0 is known to rounding only: it keeps the state.
      const next = own > 1e-12 ? 1 : own < -1e-12 ? -1 : u;
      if (next === u) continue;
      moved = true;
      state[i] = next;
      const step = next - u;
      for (let j = 0, at = i * n; j < n; j++, at++) h[j] = (h[j] as number) + step * (weights[at] as number);
    }
  }
  return state;
}

function pointOf(load: number, m: number, found: readonly number[]): CapacityPoint {
  const count = found.length;
  const mean = found.reduce((sum, x) => sum + x, 0) / count;
  const sd = count > 1 ? Math.sqrt(found.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (count - 1)) : 0;
  const half = count > 1 ? (student(count - 1) * sd) / Math.sqrt(count) : 0;
  return { load, m, networks: count, mean, sd, low: Math.max(-1, mean - half), high: Math.min(1, mean + half) };
}

/**
 * 97.5 % point of Student's t, by the first terms of its expansion in 1/degrees; exact to a hundredth from 4 degrees on.
 *
 * @source Abramowitz & Stegun (1964), 26.7.5
 */
function student(degrees: number): number {
  if (degrees < 4) return [12.706, 4.303, 3.182][degrees - 1] as number;
  const z = 1.959964;
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3)
  );
}
