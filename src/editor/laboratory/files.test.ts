import { expect, test } from "vitest";
import { parsePatterns } from "../../patterns/index.ts";
import { patternsOfTable, readRows, thresholded } from "./files.ts";
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
  expect(patternsOfTable("1,0\n1,0,1", 2)).toBe("Line 2 has 3 numbers; the patterns have 2 points.");
  expect(patternsOfTable("1,0\n1,x", 2)).toBe("Line 2: “x” is no number.");
  expect(patternsOfTable("\n", 2)).toBe("The file has no rows.");
});

test("a line of names above the rows is no pattern", () => {
  const rows = [Float64Array.of(1, -1)];
  for (const title of ["left,right", "point 1;point 2", "\uFEFFa b", '"p0","p1"'])
    expect(patternsOfTable(`${title}\r\n1,0\r\n`, 2)).toEqual(rows);
  expect(patternsOfTable("left,right\n", 2)).toBe("The file has no rows.");
  expect(patternsOfTable("left,right\n1,0,1", 2)).toBe("Line 2 has 3 numbers; the patterns have 2 points.");
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

test("samples are read line by line, below names of columns", () => {
  expect(readRows("x,y,class\r\n0.5, 1e-3, 0\r\n\r\n-2;3;1\r\n", 2, 1)).toEqual({
    rows: [
      [0.5, 0.001, 0],
      [-2, 3, 1],
    ],
  });
  expect(readRows("1 2.5", 1, 1)).toEqual({ rows: [[1, 2.5]] });
  expect(readRows("", 2, 1)).toEqual({ rows: [] });
});

test.each([
  ["1,2\n", 1, "Line 1: 2 columns where 3 belong."],
  ["0,0,1\n0,x,1", 1, "Line 2: “x” is no number from -1000000 to 1000000."],
  ["0,,1", 1, "Line 1: “” is no number from -1000000 to 1000000."],
  ["0,2e6,1", 1, "Line 1: “2e6” is no number from -1000000 to 1000000."],
  ["0,0,3", 3, "Line 1: class 3; classes go from 0 to 2."],
  ["0,0,0.5", 3, "Line 1: class 0.5; classes go from 0 to 2."],
])("samples %j are refused", (text, outputs, wrong) => {
  expect(readRows(text, 2, outputs)).toEqual({ wrong });
});
