/** Digits as a pen would write them: strokes along a skeleton, turned, stretched, shifted and of a thickness drawn for each. */
import type { Dice } from "../../random/index.ts";

/** Points on a side. */
export const digitSize = 28;

type Stroke = readonly (readonly [number, number])[];

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
 * One digit, 28 x 28, from 0 for paper to 1 for ink.
 *
 * @param noise standard deviation of what is added to each point
 */
export function digit(which: number, dice: Dice, noise: number): Float64Array {
  const spread = (most: number): number => most * (2 * dice.uniform() - 1);
  const [turn, slant, wide, high] = [spread(0.2), spread(0.25), 9 + spread(1.5), 10 + spread(1.5)];
  const [left, top, pen] = [13.5 + spread(2), 13.5 + spread(2), 1.2 + spread(0.4)];
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const image = new Float64Array(digitSize * digitSize);
  for (const stroke of skeletons[which] ?? []) {
    const placed = stroke.map(([x, y]) => {
      const [u, v] = [x - slant * y, y];
      return [left + wide * (c * u - s * v), top + high * (s * u + c * v)] as const;
    });
    for (const [k, end] of placed.slice(1).entries()) ink(image, placed[k] as readonly [number, number], end, pen);
  }
  if (noise > 0) {
    for (let k = 0; k < image.length; k++) {
      image[k] = Math.min(1, Math.max(0, (image[k] as number) + noise * dice.normal()));
    }
  }
  return image;
}

/** A straight piece of a stroke; the ink fades over one point at its rim. */
function ink(image: Float64Array, a: readonly [number, number], b: readonly [number, number], pen: number): void {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const square = dx * dx + dy * dy || 1;
  const reach = pen + 1;
  const bound = (value: number): number => Math.min(digitSize - 1, Math.max(0, value));
  for (let y = bound(Math.floor(Math.min(a[1], b[1]) - reach)); y <= bound(Math.max(a[1], b[1]) + reach); y++) {
    for (let x = bound(Math.floor(Math.min(a[0], b[0]) - reach)); x <= bound(Math.max(a[0], b[0]) + reach); x++) {
      const along = Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / square));
      const away = Math.hypot(x - a[0] - along * dx, y - a[1] - along * dy);
      const at = y * digitSize + x;
      image[at] = Math.max(image[at] as number, Math.min(1, Math.max(0, pen + 0.5 - away)));
    }
  }
}
