/** The memory as the textbooks have it: what is stored comes back, energy falls, damage is borne, overload forgets. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { brushed, corrupt, deleted, deletedPairs, flipped, partial, store, stroke } from "../../patterns/index.ts";
import { createDice } from "../../random/index.ts";
import {
  alphaCritical,
  type CapacityPoint,
  capacityCurve,
  energy,
  forgetting,
  isFixed,
  lookUp,
  meaningOf,
  overlap,
  overlaps,
  recall,
  restingStates,
  rowOf,
} from "../index.ts";

function drawn(m: number, n: number, seed: number): Float64Array {
  const dice = createDice(seed, "test");
  return Float64Array.from({ length: m * n }, () => dice.sign());
}

function finish<P, T>(work: Generator<P, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const hebb = { rule: "hebb", diagonal: false } as const;

test("a single pattern is recalled from any cue that is nearer to it than to its inverse", () => {
  const n = 50;
  fc.assert(
    fc.property(fc.nat(1000), fc.double({ min: 0, max: 0.45, noNaN: true }), (seed, noise) => {
      const pattern = drawn(1, n, seed);
      const { state, end } = recall(store(pattern, n, hebb), flipped(pattern, noise, seed), { update: "random", seed });
      expect(end).toBe("settled");
      expect(state).toEqual(pattern);
    }),
  );
});

test("one after another, the energy never rises, from any start and with any patterns", () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 1, max: 30 }), (seed, m) => {
      const n = 40;
      const weights = store(drawn(m, n, seed), n, hebb);
      const { energies, state } = recall(weights, drawn(1, n, seed + 1), { update: "random", seed });
      for (let k = 1; k < energies.length; k++) {
        expect(energies[k] as number).toBeLessThanOrEqual((energies[k - 1] as number) + 1e-9);
      }
      expect(energies.at(-1)).toBeCloseTo(energy(weights, state), 9);
    }),
  );
});

test("frames tell the way there: the start first, the end last, as many as are asked for", () => {
  const n = 100;
  const patterns = drawn(3, n, 5);
  const weights = store(patterns, n, hebb);
  const start = flipped(rowOf(patterns, 0, n), 0.3, 1);
  const { frames, state } = recall(weights, start, { update: "sequential", framesPerSweep: 10 });
  expect(frames[0]?.state).toEqual(start);
  expect(frames[1]?.round).toBeCloseTo(0.1, 12);
  expect(frames.at(-1)?.state).toEqual(state);
});

test("the lecture's corrupt keeps about half, and weakens what it turns", () => {
  const pattern = drawn(1, 4000, 3);
  const cue = corrupt(pattern, 9);
  const kept = cue.filter((x, k) => x === pattern[k]).length / 4000;
  expect(kept).toBeGreaterThan(0.45);
  expect(kept).toBeLessThan(0.55);
  expect(cue.every((x, k) => x === pattern[k] || (Math.abs(x) < 1 && x * (pattern[k] as number) <= 0))).toBe(true);
  expect(corrupt(pattern, 9)).toEqual(cue);
  expect(corrupt(pattern, 10)).not.toEqual(cue);
});

test("noise turns exactly the share asked for, and a partial cue hides the rest", () => {
  const pattern = drawn(1, 200, 3);
  expect(overlap(flipped(pattern, 0.25, 1), pattern)).toBe(0.5);
  expect([...partial(pattern, 0.5)].filter((x) => x === 0)).toHaveLength(100);
  expect(overlap(partial(pattern, 0.5), pattern)).toBe(0.5);
});

test("the lecture's experiment: ten patterns of 784 come back from corrupted cues, after a stroke too", () => {
  const n = 784;
  const patterns = drawn(10, n, 1);
  const weights = store(patterns, n, { rule: "mean", diagonal: true });
  for (const each of [weights, stroke(weights, 0.5, 4)]) {
    for (let k = 0; k < 10; k++) {
      const { state } = recall(each, corrupt(rowOf(patterns, k, n), k), { update: "synchronous", atZero: "zero" });
      expect(lookUp(patterns, state)).toBe(k);
    }
  }
});

test("deleting pairs keeps W symmetric; deleting single weights does not", () => {
  const n = 40;
  const weights = store(drawn(3, n, 2), n, { rule: "mean", diagonal: true });
  const symmetric = (w: Float64Array): boolean => w.every((x, k) => x === w[(k % n) * n + Math.floor(k / n)]);
  const share = (w: Float64Array): number => w.filter((x) => x === 0).length / w.length;
  expect(symmetric(deletedPairs(weights, n, 0.3, 1))).toBe(true);
  expect(symmetric(deleted(weights, 0.3, 1))).toBe(false);
  expect(share(deleted(weights, 0.3, 1))).toBeCloseTo(0.3, 1);
  expect(deleted(weights, 0, 1)).toEqual(weights);
  expect(deleted(weights, 1, 1).every((x) => x === 0)).toBe(true);
});

test("units under the brush hear nothing and are not heard", () => {
  const weights = store(drawn(2, 6, 2), 6, { rule: "mean", diagonal: true });
  const left = brushed(weights, Uint8Array.of(0, 1, 0, 0, 0, 0));
  for (let k = 0; k < 6; k++) expect([left[6 + k], left[6 * k + 1]]).toEqual([0, 0]);
  expect(left[2]).toBe(weights[2]);
});

test("a state is named: stored, inverse, mixture of three with signs, mixture of two, unknown", () => {
  const n = 300;
  const patterns = drawn(6, n, 8);
  const row = (k: number) => rowOf(patterns, k, n);
  const mix = (of: (i: number) => number): Float64Array => Float64Array.from({ length: n }, (_, i) => of(i));
  const at = (k: number, i: number) => row(k)[i] as number;
  expect(meaningOf(patterns, row(2))).toEqual({ type: "stored", pattern: 2, exact: true });
  expect(meaningOf(patterns, flipped(row(2), 0.03, 1))).toEqual({ type: "stored", pattern: 2, exact: false });
  expect(
    meaningOf(
      patterns,
      row(4).map((x) => -x),
    ),
  ).toEqual({ type: "inverse", pattern: 4, exact: true });
  expect(
    meaningOf(
      patterns,
      mix((i) => Math.sign(at(0, i) + at(3, i) - at(5, i))),
    ),
  ).toEqual({
    type: "mixture",
    patterns: [0, 3, 5],
    signs: [1, 1, -1],
    exact: true,
  });
  const two = meaningOf(
    patterns,
    mix((i) => Math.sign(at(1, i) + at(2, i)) || (i % 2 ? 1 : -1)),
  );
  expect(two).toMatchObject({ type: "mixture", patterns: [1, 2], signs: [1, 1] });
  expect(meaningOf(patterns, drawn(1, n, 99))).toEqual({ type: "unknown" });
  expect(meaningOf(new Float64Array(0), row(0))).toEqual({ type: "unknown" });
});

test("where it rests: the patterns, their inverses, and what nobody stored, each a fixed point", () => {
  const n = 60;
  const patterns = drawn(3, n, 11);
  const weights = store(patterns, n, hebb);
  const found = finish(restingStates(weights, patterns, n, 60, 1));
  expect(found.reduce((sum, { times }) => sum + times, 0)).toBe(60);
  for (const { state } of found) expect(isFixed(weights, state)).toBe(true);
  expect(new Set(found.map(({ meaning }) => meaning.type)).size).toBeGreaterThan(1);
  expect(overlaps(patterns, found[0]?.state as Float64Array)).toHaveLength(3);
});

test("the memory holds below the critical load and breaks above it", () => {
  const points: readonly CapacityPoint[] = finish(capacityCurve({ n: 200, loads: [0.05, 0.4], networks: 6, seed: 1 }));
  expect(points.map(({ m }) => m)).toEqual([10, 80]);
  expect(points[0]?.mean).toBeGreaterThan(0.98);
  expect(points[1]?.mean).toBeLessThan(0.6);
  for (const { low, mean, high } of points) {
    expect(low).toBeLessThanOrEqual(mean);
    expect(mean).toBeLessThanOrEqual(high);
  }
  expect(alphaCritical).toBe(0.138);
});

test("the capacity curve is the same for the same seed and grows as it is measured", () => {
  const options = { n: 60, loads: [0.1, 0.3], networks: 3, seed: 7 };
  const work = capacityCurve(options);
  const first = work.next();
  expect(first.done).toBe(false);
  expect(first.value).toMatchObject({ share: 1 / 6, points: [{ load: 0.1, networks: 1 }] });
  expect(finish(capacityCurve(options))).toEqual(finish(capacityCurve(options)));
  expect(finish(capacityCurve(options))).not.toEqual(finish(capacityCurve({ ...options, seed: 8 })));
});

test("overload loses every pattern of the outer product; a palimpsest keeps the newest and loses the oldest", () => {
  const n = 200;
  const m = 120;
  const [outer, palimpsest] = finish(forgetting(n, m, 2, 3));
  const mean = (part: Float64Array): number => part.reduce((sum, x) => sum + x, 0) / part.length;
  expect(mean(outer?.overlaps.subarray(m - 5) as Float64Array)).toBeLessThan(0.7);
  expect(mean(palimpsest?.overlaps.subarray(m - 5) as Float64Array)).toBeGreaterThan(0.9);
  expect(mean(palimpsest?.overlaps.subarray(0, 40) as Float64Array)).toBeLessThan(0.6);
});
