/** A matrix of weights as a table: a line for each pair, the sending cell, the receiving cell and the weight. Cells count from 0. */

export interface MatrixSize {
  nPre: number;
  nPost: number;
}

export const matrixHeader = "from,to,weight";

export function printMatrix({ pre, post, weight }: Record<"pre" | "post" | "weight", ArrayLike<number>>): string {
  return `${[matrixHeader, ...Array.from(weight, (value, k) => `${pre[k]},${post[k]},${value}`)].join("\n")}\n`;
}

/**
 * Reads a whole matrix: every pair once, in any order.
 *
 * @returns the weights of the first sending cell, then of the next; or the first line that cannot be taken, and why
 */
export function readMatrix(
  text: string,
  { nPre, nPost }: MatrixSize,
  [low, high]: readonly [number, number],
): { values: number[] } | { wrong: string } {
  const values = Array<number>(nPre * nPost).fill(Number.NaN);
  for (const [k, written] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = written.trim();
    if (line === "" || line === matrixHeader) continue;
    const refuse = (why: string): { wrong: string } => ({ wrong: `Line ${k + 1}: ${why}` });
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
    if (cells.length !== 3) return refuse(`there must be three columns, ${matrixHeader}.`);
    const [from = Number.NaN, to = Number.NaN, weight = Number.NaN] = cells.map((cell) =>
      cell === "" ? Number.NaN : Number(cell),
    );
    if (!(Number.isInteger(from) && from >= 0 && from < nPre))
      return refuse(`no cell ${cells[0]}; ${nPre} send, from 0.`);
    if (!(Number.isInteger(to) && to >= 0 && to < nPost))
      return refuse(`no cell ${cells[1]}; ${nPost} receive, from 0.`);
    if (!(weight >= low && weight <= high)) return refuse(`“${cells[2]}” is no weight from ${low} to ${high}.`);
    const at = from * nPost + to;
    if (!Number.isNaN(values[at])) return refuse(`the pair ${from}, ${to} was given before.`);
    values[at] = weight;
  }
  const missing = values.findIndex(Number.isNaN);
  return missing < 0
    ? { values }
    : { wrong: `The pair ${Math.floor(missing / nPost)}, ${missing % nPost} is missing.` };
}
