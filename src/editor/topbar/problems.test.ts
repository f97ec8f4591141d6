import { expect, test } from "vitest";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { nodeOf, problemWords } from "./Problems.tsx";

const of = (severity: Diagnostic["severity"]): Diagnostic => ({
  code: "x",
  severity,
  at: { type: "graph" },
  message: "",
});

test("problems are counted in words", () => {
  expect(problemWords([])).toBe("No problems");
  expect(problemWords([of("error")])).toBe("1 problem");
  expect(problemWords([of("error"), of("error"), of("warning")])).toBe("2 problems, 1 warning");
});
test("a place leads to its node", () => {
  expect(nodeOf({ type: "wire", from: "a.spikes", to: "b.i" })).toBe("a");
  expect(nodeOf({ type: "graph" })).toBeUndefined();
});
