import { describe, expect, it } from "vitest";
import { type InkedBand, placeBands, type Spikes } from "./bands.ts";
import { createRaster, faintest } from "./raster.ts";

/** A context that keeps the image it is given: all the raster needs of a canvas. */
function canvas() {
  let kept: ImageData | undefined;
  const context = {
    createImageData: (width: number, height: number) => ({
      width,
      height,
      data: new Uint8ClampedArray(4 * width * height),
    }),
    putImageData: (image: ImageData) => {
      kept = image;
    },
  } as unknown as CanvasRenderingContext2D;
  const alphas = (): number[] =>
    Array.from({ length: (kept?.data.length ?? 0) / 4 }, (_, k) => kept?.data[4 * k + 3] ?? 0);
  return { context, alphas, image: () => kept as ImageData };
}

const bands: InkedBand[] = [{ first: 0, n: 10, color: "#1a4a8a" }];
const frameOf = (spikes: Spikes, more = {}) => ({
  spikes,
  bands,
  places: placeBands(bands, 50),
  view: { fromMs: 0, toMs: 100, follow: false },
  width: 200,
  height: 50,
  ratio: 1,
  ...more,
});
const spikesOf = (times: readonly number[], cell: (k: number) => number): Spikes => ({
  count: times.length,
  times: Float64Array.from(times),
  cells: Uint32Array.from(times, (_, k) => cell(k)),
});

describe("a sparse raster", () => {
  it("has one tick a spike, at its time and in its row, 1.6 px wide", () => {
    const { context, image } = canvas();
    createRaster()(context, frameOf(spikesOf([25], () => 4)));
    const { data, width } = image();
    const row = 22;
    const pixel = (x: number) => [...data.subarray(4 * (row * width + x), 4 * (row * width + x) + 4)];
    expect(pixel(50)).toEqual([0x1a, 0x4a, 0x8a, 255]);
    expect(pixel(51)).toEqual([0x1a, 0x4a, 0x8a, 153]);
    expect(pixel(49)[3]).toBe(0);
    expect(pixel(52)[3]).toBe(0);
  });
  it("shows nothing of cells that belong to no band, however many spikes they send", () => {
    const { context, alphas } = canvas();
    const times = Array.from({ length: 20000 }, (_, k) => k / 200);
    const report = createRaster()(context, frameOf(spikesOf(times, (k) => (k % 4000 === 0 ? 3 : 500))));
    expect(report.dense).toBe(false);
    expect(alphas().filter((alpha) => alpha === 255).length).toBeGreaterThan(0);
  });
  it("draws again from nothing: what left the view is gone", () => {
    const { context, alphas } = canvas();
    const draw = createRaster();
    const spikes = spikesOf([25], () => 4);
    draw(context, frameOf(spikes));
    draw(context, frameOf(spikes, { view: { fromMs: 50, toMs: 150, follow: false } }));
    expect(alphas().every((alpha) => alpha === 0)).toBe(true);
  });
});

describe("a dense raster", () => {
  it("says by alpha how many spikes a pixel holds, from 35 % up", () => {
    const { context, alphas } = canvas();
    // Cell 0 fires ten times as much as the others.
    const times = Array.from({ length: 40000 }, (_, k) => k / 400);
    const report = createRaster()(context, frameOf(spikesOf(times, (k) => (k % 20 < 10 ? 0 : 1 + (k % 9)))));
    const shades = alphas().filter((alpha) => alpha > 0);
    expect(report.dense).toBe(true);
    expect(Math.min(...shades)).toBeGreaterThanOrEqual(Math.floor(255 * faintest));
    expect(Math.max(...shades)).toBe(255);
  });
  it("reads the same spikes as it grows, fewer of them the more there are", () => {
    const { context } = canvas();
    const many = 1_200_000;
    const times = Float64Array.from({ length: many }, (_, k) => (k * 100) / many);
    const report = createRaster()(context, frameOf({ count: many, times, cells: new Uint32Array(many) }));
    expect(report.stride).toBe(4);
    expect(report.inView).toBe(many);
  });
});
