import { expect, test } from "vitest";
import { printMatrix, readMatrix } from "./matrixFile.ts";

const size = { nPre: 2, nPost: 3 };
const range = [-10, 10] as const;

test("a matrix is written pair by pair and read back in any order", () => {
  const pairs = { pre: [0, 0, 0, 1, 1, 1], post: [0, 1, 2, 0, 1, 2], weight: [1, -2.5, 0, 1e-3, 5, 6] };
  const text = printMatrix(pairs);
  expect(text.split("\n").slice(0, 3)).toEqual(["from,to,weight", "0,0,1", "0,1,-2.5"]);
  expect(readMatrix(text, size, range)).toEqual({ values: pairs.weight });
  const [head, ...lines] = text.trim().split("\n");
  expect(readMatrix([head, ...lines.reverse()].join("\r\n"), size, range)).toEqual({ values: pairs.weight });
});

test.each([
  ["0,0", "Line 1: there must be three columns, from,to,weight."],
  ["2,0,1", "Line 1: no cell 2; 2 send, from 0."],
  ["0,3,1", "Line 1: no cell 3; 3 receive, from 0."],
  ["0,0,11", "Line 1: “11” is no weight from -10 to 10."],
  ["0,0,", "Line 1: “” is no weight from -10 to 10."],
  ["0,0,1\n0,0,1", "Line 2: the pair 0, 0 was given before."],
  ["0,0,1\n0,1,1\n0,2,1\n1,0,1\n1,2,1", "The pair 1, 1 is missing."],
])("%j is refused", (text, wrong) => expect(readMatrix(text, size, range)).toEqual({ wrong }));
