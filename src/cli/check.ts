/** `check`: opens and compiles circuits without running them, and lists every problem. */
import { passes } from "../diagnostic/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { examine } from "./circuit.ts";
import { countDiagnostics, printDiagnostic } from "./report.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** @returns true when no circuit has an error */
export function checkCircuits(paths: readonly string[], catalogue: Catalogue, terminal: Terminal): boolean {
  if (paths.length === 0) throw new UsageError("Name a graph file.");
  let allPass = true;
  for (const path of paths) {
    const { diagnostics } = examine(path, catalogue, terminal);
    for (const diagnostic of diagnostics) terminal.error(printDiagnostic(diagnostic));
    terminal.out(`${path}: ${countDiagnostics(diagnostics)}\n`);
    if (!passes(diagnostics)) allPass = false;
  }
  return allPass;
}
