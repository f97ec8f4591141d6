/**
 * A lesson on the board: on its node what each unit sends over the plane of the two inputs, along its wire how strong each weight is, in
 * blue below 0 and orange above, and beside a wire that is looked at the numbers.
 */
import type { Report } from "../../learning/index.ts";
import type { Inks } from "../../plots/index.ts";
import { gridFor } from "../board/overlay/field.ts";
import type { BoardLesson } from "../boardLesson.ts";
import { writeNumber } from "../controls/number.ts";
import type { Taught } from "./lesson.ts";
import { shadesOf } from "./shades.ts";

type Point = readonly [x: number, y: number];

/** Smallest side of a picture that still shows something [px of the board]; most strands of a wire, and most numbers beside one. */
const [least, mostStrands, mostValues] = [7, 12, 8];
/** From strand to strand, and the widest one [px of the board]. */
const [apart, widest] = [3.4, 5];

interface Strand {
  weight: number;
  /** Share of the strongest. */
  strength: number;
}

/** The weights of a layer, on the wire that brings them to their units. */
interface Bundle {
  /** Units x inputs. */
  weights: Float64Array;
  units: number;
  label: string;
  before: string;
  after: string;
}

export function boardPicture({ layers, front }: Taught, report: Report): (inks: Inks) => BoardLesson {
  const maps = new Map<string, { shares: readonly Float32Array[]; greatest?: Uint8Array | undefined }>();
  // There is a plane to show only where there are two inputs.
  if (report.surface.length === report.side ** 2 && report.units.length === layers.length - 1) {
    report.units.forEach((shares, k) => {
      maps.set(layers[k]?.units.node.id as string, { shares });
    });
    maps.set(layers.at(-1)?.units.node.id as string, { shares: [report.surface], greatest: report.greatest });
  }
  const bundles = new Map(
    layers.map(({ weights, units }, k): [string, Bundle] => [
      weights.node.id,
      {
        weights: report.layers[k]?.weights ?? new Float64Array(0),
        units: units.node.n ?? 1,
        label: weights.node.label,
        before: (layers[k - 1]?.units ?? front).node.label,
        after: units.node.label,
      },
    ]),
  );
  const images = new Map<string, readonly HTMLCanvasElement[]>();
  return (inks) => ({
    window(ctx, box, node) {
      const map = maps.get(node);
      if (!map) return false;
      let drawn = images.get(`${node} ${inks.panel}`);
      if (!drawn) {
        drawn = map.shares.slice(0, roomFor(box)).map((shares) => imageOf(shares, report.side, map.greatest, inks));
        images.set(`${node} ${inks.panel}`, drawn);
      }
      const grid = gridFor(drawn.length, box.w - 4, box.h - 4);
      const side = Math.min(grid.pitchX, grid.pitchY) - 2;
      ctx.save();
      ctx.imageSmoothingEnabled = side > report.side;
      drawn.forEach((image, k) => {
        const x = box.x + 2 + ((k % grid.columns) + 0.5) * grid.pitchX - side / 2;
        const y = box.y + 2 + (Math.floor(k / grid.columns) + 0.5) * grid.pitchY - side / 2;
        ctx.drawImage(image, x, y, side, side);
      });
      ctx.restore();
      return true;
    },
    wire(ctx, points, from) {
      const bundle = bundles.get(from);
      if (!bundle) return;
      const strands = strandsOf(bundle.weights, bundle.units);
      const pitch = strands.length > 1 ? Math.min(apart, 24 / (strands.length - 1)) : 0;
      const most = strands.length > 1 ? Math.max(1.4, pitch - 0.4) : widest;
      ctx.save();
      ctx.lineJoin = "round";
      ctx.lineCap = "butt";
      // The line at rest gives way to its strands.
      ctx.strokeStyle = inks.of("--canvas");
      ctx.lineWidth = pitch * (strands.length - 1) + most + 2;
      trace(ctx, points, 0);
      strands.forEach(({ weight, strength }, k) => {
        ctx.strokeStyle = inks.of(weight < 0 ? "--c1" : "--c2");
        ctx.globalAlpha = 0.35 + 0.65 * strength;
        ctx.lineWidth = 0.6 + (most - 0.6) * strength;
        trace(ctx, points, pitch * (k - (strands.length - 1) / 2));
      });
      ctx.restore();
    },
    values(ctx, [x, y], from, zoom, view) {
      const bundle = bundles.get(from);
      if (!bundle) return;
      const size = 11 / Math.min(1, zoom);
      const lines = linesOf(bundle);
      ctx.save();
      ctx.font = `${size}px ${getComputedStyle(ctx.canvas).fontFamily}`;
      const width = Math.max(...lines.map((line) => ctx.measureText(line).width)) + 1.4 * size;
      const height = lines.length * 1.35 * size + 0.8 * size;
      const left = Math.max(view.x, Math.min(view.x + view.w - width, x - width / 2));
      const top = Math.max(view.y, Math.min(view.y + view.h - height, y + 1.2 * size));
      ctx.fillStyle = inks.of("--raised");
      ctx.strokeStyle = inks.edge;
      ctx.lineWidth = 1 / zoom;
      ctx.beginPath();
      ctx.roundRect(left, top, width, height, 0.5 * size);
      ctx.fill();
      ctx.stroke();
      ctx.textBaseline = "top";
      lines.forEach((line, k) => {
        ctx.fillStyle = k === 0 ? inks.ink3 : inks.ink;
        ctx.fillText(line, left + 0.7 * size, top + 0.55 * size + k * 1.35 * size);
      });
      ctx.restore();
    },
  });
}

/** As many pictures as a window holds. */
const roomFor = ({ w, h }: { w: number; h: number }): number =>
  Math.max(1, Math.floor((w - 4) / (least + 2)) * Math.floor((h - 4) / (least + 2)));

function imageOf(shares: Float32Array, side: number, greatest: Uint8Array | undefined, inks: Inks): HTMLCanvasElement {
  const image = document.createElement("canvas");
  [image.width, image.height] = [side, side];
  const context = image.getContext("2d");
  if (!context) return image;
  const data = new ImageData(side, side);
  shadesOf(inks.of).paint(new Uint32Array(data.data.buffer), shares, greatest);
  context.putImageData(data, 0, 0);
  return image;
}

/** One strand a weight, or for many those of each receiving unit, or of a few of them, together. @param weights units x inputs */
function strandsOf(weights: Float64Array, units: number): Strand[] {
  const inputs = weights.length / units;
  const each = weights.length <= mostStrands;
  const count = each ? weights.length : Math.min(units, mostStrands);
  const [sums, sizes, counts] = [new Float64Array(count), new Float64Array(count), new Uint32Array(count)];
  let far = 0;
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] as number;
    const strand = each ? at : Math.floor((Math.floor(at / inputs) * count) / units);
    sums[strand] = (sums[strand] as number) + weight;
    sizes[strand] = (sizes[strand] as number) + Math.abs(weight);
    counts[strand] = (counts[strand] as number) + 1;
    far = Math.max(far, Math.abs(weight));
  }
  return Array.from(sums, (weight, k) => ({
    weight,
    strength: far > 0 ? (sizes[k] as number) / (counts[k] as number) / far : 0,
  }));
}

/** The strongest weights, each by the units that it joins. */
function linesOf({ weights, units, label, before, after }: Bundle): string[] {
  const inputs = weights.length / units;
  const strongest = Array.from(weights.keys())
    .toSorted((a, b) => Math.abs(weights[b] as number) - Math.abs(weights[a] as number))
    .slice(0, mostValues)
    .toSorted((a, b) => a - b);
  const shown = strongest.length < weights.length ? `, the ${strongest.length} strongest` : "";
  return [
    `${label}: ${weights.length} ${weights.length === 1 ? "weight" : "weights"}${shown}`,
    ...strongest.map(
      (at) =>
        `${before} ${at % inputs} → ${after} ${Math.floor(at / inputs)}  ${writeNumber(weights[at] as number, 3)}`,
    ),
  ];
}

/** Strokes a line that runs beside another at a distance, corners mitred. */
function trace(ctx: CanvasRenderingContext2D, points: readonly Point[], by: number): void {
  ctx.beginPath();
  points.forEach(([x, y], k) => {
    const [a, b] = [normal(points[k - 1], points[k]), normal(points[k], points[k + 1])];
    const [one, other] = [a ?? b ?? [0, 0], b ?? a ?? [0, 0]];
    const along = 1 + one[0] * other[0] + one[1] * other[1];
    const mitre = by / Math.max(0.5, along);
    ctx[k === 0 ? "moveTo" : "lineTo"](x + mitre * (one[0] + other[0]), y + mitre * (one[1] + other[1]));
  });
  ctx.stroke();
}

/** Of a straight piece, the direction to its left, of length 1. */
function normal(from: Point | undefined, to: Point | undefined): Point | undefined {
  if (!from || !to) return undefined;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  return length > 0 ? [dy / length, -dx / length] : undefined;
}
