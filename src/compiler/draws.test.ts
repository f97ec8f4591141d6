import { describe, expect, test } from "vitest";
import { drawWords, keyOf, log, normalOf, uniform } from "../random/index.ts";
import { atOnce, drawsOf } from "./draws.ts";

const words = new Uint32Array(4);
const at = (seed: number, step: number, element: number, stream: number) => {
  drawWords(keyOf(seed), step, element, stream, 0, words);
  return words;
};
const range = (count: number) => Array.from({ length: count }, (_, k) => k);
const stream = 0x9abcdef0;

describe.each([
  [1, 0],
  [1, 1e6],
  [2 ** 40 + 7, 1e6],
])("numbers of seed %d, %d of them in all, are those drawn one by one", (seed, total) => {
  const draws = drawsOf(seed, total);
  const seriesOf = (k: number) => {
    const [a, b, c, d] = at(seed, Math.floor(k / 2), 5, stream);
    return k % 2 === 0 ? uniform(a!, b!) : uniform(c!, d!);
  };

  test.each([0, 1, 2, 15, 16, 17, 1001])("%d of them", (count) => {
    expect([...draws.uniforms(7, count, stream)]).toEqual(
      range(count).map((k) => {
        const [a, b] = at(seed, 0, 7 + k, stream);
        return uniform(a!, b!);
      }),
    );
    expect([...draws.normals(3, count, stream)]).toEqual(range(count).map((k) => normalOf(at(seed, 0, 3 + k, stream))));
    expect([...draws.series(10, count, 5, stream)]).toEqual(range(count).map((k) => seriesOf(10 + k)));
    expect([...draws.gaps(0, count, 5, stream, 1 / log(0.99))]).toEqual(
      range(count).map((k) => 1 + Math.floor(log(1 - seriesOf(k)) * (1 / log(0.99)))),
    );
  });

  test("as many as there is room for", () => {
    const all = draws.normals(0, atOnce, stream).slice();
    for (const k of [0, 1, atOnce - 2, atOnce - 1]) expect(all[k]).toBe(normalOf(at(seed, 0, k, stream)));
    const series = draws.series(0, atOnce, 5, stream);
    for (const k of [0, 1, atOnce - 2, atOnce - 1]) expect(series[k]).toBe(seriesOf(k));
  });
});
