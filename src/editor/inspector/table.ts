/** Two columns of numbers from a CSV file: a time and what belongs to it. Read whole or refused, with the line and the reason. */

/** What a column may hold; ends included. */
export interface Column {
  /** As it is said to the reader: "time". */
  name: string;
  unit: string;
  range?: readonly [number, number] | undefined;
  whole?: boolean;
}

export interface TableRules {
  columns: readonly [time: Column, value: Column];
  /** "rising": each time is later than the one before. "any": rows are put in order of time. */
  order: "rising" | "any";
  /** The second column may be left out altogether. */
  alone?: boolean;
}

export type Table = { times: readonly number[]; values: readonly number[] } | { wrong: string };

export const mostRows = 100_000;

/**
 * Reads a table. Columns are parted by semicolons, tabs, commas or spaces; where semicolons or tabs part them, a comma may be the
 * decimal mark. One line of names may stand above; empty lines and lines that begin with # are passed over.
 *
 * @returns both columns, each as long as the other (or an empty second one where it may be left out), or why they cannot be taken
 */
export function readTable(text: string, { columns, order, alone = false }: TableRules): Table {
  const rows: { line: number; time: number; value: number }[] = [];
  let width: number | undefined;
  let header = false;
  let line = 0;
  for (const written of text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)) {
    line++;
    const row = written.trim();
    if (row === "" || row.startsWith("#")) continue;
    const cells = cellsOf(row);
    if (rows.length === 0 && !header && cells.every((cell) => cell === "" || !isNumber(cell))) {
      header = true;
      continue;
    }
    const wanted = `${phrase(columns[0])}${alone ? "" : ` and ${phrase(columns[1])}`}`;
    if (cells.length > 2 || (cells.length < 2 && !alone))
      return refuse(
        line,
        `${cells.length} ${cells.length === 1 ? "column" : "columns"}; there must be two: ${wanted}.`,
      );
    width ??= cells.length;
    if (cells.length !== width) return refuse(line, `${cells.length} of ${width} columns. Every line needs as many.`);
    for (const [k, cell] of cells.entries()) {
      const column = columns[k] as Column;
      const fault = faultOf(cell, column);
      if (fault !== undefined) return refuse(line, fault);
    }
    const [time = 0, value = 0] = cells.map(Number);
    const before = rows.at(-1);
    if (order === "rising" && before && time <= before.time)
      return refuse(line, `${time} ms is not after ${before.time} ms on line ${before.line}. Times must rise.`);
    rows.push({ line, time, value });
    if (rows.length > mostRows) return refuse(line, `more than ${mostRows} rows. Take out samples, or part the file.`);
  }
  if (rows.length === 0) return { wrong: "The file has no rows of numbers." };
  if (order === "any") rows.sort((a, b) => a.time - b.time);
  return { times: rows.map(({ time }) => time), values: width === 1 ? [] : rows.map(({ value }) => value) };
}

const refuse = (line: number, why: string): Table => ({ wrong: `Line ${line}: ${why}` });
const isNumber = (cell: string): boolean => cell !== "" && Number.isFinite(Number(cell));
const phrase = ({ name, unit }: Column): string => (unit === "1" ? name : `${name} in ${unit}`);

function cellsOf(row: string): string[] {
  const cells = /[;\t]/.test(row)
    ? row.split(/[;\t]/).map((cell) => cell.trim().replace(/^([^,]*),([^,]*)$/, "$1.$2"))
    : row.includes(",")
      ? row.split(",")
      : row.split(/\s+/);
  return cells.map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
}

function faultOf(cell: string, column: Column): string | undefined {
  if (cell === "") return `no ${column.name}. Write a number, or take out the line.`;
  if (!isNumber(cell)) return `“${cell.slice(0, 40)}” is no number. The column is the ${phrase(column)}.`;
  const value = Number(cell);
  if (column.whole && !Number.isInteger(value)) return `${column.name} ${cell} is not a whole number.`;
  const [low, high] = column.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (value < low || value > high)
    return `${column.name} ${cell} is outside ${low} to ${high}${column.unit === "1" ? "" : ` ${column.unit}`}.`;
  return undefined;
}
