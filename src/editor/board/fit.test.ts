import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outOfView, wholeInView } from "./fit.ts";
import type { Box } from "./geometry.ts";

const room = { width: 902, height: 372 };
const corner = { width: 168, height: 60 };
const seen = (box: Box, view: { x: number; y: number; zoom: number }) => ({
  left: box.x * view.zoom + view.x,
  top: box.y * view.zoom + view.y,
  right: (box.x + box.w) * view.zoom + view.x,
  bottom: (box.y + box.h) * view.zoom + view.y,
});

describe("the whole circuit in view", () => {
  test("one node stands in the middle at its own size", () => {
    const view = wholeInView([{ x: 100, y: 50, w: 156, h: 104 }], room, corner);
    expect(view?.zoom).toBe(1);
    expect(seen({ x: 100, y: 50, w: 156, h: 104 }, view!)).toMatchObject({ left: 373, top: 134 });
  });

  test("nothing to see, or no board yet: no place to look", () => {
    expect(wholeInView([], room, corner)).toBeUndefined();
    expect(wholeInView([{ x: 0, y: 0, w: 10, h: 10 }], { width: 0, height: 0 }, corner)).toBeUndefined();
  });

  test("every node is inside the board and none under the zoom buttons", () => {
    const box = fc.record({
      x: fc.integer({ min: -3000, max: 3000 }),
      y: fc.integer({ min: -900, max: 900 }),
      w: fc.integer({ min: 32, max: 400 }),
      h: fc.integer({ min: 32, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 12 }), (boxes) => {
        const view = wholeInView(boxes, room, corner)!;
        for (const each of boxes.map((box) => seen(box, view))) {
          expect(each.left).toBeGreaterThanOrEqual(-1);
          expect(each.top).toBeGreaterThanOrEqual(-1);
          expect(each.right).toBeLessThanOrEqual(room.width + 1);
          expect(each.bottom).toBeLessThanOrEqual(room.height + 1);
          const under = each.right > room.width - corner.width + 1 && each.bottom > room.height - corner.height + 1;
          expect(under).toBe(false);
        }
      }),
    );
  });
});

test("a part of the circuit is hidden once the board is too low for it", () => {
  const look = {
    nodeLookup: new Map([["cell", { position: { x: 100, y: 200 }, measured: { width: 156, height: 104 } }]]),
    transform: [0, 0, 1] as const,
  };
  expect(outOfView({ ...look, ...room })).toBe(false);
  expect(outOfView({ ...look, width: room.width, height: 250 })).toBe(true);
  expect(outOfView({ ...look, transform: [-200, 0, 1], ...room })).toBe(true);
  expect(outOfView({ ...look, width: 0, height: 0 })).toBe(false);
});
