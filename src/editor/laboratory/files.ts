/** Patterns from files: an image above or below its middle brightness, and rows of a table. */

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
 * Rows of numbers as patterns: above 0 is +1, else -1.
 *
 * @returns one array a row, or why it cannot be read
 */
export function patternsOfTable(text: string, n: number): readonly Float64Array[] | string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rows = lines.map((line) =>
    line
      .split(/[,;\t ]+/)
      .filter(Boolean)
      .map(Number),
  );
  const wrong = rows.findIndex((row) => row.length !== n || row.some((x) => !Number.isFinite(x)));
  if (lines.length === 0) return "The file has no rows.";
  if (wrong >= 0) return `Row ${wrong + 1} has ${rows[wrong]?.length} numbers; the patterns have ${n} points.`;
  return rows.map((row) => Float64Array.from(row, (x) => (x > 0 ? 1 : -1)));
}
