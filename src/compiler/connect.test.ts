import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Connect } from "../graph/index.ts";
import { connect, estimatePairs, type Pairs } from "./connect.ts";

const rows = ({ offsets, targets }: Pairs) =>
  Array.from({ length: offsets.length - 1 }, (_, i) => [...targets.subarray(offsets[i], offsets[i + 1])]);
const inDegrees = (pairs: Pairs, nPost: number) => {
  const degrees = new Array<number>(nPost).fill(0);
  for (const j of pairs.targets) degrees[j] = (degrees[j] as number) + 1;
  return degrees;
};

const anyRule: fc.Arbitrary<Connect> = fc.oneof(
  fc.record({ rule: fc.constant("all-to-all" as const), autapses: fc.boolean() }),
  fc.record({ rule: fc.constant("one-to-one" as const) }),
  fc.record({
    rule: fc.constant("probability" as const),
    p: fc.double({ min: 0, max: 1, noNaN: true }),
    autapses: fc.boolean(),
  }),
  fc.record({
    rule: fc.constantFrom("in-degree" as const, "out-degree" as const, "total" as const),
    k: fc.integer({ min: 0, max: 40 }),
    autapses: fc.boolean(),
    multapses: fc.boolean(),
  }),
);

test("whatever the rule: rows are ascending, cells exist, what is forbidden is absent, and the same seed gives the same pairs", () => {
  fc.assert(
    fc.property(
      anyRule,
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 30 }),
      fc.nat(),
      (rule, nPre, other, seed) => {
        for (const same of [true, false]) {
          const nPost = same ? nPre : other;
          const pairs = connect(rule, nPre, nPost, same, 7, seed);
          expect(pairs.offsets.length).toBe(nPre + 1);
          expect(pairs.offsets[nPre]).toBe(pairs.targets.length);
          for (const [i, row] of rows(pairs).entries()) {
            for (const [q, j] of row.entries()) {
              expect(j).toBeLessThan(nPost);
              if (q > 0) expect(j).toBeGreaterThanOrEqual(row[q - 1] as number);
            }
            if ("autapses" in rule && rule.autapses === false && same) expect(row).not.toContain(i);
            if (!("multapses" in rule && rule.multapses)) expect(new Set(row).size).toBe(row.length);
          }
          if (rule.rule !== "probability") expect(pairs.targets.length).toBe(estimatePairs(rule, nPre, nPost, same));
          expect(connect(rule, nPre, nPost, same, 7, seed)).toEqual(pairs);
        }
      },
    ),
    { numRuns: 200 },
  );
});

describe("exact rules", () => {
  test("no rule is all to all, the cell itself included", () => {
    expect(rows(connect(undefined, 2, 3, false, 0, 0))).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(rows(connect({ rule: "all-to-all", autapses: false }, 3, 3, true, 0, 0))).toEqual([
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
  });
  test("without autapses two different populations still meet at equal numbers", () => {
    expect(rows(connect({ rule: "all-to-all", autapses: false }, 2, 2, false, 0, 0))).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });
  test("one to one stops at the smaller population", () => {
    expect(rows(connect({ rule: "one-to-one" }, 3, 2, false, 0, 0))).toEqual([[0], [1], []]);
  });
  test("given pairs are sorted, keep their number for weights and delays, and lose those that name no cell", () => {
    const pairs = connect(
      {
        rule: "pairs",
        pairs: [
          [1, 2],
          [0, 1],
          [1, 0],
          [1, 2],
          [5, 0],
          [0, -1],
        ],
      },
      2,
      3,
      false,
      0,
      0,
    );
    expect(rows(pairs)).toEqual([[1], [0, 2, 2]]);
    expect([...(pairs.order as Uint32Array)]).toEqual([1, 2, 0, 3]);
  });
  test.each([1, 5, 60, 99])("in-degree %i: every cell receives exactly so many", (k) => {
    for (const multapses of [true, false]) {
      const pairs = connect({ rule: "in-degree", k, autapses: false, multapses }, 100, 100, true, 3, 1);
      expect(new Set(inDegrees(pairs, 100))).toEqual(new Set([k]));
    }
  });
  test("out-degree: every cell sends exactly so many", () => {
    const pairs = connect({ rule: "out-degree", k: 7, multapses: false }, 50, 20, false, 3, 1);
    expect(rows(pairs).every((row) => row.length === 7)).toBe(true);
  });
  test("total: exactly so many pairs, all different when they must be, even nearly all of them", () => {
    for (const k of [10, 200, 389, 390]) {
      const pairs = connect({ rule: "total", k, autapses: false, multapses: false }, 20, 20, true, 3, 1);
      expect(pairs.targets.length).toBe(Math.min(k, 380));
    }
  });
});

describe("drawn rules follow their distribution", () => {
  const n = 400;
  test.each([0.001, 0.02, 0.3, 0.9])("probability %f: number of pairs and spread of degrees are binomial", (p) => {
    const pairs = connect({ rule: "probability", p }, n, n, false, 11, 2026);
    const sd = Math.sqrt(n * n * p * (1 - p));
    expect(Math.abs(pairs.targets.length - n * n * p)).toBeLessThan(4 * sd);
    for (const degrees of [inDegrees(pairs, n), rows(pairs).map((row) => row.length)]) {
      const variance = degrees.reduce((sum, d) => sum + (d - n * p) ** 2, 0) / n;
      // The variance of n degrees scatters by about sqrt(2 / n), more for rare pairs, by their fourth moment.
      const expected = n * p * (1 - p);
      const scatter = Math.sqrt((2 + 1 / expected) / n);
      expect(Math.abs(variance / expected - 1)).toBeLessThan(4.5 * scatter);
    }
  });
  test("in-degree, total and probability favour no sender and no receiver (chi-square of the counts)", () => {
    const rules: Connect[] = [
      { rule: "in-degree", k: 50 },
      { rule: "in-degree", k: 50, multapses: false },
      { rule: "in-degree", k: 300, multapses: false },
      { rule: "total", k: 20000 },
      { rule: "probability", p: 0.125 },
    ];
    for (const rule of rules) {
      const pairs = connect(rule, n, n, true, 5, 99);
      const out = rows(pairs).map((row) => row.length);
      const mean = pairs.targets.length / n;
      const spread =
        rule.rule === "in-degree" && rule.multapses === false
          ? 1 - rule.k / n
          : rule.rule === "probability"
            ? 1 - 0.125
            : 1;
      const chi2 = out.reduce((sum, d) => sum + (d - mean) ** 2 / (mean * spread), 0);
      expect(Math.abs(chi2 - n) / Math.sqrt(2 * n)).toBeLessThan(4.5);
    }
  });
  test("another seed or another node gives other pairs; more cells leave the rows there were", () => {
    const rule: Connect = { rule: "probability", p: 0.1 };
    const pairs = connect(rule, 50, 50, false, 1, 1);
    expect(connect(rule, 50, 50, false, 1, 2).targets).not.toEqual(pairs.targets);
    expect(connect(rule, 50, 50, false, 2, 1).targets).not.toEqual(pairs.targets);
    expect(rows(connect(rule, 60, 50, false, 1, 1)).slice(0, 50)).toEqual(rows(pairs));
  });
});

test("the number of pairs is known beforehand", () => {
  expect(estimatePairs(undefined, 1000, 12500)).toBe(12_500_000);
  expect(estimatePairs({ rule: "probability", p: 0.1 }, 1e6, 1e6)).toBe(1e11);
  expect(estimatePairs({ rule: "in-degree", k: 100, multapses: false }, 10, 5)).toBe(50);
  expect(estimatePairs({ rule: "pairs", pairs: [[0, 0]] }, 10, 5)).toBe(1);
});
