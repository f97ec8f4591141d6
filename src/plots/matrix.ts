/**
 * The picture of W: a row for each sending cell, a column for each receiving one. One hue; opacity says how strong, from
 * 18 % for the weakest pair to 100 %. Larger than its pixels, it is averaged block by block.
 */
import { pack } from "./palette.ts";

export interface Pairs {
  nPre: number;
  nPost: number;
  pre: Uint32Array;
  post: Uint32Array;
  weight: Float64Array;
}

export const weakestOpacity = 0.18;

/**
 * Mean |w| of each block of the matrix, over its pairs; 0 where no pair falls.
 *
 * @param rows, columns size of the picture; at most nPre by nPost
 * @returns Float64Array(rows * columns), row-major, and the largest entry
 */
export function blockMeans(pairs: Pairs, rows: number, columns: number): { means: Float64Array; largest: number } {
  const { nPre, nPost, pre, post, weight } = pairs;
  const means = new Float64Array(rows * columns);
  const counts = new Uint32Array(rows * columns);
  for (let k = 0; k < pre.length; k++) {
    const row = Math.floor(((pre[k] as number) * rows) / nPre);
    const column = Math.floor(((post[k] as number) * columns) / nPost);
    const at = row * columns + column;
    means[at] = (means[at] as number) + Math.abs(weight[k] as number);
    counts[at] = (counts[at] as number) + 1;
  }
  let largest = 0;
  for (let at = 0; at < means.length; at++) {
    const count = counts[at] as number;
    if (count === 0) continue;
    // A pair of weight 0 is still a pair: it keeps the faintest ink.
    const mean = Math.max(Number.MIN_VALUE, (means[at] as number) / count);
    means[at] = mean;
    if (mean > largest) largest = mean;
  }
  return { means, largest };
}

/**
 * Draws W into a canvas at its present size on screen (its CSS size, or its attributes when it is not in the page).
 *
 * @param color CSS colour of the sending population
 */
export function drawMatrix(canvas: HTMLCanvasElement, pairs: Pairs, color: string): void {
  const ratio = globalThis.devicePixelRatio || 1;
  const width = Math.max(1, Math.round((canvas.clientWidth || canvas.width) * ratio));
  const height = Math.max(1, Math.round((canvas.clientHeight || canvas.height) * ratio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, width, height);
  if (pairs.nPre === 0 || pairs.nPost === 0) return;

  const rows = Math.min(pairs.nPre, height);
  const columns = Math.min(pairs.nPost, width);
  const { means, largest } = blockMeans(pairs, rows, columns);
  const shades = Uint32Array.from({ length: 256 }, (_, k) =>
    pack(color, weakestOpacity + (1 - weakestOpacity) * (k / 255)),
  );
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++) {
      const mean = means[row + Math.floor((x * columns) / width)] as number;
      if (mean > 0) pixels[y * width + x] = shades[Math.round((255 * mean) / largest)] as number;
    }
  }
  context.putImageData(image, 0, 0);
}

/** The pair under a point of the picture (fractions from 0 to 1): cells and weight, or undefined where there is none. */
export function pairAt(
  pairs: Pairs,
  xShare: number,
  yShare: number,
): { pre: number; post: number; weight: number | undefined } {
  const pre = Math.min(pairs.nPre - 1, Math.max(0, Math.floor(yShare * pairs.nPre)));
  const post = Math.min(pairs.nPost - 1, Math.max(0, Math.floor(xShare * pairs.nPost)));
  for (let k = 0; k < pairs.pre.length; k++)
    if (pairs.pre[k] === pre && pairs.post[k] === post) return { pre, post, weight: pairs.weight[k] };
  return { pre, post, weight: undefined };
}
