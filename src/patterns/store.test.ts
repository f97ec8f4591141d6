/** The weights that store patterns, against what Hopfield, Personnaz and Parisi say of them. */
import { expect, test } from "vitest";
import { type StorageRule, storageRules, store } from "./index.ts";

/** Rows of +1 and -1, drawn by a small generator of its own so that the test needs nothing else. */
function patterns(m: number, n: number): Float64Array {
  let word = 12345;
  return Float64Array.from({ length: m * n }, () => {
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    return word >>> 31 ? 1 : -1;
  });
}

const field = (weights: Float64Array, state: Float64Array): Float64Array => {
  const n = state.length;
  return state.map((_, i) => state.reduce((sum, u, j) => sum + (weights[i * n + j] as number) * u, 0));
};

test("the lecture's rule is the mean of the outer products, its diagonal 1", () => {
  const rows = Float64Array.of(1, -1, 1, /**/ 1, 1, -1);
  const weights = store(rows, 3, { rule: "mean", diagonal: true });
  expect([...weights]).toEqual([1, 0, 0, 0, 1, -1, 0, -1, 1]);
});

test("Hopfield's rule divides by N and leaves the diagonal out", () => {
  const weights = store(Float64Array.of(1, -1), 2, { rule: "hebb", diagonal: false });
  expect([...weights]).toEqual([0, -0.5, -0.5, 0]);
});

test("the covariance rule gives nothing where all units agree always", () => {
  const weights = store(Float64Array.of(1, 1, 1, 1), 2, { rule: "covariance", diagonal: true });
  expect([...weights]).toEqual([0, 0, 0, 0]);
});

test("the pseudo-inverse makes every pattern its own field, far above the capacity of the outer product", () => {
  const n = 60;
  const rows = patterns(40, n);
  const weights = store(rows, n, { rule: "pseudo-inverse", diagonal: true });
  for (let k = 0; k < 40; k++) {
    const pattern = rows.slice(k * n, (k + 1) * n);
    const h = field(weights, pattern);
    for (let i = 0; i < n; i++) expect(h[i]).toBeCloseTo(pattern[i] as number, 9);
  }
});

test("a pattern given twice changes nothing in the pseudo-inverse", () => {
  const once = patterns(3, 20);
  const twice = Float64Array.from([...once, ...once.slice(0, 20)]);
  const storage = { rule: "pseudo-inverse", diagonal: true } as const;
  const [a, b] = [store(once, 20, storage), store(twice, 20, storage)];
  for (let i = 0; i < a.length; i++) expect(b[i]).toBeCloseTo(a[i] as number, 12);
});

test("a palimpsest keeps every weight within its bound", () => {
  const n = 30;
  const weights = store(patterns(100, n), n, { rule: "palimpsest", diagonal: false, bound: 0.4 });
  const bound = 0.4 / Math.sqrt(n);
  expect(weights.every((w) => Math.abs(w) <= bound)).toBe(true);
  expect(weights.some((w) => Math.abs(w) === bound)).toBe(true);
});

test.each(storageRules)(
  "%s gives symmetric weights, without a diagonal where none is asked for",
  (rule: StorageRule) => {
    const n = 67;
    const weights = store(patterns(9, n), n, { rule, diagonal: false });
    for (let i = 0; i < n; i++) {
      expect(weights[i * n + i]).toBe(0);
      for (let j = 0; j < n; j++) expect(weights[i * n + j]).toBe(weights[j * n + i]);
    }
  },
);

test("rows that are not whole are refused", () => {
  expect(() => store(new Float64Array(5), 2, { rule: "hebb", diagonal: false })).toThrow("5 entries");
});
