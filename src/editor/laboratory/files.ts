/** From files: an image above or below its middle brightness as a pattern, rows of a table as patterns or as samples. */

/**
 * An image as a pattern: drawn to size, dark is +1, parted at the mean brightness.
 *
 * @throws when the browser cannot read it as an image
 */
export async function patternOfImage(file: Blob, width: number, height: number): Promise<Float64Array> {
  const bitmap = await createImageBitmap(file);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw images.");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return thresholded(context.getImageData(0, 0, width, height).data);
}

/** Points of RGBA bytes: +1 where it is darker than the mean. */
export function thresholded(bytes: Uint8ClampedArray): Float64Array {
  const light = Float64Array.from(
    { length: bytes.length / 4 },
    (_, k) =>
      0.2126 * (bytes[4 * k] as number) + 0.7152 * (bytes[4 * k + 1] as number) + 0.0722 * (bytes[4 * k + 2] as number),
  );
  const mean = light.reduce((sum, x) => sum + x, 0) / Math.max(1, light.length);
  return light.map((x) => (x < mean ? 1 : -1));
}

/**
 * Rows of numbers as patterns: above 0 is +1, else -1. A line of words at the top is taken for names of columns.
 *
 * @returns one array a row, or why it cannot be read
 */
export function patternsOfTable(text: string, n: number): readonly Float64Array[] | string {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "");
  const all = lines.map((line) => line.split(/[,;\t ]+/).filter(Boolean));
  const [first = ""] = lines;
  const titled = first.split(/[,;\t]/.test(first) ? /[,;\t]+/ : / +/).every((name) => Number.isNaN(Number(name)));
  const rows = all.slice(Number(titled)).map((words) => words.map(Number));
  if (rows.length === 0) return "The file has no rows.";
  const wrong = rows.findIndex((row) => row.length !== n || row.some((x) => !Number.isFinite(x)));
  const row = rows[wrong];
  if (row) {
    const at = wrong + 1 + Number(titled);
    const word = all[at - 1]?.[row.findIndex((x) => !Number.isFinite(x))];
    return row.length === n
      ? `Line ${at}: “${word}” is no number.`
      : `Line ${at} has ${row.length} numbers; the patterns have ${n} points.`;
  }
  return rows.map((row) => Float64Array.from(row, (x) => (x > 0 ? 1 : -1)));
}

/** Most that a table of samples holds, and how far its numbers go. */
const [mostRows, farthest] = [20_000, 1e6];

/**
 * Samples from a table: a line each, its inputs and then its target, which with several outputs is the number of a class. A line of words at
 * the top is taken for names of columns.
 *
 * @returns one array a row, or the first line that cannot be taken, and why
 */
export function readRows(
  text: string,
  inputs: number,
  outputs: number,
): { rows: readonly (readonly number[])[] } | { wrong: string } {
  const rows: (readonly number[])[] = [];
  for (const [k, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const words = line.trim().split(/\s*[,;\t]\s*|\s+/);
    if (line.trim() === "") continue;
    const row = words.map((word) => (word === "" ? Number.NaN : Number(word)));
    if (rows.length === 0 && k === 0 && row.every(Number.isNaN)) continue;
    const refuse = (why: string): { wrong: string } => ({ wrong: `Line ${k + 1}: ${why}` });
    if (row.length !== inputs + 1)
      return refuse(`${words.length} ${words.length === 1 ? "column" : "columns"} where ${inputs + 1} belong.`);
    const wrong = row.findIndex((value) => !(Math.abs(value) <= farthest));
    if (wrong >= 0) return refuse(`“${words[wrong]}” is no number from -${farthest} to ${farthest}.`);
    const target = row[inputs] as number;
    if (outputs > 1 && !(Number.isInteger(target) && target >= 0 && target < outputs))
      return refuse(`class ${words[inputs]}; classes go from 0 to ${outputs - 1}.`);
    rows.push(row);
    if (rows.length > mostRows) return refuse(`more than ${mostRows} samples.`);
  }
  return { rows };
}
