/**
 * From a connection rule to pairs of cells in compressed rows by presynaptic cell: the targets of cell i are
 * targets[offsets[i]] to targets[offsets[i + 1] - 1], ascending. Rows (columns for in-degree) draw from counters of their
 * own, so a pair depends on seed, stream and its own row alone.
 *
 * Where autapses are forbidden the cell itself is taken out of the candidates before the draw: index c of the n - 1 others
 * stands for cell c, or c + 1 from the cell itself on. Nothing has to be rejected and degrees stay exact.
 */
import type { Connect } from "../graph/index.ts";
import { drawWords, keyOf, log } from "../random/index.ts";
import { atOnce, type Draws, drawsOf } from "./draws.ts";
import { type Indices, indices } from "./network.ts";

export interface Pairs {
  /** Uint32Array(nPre + 1) */
  offsets: Uint32Array;
  /** nPairs postsynaptic cells */
  targets: Indices;
  /** Rule "pairs" only: Uint32Array(nPairs), which given pair each stored pair is. */
  order?: Uint32Array;
}

/** Sizes and source of randomness of one projection. */
interface Setting {
  nPre: number;
  nPost: number;
  /** The cell itself is no candidate. */
  noSelf: boolean;
  /** Words of one row, one after another, always the same. */
  words: (element: number) => () => number;
  stream: number;
  /** Of numbers that need two words each; `total`: how many, about. */
  draws: (total: number) => Draws;
}

/**
 * All pairs of a projection.
 *
 * Degrees that ask for more distinct partners than there are get all of them; given pairs that name no cell are left out
 * (the check of the graph reports both).
 *
 * @param rule absent: all to all
 * @param samePopulation pre and post are the same cells, so that i onto i is an autapse
 * @param stream from `streamOf`
 */
export function connect(
  rule: Connect | undefined,
  nPre: number,
  nPost: number,
  samePopulation: boolean,
  stream: number,
  seed: number,
): Pairs {
  const noSelf = samePopulation && rule !== undefined && "autapses" in rule && rule.autapses === false;
  const key = keyOf(seed);
  const buffer = new Uint32Array(4);
  const words = (element: number) => {
    let used = 4;
    let block = 0;
    return () => {
      if (used === 4) {
        drawWords(key, block++, element, stream, 0, buffer);
        used = 0;
      }
      return buffer[used++] as number;
    };
  };
  const draws = (total: number) => drawsOf(seed, total);
  const setting: Setting = { nPre, nPost, noSelf, words, stream, draws };
  if (!rule) return allToAll(setting);
  switch (rule.rule) {
    case "all-to-all":
      return allToAll(setting);
    case "one-to-one":
      return oneToOne(setting);
    case "probability":
      return withProbability(setting, rule.p);
    case "in-degree":
      return transpose(rowsOf({ ...setting, nPre: nPost, nPost: nPre }, rule.k, rule.multapses !== false), nPost, nPre);
    case "out-degree":
      return sortRows(rowsOf(setting, rule.k, rule.multapses !== false), nPre);
    case "total":
      return withTotal(setting, rule.k, rule.multapses !== false);
    case "pairs":
      return givenPairs(setting, rule.pairs);
  }
}

/** How many pairs a rule makes (the mean, for a probability), known before anything is allocated. */
export function estimatePairs(rule: Connect | undefined, nPre: number, nPost: number, samePopulation = false): number {
  const noSelf = samePopulation && rule !== undefined && "autapses" in rule && rule.autapses === false;
  const all = nPre * (noSelf ? nPost - 1 : nPost);
  const most = (k: number, multapses: boolean | undefined, candidates: number) =>
    candidates > 0 ? (multapses === false ? Math.min(k, candidates) : k) : 0;
  if (!rule) return all;
  switch (rule.rule) {
    case "all-to-all":
      return all;
    case "one-to-one":
      return Math.min(nPre, nPost);
    case "probability":
      return Math.min(1, Math.max(0, rule.p)) * all;
    case "in-degree":
      return nPost * most(rule.k, rule.multapses, noSelf ? nPre - 1 : nPre);
    case "out-degree":
      return nPre * most(rule.k, rule.multapses, noSelf ? nPost - 1 : nPost);
    case "total":
      return most(rule.k, rule.multapses, all);
    case "pairs":
      return rule.pairs.length;
  }
}

/** Cell that candidate `c` of row `self` stands for. */
const candidate = (c: number, self: number, noSelf: boolean): number => (noSelf && c >= self ? c + 1 : c);

/** A whole number below n from one word; off from uniform by less than n / 2^32. */
const below = (n: number, word: number): number => Math.floor((word * n) / 4294967296);

function allToAll({ nPre, nPost, noSelf }: Setting): Pairs {
  const width = noSelf ? nPost - 1 : nPost;
  const offsets = Uint32Array.from({ length: nPre + 1 }, (_, i) => i * width);
  const targets = indices(nPost, nPre * width);
  let at = 0;
  for (let i = 0; i < nPre; i++) {
    for (let j = 0; j < nPost; j++) if (!(noSelf && i === j)) targets[at++] = j;
  }
  return { offsets, targets };
}

function oneToOne({ nPre, nPost }: Setting): Pairs {
  const n = Math.min(nPre, nPost);
  return {
    offsets: Uint32Array.from({ length: nPre + 1 }, (_, i) => Math.min(i, n)),
    targets: indices(nPost, n).map((_, i) => i),
  };
}

/**
 * Each candidate with chance p, by jumping from one success to the next: the number of failures between is geometric, so
 * the work is in the pairs made and not in the candidates passed over.
 */
function withProbability(setting: Setting, p: number): Pairs {
  const { nPre, nPost, noSelf, stream, draws } = setting;
  if (p >= 1) return allToAll(setting);
  const width = noSelf ? nPost - 1 : nPost;
  const offsets = new Uint32Array(nPre + 1);
  if (!(p > 0)) return { offsets, targets: indices(nPost, 0) };
  const expected = nPre * width * p;
  let targets = indices(nPost, Math.ceil(expected + 6 * Math.sqrt(expected) + 16));
  // log(1 - p) is -p to rounding for small p, where 1 - p has lost its digits.
  const perFailure = p < 1e-9 ? -1 / p : 1 / log(1 - p);
  const drawn = draws(expected + nPre);
  // As many gaps at a time as a row is likely to need.
  const some = Math.min(atOnce, 2 * Math.ceil((width * p + 3 * Math.sqrt(width * p) + 2) / 2));
  let at = 0;
  for (let i = 0; i < nPre; i++) {
    let c = -1;
    for (let first = 0; c < width; first += some) {
      const gaps = drawn.gaps(first, some, i, stream, perFailure);
      for (let k = 0; k < some; k++) {
        c += gaps[k] as number;
        if (!(c < width)) break;
        if (at === targets.length) targets = grown(targets, nPost);
        targets[at++] = candidate(c, i, noSelf);
      }
      if (Number.isNaN(c)) break;
    }
    offsets[i + 1] = at;
  }
  return { offsets, targets: targets.slice(0, at) };
}

function grown(array: Indices, below: number): Indices {
  const larger = indices(below, array.length * 2);
  larger.set(array);
  return larger;
}

/** Partners of each row cell, in the order drawn; every row has the same length k. */
function rowsOf({ nPre: nRows, nPost: n, noSelf, words }: Setting, asked: number, multapses: boolean): Indices {
  const width = noSelf ? n - 1 : n;
  const k = width > 0 ? (multapses ? asked : Math.min(asked, width)) : 0;
  const partners = indices(n, nRows * k);
  // Row r has drawn candidate c when mark[c] is r + 1. Above half of all candidates, those left out are drawn instead.
  const mark = multapses ? undefined : new Uint32Array(width);
  const invert = !multapses && 2 * k > width;
  let at = 0;
  for (let row = 0; row < nRows; row++) {
    const next = words(row);
    if (!mark) {
      for (let q = 0; q < k; q++) partners[at++] = candidate(below(width, next()), row, noSelf);
      continue;
    }
    for (let drawn = invert ? width - k : k; drawn > 0; ) {
      const c = below(width, next());
      if (mark[c] === row + 1) continue;
      mark[c] = row + 1;
      drawn--;
      if (!invert) partners[at++] = candidate(c, row, noSelf);
    }
    if (!invert) continue;
    for (let c = 0; c < width; c++) if (mark[c] !== row + 1) partners[at++] = candidate(c, row, noSelf);
  }
  return partners;
}

/** Rows of equal length, by presynaptic cell: only to be put in order. */
function sortRows(partners: Indices, nRows: number): Pairs {
  const k = nRows > 0 ? partners.length / nRows : 0;
  for (let row = 0; row < nRows; row++) partners.subarray(row * k, (row + 1) * k).sort();
  return { offsets: Uint32Array.from({ length: nRows + 1 }, (_, row) => row * k), targets: partners };
}

/** Rows of equal length, by postsynaptic cell, turned over by counting; going through them in order leaves rows sorted. */
function transpose(partners: Indices, nPost: number, nPre: number): Pairs {
  const k = nPost > 0 ? partners.length / nPost : 0;
  const offsets = new Uint32Array(nPre + 1);
  for (const i of partners) offsets[i + 1] = (offsets[i + 1] as number) + 1;
  for (let i = 0; i < nPre; i++) offsets[i + 1] = (offsets[i + 1] as number) + (offsets[i] as number);
  const free = offsets.slice();
  const targets = indices(nPost, partners.length);
  for (let j = 0, at = 0; j < nPost; j++) {
    for (let q = 0; q < k; q++) {
      const i = partners[at++] as number;
      const slot = free[i] as number;
      free[i] = slot + 1;
      targets[slot] = j;
    }
  }
  return { offsets, targets };
}

/** k draws from the numbered candidates of the whole matrix; sorted, their numbers are in the order of the rows. */
function withTotal({ nPre, nPost, noSelf, stream, draws }: Setting, asked: number, multapses: boolean): Pairs {
  const width = noSelf ? nPost - 1 : nPost;
  const all = nPre * width;
  const k = all > 0 ? (multapses ? asked : Math.min(asked, all)) : 0;
  let used = 0;
  const drawn = (count: number): Float64Array => {
    const numbers = new Float64Array(count);
    for (let at = 0; at < count; ) {
      // Two numbers come from one step: the second may be left of those before.
      const odd = used % 2;
      const some = Math.min(atOnce - 1, count - at);
      const series = draws(count).series(used - odd, some + odd, 0, stream);
      for (let q = 0; q < some; q++) numbers[at++] = Math.floor((series[q + odd] as number) * all);
      used += some;
    }
    return numbers;
  };
  const ascending = (numbers: Float64Array) => ascendingOf(numbers, width, nPre);
  let numbers: Float64Array;
  if (multapses) numbers = ascending(drawn(k));
  else if (2 * k > all) numbers = without(distinct(all - k, drawn, ascending), all);
  else numbers = distinct(k, drawn, ascending);
  const offsets = new Uint32Array(nPre + 1);
  const targets = indices(nPost, k);
  for (let at = 0; at < k; at++) {
    const number = numbers[at] as number;
    const i = Math.floor(number / width);
    targets[at] = candidate(number - i * width, i, noSelf);
    offsets[i + 1] = at + 1;
  }
  for (let i = 0; i < nPre; i++) offsets[i + 1] = Math.max(offsets[i + 1] as number, offsets[i] as number);
  return { offsets, targets };
}

/** Numbers of candidates, ascending: counted into columns, then into rows, which beats comparing where there are many. */
function ascendingOf(numbers: Float64Array, width: number, nRows: number): Float64Array {
  const count = numbers.length;
  if (count < width + nRows) return numbers.sort();
  const columns = new Uint32Array(width);
  const rows = new Uint32Array(nRows);
  for (let k = 0; k < count; k++) {
    const number = numbers[k] as number;
    const row = Math.floor(number / width);
    rows[row]! += 1;
    columns[number - row * width]! += 1;
  }
  startsOf(columns);
  startsOf(rows);
  const byColumn = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const number = numbers[k] as number;
    byColumn[columns[number - Math.floor(number / width) * width]!++] = number;
  }
  for (let k = 0; k < count; k++) {
    const number = byColumn[k] as number;
    numbers[rows[Math.floor(number / width)]!++] = number;
  }
  return numbers;
}

/** From how many of each to where the first of them goes. */
function startsOf(counts: Uint32Array): void {
  for (let k = 0, before = 0; k < counts.length; k++) {
    const count = counts[k] as number;
    counts[k] = before;
    before += count;
  }
}

/** The first k distinct numbers of an endless draw, ascending: never more are drawn than are missing. */
function distinct(
  k: number,
  drawn: (count: number) => Float64Array,
  ascending: (numbers: Float64Array) => Float64Array,
): Float64Array {
  const kept = new Float64Array(k);
  let count = 0;
  while (count < k) {
    kept.set(drawn(k - count), count);
    ascending(kept);
    count = 0;
    for (let at = 0; at < k; at++) {
      if (count === 0 || kept[at] !== kept[count - 1]) kept[count++] = kept[at] as number;
    }
  }
  return kept;
}

/** 0 to all - 1 without the numbers of an ascending list. */
function without(left: Float64Array, all: number): Float64Array {
  const kept = new Float64Array(all - left.length);
  for (let number = 0, at = 0, skipped = 0; number < all; number++) {
    if (left[skipped] === number) skipped++;
    else kept[at++] = number;
  }
  return kept;
}

function givenPairs({ nPre, nPost }: Setting, pairs: readonly (readonly number[])[]): Pairs {
  const cell = (pair: number, end: 0 | 1) => (pairs[pair] as readonly number[])[end] as number;
  const isCell = (value: number, n: number) => Number.isInteger(value) && value >= 0 && value < n;
  const order = Uint32Array.from(
    [...pairs.keys()]
      .filter((pair) => isCell(cell(pair, 0), nPre) && isCell(cell(pair, 1), nPost))
      .sort((a, b) => cell(a, 0) - cell(b, 0) || cell(a, 1) - cell(b, 1)),
  );
  const offsets = new Uint32Array(nPre + 1);
  for (const [at, pair] of order.entries()) offsets[cell(pair, 0) + 1] = at + 1;
  for (let i = 0; i < nPre; i++) offsets[i + 1] = Math.max(offsets[i + 1] as number, offsets[i] as number);
  return { offsets, targets: order.map((pair) => cell(pair, 1)), order };
}
