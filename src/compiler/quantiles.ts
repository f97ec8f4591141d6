/**
 * Drawn values of projections with very many pairs: one of 65 536 equally likely numbers for each pair, so that 16 random bits
 * say which. Weights are kept as whole numbers of 16 bits times a power of two, which stands for a double exactly; delays come
 * in steps anyway.
 *
 * What is lost: nothing lies beyond 4.3 standard deviations of a normal, and a weight is rounded to the power of two (its sd
 * over 2000 for a normal of 10 %). Mean and deviation are those of the distribution to within 1e-4 of the deviation.
 */
import type { Distribution } from "../graph/index.ts";
import { exp, log } from "../random/index.ts";

const levels = 65536;
/** Coarser than this many quanta to a standard deviation is not fine enough to stand for a distribution. */
const leastQuanta = 64;
/** Shares of the normal distribution below and above which its quantile is not computed. */
const edge = 1e-9;

/** Whole numbers of 16 bits, each of which times the scale is a value. */
export interface Packed {
  codes: Int16Array;
  scale: number;
}

/**
 * Values in the middle of 65 536 equal shares of a distribution, ascending.
 *
 * @returns undefined for a list of values, and where limits leave next to nothing of a distribution
 */
export function quantilesOf(distribution: Distribution): Float64Array | undefined {
  if ("values" in distribution) return undefined;
  const key = JSON.stringify(distribution);
  if (!known.has(key)) {
    if (known.size >= mostKnown) known.clear();
    known.set(key, computed(distribution));
  }
  return known.get(key);
}

/** Circuits draw from a few distributions again and again. */
const known = new Map<string, Float64Array | undefined>();
const mostKnown = 8;

function computed(distribution: Exclude<Distribution, { values: readonly number[] }>): Float64Array | undefined {
  const quantile = quantileOf(distribution);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } =
    "uniform" in distribution ? {} : distribution;
  const [low, high] = [shareBelow(quantile, min), shareBelow(quantile, max)];
  if (!(high - low > 1e-6)) return undefined;
  return Float64Array.from({ length: levels }, (_, k) => quantile(low + ((high - low) * (k + 0.5)) / levels));
}

/** @returns undefined where 16 bits are too coarse for what the values differ by */
export function pack(values: Float64Array): Packed | undefined {
  const [mean, sd] = momentsOf(values);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0 || !Number.isFinite(largest)) return undefined;
  const scale = 2 ** Math.ceil(Math.log2(largest / 32767));
  if (sd > 1e-12 * Math.abs(mean) && sd < leastQuanta * scale) return undefined;
  return { codes: Int16Array.from(values, (value) => Math.round(value / scale)), scale };
}

/** The share of the distribution below x, by halving: limits are few, and no formula could disagree with the quantile. */
function shareBelow(quantile: (share: number) => number, x: number): number {
  let [low, high] = [0, 1];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (quantile(middle) < x) low = middle;
    else high = middle;
  }
  return x === Number.NEGATIVE_INFINITY ? 0 : x === Number.POSITIVE_INFINITY ? 1 : high;
}

function quantileOf(distribution: Exclude<Distribution, { values: readonly number[] }>): (share: number) => number {
  if ("uniform" in distribution) {
    const [low, high] = distribution.uniform;
    return (share) => low + (high - low) * share;
  }
  if ("normal" in distribution) {
    const [mean, sd] = distribution.normal;
    return (share) => mean + sd * normalQuantile(share);
  }
  // As in `draw`: mean and deviation are those of the values.
  const [mean, sd] = distribution.lognormal;
  const ratio = sd / mean;
  const variance = log(1 + ratio * ratio);
  const center = log(mean) - variance / 2;
  return (share) => exp(center + Math.sqrt(variance) * normalQuantile(share));
}

const middle = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
] as const;
const tail = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
] as const;

const ratioOf = ([above, below]: typeof middle | typeof tail, x: number): number => {
  const at = (coefficients: readonly number[]) => coefficients.reduce((sum, each) => sum * x + each, 0);
  return at(above) / at(below);
};

/**
 * The number below which a share of the standard normal distribution lies, to 16 digits; shares nearer to 0 or 1 than 1e-9
 * count as that.
 *
 * @source Wichura (1988), Algorithm AS 241, Applied Statistics 37, 477-484 (PPND16)
 */
export function normalQuantile(share: number): number {
  const limited = Math.min(1 - edge, Math.max(edge, share));
  const q = limited - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratioOf(middle, 0.180625 - q * q);
  const r = Math.sqrt(-log(q < 0 ? limited : 1 - limited)) - 1.6;
  return q < 0 ? -ratioOf(tail, r) : ratioOf(tail, r);
}

function momentsOf(values: Float64Array): [mean: number, sd: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
}
