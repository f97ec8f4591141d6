import { expect, test } from "vitest";
import { arrowsPath, jumpsAt, piecesPath, xyPath } from "./xy.ts";

const same = (value: number): number => value;

test("a curve is lifted at a reset and at what is no number", () => {
  expect(xyPath([0, 1, 2, 3], [5, 6, 0, 1], same, same, [2])).toBe("M0,5L1,6M2,0L3,1");
  expect(xyPath([0, 1, 2, 3], [5, 6, Number.NaN, 1], same, same)).toMatch(/^M0,5L1,6M3,1/);
});

test("pieces of a line stand alone", () => {
  expect(piecesPath([0, 1, 2, 3, 4, 5, 6, 7], same, same)).toBe("M0,1L2,3M4,5L6,7");
});

test("arrows point where a point goes on the screen, and slow ones are still seen", () => {
  const up = (value: number): number => 100 - value;
  const d = arrowsPath([10, 10, 0, 1, 50, 50, 0, 1e-9], same, up, 20);
  // Up on the screen is smaller: the tail of the fast one is below its tip.
  expect(d).toMatch(/^M10,100L10,80/);
  expect(d).toContain("M50,53L50,47");
  expect(arrowsPath([0, 0, 0, 0], same, up, 20)).toBe("");
});

test("a reset is found at the sample of the spike or at the one after, whichever jumps", () => {
  expect([...jumpsAt([0, 1, 2, 3], [10, 20, -65, -64], 4, [2])]).toEqual([2]);
  expect([...jumpsAt([0, 1, 2, 3], [10, 20, 30, -65], 4, [2])]).toEqual([3]);
  expect([...jumpsAt([0, 1], [1, 2], 2, [5])]).toEqual([]);
});
