import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, hole } from "./geometry.ts";
import { type End, lengthOf, type Point, pointAlong, roundedLine, roundedPath, route } from "./route.ts";

const right = (x: number, y: number): End => ({ x, y, out: 1 });
const left = (x: number, y: number): End => ({ x, y, out: -1 });

/** True when a segment runs through the inside of a box. */
const runsThrough = (points: readonly Point[], { x, y, w, h }: Box): boolean =>
  points.some((b, k) => {
    const a = points[k - 1];
    return (
      a !== undefined &&
      Math.max(a[0], b[0]) > x &&
      Math.min(a[0], b[0]) < x + w &&
      Math.max(a[1], b[1]) > y &&
      Math.min(a[1], b[1]) < y + h
    );
  });

describe("a wire", () => {
  it("runs straight between ports at one height", () => {
    expect(route(right(160, 112), left(192, 112), [])).toEqual([
      [160, 112],
      [192, 112],
    ]);
  });

  it("leaves its port straight for a hole and comes in straight for a hole", () => {
    const points = route(right(0, 0), left(320, 160), []);
    expect(points[0]).toEqual([0, 0]);
    expect(points.at(-1)).toEqual([320, 160]);
    expect((points[1] as Point)[0]).toBeGreaterThanOrEqual(hole);
    expect((points.at(-2) as Point)[0]).toBeLessThanOrEqual(320 - hole);
  });

  it("goes around a node in between", () => {
    const wall: Box = { x: 128, y: 32, w: 112, h: 160 };
    const points = route(right(0, 112), left(400, 112), [wall]);
    expect(runsThrough(points, wall)).toBe(false);
  });

  it("runs back to an input on the left without crossing its own node", () => {
    const node: Box = { x: 0, y: 0, w: 168, h: 112 };
    const points = route(right(168, 48), left(0, 48), [node]);
    expect(runsThrough(points, node)).toBe(false);
  });

  it("turns only at right angles and never stands twice at one place", () => {
    const place = fc.integer({ min: -30, max: 30 }).map((k) => k * hole);
    fc.assert(
      fc.property(place, place, place, place, place, place, (ax, ay, bx, by, cx, cy) => {
        const box: Box = { x: cx, y: cy, w: 168, h: 112 };
        const points = route(right(ax, ay), left(bx, by), [box]);
        expect(points[0]).toEqual([ax, ay]);
        expect(points.at(-1)).toEqual([bx, by]);
        points.forEach((b, k) => {
          const a = points[k - 1];
          if (a) expect((a[0] === b[0]) !== (a[1] === b[1])).toBe(true);
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe("a rounded line", () => {
  const corner: Point[] = [
    [0, 0],
    [100, 0],
    [100, 100],
  ];

  it("bends with radius 14", () => {
    expect(roundedPath(corner)).toBe("M0,0L86,0Q100,0 100,14L100,100");
  });

  it("bends less where a leg is short", () => {
    expect(
      roundedPath([
        [0, 0],
        [10, 0],
        [10, 100],
      ]),
    ).toBe("M0,0L5,0Q10,0 10,5L10,100");
  });

  it("is a little shorter than its corners, and half way lies on the bend", () => {
    const line = roundedLine(corner);
    expect(lengthOf(line)).toBeLessThan(200);
    expect(lengthOf(line)).toBeGreaterThan(185);
    const [x, y] = pointAlong(line, 0.5);
    expect(x).toBeLessThan(100);
    expect(y).toBeGreaterThan(0);
  });
});
