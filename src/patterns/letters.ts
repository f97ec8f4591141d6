/** Letters and digits of 5 x 7 points, as on the displays of pocket calculators, drawn to any size. */

/** Seven rows of five points each, a digit to base 32 a row. */
const rows: Readonly<Record<string, string>> = {
  A: "ehhvhhh",
  B: "uhhuhhu",
  C: "ehggghe",
  D: "uhhhhhu",
  E: "vgguggv",
  F: "vgguggg",
  G: "ehgnhhf",
  H: "hhhvhhh",
  I: "e44444e",
  J: "72222ic",
  K: "hikokih",
  L: "ggggggv",
  M: "hrllhhh",
  N: "hhpljhh",
  O: "ehhhhhe",
  P: "uhhuggg",
  Q: "ehhhlid",
  R: "uhhukih",
  S: "fgge11u",
  T: "v444444",
  U: "hhhhhhe",
  V: "hhhhha4",
  W: "hhhllrh",
  X: "hha4ahh",
  Y: "hha4444",
  Z: "v1248gv",
  0: "ehjlphe",
  1: "4c4444e",
  2: "eh1248v",
  3: "v2421he",
  4: "26aiv22",
  5: "vgu11he",
  6: "68guhhe",
  7: "v124888",
  8: "ehhehhe",
  9: "ehhf12c",
};

/** Every sign that can be drawn. */
export const letters: readonly string[] = Object.keys(rows).sort(
  (a, b) => Number(a < "A") - Number(b < "A") || (a < b ? -1 : 1),
);

/**
 * A letter or digit on width x height points, with an empty rim where there is room for one.
 *
 * @returns Float64Array(width * height), row after row, +1 on the strokes and -1 beside them; undefined for other signs
 */
export function letter(sign: string, width: number, height: number): Float64Array | undefined {
  const glyph = Object.hasOwn(rows, sign.toUpperCase()) ? rows[sign.toUpperCase()] : undefined;
  if (glyph === undefined) return undefined;
  const [rimX, rimY] = [width > 6 ? Math.round(width / 8) : 0, height > 8 ? Math.round(height / 10) : 0];
  const place = (at: number, size: number, rim: number, points: number): number =>
    Math.floor(((at - rim + 0.5) / (size - 2 * rim)) * points);
  return Float64Array.from({ length: width * height }, (_, k) => {
    const x = place(k % width, width, rimX, 5);
    const y = place(Math.floor(k / width), height, rimY, 7);
    if (x < 0 || x > 4 || y < 0 || y > 6) return -1;
    return (Number.parseInt(glyph[y] as string, 32) >> (4 - x)) & 1 ? 1 : -1;
  });
}
