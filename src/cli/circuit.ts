/** From the name of a file to a circuit that can run, or to what is wrong with it. */
import { compiling, type Network } from "../compiler/index.ts";
import { type Diagnostic, passes } from "../diagnostic/index.ts";
import { check, type Graph, parseGraph } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { startWiring } from "./progress.ts";
import { printDiagnostic } from "./report.ts";
import type { Terminal } from "./terminal.ts";
import { FileError } from "./usage.ts";

/** The circuit has errors, and they have been printed: exit code 1. */
export class CircuitError extends Error {}

/**
 * @param path of a graph file; "-" is standard input
 * @throws FileError when it cannot be read
 */
function openCircuit(path: string, catalogue: Catalogue, terminal: Terminal): ReturnType<typeof parseGraph> {
  let text: string;
  try {
    text = terminal.read(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const reason = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : String(error);
    throw new FileError(`${path} cannot be opened: ${reason}.`);
  }
  return parseGraph(text, catalogue);
}

/** A circuit that can run. */
export interface CompiledCircuit {
  graph: Graph;
  network: Network;
}

/** What stands in for the circuit's own. */
export interface Settings {
  dt?: number | undefined;
  seed?: number | undefined;
}

/** Opens, checks and compiles: all that is wrong with a circuit, and the circuit when nothing forbids running it. */
export function examine(
  path: string,
  catalogue: Catalogue,
  terminal: Terminal,
  settings: Settings = {},
): { circuit?: CompiledCircuit; diagnostics: readonly Diagnostic[] } {
  const opened = openCircuit(path, catalogue, terminal);
  if (!opened.graph) return { diagnostics: opened.diagnostics };
  const { dt = opened.graph.dt, seed = opened.graph.seed } = settings;
  const graph = { ...opened.graph, dt, seed };
  const checked = check(graph, catalogue);
  if (!passes(checked)) return { diagnostics: checked };
  const work = compiling(graph, catalogue);
  const progress = startWiring(terminal);
  let piece = work.next();
  for (; !piece.done; piece = work.next()) progress.report(piece.value);
  progress.end();
  const { network, diagnostics } = piece.value;
  return { ...(network && { circuit: { graph, network } }), diagnostics: [...checked, ...diagnostics] };
}

/**
 * The compiled circuit of a file; its problems are printed, warnings included.
 *
 * @throws CircuitError when it has errors, FileError when it cannot be read
 */
export function compileCircuit(
  path: string,
  catalogue: Catalogue,
  terminal: Terminal,
  settings?: Settings,
): CompiledCircuit {
  const { circuit, diagnostics } = examine(path, catalogue, terminal, settings);
  for (const diagnostic of diagnostics) terminal.error(printDiagnostic(diagnostic));
  if (!circuit || !passes(diagnostics)) throw new CircuitError();
  return circuit;
}
