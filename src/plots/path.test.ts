import { expect, it } from "vitest";
import { blockMeans } from "./matrix.ts";
import { histogram, histogramPath, linePath } from "./path.ts";

it("a line fills its box, foot to top", () => {
  expect(linePath([0, 1, 0.5], 20, 10)).toBe("M0,10L10,0L20,5");
  expect(linePath([3, 3], 20, 10)).toBe("M0,5L20,5");
  expect(linePath([0, Number.NaN, 1], 20, 10, [0, 1])).toBe("M0,10ZM20,0Z");
});
it("a histogram counts every value in its domain, the upper edge too", () => {
  const { counts, edges } = histogram([0, 1, 1.5, 2, 4], 4, [0, 4]);
  expect([...counts]).toEqual([1, 2, 1, 1]);
  expect([...edges]).toEqual([0, 1, 2, 3, 4]);
  expect(histogramPath(counts, 40, 10)).toContain("M10.5,10v-10h9v10z");
});
it("W larger than its picture is averaged by blocks, and a pair of weight 0 is still a pair", () => {
  const pairs = {
    nPre: 4,
    nPost: 4,
    pre: Uint32Array.from([0, 1, 3]),
    post: Uint32Array.from([0, 1, 3]),
    weight: Float64Array.from([-2, 4, 0]),
  };
  const { means, balances, largest } = blockMeans(pairs, 2, 2);
  expect([...means.subarray(0, 3)]).toEqual([3, 0, 0]);
  expect(means[3]).toBeGreaterThan(0);
  expect(largest).toBe(3);
  // Of -2 and 4 the mean is 1: a third of their strength, towards what excites.
  expect(balances[0]).toBeCloseTo(1 / 3, 12);
  expect(balances[3]).toBe(0);
});
