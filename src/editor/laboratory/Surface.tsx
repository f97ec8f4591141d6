/** What a network answers over the plane of its two inputs, with the samples and a perceptron's line; and what one unit sends there. */
import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import type { DataSet, Report } from "../../learning/index.ts";
import { useThemeName } from "../useThemeName.ts";
import { type Shades, shadesOf } from "./shades.ts";

function read(element: HTMLElement): Shades {
  const style = getComputedStyle(element);
  return shadesOf((token) => style.getPropertyValue(token));
}

/** The colours where a canvas stands: looked up once a theme, and not at every frame. */
function useInks(canvas: RefObject<HTMLCanvasElement | null>): () => Shades | undefined {
  const theme = useThemeName();
  const known = useRef<{ theme: string; inks: Shades }>(undefined);
  return useCallback(() => {
    if (known.current?.theme !== theme && canvas.current) known.current = { theme, inks: read(canvas.current) };
    return known.current?.inks;
  }, [theme, canvas]);
}

/**
 * Shares from 0 to 1, in the colour of class 0 over paper to that of class 1; of several classes that of the greatest, the less the nearer to
 * paper. One pixel a point: the browser enlarges it, which costs less at every frame than to draw it large.
 */
function Shares({ shares, side, greatest }: { shares: Float32Array; side: number; greatest?: Uint8Array | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const inks = useInks(canvas);
  const rows = Math.max(1, shares.length / side);
  const image = useRef<ImageData>(undefined);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d", { alpha: false });
    const shades = inks();
    if (!context || !shades) return;
    if (image.current?.width !== side || image.current.height !== rows) image.current = new ImageData(side, rows);
    shades.paint(new Uint32Array(image.current.data.buffer), shares, greatest);
    context.putImageData(image.current, 0, 0);
  }, [shares, side, rows, greatest, inks]);
  return <canvas ref={canvas} width={side} height={rows} />;
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
  { classes, paper }: Shades,
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
  context.fillStyle = classes[which % classes.length] as string;
  context.fill();
  context.strokeStyle = paper;
  context.lineWidth = 1;
  context.stroke();
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
  return (
    <div className="lesson-surface" role="img" aria-label={label} style={{ width: size, height: size }}>
      <Shares shares={report.surface} side={report.side} greatest={report.greatest} />
      <Marks box={report.box} data={data} size={size} line={line} />
    </div>
  );
}

/** What lies on the surface. It is drawn anew only when it changes, which samples do not while a network learns. */
function Marks({ box, data, size, line }: Pick<SurfaceProps, "data" | "size" | "line"> & Pick<Report, "box">) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const inks = useInks(canvas);
  const [left, right, bottom, top] = box;
  const [w1 = 0, w2 = 0] = line ? Array.from(line.weights) : [];
  const bias = line?.bias ?? 0;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    const own = inks();
    if (!element || !context || !own) return;
    const ratio = devicePixelRatio || 1;
    // Setting its size clears it.
    element.width = Math.round(size * ratio);
    element.height = element.width;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const x = (value: number): number => (size * (value - left)) / (right - left);
    const y = (value: number): number => (size * (top - value)) / (top - bottom);
    if (w1 !== 0 || w2 !== 0) {
      context.strokeStyle = own.line;
      context.lineWidth = 2;
      context.beginPath();
      const ends: readonly (readonly [number, number])[] =
        Math.abs(w2) > Math.abs(w1)
          ? [left, right].map((at) => [at, -(w1 * at + bias) / w2] as const)
          : [bottom, top].map((at) => [-(w2 * at + bias) / w1, at] as const);
      for (const [px, py] of ends) context.lineTo(x(px), y(py));
      context.stroke();
    }
    const radius = data.rows > 150 ? 2.5 : data.rows > 20 ? 3.5 : 6;
    for (let row = 0; row < data.rows; row++)
      mark(context, classOf(data, row), x(data.x[2 * row] as number), y(data.x[2 * row + 1] as number), radius, own);
  }, [data, size, left, right, bottom, top, w1, w2, bias, inks]);
  return <canvas ref={canvas} />;
}

interface UnitMapProps {
  shares: Float32Array;
  side: number;
  size: number;
  label: string;
}

/** Shares from 0 to 1 as a picture, `side` points in a row. */
export function UnitMap({ shares, side, size, label }: UnitMapProps) {
  const height = Math.round((size * shares.length) / side ** 2);
  return (
    <div className="lesson-unit" role="img" aria-label={label} style={{ width: size, height }}>
      <Shares shares={shares} side={side} />
    </div>
  );
}
