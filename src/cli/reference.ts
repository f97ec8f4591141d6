/**
 * Golden cases: files whose expected numbers come from a textbook or another simulator. This walks a folder of them, gives
 * each to the reader that knows its form, and prints one line a case. It knows no form itself.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { createFingerprint, type Fingerprint } from "./fingerprint.ts";
import type { Terminal } from "./terminal.ts";
import { FileError } from "./usage.ts";

/** One number that was compared. It holds when `found` is at most `allowed`. */
export interface Deviation {
  /** "spikes of exc", "v of cell 3". */
  what: string;
  found: number;
  allowed: number;
  /** Of both numbers; "" for a plain count or ratio. */
  unit: string;
}

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
 * @returns true when there was at least one case and every comparison held; a file that no reader knows is a failure
 * @throws FileError when the folder cannot be read
 */
export function runReference(folder: string, readers: readonly CaseReader[], terminal: Terminal): boolean {
  let passed = 0;
  let failed = 0;
  for (const path of casesBelow(folder)) {
    const outcome = runCase(path, readers);
    terminal.out(`${outcome.holds ? "✓" : "✗"} ${relative(folder, path)}: ${outcome.words}\n`);
    if (outcome.holds) passed++;
    else failed++;
  }
  terminal.out(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0;
}

function runCase(path: string, readers: readonly CaseReader[]): { holds: boolean; words: string } {
  try {
    const data: unknown = JSON.parse(readFileSync(path, "utf8"));
    const reader = readers.find((candidate) => candidate.reads(data));
    if (!reader) return { holds: false, words: "no reader knows this form of case" };
    const deviations = reader.compare(data, createFingerprint());
    const broken = deviations.filter((deviation) => !holds(deviation));
    const told = broken.length > 0 ? broken : worst(deviations);
    return {
      holds: broken.length === 0 && deviations.length > 0,
      words: told.map(print).join("; ") || "nothing to compare",
    };
  } catch (error) {
    return { holds: false, words: error instanceof Error ? error.message : String(error) };
  }
}

/** Not a number is never within bounds. */
const holds = ({ found, allowed }: Deviation): boolean => found <= allowed;

/** The one nearest to its limit: what a reader of a passing case wants to know. */
function worst(deviations: readonly Deviation[]): readonly Deviation[] {
  const strain = ({ found, allowed }: Deviation) => (allowed === 0 ? 0 : found / allowed);
  return deviations.toSorted((a, b) => strain(b) - strain(a)).slice(0, 1);
}

function print({ what, found, allowed, unit }: Deviation): string {
  const number = (value: number) => `${Number(value.toPrecision(3))}${unit && ` ${unit}`}`;
  return allowed === 0 && found === 0 ? `${what} exact` : `${what} off by ${number(found)}, ${number(allowed)} allowed`;
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
