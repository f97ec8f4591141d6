/**
 * From patterns to weights. W is n x n, row-major by receiving unit: what unit i hears from unit j is W[i * n + j].
 */

/** How patterns become weights. */
export const storageRules = ["mean", "hebb", "covariance", "pseudo-inverse", "palimpsest"] as const;
export type StorageRule = (typeof storageRules)[number];

export interface Storage {
  /**
   * - `mean`: W = (1/M) sum p p^T, the lecture's mean of outer products
   * - `hebb`: W = (1/N) sum p p^T (Hopfield 1982)
   * - `covariance`: W = (1/N) sum (p - a)(p - a)^T with a the mean of all entries (Amit, Gutfreund & Sompolinsky 1987)
   * - `pseudo-inverse`: W = P^T (P P^T)^+ P: every pattern a fixed point while they are independent (Personnaz et al. 1985)
   * - `palimpsest`: one pattern after another, W <- clip(W + p p^T / N, -bound, bound): the old fade (Parisi 1986)
   */
  rule: StorageRule;
  /** W_ii is kept; otherwise it is 0. */
  diagonal: boolean;
  /** Palimpsest only: largest |W_ij| times sqrt(N) (default 0.4). */
  bound?: number;
}

/**
 * The weights that store patterns.
 *
 * @param patterns Float64Array(m * n), row after row, entries +1 and -1 (or any numbers)
 * @param n units
 * @returns Float64Array(n * n), row-major, symmetric
 * @throws when the patterns are no whole number of rows
 * @source Hopfield (1982), PNAS 79, 2554-2558
 */
export function store(patterns: Float64Array, n: number, storage: Storage): Float64Array {
  const m = n === 0 && patterns.length === 0 ? 0 : patterns.length / n;
  if (!Number.isInteger(m)) throw new RangeError(`${patterns.length} entries are no whole rows of ${n}`);
  const weights = new Float64Array(n * n);
  switch (storage.rule) {
    case "mean":
      addProducts(weights, patterns, n, 1 / Math.max(1, m));
      break;
    case "hebb":
      addProducts(weights, patterns, n, 1 / n);
      break;
    case "covariance": {
      const mean = patterns.reduce((sum, x) => sum + x, 0) / Math.max(1, patterns.length);
      const centred = patterns.map((x) => x - mean);
      addProducts(weights, centred, n, 1 / n);
      break;
    }
    case "pseudo-inverse":
      addProducts(weights, basis(patterns, n), n, 1);
      break;
    case "palimpsest":
      layer(weights, patterns, n, (storage.bound ?? 0.4) / Math.sqrt(n));
      break;
  }
  if (!storage.diagonal) for (let i = 0; i < n; i++) weights[i * n + i] = 0;
  return weights;
}

/**
 * W += scale * sum over rows of r r^T, the upper triangle computed and mirrored: all the rules are symmetric. A row of W is
 * finished before the next is begun, so that it stays in the cache. Each is a call of its own: a browser exchanges the slow first code of
 * a function when it is called again, and the first memory of a page takes three quarters of the time.
 */
function addProducts(weights: Float64Array, rows: Float64Array, n: number, scale: number): void {
  const m = rows.length / n;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < m; k++) addRow(weights, i * n, rows, k * n, i, n, (rows[k * n + i] as number) * scale);
  }
  mirror(weights, n);
}

/** Entries `j` up to `n` of one row of W. */
function addRow(
  weights: Float64Array,
  row: number,
  rows: Float64Array,
  from: number,
  j: number,
  n: number,
  x: number,
): void {
  if (x === 0) return;
  for (let at = j; at < n; at++) weights[row + at] = (weights[row + at] as number) + x * (rows[from + at] as number);
}

/** Copies the upper triangle to the lower, in tiles that fit the cache both ways. */
function mirror(weights: Float64Array, n: number): void {
  const tile = 32;
  for (let top = 0; top < n; top += tile) {
    for (let left = top; left < n; left += tile) {
      const bottom = Math.min(n, top + tile);
      const right = Math.min(n, left + tile);
      for (let i = top; i < bottom; i++) mirrorRow(weights, n, i, Math.max(left, i + 1), right);
    }
  }
}

function mirrorRow(weights: Float64Array, n: number, i: number, left: number, right: number): void {
  for (let j = left; j < right; j++) weights[j * n + i] = weights[i * n + j] as number;
}

/** One pattern after another, each weight held within its bound: what was written long ago is overwritten. */
function layer(weights: Float64Array, patterns: Float64Array, n: number, bound: number): void {
  const m = patterns.length / n;
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let k = 0; k < m; k++) {
      const from = k * n;
      const x = (patterns[from + i] as number) / n;
      for (let j = i; j < n; j++) {
        const moved = (weights[row + j] as number) + x * (patterns[from + j] as number);
        weights[row + j] = moved > bound ? bound : moved < -bound ? -bound : moved;
      }
    }
  }
  mirror(weights, n);
}

/**
 * An orthonormal basis of the span of the patterns, so that the sum of q q^T is the projection onto it, P^T (P P^T)^+ P.
 * Gram and Schmidt's procedure, each row twice for the sake of rounding; rows that depend on those before add nothing.
 *
 * @returns Float64Array(rank * n)
 */
function basis(patterns: Float64Array, n: number): Float64Array {
  const found = new Float64Array(patterns.length);
  let rank = 0;
  for (let from = 0; from < patterns.length; from += n) {
    const row = patterns.slice(from, from + n);
    const before = Math.sqrt(dot(row, row));
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < rank; k++) {
        const q = found.subarray(k * n, (k + 1) * n);
        const along = dot(row, q);
        for (let i = 0; i < n; i++) row[i] = (row[i] as number) - along * (q[i] as number);
      }
    }
    const left = Math.sqrt(dot(row, row));
    if (!(left > 1e-9 * before)) continue;
    for (let i = 0; i < n; i++) found[rank * n + i] = (row[i] as number) / left;
    rank++;
  }
  return found.slice(0, rank * n);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
