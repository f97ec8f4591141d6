import { describe, expect, it } from "vitest";
import { functions } from "../expression/index.ts";
import { Dag } from "./index.ts";
import { scheduled } from "./schedule.ts";

const several = (count: number) => {
  const dag = new Dag(2);
  return Array.from({ length: count }, (_, k) =>
    functions.exprel(
      dag,
      dag.leaf(`x${k}`, false, () => {}),
    ),
  );
};

describe("the order of operations", () => {
  it("has each operation once, after what it needs", () => {
    const roots = several(3);
    const order = scheduled(roots);
    const place = new Map(order.map((ir, k) => [ir, k]));
    expect(place.size).toBe(order.length);
    for (const root of roots) expect(place.has(root)).toBe(true);
    for (const [ir, k] of place)
      for (const arg of ir.args) if (arg.op !== "constant") expect(place.get(arg)).toBeLessThan(k);
  });

  it("goes side by side where nothing depends on the other", () => {
    const roots = several(2);
    const order = scheduled(roots);
    const [first = 0, second = 0] = roots.map((root) => order.indexOf(root));
    expect(Math.abs(first - second)).toBeLessThan(order.length / 10);
  });

  it("leaves out what a local holds", () => {
    const [root] = several(1);
    if (!root) throw new Error("there is one");
    root.local = 0;
    expect(scheduled([root])).toEqual([]);
  });
});
