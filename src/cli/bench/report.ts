/** The results as one table for the terminal and for Markdown. */
import type { KernelRow } from "./kernelSection.ts";
import type { LeakyRow } from "./leakySection.ts";
import type { Spread } from "./measure.ts";
import type { NetworkRow } from "./networkSection.ts";

export interface BenchResult {
  date: string;
  machine: string;
  /** Programs that wanted a processor, before and after. */
  load: readonly [before: number, after: number];
  rounds: number;
  peers: readonly string[];
  leaky: readonly LeakyRow[];
  networks: readonly NetworkRow[];
  kernel?: KernelRow;
}

type Line = readonly string[];

/** Markdown that reads as a table in a terminal too. */
export function printResult(result: BenchResult): string {
  const { leaky, networks, kernel } = result;
  const parts = [
    `# Spikeboard, measured\n\n${result.date}, ${result.machine}. Load ${result.load.map((each) => each.toFixed(1)).join(" to ")}. ` +
      `Processor time, medians of ${result.rounds} turns, contestants by turns; least and most in brackets. ` +
      `Speed is simulated seconds a second of processor time.\n\n${result.peers.map((line) => `- ${line}`).join("\n")}\n`,
  ];
  if (leaky.length > 0)
    parts.push(
      table("Leaky cells alone: a cell and step, beside plain JavaScript", [
        ["cells", "recorded", "compiled [ns]", "JavaScript [ns]", "times faster", "spikes"],
        ...leaky.map(({ cells, recorded, ours, plain, ratio, spikes }) => [
          `${cells}`,
          recorded ? "every v" : "spikes",
          show(ours),
          show(plain),
          show(ratio),
          equal(spikes),
        ]),
      ]),
    );
  if (networks.length > 0) {
    parts.push(
      table("Networks", [
        [
          "network",
          "cells",
          "pairs",
          "simulator",
          "speed",
          "of the wall",
          "ours is faster by",
          "in Chromium by",
          "spikes",
        ],
        ...networks.flatMap(({ name, cells, pairs, contestants }) =>
          contestants.map(({ name: who, speed, wallSpeed, ratio, chromiumRatio, spikes, same }) => [
            name,
            `${cells}`,
            `${pairs}`,
            who,
            show(speed),
            show(wallSpeed),
            ratio ? show(ratio) : "",
            chromiumRatio ? show(chromiumRatio) : "",
            same && ratio ? equal([contestants[0]?.spikes ?? 0, spikes]) : `${spikes}`,
          ]),
        ),
      ]),
      table("Their rates, in the window of the reference", [
        ["network", "from graph to memory [ms]", "node", "rate [Hz]", "expected [Hz]", "fits"],
        ...networks.flatMap(({ name, compileMs, rates }) =>
          rates.map(({ node, rate, expected: [mean, sd], fits }) => [
            name,
            compileMs.toFixed(0),
            node,
            rate.toFixed(2),
            `${mean} ± ${sd}`,
            fits ? "yes" : "NO",
          ]),
        ),
      ]),
    );
    const notes = networks.flatMap(({ name, contestants }) =>
      contestants.flatMap(({ name: who, note }) => (note ? [`- ${name}, ${who}: ${note}.`] : [])),
    );
    if (notes.length > 0) parts.push(`${notes.join("\n")}\n`);
  }
  if (kernel)
    parts.push(
      table("CUBA beside a kernel written by hand for 128-bit vectors", [
        ["kernel", "speed", "ours", "our share", "spikes"],
        [kernel.compiler, show(kernel.kernel), show(kernel.ours), show(kernel.share), equal(kernel.spikes)],
      ]),
    );
  return parts.join("\n");
}

/** True when every claim of the table holds: spikes equal, rates as in the reference. */
export const sound = ({ leaky, networks, kernel }: BenchResult): boolean =>
  leaky.every(({ spikes: [a, b] }) => a === b) &&
  networks.every(
    ({ rates, contestants }) =>
      rates.every(({ fits }) => fits) &&
      contestants.every(({ same, spikes }) => !same || spikes === contestants[0]?.spikes),
  ) &&
  (!kernel || kernel.spikes[0] === kernel.spikes[1]);

const equal = ([ours, other]: readonly [number, number]): string =>
  ours === other ? `${ours}, equal` : `${ours} and ${other}: NOT EQUAL`;

const show = ({ median, least, most }: Spread): string => `${digits(median)} (${digits(least)}..${digits(most)})`;
const digits = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

function table(title: string, lines: readonly Line[]): string {
  const [head = []] = lines;
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const row = (line: Line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return `## ${title}\n\n${[row(head), rule, ...lines.slice(1).map(row)].join("\n")}\n`;
}
