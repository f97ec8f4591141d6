/** What a network answers over the plane of its two inputs, with the samples and a perceptron's line; and what one unit sends there. */
import { useEffect, useRef } from "react";
import type { DataSet, Report } from "../../learning/index.ts";
import { useThemeName } from "../useThemeName.ts";

type Rgb = readonly [number, number, number];

function rgbOf(style: CSSStyleDeclaration, name: string): Rgb {
  const hex = /^#([0-9a-f]{6})$/i.exec(style.getPropertyValue(name).trim())?.[1] ?? "000000";
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}
const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`;

const classColours = ["--c1", "--c2", "--c3", "--c4", "--c5", "--c6"];

/**
 * Shares from 0 to 1 as an image from the colour of class 0 over paper to that of class 1.
 *
 * @param greatest of several classes: which one the share is of; the less, the nearer to paper
 */
function imageOf(shares: Float32Array, side: number, style: CSSStyleDeclaration, greatest?: Uint8Array): ImageData {
  const paper = rgbOf(style, "--screen");
  const inks = classColours.map((name) => rgbOf(style, name));
  const image = new ImageData(side, Math.max(1, shares.length / side));
  for (let k = 0; k < shares.length; k++) {
    const share = 2 * (shares[k] as number) - 1;
    const which = greatest ? (greatest[k] as number) : Number(share >= 0);
    const ink = inks[which % inks.length] as Rgb;
    const part = 0.62 * (greatest ? Math.max(0, share) : Math.abs(share));
    for (let c = 0; c < 3; c++)
      image.data[4 * k + c] = (paper[c] as number) + part * ((ink[c] as number) - (paper[c] as number));
    image.data[4 * k + 3] = 255;
  }
  return image;
}

/** Draws in the canvas's own pixels; it is as large as its place on the screen. */
function useDrawing(
  draw: (context: CanvasRenderingContext2D, size: number, style: CSSStyleDeclaration) => void,
  size: number,
  tall = size,
) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeName();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are those of the theme
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const ratio = devicePixelRatio || 1;
    const [wide, high] = [Math.round(size * ratio), Math.round(tall * ratio)];
    if (element.width !== wide || element.height !== high) {
      element.width = wide;
      element.height = high;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context, size, getComputedStyle(element));
  }, [draw, size, tall, theme]);
  return canvas;
}

function paint(
  context: CanvasRenderingContext2D,
  shares: Float32Array,
  side: number,
  size: number,
  style: CSSStyleDeclaration,
  greatest?: Uint8Array,
): void {
  const small = document.createElement("canvas");
  const rows = Math.max(1, shares.length / side);
  small.width = side;
  small.height = rows;
  small.getContext("2d")?.putImageData(imageOf(shares, side, style, greatest), 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, size, (size * rows) / side);
}

/** The class of a sample, from 0. */
const classOf = ({ targets, outputs }: DataSet, row: number): number =>
  outputs === 1
    ? Number((targets[row] as number) > 0.5)
    : targets.subarray(row * outputs, (row + 1) * outputs).indexOf(1);

/** A sample: round, square, a triangle or a diamond, so that the classes can be told apart without colour. */
function mark(
  context: CanvasRenderingContext2D,
  which: number,
  x: number,
  y: number,
  radius: number,
  style: CSSStyleDeclaration,
): void {
  const corners = [0, 4, 3, 4][which % 4] as number;
  const turn = which % 4 === 1 ? Math.PI / 4 : -Math.PI / 2;
  context.beginPath();
  if (corners === 0) context.arc(x, y, radius, 0, 2 * Math.PI);
  for (let k = 0; k < corners; k++) {
    const angle = turn + (2 * Math.PI * k) / corners;
    context.lineTo(x + 1.27 * radius * Math.cos(angle), y + 1.27 * radius * Math.sin(angle));
  }
  context.closePath();
  context.fillStyle = css(rgbOf(style, classColours[which % classColours.length] as string));
  context.fill();
}

interface SurfaceProps {
  report: Report;
  data: DataSet;
  size: number;
  label: string;
  /** Where a perceptron's answer changes: w1 x1 + w2 x2 + b = 0. */
  line?: { weights: ArrayLike<number>; bias: number } | undefined;
}

export function Surface({ report, data, size, label, line }: SurfaceProps) {
  const canvas = useDrawing((context, wide, style) => {
    const [left, right, bottom, top] = report.box;
    const x = (value: number): number => (wide * (value - left)) / (right - left);
    const y = (value: number): number => (wide * (top - value)) / (top - bottom);
    context.clearRect(0, 0, wide, wide);
    paint(context, report.surface, report.side, wide, style, report.greatest);
    const ink = css(rgbOf(style, "--ink"));
    const [w1 = 0, w2 = 0] = line ? Array.from(line.weights) : [];
    if (line && (w1 !== 0 || w2 !== 0)) {
      context.strokeStyle = ink;
      context.lineWidth = 2;
      context.beginPath();
      const ends: readonly (readonly [number, number])[] =
        Math.abs(w2) > Math.abs(w1)
          ? [left, right].map((at) => [at, -(w1 * at + line.bias) / w2] as const)
          : [bottom, top].map((at) => [-(w2 * at + line.bias) / w1, at] as const);
      for (const [px, py] of ends) context.lineTo(x(px), y(py));
      context.stroke();
    }
    const radius = data.rows > 150 ? 2.5 : data.rows > 20 ? 3.5 : 6;
    for (let row = 0; row < data.rows; row++) {
      mark(context, classOf(data, row), x(data.x[2 * row] as number), y(data.x[2 * row + 1] as number), radius, style);
      context.strokeStyle = css(rgbOf(style, "--screen"));
      context.lineWidth = 1;
      context.stroke();
    }
  }, size);
  return (
    <canvas
      ref={canvas}
      className="lesson-surface"
      role="img"
      aria-label={label}
      style={{ width: size, height: size }}
    />
  );
}

/** Shares from 0 to 1 as a picture, `side` points in a row. */
export function UnitMap({
  shares,
  side,
  size,
  label,
}: {
  shares: Float32Array;
  side: number;
  size: number;
  label: string;
}) {
  const tall = Math.round((size * shares.length) / side ** 2);
  const canvas = useDrawing((context, wide, style) => paint(context, shares, side, wide, style), size, tall);
  return (
    <canvas ref={canvas} className="lesson-unit" role="img" aria-label={label} style={{ width: size, height: tall }} />
  );
}
