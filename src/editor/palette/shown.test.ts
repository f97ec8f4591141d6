import { expect, test } from "vitest";
import { catalogue } from "../../../nodes/index.ts";
import { families, ofFamily } from "./families.ts";
import { firstKinds, shownKinds } from "./shown.ts";

const all = families.map(({ family }) => ofFamily(catalogue, family));

test("with room for all, all are named", () => expect(shownKinds(1e5, all)).toEqual(all));

test("with little room each family names its first and the reader's own", () => {
  for (const [k, kinds] of shownKinds(0, all).entries()) {
    expect(kinds).toHaveLength(2);
    expect(kinds[0]).toBe(all[k]?.[0]);
    expect(kinds.some(({ editable }) => editable)).toBe(all[k]?.some(({ editable }) => editable));
  }
});

test("more room names more, shared among the families, and never more than it holds", () => {
  const counts = (height: number) => shownKinds(height, all).map(({ length }) => length);
  for (let height = 300; height < 1200; height += 50) {
    const [now, more] = [counts(height), counts(height + 50)];
    for (const [k, count] of now.entries()) expect(more[k]).toBeGreaterThanOrEqual(count);
    const rows = now.reduce((sum, count) => sum + count, 0);
    expect(rows * 24 + 25 * all.length).toBeLessThanOrEqual(height);
  }
});

test("kinds keep their order", () => {
  const [kinds = []] = all;
  expect(firstKinds(kinds, 4).map((kind) => kinds.indexOf(kind))).toEqual([
    0,
    1,
    2,
    kinds.findIndex(({ editable }) => editable),
  ]);
});
