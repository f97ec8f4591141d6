/**
 * How a population looks everywhere: node, wire, raster band and curve. A hue means one population; from the seventh on the
 * hues come round again with a second mark, so that colour is never the only difference. Colours themselves live in CSS
 * custom properties and are read again when the theme changes.
 */
import { color, rgb } from "d3";

export interface PopulationStyle {
  /** Name of the CSS custom property that holds the colour. */
  token: string;
  /** Swatch: filled disc for 1 to 6, ring for 7 to 12, square for 13 to 18. */
  mark: "disc" | "ring" | "square";
  /** Dashes of its curves [px]; empty: solid. */
  dash: readonly number[];
}

const hues = 6;
const marks = ["disc", "ring", "square"] as const;
const dashes: readonly (readonly number[])[] = [[], [6, 4], [1.5, 3]];

/** Style of a population by its colour number, from 1; without a number: a source, which owns no cells and has no hue. */
export function populationStyle(colorNumber?: number): PopulationStyle {
  if (colorNumber === undefined || !(colorNumber >= 1)) return { token: "--src", mark: "disc", dash: [] };
  const index = Math.floor(colorNumber) - 1;
  const round = Math.floor(index / hues) % marks.length;
  return { token: `--c${(index % hues) + 1}`, mark: marks[round] ?? "disc", dash: dashes[round] ?? [] };
}

/** Dashes that tell curves of one colour apart: solid, dashed, dotted, dash-dotted. */
export const curveDashes: readonly (readonly number[])[] = [[], [5, 2.5], [1.5, 2.5], [6, 2, 1.5, 2]];

/** The colours a plot needs, as CSS colour texts. */
export interface Inks {
  ink: string;
  ink2: string;
  ink3: string;
  line: string;
  edge: string;
  ctl: string;
  ghost: string;
  panel: string;
  node: string;
  well: string;
  lamp: string;
  err: string;
  /** Colour of any custom property: `of("--c1")`. */
  of(token: string): string;
}

/** Reads the colours in force at an element. Call again when the theme changes; the values are copies. */
export function readInks(element: Element): Inks {
  const style = getComputedStyle(element);
  const of = (token: string): string => style.getPropertyValue(token).trim() || style.color;
  const copy = new Map<string, string>();
  const kept = (token: string): string => {
    const known = copy.get(token);
    if (known !== undefined) return known;
    const value = of(token);
    copy.set(token, value);
    return value;
  };
  for (let n = 1; n <= hues; n++) kept(`--c${n}`);
  kept("--src");
  return {
    ink: kept("--ink"),
    ink2: kept("--ink2"),
    ink3: kept("--ink3"),
    line: kept("--line"),
    edge: kept("--edge"),
    ctl: kept("--ctl"),
    ghost: kept("--ghost"),
    panel: kept("--panel"),
    node: kept("--node"),
    well: kept("--well"),
    lamp: kept("--lamp"),
    err: kept("--err"),
    of: kept,
  };
}

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** Packs a CSS colour for a Uint32Array over ImageData: alpha from 0 to 1 replaces the colour's own. */
export function pack(css: string, alpha = 1): number {
  const { r, g, b } = color(css)?.rgb() ?? rgb(0, 0, 0);
  const a = Math.round(255 * alpha);
  return (littleEndian ? (a << 24) | (b << 16) | (g << 8) | r : (r << 24) | (g << 16) | (b << 8) | a) >>> 0;
}
