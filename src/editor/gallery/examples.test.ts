import { expect, test } from "vitest";
import { filterExamples, readIndex, tally } from "./examples.ts";

const entry = (file: string, title: string, group: string) => ({
  file,
  title,
  question: "Why?",
  cells: 1,
  minutes: 3,
  group,
  from: "The lecture",
  picture: [{ d: "M0 0H1", color: 1 }],
});
const index = readIndex([
  entry("a.json", "One cell", "One cell"),
  entry("b.json", "Ring", "Networks"),
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
