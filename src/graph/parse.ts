/**
 * A file becomes a graph, whole or not at all: text, plain data, format, shape, then what refers to what. Nothing of the file
 * is used before all of it has been looked at. Unknown kinds and fields are kept.
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import { type Catalogue, kindOf } from "../kind/index.ts";
import { check } from "./check.ts";
import { findDepth, findFault, type JsonFault } from "./jsonText.ts";
import { limits } from "./limits.ts";
import { own, splitEnd } from "./lookup.ts";
import { describe, guess } from "./messages.ts";
import { migrate, migrateNode } from "./migrate.ts";
import { formatVersion, type Graph } from "./schema.ts";
import { readGraph } from "./shape.ts";
import { isRecord, newReport, type Report } from "./validate.ts";
import { walk } from "./walk.ts";

export interface Parsed {
  /** Absent when the file was refused. */
  graph?: Graph;
  /** Why it was refused, each with its path in the file; else what `check` says of the graph. */
  diagnostics: readonly Diagnostic[];
}

/**
 * Opens a file.
 *
 * @param file its text, or the value that `JSON.parse` made of it; it is not changed
 * @returns the graph in normal form (what means the same as absence is left out, old parameters are migrated) with the
 *   findings of `check`; or, without a graph, up to twenty reasons. Never throws.
 */
export function parseGraph(file: unknown, catalogue: Catalogue): Parsed {
  const report = newReport();
  const graph = read(file, catalogue, report);
  if (!graph || report.reasons.length > 0) return { diagnostics: report.reasons };
  return { graph, diagnostics: check(graph, catalogue) };
}

function read(file: unknown, catalogue: Catalogue, report: Report): Graph | undefined {
  const data = readData(file, report);
  if (report.reasons.length > 0) return undefined;
  if (!isRecord(data)) return void report.add("wrong-type", "$", ["The file", "an object", describe(data)]);

  const format = data["spikeboard"];
  if (format === undefined) return void report.add("not-a-graph", "spikeboard", []);
  if (typeof format !== "number" || !Number.isInteger(format) || format < 0)
    return void report.add("wrong-type", "spikeboard", [
      "spikeboard",
      `a whole number from 0 to ${formatVersion}`,
      describe(format),
    ]);
  if (format > formatVersion) return void report.add("newer-format", "spikeboard", [format, formatVersion]);

  const graph = readGraph((kind) => kindOf(catalogue, { kind }) !== undefined).read(migrate(data), "", report);
  if (!graph) return undefined;
  const sound = report.reasons.length > 0 ? withoutFaults(graph) : graph;
  if (sound) checkReferences(sound, catalogue, report);
  if (report.reasons.length > 0) return undefined;
  return migrateKinds(graph, catalogue);
}

/** Plain data of our own, safe to read: parsed from text, or copied. */
function readData(file: unknown, report: Report): unknown {
  if (typeof file !== "string") {
    // Walked before it is copied: a copy of something cyclic or endless would never end.
    return walk(file, report) ? JSON.parse(JSON.stringify(file)) : undefined;
  }
  if (file.length > limits.fileLength) return void report.add("file-too-large", "$", [file.length, limits.fileLength]);
  const text = file.startsWith("\uFEFF") ? file.slice(1) : file;
  const deep = findDepth(text, limits.depth);
  if (deep && deep.problem !== "") return void notJson(deep, report);
  if (deep) {
    const where = `line ${deep.line}, column ${deep.column}`;
    return void report.add("too-deep", where, [where, limits.depth]);
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return void notJson(findFault(text), report);
  }
  if (!walk(data, report)) return undefined;
  // -0 is written as 0, so it must be read as 0 for a graph to survive the round trip.
  return text.includes("-0") ? JSON.parse(JSON.stringify(data)) : data;
}

const notJson = ({ line, column, problem }: JsonFault, report: Report): void =>
  report.add("not-json", `line ${line}, column ${column}`, [line, column, problem]);

/**
 * A graph with faults, so far as it can still be asked whether wires lead to what is there. Undefined when a node is not known well
 * enough for a wire to be blamed.
 */
function withoutFaults(graph: Graph): Graph | undefined {
  const { notes, groups, nodes, ...rest } = graph;
  const isSound = (node: unknown): boolean =>
    isRecord(node) && ["id", "kind", "label"].every((field) => typeof node[field] === "string");
  if (!Array.isArray(rest.wires) || !Array.isArray(nodes) || !nodes.every(isSound)) return undefined;
  return { ...rest, nodes: graph.nodes.map(({ id, kind, label, at }) => ({ id, kind, label, at })) };
}

/** Ids are unique, wires and groups lead to something, and the cells of all nodes can be simulated. */
function checkReferences(graph: Graph, catalogue: Catalogue, report: Report): void {
  const first = new Map<string, string>();
  for (const list of ["nodes", "notes", "groups"] as const)
    for (const [index, { id }] of (graph[list] ?? []).entries()) {
      const path = `${list}[${index}]`;
      const taken = first.get(id);
      if (taken) report.add("duplicate-id", `${path}.id`, [`${path}.id`, id, taken]);
      else first.set(id, path);
    }

  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const missing = (path: string, id: string): void =>
    report.add("missing-node", path, [path, id, guess(id, nodes.keys())]);
  for (const [index, wire] of graph.wires.entries())
    for (const way of ["from", "to"] as const) {
      const path = `wires[${index}].${way}`;
      // What cannot be read has been reported.
      if (typeof wire?.[way] !== "string") continue;
      const { node: id, port } = splitEnd(wire[way]);
      if (id === "" || port === "") {
        report.add("bad-end", path, [path, describe(wire[way])]);
        continue;
      }
      const node = nodes.get(id);
      if (!node) {
        missing(path, id);
        continue;
      }
      const kind = kindOf(catalogue, node);
      const ports = way === "from" ? kind?.outputs : kind?.inputs;
      if (!ports || own(ports, port)) continue;
      const known = Object.keys(ports).join(", ") || "none";
      report.add("missing-port", path, [path, node.label, node.kind, way === "from" ? "output" : "input", port, known]);
    }
  for (const [index, group] of (graph.groups ?? []).entries())
    for (const [member, id] of group.nodes.entries())
      if (!nodes.has(id)) missing(`groups[${index}].nodes[${member}]`, id);

  const cells = graph.nodes.reduce((sum, node) => sum + (node.n ?? 1), 0);
  if (cells > limits.cellsInAll) report.add("too-many-cells", "nodes", [cells, limits.cellsInAll]);
}

function migrateKinds(graph: Graph, catalogue: Catalogue): Graph {
  const nodes = graph.nodes.map((node) => {
    const kind = kindOf(catalogue, { kind: node.kind });
    return kind ? migrateNode(node, kind) : node;
  });
  return { ...graph, nodes };
}
