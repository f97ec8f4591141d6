/** `run`: a circuit file in, spikes and traces out. */
import { createHash } from "node:crypto";
import { partsOf } from "../engine/index.ts";
import { limits, serialize } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { compileCircuit } from "./circuit.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { recordsOf } from "./records.ts";
import { csvPieces, decimalTime, jsonPieces } from "./result.ts";
import { simulate } from "./simulate.ts";
import type { Terminal } from "./terminal.ts";
import {
  FileError,
  lastOf,
  numberOf,
  type Options,
  parseOptions,
  positive,
  UsageError,
  wholeSeed,
  within,
} from "./usage.ts";
import { version } from "./version.ts";

export const parseRunOptions = (args: readonly string[]): Options =>
  parseOptions(args, ["duration", "dt", "seed", "threads", "record", "format", "out"], ["record"]);

const threadCount = {
  test: (value: number) => Number.isInteger(value) && value >= 1 && value <= 64,
  words: "a whole number from 1 to 64",
};

const formats = { json: jsonPieces, csv: csvPieces };

/**
 * Simulates a circuit and prints the result, or writes it to `--out`.
 *
 * @throws UsageError, FileError or CircuitError; of the last, the errors have been printed
 */
export function runCircuit(path: string, options: Options, catalogue: Catalogue, terminal: Terminal): void {
  const durationMs = numberOf(options, "duration", "ms", positive);
  const dt = numberOf(options, "dt", "ms", within(...limits.dt));
  const seed = numberOf(options, "seed", "", wholeSeed);
  const threads = numberOf(options, "threads", "", threadCount) ?? 1;
  if (durationMs === undefined) throw new UsageError("Say how long to simulate, in ms: --duration 1000.");
  const format = lastOf(options, "format") ?? "json";
  if (format !== "json" && format !== "csv") throw new UsageError(`--format is ${format}; it must be json or csv.`);

  const { graph, network } = compileCircuit(path, catalogue, terminal, { dt, seed });
  const steps = wholeSteps(durationMs, network.dt);
  const recorded = recordsOf(network, options.values.get("record") ?? []);
  const { spikes, traces } = simulate(network, steps, recorded, partsOf(graph, catalogue), terminal, threads);
  const fingerprint = fingerprintOf(spikes, graph.dt);
  const methods = Object.fromEntries(
    network.populations.filter(({ states }) => states.length > 0).map(({ node, method }) => [node, method]),
  );
  const result = {
    graph: graph.name,
    seed: graph.seed,
    dtMs: graph.dt,
    durationMs,
    fingerprint,
    version: version(),
    graphHash: createHash("sha256").update(serialize(graph)).digest("hex"),
    methods,
    spikes,
    traces,
  };
  write(formats[format](result), lastOf(options, "out"), terminal);
}

function write(pieces: Iterable<string>, path: string | undefined, terminal: Terminal): void {
  if (path === undefined) {
    for (const piece of pieces) terminal.out(piece);
    return;
  }
  try {
    terminal.write(path, pieces);
  } catch (error) {
    throw new FileError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
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
