/** Recordings as comma-separated text: lines starting with # say where the numbers come from, then a header, then rows. */
import type { Spikes } from "./bands.ts";
import { firstAt, type TimeView } from "./time.ts";
import type { Samples } from "./trace.ts";

export interface CsvHead {
  name: string;
  seed: number;
  dtMs: number;
}

type Stretch = Pick<TimeView, "fromMs" | "toMs">;
const whole: Stretch = { fromMs: 0, toMs: Number.POSITIVE_INFINITY };

/** Rows "time_ms,population,cell" of the populations given, in order of time. */
export function spikesToCSV(
  head: CsvHead,
  { times, cells, count }: Spikes,
  populations: readonly { label: string; first: number; n: number }[],
  stretch: Stretch = whole,
): string {
  const lines = [...headLines(head), "# units: time in ms, cell counted from 0", "time_ms,population,cell"];
  const end = firstAt(times, count, stretch.toMs);
  for (let k = firstAt(times, count, stretch.fromMs); k < end; k++) {
    const id = cells[k] as number;
    const population = populations.find(({ first, n }) => id >= first && id < first + n);
    if (population) lines.push(`${plain(times[k] as number)},${quote(population.label)},${id - population.first}`);
  }
  return `${lines.join("\n")}\n`;
}

/**
 * Curves that share their sampling times become columns beside each other; curves that do not are written one after the other
 * as rows "time_ms,curve,value".
 */
export function tracesToCSV(
  head: CsvHead,
  curves: readonly { label: string; unit: string; samples: Samples }[],
  stretch: Stretch = whole,
): string {
  const title = ({ label, unit }: { label: string; unit: string }): string =>
    unit === "1" || unit === "" ? label : `${label} (${unit})`;
  const lines = [...headLines(head), `# units: time in ms${curves.map((curve) => `; ${title(curve)}`).join("")}`];
  const ranges = curves.map(({ samples: { times, count } }) => ({
    from: firstAt(times, count, stretch.fromMs),
    to: firstAt(times, count, stretch.toMs),
  }));
  const [lead] = curves;
  const [range] = ranges;
  if (!lead || !range) return `${[...lines, "time_ms"].join("\n")}\n`;

  const alike = curves.every(({ samples }, c) => {
    const own = ranges[c] as typeof range;
    if (own.to - own.from !== range.to - range.from) return false;
    for (let k = 0; k < own.to - own.from; k++)
      if (samples.times[own.from + k] !== lead.samples.times[range.from + k]) return false;
    return true;
  });
  if (alike) {
    lines.push(["time_ms", ...curves.map((curve) => quote(title(curve)))].join(","));
    for (let k = 0; k < range.to - range.from; k++) {
      const row = curves.map(({ samples }, c) => plain(samples.values[(ranges[c] as typeof range).from + k] as number));
      lines.push(`${plain(lead.samples.times[range.from + k] as number)},${row.join(",")}`);
    }
  } else {
    lines.push("time_ms,curve,value");
    curves.forEach((curve, c) => {
      const { from, to } = ranges[c] as typeof range;
      for (let k = from; k < to; k++)
        lines.push(
          `${plain(curve.samples.times[k] as number)},${quote(title(curve))},${plain(curve.samples.values[k] as number)}`,
        );
    });
  }
  return `${lines.join("\n")}\n`;
}

interface PairColumns {
  nPre: number;
  nPost: number;
  pre: Uint32Array;
  post: Uint32Array;
  weight: Float64Array;
  /** Absent where what is sent acts at once. */
  delayMs?: Float64Array | undefined;
}

const unitWords = (unit: string): string => (unit === "1" ? "" : ` in ${unit}`);

/** Rows "from,to,weight,delay" with every digit of the weights, so that they come back as they were. */
export function pairsToCSV(head: CsvHead, pairs: PairColumns, unit: string): string {
  const { pre, post, weight, delayMs } = pairs;
  const units = `cells counted from 0; weight${unitWords(unit)}${delayMs ? "; delay in ms" : ""}`;
  const lines = [...headLines(head), `# units: ${units}`, `from,to,weight${delayMs ? ",delay" : ""}`];
  for (let k = 0; k < pre.length; k++)
    lines.push(`${pre[k]},${post[k]},${weight[k]}${delayMs ? `,${plain(delayMs[k] as number)}` : ""}`);
  return `${lines.join("\n")}\n`;
}

/**
 * A row for each sending cell and a column for each receiving one; empty where there is no pair. Several pairs between the same
 * cells add up as weights, as they do in the cell; of their delays the shortest stands there.
 */
export function matrixToCSV(head: CsvHead, pairs: PairColumns, what: "weight" | "delay", unit: string): string {
  const { nPre, nPost, pre, post, weight, delayMs } = pairs;
  const rows = Array.from({ length: nPre }, () => new Array<number | undefined>(nPost));
  for (let k = 0; k < pre.length; k++) {
    const row = rows[pre[k] as number] as (number | undefined)[];
    const at = post[k] as number;
    const before = row[at];
    if (what === "weight") row[at] = (before ?? 0) + (weight[k] as number);
    else row[at] = Math.min(before ?? Number.POSITIVE_INFINITY, delayMs?.[k] ?? 0);
  }
  const write = what === "weight" ? String : plain;
  return `${[
    ...headLines(head),
    `# ${what}${unitWords(unit)}: a row for each of ${nPre} sending cells, a column for each of ${nPost} receiving ones, empty where there is no pair`,
    ...rows.map((row) => Array.from(row, (value) => (value === undefined ? "" : write(value))).join(",")),
  ].join("\n")}\n`;
}

const headLines = ({ name, seed, dtMs }: CsvHead): string[] => [
  `# ${oneLine(name)}`,
  `# seed: ${seed}`,
  `# dt: ${plain(dtMs)} ms`,
];

const oneLine = (text: string): string => text.replace(/\s+/g, " ");
const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** As many digits as the recording holds (single precision or a step count), and no more. */
const plain = (value: number): string => String(Number(value.toPrecision(9)));
