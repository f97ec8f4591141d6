/**
 * Where a function of two variables is zero: marching squares over a grid. Each square with a change of sign along its edges
 * gives a piece of line between the points where its edges are crossed, found by linear interpolation.
 * @source Lorensen & Cline (1987), Marching cubes, SIGGRAPH 21, 163-169, in two dimensions
 */

/** Values at the corners of a grid: values[row * columns + column], x by column, y by row. */
export interface Grid {
  columns: number;
  rows: number;
  x: readonly [number, number];
  y: readonly [number, number];
  values: Float64Array;
}

export function sample(
  f: (x: number, y: number) => number,
  x: readonly [number, number],
  y: readonly [number, number],
  columns: number,
  rows: number,
): Grid {
  const values = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      values[row * columns + column] = f(at(x, column, columns), at(y, row, rows));
  return { columns, rows, x, y, values };
}

const at = ([low, high]: readonly [number, number], k: number, count: number): number =>
  low + ((high - low) * k) / (count - 1);

/** Pieces of the zero line: x1, y1, x2, y2 of each. Squares with a corner that is not a number are left out. */
export function zeroLine({ columns, rows, x, y, values }: Grid): Float64Array {
  const pieces: number[] = [];
  for (let row = 0; row + 1 < rows; row++)
    for (let column = 0; column + 1 < columns; column++) {
      const a = values[row * columns + column] as number;
      const b = values[row * columns + column + 1] as number;
      const c = values[(row + 1) * columns + column + 1] as number;
      const d = values[(row + 1) * columns + column] as number;
      if (!Number.isFinite(a + b + c + d)) continue;
      // Edges in turn: bottom, right, top, left; a crossing is where the sign changes.
      const crossings: [number, number][] = [];
      const [x0, x1] = [at(x, column, columns), at(x, column + 1, columns)];
      const [y0, y1] = [at(y, row, rows), at(y, row + 1, rows)];
      if (differ(a, b)) crossings.push([x0 + (x1 - x0) * (a / (a - b)), y0]);
      if (differ(b, c)) crossings.push([x1, y0 + (y1 - y0) * (b / (b - c))]);
      if (differ(d, c)) crossings.push([x0 + (x1 - x0) * (d / (d - c)), y1]);
      if (differ(a, d)) crossings.push([x0, y0 + (y1 - y0) * (a / (a - d))]);
      const [p, q, r, s] = crossings;
      if (p && q && !r) pieces.push(...p, ...q);
      else if (p && q && r && s) {
        // A saddle of the grid: the sign in the middle says which corners belong together.
        const middle = a + b + c + d > 0 === a > 0;
        if (middle) pieces.push(...p, ...q, ...r, ...s);
        else pieces.push(...p, ...s, ...q, ...r);
      }
    }
  return Float64Array.from(pieces);
}

const differ = (a: number, b: number): boolean => a >= 0 !== b >= 0;
