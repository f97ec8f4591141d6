/**
 * The shapes on the board: how large a node of each family is, its outline, and the window in which its state is drawn.
 * Pixels of the board at zoom 1; y points down. Everything that draws a node (React, the live overlay, the router) reads
 * the numbers here, so that they agree to the pixel.
 */
import type { Family } from "../../kind/index.ts";

/** Distance of two holes of the board [px]. Nodes snap to it and ports sit on it. */
export const hole = 16;

/** A node's family, or "unknown" for a kind that this catalogue does not have. */
export type Shape = Family | "unknown";

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

const sizes: Record<Shape, readonly [number, number]> = {
  neuron: [168, 112],
  synapse: [112, 48],
  current: [128, 80],
  spikes: [128, 80],
  unknown: [128, 80],
};

/** Height at which the first port of a node sits, from its top. */
export const firstPort: Record<Shape, number> = { neuron: 48, synapse: 24, current: 48, spikes: 48, unknown: 48 };

/**
 * How far below its saved place a node is drawn [px]. Places are whole holes and ports must sit on holes too, so a synapse,
 * whose port is half way down, is seated half a hole lower: then a row of nodes at one height is wired straight.
 */
export const seat: Record<Shape, number> = { neuron: 0, synapse: 8, current: 0, spikes: 0, unknown: 0 };

/** Distance of two ports on one side [px]. */
export const portPitch = 32;

/**
 * Width and height of a node with so many sockets on its fuller side. A neuron grows by one pitch for each socket that
 * does not fit beside its window.
 */
export function sizeOf(shape: Shape, sockets: number): readonly [number, number] {
  const [w, h] = sizes[shape];
  const room = Math.max(1, Math.floor((h - firstPort[shape]) / portPitch));
  return [w, h + Math.max(0, sockets - room) * portPitch];
}

/** The window of a node, in its own coordinates; a synapse's is the place of its kernel. */
export function windowOf(shape: Shape, w: number, h: number, flipped: boolean): Box {
  switch (shape) {
    case "neuron":
      return { x: 10, y: 32, w: w - 20, h: h - 58 };
    case "synapse":
      return { x: 15, y: h / 2 - 11, w: 25, h: 22 };
    case "current":
    case "spikes":
    case "unknown": {
      const inset = textInset(shape);
      return { x: flipped ? 12 : inset, y: 29, w: w - inset - 12, h: h - 54 };
    }
  }
}

/** The window when the name above it is drawn large and the numbers below it are gone (from 75 % of zoom down). */
export const farWindowOf = (shape: Shape, w: number, h: number): Box =>
  shape === "neuron" ? { x: 8, y: 42, w: w - 16, h: h - 50 } : { x: 24, y: 42, w: w - 36, h: h - 50 };

/** How far text and window keep from the side that is round or cut. */
export const textInset = (shape: Shape): number => (shape === "current" ? 30 : shape === "spikes" ? 22 : 12);

/**
 * SVG path of a node's outline, one silhouette for each family. `grow` moves it outwards on all sides (halo, focus ring).
 * A flipped source is mirrored, so that the round or cut end stays away from its port.
 */
export function outline(shape: Shape, w: number, h: number, flipped = false, grow = 0): string {
  const [left, top, right, bottom] = [-grow, -grow, w + grow, h + grow];
  const height = bottom - top;
  switch (shape) {
    case "neuron":
    case "unknown":
      return rounded(left, top, right, bottom, 10 + grow);
    case "synapse":
      return rounded(left, top, right, bottom, Math.min(24 + grow, height / 2));
    case "current": {
      const r = height / 2;
      const c = 6 + grow;
      return mirrored(flipped, w, [
        ["M", left + r, top],
        ["H", right - c],
        ["A", c, right, top + c],
        ["V", bottom - c],
        ["A", c, right - c, bottom],
        ["H", left + r],
        ["A", r, left + r, top],
        ["Z"],
      ]);
    }
    case "spikes": {
      const cut = 18 + grow * 0.41;
      const c = 6 + grow;
      return mirrored(flipped, w, [
        ["M", left + cut, top],
        ["H", right - c],
        ["A", c, right, top + c],
        ["V", bottom - c],
        ["A", c, right - c, bottom],
        ["H", left + cut],
        ["L", left + 1.5, bottom - cut + 1],
        ["Q", left, bottom - cut - 1, left, bottom - cut - 3],
        ["V", top + cut + 3],
        ["Q", left, top + cut + 1, left + 1.5, top + cut - 1],
        ["Z"],
      ]);
    }
  }
}

function rounded(left: number, top: number, right: number, bottom: number, r: number): string {
  const arc = `A${r},${r} 0 0 1 `;
  return (
    `M${left + r},${top}H${right - r}${arc}${right},${top + r}V${bottom - r}${arc}${right - r},${bottom}` +
    `H${left + r}${arc}${left},${bottom - r}V${top + r}${arc}${left + r},${top}Z`
  );
}

type Command =
  | readonly ["M" | "L", number, number]
  | readonly ["H" | "V", number]
  | readonly ["A", number, number, number]
  | readonly ["Q", number, number, number, number]
  | readonly ["Z"];

/** Writes path commands, with x turned into w - x when flipped. */
const mirrored = (flipped: boolean, w: number, commands: readonly Command[]): string =>
  commands.map((command) => written(command, (x) => (flipped ? w - x : x), flipped ? 0 : 1)).join("");

/** One command; `sweep` is the direction of its arcs, which are quarter or half turns of one radius. */
function written(command: Command, x: (value: number) => number, sweep: 0 | 1): string {
  switch (command[0]) {
    case "M":
    case "L":
      return `${command[0]}${x(command[1])},${command[2]}`;
    case "H":
      return `H${x(command[1])}`;
    case "V":
      return `V${command[1]}`;
    case "A":
      return `A${command[1]},${command[1]} 0 0 ${sweep} ${x(command[2])},${command[3]}`;
    case "Q":
      return `Q${x(command[1])},${command[2]} ${x(command[3])},${command[4]}`;
    case "Z":
      return "Z";
  }
}

/** Nearest hole of the board. */
export const snap = (value: number): number => Math.round(value / hole) * hole;
