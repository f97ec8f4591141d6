import { expect, test } from "vitest";
import { catalogue } from "../../../nodes/index.ts";
import { findKinds } from "./families.ts";

const found = (typed: string) => findKinds(catalogue, typed).map(({ kind }) => kind);

test("the first letters of a name come first", () => {
  expect(found("exp").slice(0, 2)).toEqual(["eif", "exponential"]);
  expect(found("hod")).toContain("hodgkinHuxley");
});
test("a short name finds its kind", () => expect(found("lif")[0]).toBe("lif"));
test("words in any order, from the middle too", () => expect(found("fire leaky")).toContain("lif"));
test("nothing typed is everything, nonsense is nothing", () => {
  expect(found("")).toHaveLength(catalogue.length);
  expect(found("zzz")).toEqual([]);
});
