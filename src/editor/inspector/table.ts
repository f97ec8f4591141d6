/**
 * Numbers from a CSV file: times with what belongs to them, pairs of cells, or a matrix of them. Read whole or refused, with the
 * line and the reason.
 */

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

type Wrong = { wrong: string };
export type Table = { times: readonly number[]; values: readonly number[] } | Wrong;

export const mostRows = 100_000;

interface Row {
  line: number;
  cells: readonly number[];
}

/**
 * Rows of numbers. Columns are parted by semicolons, tabs, commas or spaces; where semicolons or tabs part them, a comma may be the
 * decimal mark. One line of names may stand above; empty lines and lines that begin with # are passed over.
 *
 * @param widths how many of the columns a file may have, from the first, and in words what there must be
 * @returns at most `most` rows, all of one width, or why the file cannot be taken
 */
function readRows(
  text: string,
  columns: readonly Column[],
  widths: { allowed: readonly number[]; words: string },
  most: number,
): readonly Row[] | Wrong {
  const rows: Row[] = [];
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
    if (!widths.allowed.includes(cells.length))
      return refuse(line, `${counted(cells.length, "column")}; there must be ${widths.words}.`);
    width ??= cells.length;
    if (cells.length !== width) return refuse(line, `${cells.length} of ${width} columns. Every line needs as many.`);
    for (const [k, cell] of cells.entries()) {
      const fault = faultOf(cell, columns[k] as Column);
      if (fault !== undefined) return refuse(line, fault);
    }
    rows.push({ line, cells: cells.map(Number) });
    if (rows.length > most) return refuse(line, `more than ${most} rows. Take out rows, or part the file.`);
  }
  return rows.length === 0 ? { wrong: "The file has no rows of numbers." } : rows;
}

/** @returns both columns, each as long as the other (or an empty second one where it may be left out), or why they cannot be taken */
export function readTable(text: string, { columns, order, alone = false }: TableRules): Table {
  const words = `two: ${phrase(columns[0])}${alone ? "" : ` and ${phrase(columns[1])}`}`;
  const rows = readRows(text, columns, { allowed: alone ? [1, 2] : [2], words }, mostRows);
  if ("wrong" in rows) return rows;
  const table = rows.map(({ line, cells: [time = 0, value] }) => ({ line, time, value }));
  const early = order === "rising" ? table.findIndex(({ time }, k) => k > 0 && time <= (table[k - 1]?.time ?? 0)) : 0;
  const [before, row] = [table[early - 1], table[early]];
  if (before && row)
    return refuse(row.line, `${row.time} ms is not after ${before.time} ms on line ${before.line}. Times must rise.`);
  if (order === "any") table.sort((a, b) => a.time - b.time);
  return { times: table.map(({ time }) => time), values: table.flatMap(({ value }) => value ?? []) };
}

export interface PairRules {
  nPre: number;
  nPost: number;
  /** Of the kind: absent where a pair has no such number. */
  weight?: Omit<Column, "name">;
  delay?: Omit<Column, "name">;
}

export type ListedPair = readonly [number, number] | readonly [number, number, number, number];

/** More pairs than this are drawn by a rule and not listed. */
export const mostPairs = 200_000;

/**
 * Pairs of cells: from and to, or with weight and delay.
 *
 * @returns the pairs as a graph lists them, or why they cannot be taken
 */
export function readPairTable(
  text: string,
  { nPre, nPost, weight, delay }: PairRules,
): { pairs: readonly ListedPair[] } | Wrong {
  const cell = (name: string, n: number): Column => ({ name, unit: "1", whole: true, range: [0, n - 1] });
  const columns = [
    cell("from", nPre),
    cell("to", nPost),
    ...(weight ? [{ name: "weight", ...weight }] : []),
    ...(weight && delay ? [{ name: "delay", ...delay }] : []),
  ];
  const more = columns.slice(2).map(phrase).join(" and ");
  const words = `2${more ? ` or ${columns.length}` : ""}: from and to${more ? `, or with ${more}` : ""}`;
  const rows = readRows(text, columns, { allowed: [2, columns.length], words }, mostPairs);
  if ("wrong" in rows) return rows;
  return {
    pairs: rows.map(({ cells: [from = 0, to = 0, w, d = 0] }) => (w === undefined ? [from, to] : [from, to, w, d])),
  };
}

/** A row for each sending cell, a column for each receiving one; an empty field is no pair. */
export type Matrix = { entries: readonly (readonly [from: number, to: number, value: number])[] };

export function readMatrix(
  text: string,
  { nPre, nPost }: Pick<PairRules, "nPre" | "nPost">,
  column: Column,
): Matrix | Wrong {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .map((written, k) => ({ line: k + 1, cells: written.trim() === "" ? [""] : cellsOf(written) }))
    .filter(({ cells: [first = ""] }) => !first.startsWith("#"));
  // Where there is one receiving cell, an empty line is one without a pair, but for those at the end.
  const rows = lines.filter(({ cells }, k) => cells.length > 1 || cells[0] !== "" || (nPost === 1 && k < nPre));
  if (rows[0]?.cells.every((cell) => cell !== "" && !isNumber(cell))) rows.shift();
  const turned =
    nPre !== nPost && rows.length === nPost && rows.every(({ cells }) => cells.length === nPre)
      ? " It looks turned: a row belongs to a sending cell."
      : "";
  const wide = rows.find(({ cells }) => cells.length !== nPost);
  if (wide)
    return refuse(
      wide.line,
      `${counted(wide.cells.length, "column")}; there must be ${nPost}, one for each receiving cell.${turned}`,
    );
  if (rows.length !== nPre)
    return { wrong: `${counted(rows.length, "row")}; there must be ${nPre}, one for each sending cell.${turned}` };
  const entries: (readonly [number, number, number])[] = [];
  for (const [from, { line, cells }] of rows.entries())
    for (const [to, cell] of cells.entries()) {
      if (cell === "" || /^nan$/i.test(cell)) continue;
      const fault = faultOf(cell, column);
      if (fault !== undefined) return refuse(line, fault);
      entries.push([from, to, Number(cell)]);
      if (entries.length > mostPairs)
        return refuse(line, `more than ${mostPairs} pairs. Leave fields empty where there is no pair.`);
    }
  return { entries };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

const refuse = (line: number, why: string): Wrong => ({ wrong: `Line ${line}: ${why}` });
const isNumber = (cell: string): boolean => cell !== "" && Number.isFinite(Number(cell));
const phrase = ({ name, unit }: Column): string => (unit === "1" ? name : `${name} in ${unit}`);

function cellsOf(row: string): string[] {
  const cells = /[;\t]/.test(row)
    ? row.split(/[;\t]/).map((cell) => cell.trim().replace(/^([^,]*),([^,]*)$/, "$1.$2"))
    : row.includes(",")
      ? row.split(",")
      : row.trim().split(/\s+/);
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
