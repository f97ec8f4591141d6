/** Opens the circuit that a command is about, and says what is wrong with it. */
import { compile, type Network } from "../compiler/index.ts";
import { passes } from "../diagnostic/index.ts";
import { type Graph, parseGraph } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { printDiagnostic } from "./report.ts";
import type { Terminal } from "./terminal.ts";
import { FileError } from "./usage.ts";

/** The circuit has errors, and they have been printed: exit code 1. */
export class CircuitError extends Error {}

/**
 * @param path of a graph file; "-" is standard input
 * @throws FileError when it cannot be read
 */
export function openCircuit(path: string, catalogue: Catalogue, terminal: Terminal): ReturnType<typeof parseGraph> {
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

/**
 * Opens and compiles a circuit; problems are printed, warnings included.
 *
 * @param settings replace the circuit's own
 * @throws CircuitError when it has errors, FileError when it cannot be read
 */
export function compileCircuit(
  path: string,
  catalogue: Catalogue,
  terminal: Terminal,
  settings: { dt?: number | undefined; seed?: number | undefined } = {},
): CompiledCircuit {
  const opened = openCircuit(path, catalogue, terminal);
  const graph = opened.graph && {
    ...opened.graph,
    dt: settings.dt ?? opened.graph.dt,
    seed: settings.seed ?? opened.graph.seed,
  };
  // The compiler checks the graph again, so that its list is the whole one.
  const { network, diagnostics } = graph ? compile(graph, catalogue) : { ...opened, network: undefined };
  for (const diagnostic of diagnostics) terminal.error(printDiagnostic(diagnostic));
  if (!graph || !network || !passes(diagnostics)) throw new CircuitError();
  return { graph, network };
}
