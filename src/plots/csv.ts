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

const headLines = ({ name, seed, dtMs }: CsvHead): string[] => [
  `# ${oneLine(name)}`,
  `# seed: ${seed}`,
  `# dt: ${plain(dtMs)} ms`,
];

const oneLine = (text: string): string => text.replace(/\s+/g, " ");
const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** As many digits as the recording holds (single precision or a step count), and no more. */
const plain = (value: number): string => String(Number(value.toPrecision(9)));
