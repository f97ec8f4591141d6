/**
 * The picture of W: a row for each sending cell, a column for each receiving one. Opacity says how strong, from 18 % for the weakest
 * pair to 100 %. Weights of one sign have one hue, that of the sending population; of both signs, one hue each, and grey where a block
 * holds as much of one as of the other. Larger than its pixels, W is averaged block by block.
 */
import { scaleLinear } from "d3";
import { pack } from "./palette.ts";

export interface Pairs {
  nPre: number;
  nPost: number;
  pre: Uint32Array;
  post: Uint32Array;
  weight: Float64Array;
}

/** CSS colours of what is below 0, of a balance, and of what is above. */
export type Signed = readonly [below: string, even: string, above: string];

export const weakestOpacity = 0.18;

export interface Blocks {
  /** Mean |w| of each block, over its pairs; 0 where no pair falls. */
  means: Float64Array;
  /** Mean w over mean |w|: -1 where all weights are below 0, 1 where none is. */
  balances: Float64Array;
  /** Of the means. */
  largest: number;
}

/**
 * Blocks of the matrix, row by row.
 *
 * @param rows, columns size of the picture; at most nPre by nPost
 */
export function blockMeans(pairs: Pairs, rows: number, columns: number): Blocks {
  const { nPre, nPost, pre, post, weight } = pairs;
  const means = new Float64Array(rows * columns);
  const balances = new Float64Array(rows * columns);
  const counts = new Uint32Array(rows * columns);
  for (let k = 0; k < pre.length; k++) {
    const row = Math.floor(((pre[k] as number) * rows) / nPre);
    const column = Math.floor(((post[k] as number) * columns) / nPost);
    const at = row * columns + column;
    means[at] = (means[at] as number) + Math.abs(weight[k] as number);
    balances[at] = (balances[at] as number) + (weight[k] as number);
    counts[at] = (counts[at] as number) + 1;
  }
  let largest = 0;
  for (let at = 0; at < means.length; at++) {
    const count = counts[at] as number;
    if (count === 0) continue;
    balances[at] = means[at] === 0 ? 0 : (balances[at] as number) / (means[at] as number);
    // A pair of weight 0 is still a pair: it keeps the faintest ink.
    const mean = Math.max(Number.MIN_VALUE, (means[at] as number) / count);
    means[at] = mean;
    if (mean > largest) largest = mean;
  }
  return { means, balances, largest };
}

/** Whether there are weights below 0 and above it. */
export const isMixed = ({ weight }: Pick<Pairs, "weight">): boolean =>
  weight.some((w) => w < 0) && weight.some((w) => w > 0);

/** Hues between the two signs, grey in their middle. */
const steps = 16;

/**
 * Draws W into a canvas at its present size on screen (its CSS size, or its attributes when it is not in the page).
 *
 * @param inks CSS colours: of the sending population, or where weights have both signs of those below 0, of a balance and of those above
 * @returns the largest strength: what stands for full ink
 */
export function drawMatrix(canvas: HTMLCanvasElement, pairs: Pairs, inks: readonly [string] | Signed): number {
  const ratio = globalThis.devicePixelRatio || 1;
  const width = Math.max(1, Math.round((canvas.clientWidth || canvas.width) * ratio));
  const height = Math.max(1, Math.round((canvas.clientHeight || canvas.height) * ratio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return 0;
  context.clearRect(0, 0, width, height);
  if (pairs.nPre === 0 || pairs.nPost === 0) return 0;

  const rows = Math.min(pairs.nPre, height);
  const columns = Math.min(pairs.nPost, width);
  const { means, balances, largest } = blockMeans(pairs, rows, columns);
  const hue = inks.length === 1 ? undefined : scaleLinear([-1, 0, 1], inks);
  const shades = Array.from({ length: hue ? 2 * steps + 1 : 1 }, (_, step) => {
    const ink = hue ? hue(step / steps - 1) : inks[0];
    return Uint32Array.from({ length: 256 }, (_, k) => pack(ink, weakestOpacity + (1 - weakestOpacity) * (k / 255)));
  });
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++) {
      const at = row + Math.floor((x * columns) / width);
      const mean = means[at] as number;
      const ink = shades[hue ? Math.round(steps * ((balances[at] as number) + 1)) : 0];
      if (mean > 0) pixels[y * width + x] = ink?.[Math.round((255 * mean) / largest)] as number;
    }
  }
  context.putImageData(image, 0, 0);
  return largest;
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
