/** Curves of one quantity over another, pieces of zero lines and arrows of a field, as the `d` of a path. */
import { line as d3Line } from "d3";

/** From a value to pixels. */
export type Scale = (value: number) => number;

/**
 * A curve through points. What is not finite breaks it, and so does a sample listed in `breaks`: the curve is lifted before
 * it, as a state that is reset has no values on the way.
 */
export function xyPath(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  x: Scale,
  y: Scale,
  breaks?: readonly number[],
): string {
  const count = Math.min(xs.length, ys.length);
  const draw = d3Line<number>(
    (k) => x(xs[k] as number),
    (k) => y(ys[k] as number),
  )
    .defined((k) => Number.isFinite(xs[k] as number) && Number.isFinite(ys[k] as number))
    .digits(1);
  const edges = [0, ...(breaks ?? []).filter((at) => at > 0 && at < count).sort((a, b) => a - b), count];
  return edges
    .slice(1)
    .map((end, k) => {
      const from = edges[k] as number;
      return draw(Array.from({ length: end - from }, (_, each) => from + each)) ?? "";
    })
    .join("");
}

/**
 * Samples at which a curve jumps because of a reset: for each event, of the sample stamped with it and the one after, that
 * which lies further from the one before it. Which of the two it is differs with the order of things within a step.
 *
 * @param times ascending, `count` valid entries
 */
export function jumpsAt(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  count: number,
  events: readonly number[],
): Set<number> {
  const jumps = new Set<number>();
  let k = 0;
  for (const event of events) {
    while (k < count && (times[k] as number) < event - 1e-9) k++;
    const leap = (at: number): number =>
      at > 0 && at < count ? Math.abs((values[at] as number) - (values[at - 1] as number)) : -1;
    const at = leap(k + 1) > leap(k) ? k + 1 : k;
    if (at < count) jumps.add(at);
  }
  return jumps;
}

/** Pieces x1, y1, x2, y2 of a line, each on its own. */
export function piecesPath(pieces: ArrayLike<number>, x: Scale, y: Scale): string {
  let d = "";
  for (let k = 0; k + 3 < pieces.length; k += 4)
    d += `M${round(x(pieces[k] as number))},${round(y(pieces[k + 1] as number))}L${round(x(pieces[k + 2] as number))},${round(y(pieces[k + 3] as number))}`;
  return d;
}

/**
 * Arrows of a field x, y, dx, dy: all point the way a point moves on the screen. The fastest are `longest` pixels, and length
 * goes with the fourth root of speed, since fields of neurons span many decades.
 */
export function arrowsPath(field: ArrayLike<number>, x: Scale, y: Scale, longest: number): string {
  const arrows: { px: number; py: number; dx: number; dy: number; speed: number }[] = [];
  const [unitX, unitY] = [x(1) - x(0), y(1) - y(0)];
  let most = 0;
  for (let k = 0; k + 3 < field.length; k += 4) {
    const [dx, dy] = [(field[k + 2] as number) * unitX, (field[k + 3] as number) * unitY];
    const speed = Math.hypot(dx, dy);
    if (!Number.isFinite(speed) || speed === 0) continue;
    most = Math.max(most, speed);
    arrows.push({ px: x(field[k] as number), py: y(field[k + 1] as number), dx, dy, speed });
  }
  return arrows
    .map(({ px, py, dx, dy, speed }) => {
      const size = longest * Math.max(0.3, (speed / most) ** 0.25);
      const [ux, uy] = [dx / speed, dy / speed];
      const [tipX, tipY] = [px + (ux * size) / 2, py + (uy * size) / 2];
      const head = (side: 1 | -1): string =>
        `M${round(tipX)},${round(tipY)}L${round(tipX - 3.2 * ux - side * 2 * uy)},${round(tipY - 3.2 * uy + side * 2 * ux)}`;
      return `M${round(px - (ux * size) / 2)},${round(py - (uy * size) / 2)}L${round(tipX)},${round(tipY)}${head(1)}${head(-1)}`;
    })
    .join("");
}

const round = (value: number): number => Math.round(value * 10) / 10;
