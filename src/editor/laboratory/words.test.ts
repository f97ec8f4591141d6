import { expect, test } from "vitest";
import { meaningMark, meaningWords } from "./words.ts";

const names = ["A", "B", "X"];

test.each([
  [{ type: "stored", pattern: 1, exact: true }, "This is B, exactly as stored.", "B"],
  [{ type: "stored", pattern: 1, exact: false }, "This is B, with a few points wrong.", "B"],
  [{ type: "inverse", pattern: 0, exact: true }, "This is the inverse of A.", "not A"],
  [
    { type: "mixture", patterns: [0, 1, 2], signs: [1, 1, -1], exact: true },
    "A mixture of A, B and the inverse of X: nobody stored it.",
    "A + B − X",
  ],
  [{ type: "unknown" }, "Nothing that was stored, and no mixture of two or three.", "unknown"],
] as const)("%o is said", (meaning, words, mark) => {
  expect(meaningWords(meaning, names)).toBe(words);
  expect(meaningMark(meaning, names)).toBe(mark);
});
