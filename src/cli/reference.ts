/**
 * Golden cases: files whose expected numbers come from a textbook or another simulator. This walks a folder of them, gives
 * each to the reader that knows its form, and prints one line a case, or a page with a table a family. It knows no form itself.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { accuracyPage } from "./accuracyPage.ts";
import { createFingerprint, type Fingerprint } from "./fingerprint.ts";
import { type Deviation, holds, nearest, type Outcome, printNumber } from "./outcome.ts";
import type { Terminal } from "./terminal.ts";
import { FileError } from "./usage.ts";

export type { Deviation } from "./outcome.ts";

export interface CaseReader {
  /** True when the file is a case of this reader's form. */
  reads(data: unknown): boolean;
  /**
   * Runs the case through the compiler and the engine. Throws what cannot be built or run, with a sentence.
   *
   * @param fingerprint takes every spike of the case
   */
  compare(data: unknown, fingerprint: Fingerprint): readonly Deviation[];
}

/**
 * Runs every `.json` below a folder, `index.json` files apart, in order of their paths.
 *
 * @param page a file to write the accuracy page to; undefined: none
 * @returns true when there was at least one case and every comparison held; a file that no reader knows is a failure
 * @throws FileError when the folder cannot be read or the page cannot be written
 */
export function runReference(
  folder: string,
  readers: readonly CaseReader[],
  terminal: Terminal,
  page?: string,
): boolean {
  const outcomes: Outcome[] = [];
  for (const path of casesBelow(folder)) {
    const outcome = runCase(folder, path, readers);
    terminal.out(`${outcome.holds ? "✓" : "✗"} ${outcome.path}: ${wordsOf(outcome)}\n`);
    outcomes.push(outcome);
  }
  const passed = outcomes.filter(({ holds }) => holds).length;
  terminal.out(`${passed} passed, ${outcomes.length - passed} failed\n`);
  if (page !== undefined) {
    try {
      terminal.write(page, [accuracyPage(outcomes)]);
    } catch (error) {
      throw new FileError(`${page} cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  return passed === outcomes.length && passed > 0;
}

function runCase(folder: string, path: string, readers: readonly CaseReader[]): Outcome {
  const fingerprint = createFingerprint();
  const outcome = {
    path: relative(folder, path).replaceAll("\\", "/"),
    holds: false,
    deviations: [],
    fingerprint: "",
    sources: [],
  };
  let sources: readonly string[] = [];
  try {
    const data: unknown = JSON.parse(readFileSync(path, "utf8"));
    sources = sourcesOf(data);
    const reader = readers.find((candidate) => candidate.reads(data));
    if (!reader) return { ...outcome, sources, problem: "no reader knows this form of case" };
    const deviations = reader.compare(data, fingerprint);
    if (deviations.length === 0) return { ...outcome, sources, problem: "nothing to compare" };
    return {
      ...outcome,
      sources,
      deviations,
      problem: "",
      holds: deviations.every(holds),
      fingerprint: fingerprint.text(),
    };
  } catch (error) {
    return { ...outcome, sources, problem: error instanceof Error ? error.message : String(error) };
  }
}

function sourcesOf(data: unknown): string[] {
  const { source_of_truth, engine } = (data ?? {}) as { source_of_truth?: unknown; engine?: unknown };
  return [source_of_truth ?? engine ?? []].flat().map(String);
}

function wordsOf({ deviations, problem, fingerprint }: Outcome): string {
  if (problem) return problem;
  const broken = deviations.filter((deviation) => !holds(deviation));
  const told = broken.length > 0 ? broken : nearest(deviations);
  return `${told.map(print).join("; ")}${fingerprint && `; spikes ${fingerprint}`}`;
}

function print({ what, found, allowed, unit }: Deviation): string {
  return allowed === 0 && found === 0
    ? `${what} exact`
    : `${what} off by ${printNumber(found, unit)}, ${printNumber(allowed, unit)} allowed`;
}

function casesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".json") && !path.endsWith("index.json"))
      .map((path) => join(folder, path))
      .sort();
  } catch {
    throw new FileError(`${folder} is not a folder that can be read.`);
  }
}
