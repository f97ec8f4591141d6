import { expect, test } from "vitest";
import { examplesWith, filterExamples, readIndex, tally } from "./examples.ts";

const entry = (file: string, title: string, group: string, kinds: readonly string[] = []) => ({
  file,
  title,
  question: "Why?",
  cells: 1,
  minutes: 3,
  group,
  from: "The lecture",
  kinds,
  picture: [{ d: "M0 0H1", color: 1 }],
});
const index = readIndex([
  entry("a.json", "One cell", "One cell", ["constant", "lif", "delta"]),
  entry("b.json", "Ring", "Networks", ["lif"]),
  entry("../c.json", "Out", "Networks"),
  7,
  { file: "d.json" },
]);

test("only whole entries that stay in their folder are taken", () =>
  expect(index.map(({ title }) => title)).toEqual(["One cell", "Ring"]));
test("groups are counted in order", () =>
  expect(tally(index, "group")).toEqual([
    { value: "One cell", count: 1 },
    { value: "Networks", count: 1 },
  ]));
test("words and groups filter together", () => {
  expect(filterExamples(index, "ring", null)).toHaveLength(1);
  expect(filterExamples(index, "ring", { field: "group", value: "One cell" })).toHaveLength(0);
});

test("those with a kind, the plainest first", () => {
  expect(examplesWith(index, "lif").map(({ title }) => title)).toEqual(["Ring", "One cell"]);
  expect(examplesWith(index, "delta").map(({ title }) => title)).toEqual(["One cell"]);
  expect(examplesWith(index, "none")).toEqual([]);
});
