/**
 * Plots as an SVG file: drawn from the data and not from the screen, with axes, units, a title and a description in it, and
 * nothing outside it needed to read it.
 */
import { bandGap, type InkedBandWithLabel, placeBands, type Spikes, tickTop, tickWidth } from "./bands.ts";
import { axisTicks, type Domain } from "./domain.ts";
import { formatLevel, formatTick, printUnit } from "./format.ts";
import { type RateSteps, stepPath } from "./rate.ts";
import { firstAt, type TimeView, timeTicks, xAt } from "./time.ts";
import { createPick, curvePath, pickSamples, type Samples } from "./trace.ts";

interface Line {
  label: string;
  /** CSS colour. */
  color: string;
  dash: readonly number[];
  width?: number;
}

export type Panel = { title: string; unit: string; height: number } & (
  | { type: "raster"; bands: readonly InkedBandWithLabel[]; spikes: Spikes }
  | {
      type: "curves";
      domain: Domain;
      curves: readonly (Line & { samples: Samples })[];
      /** Values with a dotted line across, such as thresholds, within the domain. */
      levels?: readonly number[];
    }
  | { type: "steps"; domain: Domain; curves: readonly (Line & { steps: RateSteps; fill?: boolean })[] }
);

export interface Picture {
  title: string;
  /** A sentence for who cannot see it. */
  description: string;
  /** Whole width [px]. */
  width: number;
  view: TimeView;
  panels: readonly Panel[];
  /** CSS colours of ground, text, quiet text and rules. */
  colors: { ground: string; ink: string; quiet: string; rule: string };
}

const left = 132;
const right = 24;
const top = 34;
/** The line over a panel on which its name stands, clear of the numbers of its axis in any font [px]. */
const heading = 20;
const gap = 16;
const foot = 40;
const sans = "IBM Plex Sans, system-ui, sans-serif";
const mono = "IBM Plex Mono, ui-monospace, monospace";
/** Ticks closer than this to one already drawn would not be seen apart [px]. */
const ticksApart = 0.5;

/** Height of the picture [px]. */
export const pictureHeight = ({ panels }: Pick<Picture, "panels">): number =>
  top + panels.reduce((sum, panel) => sum + heading + panel.height, 0) + gap * Math.max(0, panels.length - 1) + foot;

/** The picture as the text of a self-contained SVG file. */
export function toSVG(picture: Picture): string {
  const { title, description, width, view, colors } = picture;
  const height = pictureHeight(picture);
  const wide = width - left - right;
  const x = (timeMs: number): number => left + xAt(view, wide, timeMs);
  const body: string[] = [];
  let y = top;
  for (const panel of picture.panels) {
    body.push(drawPanel(panel, picture, wide, x, y + heading));
    y += heading + panel.height + gap;
  }
  const base = y - gap;
  const ticks = timeTicks(view, wide);
  for (let k = Math.ceil(view.fromMs / ticks.labelMs); k * ticks.labelMs <= view.toMs; k++) {
    const at = round(x(k * ticks.labelMs));
    body.push(rule(at, base + 4, at, base + 8, colors.quiet));
    body.push(
      text(at, base + 20, formatTick(k * ticks.labelMs, ticks.labelMs), colors.quiet, { anchor: "middle", font: mono }),
    );
  }
  body.push(rule(left, base + 4, left + wide, base + 4, colors.rule));
  body.push(text(left + wide, base + 34, "Time (ms)", colors.ink, { anchor: "end" }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${colors.ground}"/>`,
    `<clipPath id="axis"><rect x="${left}" y="0" width="${wide}" height="${height}"/></clipPath>`,
    text(16, 20, title, colors.ink, { size: 13, weight: 600 }),
    ...body,
    "</svg>",
  ].join("\n");
}

function drawPanel(
  panel: Panel,
  { view, colors }: Picture,
  wide: number,
  x: (timeMs: number) => number,
  y0: number,
): string {
  const unit = printUnit(panel.unit);
  const parts = [
    text(16, y0 - 7, unit ? `${panel.title} (${unit})` : panel.title, colors.ink, { size: 12, weight: 600 }),
  ];
  if (panel.type === "raster") {
    const places = placeBands(panel.bands, panel.height);
    panel.bands.forEach((band, b) => {
      const place = places[b] as (typeof places)[number];
      const middle = y0 + place.top + place.height / 2;
      parts.push(text(16, Math.max(y0 + 11, middle + 4), `${band.label}, ${band.n}`, band.color, { size: 11 }));
      if (b > 0)
        parts.push(rule(left, y0 + place.top - bandGap / 2, left + wide, y0 + place.top - bandGap / 2, colors.rule));
      const d = tickMarks(panel.spikes, band, (cell) => y0 + tickTop(place, cell), place.tick, view, x);
      parts.push(
        `<path d="${d}" stroke="${band.color}" stroke-width="${tickWidth}" fill="none" clip-path="url(#axis)"/>`,
      );
    });
    return parts.join("\n");
  }
  const { domain } = panel;
  const y = (value: number): number => y0 + ((domain.high - value) / (domain.high - domain.low)) * panel.height;
  const values = axisTicks(domain, panel.height);
  const step = Math.min(...values.slice(1).map((value, k) => value - (values[k] as number)));
  for (const value of values) {
    const at = round(y(value));
    parts.push(rule(left - 4, at, left, at, colors.quiet));
    parts.push(text(left - 8, at + 4, formatLevel(value, step), colors.quiet, { anchor: "end", font: mono }));
  }
  parts.push(rule(left, y0, left, y0 + panel.height, colors.rule));
  if (domain.low < 0 && domain.high > 0) parts.push(rule(left, y(0), left + wide, y(0), colors.rule));
  if (panel.type === "curves")
    for (const level of panel.levels ?? [])
      parts.push(
        `<path d="M${left},${round(y(level))}h${wide}" stroke="${colors.quiet}" stroke-dasharray="2 3" fill="none"/>`,
      );
  panel.curves.forEach((curve, k) => {
    if (k < Math.floor(panel.height / 14))
      parts.push(
        `<path d="M16,${y0 + 7 + 14 * k}h16" stroke="${curve.color}" stroke-width="1.6"${dashes(curve)}/>`,
        text(38, y0 + 11 + 14 * k, curve.label, colors.ink, { size: 11 }),
      );
  });
  if (panel.type === "curves")
    for (const curve of panel.curves) {
      const pick = pickSamples(curve.samples, view, wide * 2, Number.POSITIVE_INFINITY, createPick());
      parts.push(stroked(curvePath(curve.samples, pick, x, y), curve));
    }
  else
    for (const curve of panel.curves) {
      const d = curve.steps.count > 1 ? stepPath(curve.steps, x, y) : null;
      if (d && curve.fill) {
        const from = round(x(curve.steps.times[0] as number));
        parts.push(
          `<path d="${d}V${round(y(0))}H${from}Z" fill="${curve.color}" fill-opacity="0.16" clip-path="url(#axis)"/>`,
        );
      }
      parts.push(stroked(d, curve));
    }
  return parts.join("\n");
}

const stroked = (d: string | null, line: Line): string =>
  `<path d="${d ?? ""}" stroke="${line.color}" stroke-width="${line.width ?? 1.5}" stroke-linejoin="round" fill="none" clip-path="url(#axis)"${dashes(line)}/>`;

const dashes = ({ dash }: Line): string => (dash.length > 0 ? ` stroke-dasharray="${dash.join(" ")}"` : "");

/** Ticks of one band as a path; those that fall on one already drawn are left out. */
function tickMarks(
  { times, cells, count }: Spikes,
  band: { first: number; n: number },
  top: (cell: number) => number,
  tall: number,
  view: TimeView,
  x: (timeMs: number) => number,
): string {
  const last = new Float64Array(band.n).fill(Number.NEGATIVE_INFINITY);
  const end = firstAt(times, count, view.toMs);
  let d = "";
  for (let k = firstAt(times, count, view.fromMs); k < end; k++) {
    const cell = (cells[k] as number) - band.first;
    if (cell < 0 || cell >= band.n) continue;
    const at = x(times[k] as number);
    if (at - (last[cell] as number) < ticksApart) continue;
    last[cell] = at;
    d += `M${round(at)},${round(top(cell))}v${round(tall)}`;
  }
  return d;
}

const round = (value: number): number => Math.round(value * 100) / 100;

const rule = (x1: number, y1: number, x2: number, y2: number, color: string): string =>
  `<path d="M${round(x1)},${round(y1)}L${round(x2)},${round(y2)}" stroke="${color}"/>`;

function text(
  x: number,
  y: number,
  words: string,
  color: string,
  {
    size = 11,
    weight = 400,
    anchor = "start",
    font = sans,
  }: { size?: number; weight?: number; anchor?: string; font?: string } = {},
): string {
  return `<text x="${round(x)}" y="${round(y)}" fill="${color}" font-family="${font}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

const escaped = (words: string): string =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/**
 * The same picture as a PNG, `scale` pixels for each of the SVG's.
 *
 * @throws when the browser cannot draw the SVG: a fault of ours, not of the user's
 */
export async function toPNG(svg: string, width: number, height: number, scale = 2): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The canvas gave no image."))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
