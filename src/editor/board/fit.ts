import { getViewportForBounds, type Viewport } from "reactflow";
import type { Box } from "./geometry.ts";

/** [px] */
export interface Size {
  width: number;
  height: number;
}
type Padding = Parameters<typeof getViewportForBounds>[5];

/** Never larger than life, and not smaller than the board can be zoomed out. */
const zooms = { least: 0.1, most: 1 };
const even: Padding = 0.1;

/**
 * Where to look so that the whole circuit is seen: evenly padded where the corner of the zoom buttons stays free of nodes, else
 * beside or above the buttons, whichever shows it larger.
 *
 * @param boxes places and sizes of nodes, notes and groups, at zoom 1
 * @param room the board
 * @param corner what the buttons take of its lower right
 */
export function wholeInView(boxes: readonly Box[], room: Size, corner: Size): Viewport | undefined {
  if (boxes.length === 0 || room.width === 0 || room.height === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const bounds = {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.w)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.h)) - y,
  };
  const look = (padding: Padding): Viewport =>
    getViewportForBounds(bounds, room.width, room.height, zooms.least, zooms.most, padding);
  const covered = ({ x: left, y: top, zoom }: Viewport): boolean =>
    boxes.some(
      (box) =>
        (box.x + box.w) * zoom + left > room.width - corner.width &&
        (box.y + box.h) * zoom + top > room.height - corner.height,
    );
  const first = look(even);
  if (!covered(first)) return first;
  // Wires may go round the outermost nodes.
  const above = look({ top: "24px", x: "32px", bottom: `${corner.height}px` });
  const beside = look({ left: "32px", y: "24px", right: `${corner.width}px` });
  return beside.zoom > above.zoom ? beside : above;
}

/** What React Flow knows of the board: its pane, where it looks, and its nodes. */
interface Seen {
  nodeLookup: ReadonlyMap<
    string,
    { position: { x: number; y: number }; measured: { width?: number; height?: number } }
  >;
  transform: readonly [number, number, number];
  width: number;
  height: number;
}

/** Whether any node lies outside the pane, not counting a sliver. */
export function outOfView({ nodeLookup, transform: [x, y, zoom], width, height }: Seen): boolean {
  if (width === 0) return false;
  const slack = 16;
  for (const { position, measured } of nodeLookup.values()) {
    const [left, top] = [position.x * zoom + x, position.y * zoom + y];
    const [right, bottom] = [left + (measured.width ?? 0) * zoom, top + (measured.height ?? 0) * zoom];
    if (left < -slack || top < -slack || right > width + slack || bottom > height + slack) return true;
  }
  return false;
}
