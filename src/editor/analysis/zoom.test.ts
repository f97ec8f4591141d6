import { expect, test } from "vitest";
import { moved, zoomed } from "./zoom.ts";

test("zooming keeps the point under the pointer, moving keeps the size", () => {
  expect(
    zoomed(
      [
        [0, 10],
        [-5, 5],
      ],
      0.5,
      [0.2, 1],
    ),
  ).toEqual([
    [1, 6],
    [0, 5],
  ]);
  expect(
    moved(
      [
        [0, 10],
        [-5, 5],
      ],
      0.1,
      -0.5,
    ),
  ).toEqual([
    [1, 11],
    [-10, 0],
  ]);
});
