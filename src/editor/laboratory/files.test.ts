import { expect, test } from "vitest";
import { parsePatterns } from "../../patterns/index.ts";
import { patternsOfTable, thresholded } from "./files.ts";
import { withoutPattern, withPattern } from "./memory.ts";

test("an image is parted at its mean brightness; dark is on", () => {
  const bytes = Uint8ClampedArray.of(0, 0, 0, 255, 250, 250, 250, 255, 40, 40, 40, 255, 255, 255, 255, 255);
  expect([...thresholded(bytes)]).toEqual([1, -1, 1, -1]);
});

test("rows of a table are patterns, and a row of another length is named", () => {
  expect(patternsOfTable("1,0,1,-1\n0;0;1;1\n", 4)).toEqual([
    Float64Array.of(1, -1, 1, -1),
    Float64Array.of(-1, -1, 1, 1),
  ]);
  expect(patternsOfTable("1,0\n1,0,1", 2)).toBe("Row 2 has 3 numbers; the patterns have 2 points.");
  expect(patternsOfTable("\n", 2)).toBe("The file has no rows.");
});

test("a pattern is added under a free name and taken out again", () => {
  const text = "2x2\nshapes half";
  const one = withPattern(text, Float64Array.of(1, 1, -1, 1));
  const two = withPattern(one, Float64Array.of(-1, 1, -1, 1));
  expect(parsePatterns(two).names).toEqual(["half", "drawn", "drawn 2"]);
  const left = parsePatterns(withoutPattern(two, 0));
  expect(left.names).toEqual(["drawn", "drawn 2"]);
  expect([...left.points]).toEqual([1, 1, -1, 1, -1, 1, -1, 1]);
});
