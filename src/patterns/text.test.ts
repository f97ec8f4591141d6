/** Patterns as text: what is written is what is drawn, and what is wrong is said. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromHex, letters, parsePatterns, printPatterns, shapes, toHex } from "./index.ts";

const picture = ({ width, points }: { width: number; points: Float64Array }): string[] =>
  Array.from({ length: points.length / width }, (_, y) =>
    [...points.subarray(y * width, (y + 1) * width)].map((x) => (x > 0 ? "#" : ".")).join(""),
  );

test("a letter of 5 x 7 points is the letter", () => {
  expect(picture(parsePatterns("5x7; letters A"))).toEqual([
    ".###.",
    "#...#",
    "#...#",
    "#####",
    "#...#",
    "#...#",
    "#...#",
  ]);
});

test("a shape is drawn to size", () => {
  expect(picture(parsePatterns("5x5; shapes diamond"))).toEqual(["..#..", ".###.", "#####", ".###.", "..#.."]);
});

test("letters, shapes, random and drawn patterns stand in the order of their lines", () => {
  const { names, points, problems } = parsePatterns(
    "8x8\nletters he\nshapes ring, cross\nrandom 2 seed 4\nmine = 8000000000000001",
  );
  expect(names).toEqual(["H", "E", "ring", "cross", "random 1", "random 2", "mine"]);
  expect(points).toHaveLength(7 * 64);
  expect([points[6 * 64], points[6 * 64 + 1], points[6 * 64 + 63]]).toEqual([1, -1, 1]);
  expect(problems).toEqual([]);
});

test("random patterns are those of their seed", () => {
  expect(parsePatterns("9x9; random 3 seed 5")).toEqual(parsePatterns("9x9; random 3 seed 5"));
  expect(parsePatterns("9x9; random 3 seed 5").points).not.toEqual(parsePatterns("9x9; random 3 seed 6").points);
});

test("digits come in turn under their names, each different, and fit a smaller picture", () => {
  const { names, points } = parsePatterns("28x28; digits 20 seed 3");
  expect(names.join("")).toBe("01234567890123456789");
  const image = (k: number) => points.subarray(k * 784, (k + 1) * 784);
  const inks = names.map((_, k) => image(k).filter((point) => point === 1).length / 784);
  expect(Math.min(...inks)).toBeGreaterThan(0.04);
  expect(Math.max(...inks)).toBeLessThan(0.35);
  expect(image(3)).not.toEqual(image(13));
  expect(image(0)).not.toEqual(parsePatterns("28x28; digits 1 seed 4").points);
  const small = parsePatterns("12x14; digits 10 seed 3");
  for (let k = 0; k < 10; k++) expect(small.points.subarray(k * 168, (k + 1) * 168)).toContain(1);
});

test.each([
  ["", 'Patterns begin with width and height, such as 8x8, of at most 4096 points; found "".'],
  ["100x100", 'Patterns begin with width and height, such as 8x8, of at most 4096 points; found "100x100".'],
  ["4x4; shapes blob", `No shape "blob"; there are ${shapes.join(", ")}.`],
  ["4x4; letters ?", `No letter "?"; there are ${letters.join("")}.`],
  ["4x4; mine = 12", '"mine" has 2 digits; 4 x 4 points take 4.'],
  [
    "4x4; ten of them",
    '"ten of them" is none of: letters ABC, shapes ring, digits 10 seed 1, random 10 seed 1, name = hexadecimal.',
  ],
  ["2x2; random 3000", "More than 2000 patterns; the rest is left out."],
])("%s is refused in words", (text, problem) => {
  expect(parsePatterns(text).problems).toEqual([problem]);
});

test("any pattern survives being printed and read", () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(sizes, fc.nat(2 ** 31), ([width, height], seed) => {
      const { points, names } = parsePatterns(`${width}x${height}; random 3 seed ${seed}`);
      const again = parsePatterns(printPatterns({ width, height, names, points }));
      expect(again.points).toEqual(points);
      expect(again.names).toEqual(names);
      const row = points.slice(0, width * height);
      expect(fromHex(toHex(row), row.length)).toEqual(row);
    }),
  );
});
