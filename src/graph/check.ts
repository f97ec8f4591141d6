/** Everything a user can get wrong in a graph that needs no compiling to see. Values only: nothing is changed or thrown. */
import { type Diagnostic, type Place, passes } from "../diagnostic/index.ts";
import { type Catalogue, formNames, kindOf, type ResolvedKind } from "../kind/index.ts";
import { parsePatterns } from "../patterns/index.ts";
import { checkCourses } from "./checkCourses.ts";
import { checkLimits } from "./checkLimits.ts";
import { checkReset, checkRest } from "./checkReset.ts";
import { checkSynapse } from "./checkSynapse.ts";
import { checkTexts } from "./checkTexts.ts";
import { checkPublishedStep, checkTimeConstants } from "./checkTimeConstants.ts";
import { checkParameter, checkStart } from "./checkValue.ts";
import { duplicate, judgeWire } from "./connect.ts";
import { cellsOf, findPort, indexGraph, own } from "./lookup.ts";
import { fix, guess, problem } from "./messages.ts";
import type { Graph, Node } from "./schema.ts";
import { meantField } from "./shape.ts";

/**
 * All problems of a graph, errors first, otherwise in the order of its nodes and wires. An error means that it cannot be
 * compiled as it is; a warning, that something takes no part or is not what it seems.
 *
 * @param graph of sound structure, as `parseGraph` and the edits make it
 */
export function check(graph: Graph, catalogue: Catalogue): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const node of graph.nodes) {
    const kind = kindOf(catalogue, node);
    if (kind) found.push(...checkNode(graph, catalogue, node, kind));
    else
      found.push(
        problem("unknown-kind", { type: "node", node: node.id }, [
          node.label,
          node.kind,
          guess(
            node.kind,
            catalogue.map((k) => k.kind),
          ),
        ]),
      );
  }
  const seen = new Set<string>();
  for (const wire of graph.wires) {
    const key = `${wire.from} ${wire.to}`;
    const fault = seen.has(key) ? checkTwice(graph, catalogue, wire.from, wire.to) : judgeWire(graph, catalogue, wire);
    seen.add(key);
    if (fault) found.push(fault);
  }
  const rank = { error: 0, warning: 1, note: 2 };
  return found.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function checkTwice(graph: Graph, catalogue: Catalogue, from: string, to: string): Diagnostic | null {
  const source = findPort(graph, catalogue, from, "out");
  const target = findPort(graph, catalogue, to, "in");
  return source && target
    ? duplicate(source, target, { type: "wire", from, to }, fix("Remove one", "disconnect", from, to))
    : null;
}

/** A cue has one value for each point of its patterns, so what sends it has a cell for each. */
function checkCue(graph: Graph, node: Node, kind: ResolvedKind): readonly Diagnostic[] {
  const wired = Object.entries(kind.outputs).some(
    ([port, { signal }]) => signal !== "patterns" && indexGraph(graph).leaving.has(`${node.id}.${port}`),
  );
  return Object.values(kind.computed ?? {}).flatMap((computed) => {
    if (computed.type !== "cue" || !wired) return [];
    const text = own(node.parameters, computed.patterns) ?? kind.parameters[computed.patterns]?.default;
    const { width, height, problems } = parsePatterns(String(text));
    if (problems.length > 0 || cellsOf(node) === width * height) return [];
    const mend = fix(`Set to ${width * height}`, "setN", node.id, width * height);
    const words: [string, number, string, number] = [node.label, width * height, node.label, cellsOf(node)];
    return [problem("pattern-size", { type: "node", node: node.id }, words, mend)];
  });
}

function checkNode(graph: Graph, catalogue: Catalogue, node: Node, kind: ResolvedKind): readonly Diagnostic[] {
  const at: Place = { type: "node", node: node.id };
  if ((node.version ?? 1) > kind.version)
    return [problem("newer-kind", at, [node.label, node.kind, node.version ?? 1, kind.version])];

  const found: Diagnostic[] = [];
  const forms = formNames(kind);
  if (node.form !== undefined && !node.definition && !forms.includes(node.form)) {
    const [first] = forms;
    const mend = fix(first === undefined ? "Leave it out" : `Use ${first}`, "setForm", node.id, first ?? "");
    found.push(problem("unknown-form", at, [node.label, node.kind, node.form, forms.join(", ") || "none"], mend));
  }
  if (kind.family === "synapse" && node.n !== undefined)
    found.push(problem("cells-of-synapse", at, [node.label], fix("Leave it out", "setN", node.id, 1)));
  if (kind.family !== "synapse" && node.connect)
    found.push(problem("rule-without-synapse", at, [node.label], fix("Leave it out", "setConnect", node.id)));

  for (const field of Object.keys(node)) {
    const meant = meantField(field);
    if (meant === undefined) continue;
    const mend =
      node[meant] === undefined
        ? fix(`Rename it ${meant}`, "renameField", node.id, field, meant)
        : fix("Remove it", "renameField", node.id, field);
    found.push(problem("unknown-field", at, [node.label, node.kind, field, meant], mend));
  }
  for (const [name, value] of Object.entries(node.parameters ?? {})) {
    const parameter = own(kind.parameters, name);
    if (parameter) found.push(...checkParameter(node, kind, name, parameter, value));
    else {
      const place: Place = { type: "parameter", node: node.id, parameter: name };
      const words: [string, string, string, string] = [
        node.label,
        node.kind,
        name,
        guess(name, Object.keys(kind.parameters)),
      ];
      found.push(problem("unknown-parameter", place, words, fix("Remove it", "resetParameter", node.id, name)));
    }
  }
  for (const [name, value] of Object.entries(node.start ?? {})) {
    if (own(kind.state, name)) found.push(...checkStart(node, name, value));
    else {
      const place: Place = { type: "parameter", node: node.id, parameter: name };
      const words: [string, string, string, string] = [
        node.label,
        node.kind,
        name,
        guess(name, Object.keys(kind.state)),
      ];
      found.push(problem("unknown-state", place, words, fix("Remove it", "setStart", node.id, name)));
    }
  }
  found.push(...checkCue(graph, node, kind));
  if (kind.family === "synapse") found.push(...checkSynapse(graph, catalogue, node, kind));
  found.push(...checkTexts(graph, catalogue, node, kind));
  // Of values that are wrong by themselves nothing more is said.
  return !passes(found)
    ? found
    : [
        ...found,
        ...checkLimits(graph, node, kind),
        ...checkTimeConstants(graph, catalogue, node, kind),
        ...checkPublishedStep(graph, node, kind),
        ...checkReset(graph, node, kind),
        ...checkRest(graph, node, kind),
        ...checkCourses(node, kind),
      ];
}
