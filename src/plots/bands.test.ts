import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandGap, nearestSpike, placeBands, tickTop } from "./bands.ts";

describe("bands of the raster", () => {
  it("share the height by cells", () => {
    const [e, i] = placeBands(
      [
        { first: 0, n: 60 },
        { first: 60, n: 40 },
      ],
      106,
    );
    expect(e?.height).toBeCloseTo(60);
    expect(i?.height).toBeCloseTo(40);
    expect(i?.top).toBeCloseTo(66);
  });
  it("never give a minority of two less than 30 %", () => {
    const [e, i] = placeBands(
      [
        { first: 0, n: 1000 },
        { first: 1000, n: 1 },
      ],
      106,
    );
    expect(i?.height).toBeCloseTo(30);
    expect(e?.height).toBeCloseTo(70);
  });
  it("fill the height exactly, whoever is raised", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100000 }), { minLength: 1, maxLength: 9 }), (sizes) => {
        const places = placeBands(
          sizes.map((n) => ({ first: 0, n })),
          300,
        );
        const used = places.reduce((sum, place) => sum + place.height, 0) + bandGap * (sizes.length - 1);
        const least = Math.min(...places.map((place) => place.height));
        expect(used).toBeCloseTo(300, 6);
        if (sizes.length > 1) expect(least).toBeGreaterThan((0.6 / sizes.length) * 200 - 1);
      }),
    );
  });
  it("keep every tick inside its band and at least 2.4 px tall", () => {
    for (const n of [1, 3, 20, 80, 5000]) {
      const [place] = placeBands([{ first: 0, n }], 80);
      if (!place) throw new Error("no place");
      expect(place.tick).toBeGreaterThanOrEqual(2.4);
      expect(tickTop(place, 0)).toBeGreaterThanOrEqual(0);
      expect(tickTop(place, n - 1) + place.tick).toBeLessThanOrEqual(80 + 1e-9);
    }
  });
});

describe("the spike under the pointer", () => {
  const bands = [
    { first: 0, n: 10 },
    { first: 10, n: 5 },
  ];
  const places = placeBands(bands, 156);
  const spikes = { count: 3, times: Float64Array.from([10, 50, 52, 99]), cells: Uint32Array.from([2, 2, 12, 2]) };
  const view = { fromMs: 0, toMs: 100, follow: false };
  it("is named by band, cell of the band and time", () => {
    const place = places[1] as (typeof places)[number];
    const y = tickTop(place, 2) + place.tick / 2;
    expect(nearestSpike(spikes, bands, places, view, 1000, 521, y)).toMatchObject({ band: 1, cell: 2, timeMs: 52 });
  });
  it("is not found far away, nor beyond the valid entries", () => {
    expect(nearestSpike(spikes, bands, places, view, 1000, 300, 40)).toBeUndefined();
    expect(nearestSpike(spikes, bands, places, view, 1000, 990, 40, 200)).toBeUndefined();
  });
});
