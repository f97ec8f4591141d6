/** Gathers the figures and prints them as one table, which is also written as Markdown and JSON. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import type { FullResult, Reporter, TestCase, TestError, TestResult } from "playwright/types/testReporter";
import type { Figure } from "./harness.ts";

export default class FigureReporter implements Reporter {
  private readonly figures: Figure[] = [];
  private readonly failures: string[] = [];
  private readonly before = loadavg()[0] ?? 0;

  onTestBegin(test: TestCase): void {
    process.stderr.write(`${test.title} …\n`);
  }

  /** What no test is to blame for: a file that cannot be loaded. */
  onError({ message }: TestError): void {
    this.failures.push(message ?? "an error without words");
  }

  onStdOut(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const { type, description } of result.annotations)
      if (type === "figure" && description) this.figures.push(JSON.parse(description));
    if (result.status !== "passed") this.failures.push(`${test.title}: ${result.error?.message ?? result.status}`);
  }

  onEnd(_: FullResult): void {
    const load = [this.before, loadavg()[0] ?? 0];
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, no graphics card unless the browser found one`;
    const date = new Date().toISOString().slice(0, 10);
    const rows = this.figures.map(({ name, value, unit, goal, note }) => [
      name,
      `${digits(value)} ${unit}`.trim(),
      goal ? `at ${goal.at} ${goal.value}` : "",
      goal ? (reached(value, goal) ? "yes" : "NO") : "",
      note ?? "",
    ]);
    const text = [
      `# Spikeboard in the browser, measured\n\n${date}, ${machine}. Load ${load.map((each) => each.toFixed(1)).join(" to ")}.\n`,
      table([["figure", "measured", "goal", "reached", "note"], ...rows]),
      ...this.failures.map((line) => `\nNot measured: ${line}\n`),
    ].join("\n");
    process.stdout.write(`\n${text}\n`);
    const folder = process.env.FIGURES_FOLDER ?? ".cache/figures";
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "figures.md"), text);
    writeFileSync(
      join(folder, "figures.json"),
      `${JSON.stringify({ date, machine, load, figures: this.figures, failures: this.failures }, null, 2)}\n`,
    );
    process.stderr.write(`Written to ${join(folder, "figures.md")} and figures.json.\n`);
  }
}

const reached = (value: number, goal: NonNullable<Figure["goal"]>): boolean =>
  goal.at === "most" ? value <= goal.value : value >= goal.value;

const digits = (value: number): string =>
  Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);

function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const row = (line: readonly string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return `${[row(lines[0] ?? []), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...lines.slice(1).map(row)].join("\n")}\n`;
}
