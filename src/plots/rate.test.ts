import { describe, expect, it } from "vitest";
import { cellsOver } from "./bands.ts";
import { createRateBins, createRateSteps, rateAt, rateSteps, stepPath } from "./rate.ts";

const bands = [
  { first: 0, n: 2 },
  { first: 2, n: 1 },
];
const spikesOf = (pairs: readonly (readonly [number, number])[]) => ({
  count: pairs.length,
  times: Float64Array.from(pairs, ([time]) => time),
  cells: Uint32Array.from(pairs, ([, cell]) => cell),
});

describe("bins", () => {
  it("count a population's spikes, and only the new ones on the next look", () => {
    const bins = createRateBins();
    bins.update(
      spikesOf([
        [1, 0],
        [2, 1],
        [12, 2],
      ]),
      bands,
    );
    bins.update(
      spikesOf([
        [1, 0],
        [2, 1],
        [12, 2],
        [25, 0],
      ]),
      bands,
    );
    expect([...bins.counts(0).subarray(0, 3)]).toEqual([2, 0, 1]);
    expect([...bins.counts(1).subarray(0, 3)]).toEqual([0, 1, 0]);
  });
  it("start again when the run was rewound and has gone on elsewhere", () => {
    const bins = createRateBins();
    bins.update(
      spikesOf([
        [1, 0],
        [2, 1],
        [12, 2],
      ]),
      bands,
    );
    bins.update(
      spikesOf([
        [1, 0],
        [14, 0],
        [15, 0],
        [16, 0],
      ]),
      bands,
    );
    expect([...bins.counts(0).subarray(0, 2)]).toEqual([1, 3]);
    expect([...bins.counts(1).subarray(0, 2)]).toEqual([0, 0]);
  });
  it("grow with the run", () => {
    const bins = createRateBins();
    bins.update(
      spikesOf([
        [1, 0],
        [100_000, 0],
      ]),
      bands,
    );
    expect(bins.length()).toBe(10_001);
    expect(bins.counts(0)[10_000]).toBe(1);
  });
});

describe("a population that had another size", () => {
  const view = { fromMs: 0, toMs: 60, follow: false };
  const past = { gone: 1e9, sizes: [{ untilMs: 30, n: 1 }] };

  it("keeps the rate it had, and has its own from then on", () => {
    // One cell with a spike in each bin, then five with one each: 100 Hz throughout.
    const counts = Uint32Array.from([1, 1, 1, 5, 5, 5]);
    const steps = rateSteps(counts, 6, 5, view, 600, 60, createRateSteps(), past);
    expect([...steps.rates.subarray(1, 5)]).toEqual([100, 100, 100, 100]);
  });
  it("counts the spikes of cells that are gone", () => {
    const bins = createRateBins();
    const spikes = spikesOf([
      [1, 1e9],
      [2, 0],
      [12, 1e9],
    ]);
    bins.update(spikes, bands, (band) => (band === 0 ? past : undefined));
    expect([...bins.counts(0).subarray(0, 2)]).toEqual([2, 1]);
  });
  it("has so many cells on average", () => {
    expect(cellsOver(5, undefined, 0, 10)).toBe(5);
    expect(cellsOver(5, past, 0, 30)).toBe(1);
    expect(cellsOver(5, past, 20, 40)).toBe(3);
    expect(cellsOver(5, past, 40, 50)).toBe(5);
    const twice = { gone: 1e9, sizes: [...past.sizes, { untilMs: 40, n: 11 }] };
    expect(cellsOver(5, twice, 20, 50)).toBeCloseTo((10 * 1 + 10 * 11 + 10 * 5) / 30, 12);
  });
});

describe("steps", () => {
  const view = { fromMs: 0, toMs: 50, follow: false };
  it("are spikes a second and cell: a constant rate stays itself under smoothing", () => {
    const steps = rateSteps(Uint32Array.from([2, 2, 2, 2, 2]), 5, 4, view, 500, 50, createRateSteps());
    expect([...steps.rates.subarray(1, 4)]).toEqual([50, 50, 50]);
    expect(rateAt(steps, 25)).toBe(50);
    expect(rateAt(steps, 51)).toBeNaN();
  });
  it("leave out the bin that is not complete", () => {
    const steps = rateSteps(Uint32Array.from([1, 1, 1]), 3, 1, view, 500, 27, createRateSteps());
    expect(steps.times[steps.count - 1]).toBe(20);
  });
  it("join bins that would be narrower than 2 px", () => {
    const wide = { fromMs: 0, toMs: 100_000, follow: false };
    const steps = rateSteps(new Uint32Array(10_000).fill(3), 10_000, 1, wide, 1000, 100_000, createRateSteps());
    expect(steps.times[1]).toBe(200);
    expect(steps.rates[1]).toBeCloseTo(300, 9);
  });
  it("become a path of right angles", () => {
    const steps = rateSteps(
      Uint32Array.from([5, 0]),
      2,
      1,
      { fromMs: 0, toMs: 20, follow: false },
      20,
      20,
      createRateSteps(),
    );
    expect(
      stepPath(
        steps,
        (t) => t,
        (r) => r,
      ),
    ).toMatch(/^M0,[\d.]+L10,[\d.]+L10,[\d.]+L20,/);
  });
});
