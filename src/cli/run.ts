/** `run`: a circuit file in, spikes and traces out. */
import type { Network } from "../compiler/index.ts";
import { createSimulation } from "../engine/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { compileCircuit } from "./circuit.ts";
import { startProgress } from "./progress.ts";
import { csvPieces, decimalTime, jsonPieces, type RunResult, splitRecord } from "./result.ts";
import type { Terminal } from "./terminal.ts";
import { FileError, lastOf, numberOf, type Options, parseOptions, positive, UsageError, wholeSeed } from "./usage.ts";

export const parseRunOptions = (args: readonly string[]): Options =>
  parseOptions(args, ["duration", "dt", "seed", "record", "format", "out"], ["record"]);

/** Steps between two looks at the clock, at first; then as many as take about `sliceMs`. */
const firstSlice = 100;
/** Wall time between two looks at the progress [ms]. */
const sliceMs = 100;

const formats = { json: jsonPieces, csv: csvPieces };

/**
 * Simulates a circuit and prints the result, or writes it to `--out`.
 *
 * @throws UsageError, FileError or CircuitError; of the last, the errors have been printed
 */
export function runCircuit(path: string, options: Options, catalogue: Catalogue, terminal: Terminal): void {
  const durationMs = numberOf(options, "duration", "ms", positive);
  const dt = numberOf(options, "dt", "ms", positive);
  const seed = numberOf(options, "seed", "", wholeSeed);
  if (durationMs === undefined) throw new UsageError("Say how long to simulate, in ms: --duration 1000.");
  const format = lastOf(options, "format") ?? "json";
  if (format !== "json" && format !== "csv") throw new UsageError(`--format is ${format}; it must be json or csv.`);

  const { graph, network } = compileCircuit(path, catalogue, terminal, { dt, seed });
  const steps = wholeSteps(durationMs, network.dt);
  const result = simulate(network, graph.name, steps, options.values.get("record") ?? [], terminal);
  write(formats[format](result), lastOf(options, "out"), terminal);
}

/** @throws UsageError when the time is no whole number of steps */
export function wholeSteps(durationMs: number, dtMs: number): number {
  const steps = Math.round(durationMs / dtMs);
  if (steps < 1 || Math.abs(steps * dtMs - durationMs) > 1e-9 * durationMs) {
    const below = decimalTime(Math.max(1, Math.floor(durationMs / dtMs)) * dtMs);
    throw new UsageError(`--duration ${durationMs} is no whole number of steps of ${dtMs} ms. Try ${below}.`);
  }
  return steps;
}
