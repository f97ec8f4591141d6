/** Digits as a pen would write them: strokes along a skeleton, turned, stretched, shifted and of a thickness drawn for each. */
import type { Dice } from "../random/index.ts";

/** Points on a side, where nothing else is said. */
export const digitSize = 28;

type Point = readonly [number, number];
type Stroke = readonly Point[];

/** Part of an ellipse, in turns from the right, clockwise on the screen. */
const arc = (x: number, y: number, rx: number, ry: number, from: number, to: number): Stroke =>
  Array.from({ length: 13 }, (_, k) => {
    const angle = 2 * Math.PI * (from + ((to - from) * k) / 12);
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });

/** Skeletons in a square from -1 to 1, y downwards. */
const skeletons: readonly (readonly Stroke[])[] = [
  [arc(0, 0, 0.5, 0.8, 0, 1)],
  [
    [
      [-0.3, -0.5],
      [0.05, -0.8],
      [0.05, 0.8],
    ],
  ],
  [[...arc(0, -0.4, 0.45, 0.4, -0.5, 0.1), [-0.5, 0.8], [0.5, 0.8]]],
  [[...arc(0, -0.4, 0.42, 0.4, -0.42, 0.25), ...arc(0, 0.4, 0.48, 0.4, -0.25, 0.42)]],
  [
    [
      [0.15, -0.8],
      [-0.5, 0.25],
      [0.5, 0.25],
    ],
    [
      [0.25, -0.2],
      [0.25, 0.8],
    ],
  ],
  [[[0.45, -0.8], [-0.4, -0.8], [-0.42, -0.1], ...arc(0, 0.3, 0.48, 0.5, -0.3, 0.4)]],
  [
    [
      [0.35, -0.8],
      [-0.2, -0.3],
      [-0.45, 0.35],
    ],
    arc(0, 0.35, 0.45, 0.45, 0, 1),
  ],
  [
    [
      [-0.5, -0.8],
      [0.5, -0.8],
      [-0.1, 0.8],
    ],
  ],
  [arc(0, -0.4, 0.38, 0.38, 0, 1), arc(0, 0.4, 0.46, 0.4, 0, 1)],
  [
    arc(0, -0.35, 0.43, 0.42, 0, 1),
    [
      [0.43, -0.35],
      [0.3, 0.8],
    ],
  ],
];

/**
 * One digit, from 0 for paper to 1 for ink.
 *
 * @param noise standard deviation of what is added to each point
 * @returns Float64Array(width * height), row after row
 */
export function digit(which: number, dice: Dice, noise: number, width = digitSize, height = digitSize): Float64Array {
  const spread = (most: number): number => most * (2 * dice.uniform() - 1);
  const [turn, slant, wide, high] = [spread(0.2), spread(0.25), 9 + spread(1.5), 10 + spread(1.5)];
  const [left, top, pen] = [13.5 + spread(2), 13.5 + spread(2), 1.2 + spread(0.4)];
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const [scaleX, scaleY] = [width / digitSize, height / digitSize];
  const image = new Float64Array(width * height);
  for (const stroke of skeletons[which] ?? []) {
    const placed = stroke.map(([x, y]) => {
      const [u, v] = [x - slant * y, y];
      const [px, py] = [left + wide * (c * u - s * v), top + high * (s * u + c * v)];
      return [(px + 0.5) * scaleX - 0.5, (py + 0.5) * scaleY - 0.5] as const;
    });
    const thick = Math.max(0.4, pen * Math.min(scaleX, scaleY));
    for (const [k, end] of placed.slice(1).entries()) ink(image, width, placed[k] as Point, end, thick);
  }
  if (noise > 0) {
    for (let k = 0; k < image.length; k++) {
      image[k] = Math.min(1, Math.max(0, (image[k] as number) + noise * dice.normal()));
    }
  }
  return image;
}

/** A straight piece of a stroke; the ink fades over one point at its rim. */
function ink(image: Float64Array, width: number, a: Point, b: Point, pen: number): void {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const square = dx * dx + dy * dy || 1;
  const reach = pen + 1;
  const bound = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));
  const [ys, xs] = [[a[1], b[1], image.length / width] as const, [a[0], b[0], width] as const].map(
    ([from, to, size]) => [
      bound(Math.floor(Math.min(from, to) - reach), size),
      bound(Math.max(from, to) + reach, size),
    ],
  ) as [[number, number], [number, number]];
  for (let y = ys[0]; y <= ys[1]; y++) {
    for (let x = xs[0]; x <= xs[1]; x++) {
      const along = Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / square));
      const away = Math.hypot(x - a[0] - along * dx, y - a[1] - along * dy);
      const at = y * width + x;
      image[at] = Math.max(image[at] as number, Math.min(1, Math.max(0, pen + 0.5 - away)));
    }
  }
}
