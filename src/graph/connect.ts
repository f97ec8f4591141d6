/**
 * Which wires are good. The same judgement serves a wire that is there (`check`) and one that is being drawn (`canConnect`);
 * only the way out differs, since a wire being drawn may still adapt the form and the number of its source.
 */
import type { Diagnostic, Fix, Place } from "../diagnostic/index.ts";
import { type Catalogue, kindOf, type ResolvedKind, type Signal } from "../kind/index.ts";
import { cellsOf, findPort, formFitting, indexGraph, type PortOf, portUnit, splitEnd, unitsFit } from "./lookup.ts";
import { fix, problem, unitWord } from "./messages.ts";
import type { Graph, Wire } from "./schema.ts";

const named: Record<Signal, string> = {
  spikes: "spikes",
  current: "a current",
  value: "a value",
  patterns: "patterns",
};

/**
 * May these two be wired? Fast and pure: the canvas asks it for every port while a wire is dragged.
 *
 * @param from "node.port" of an output
 * @param to "node.port" of an input
 * @returns null when `connect` would make a good wire; else why not, with a fix where there is one
 */
export function canConnect(graph: Graph, catalogue: Catalogue, from: string, to: string): Diagnostic | null {
  const at: Place = { type: "wire", from, to };
  const source = findPort(graph, catalogue, from, "out");
  const target = findPort(graph, catalogue, to, "in");
  if (!source || !target) {
    if (findPort(graph, catalogue, from, "in") && findPort(graph, catalogue, to, "out"))
      return problem("wire-backwards", at, [from, to], fix("Turn it round", "connect", to, from));
    return problem("nothing-there", at, [source ? to : from]);
  }
  return (
    judgeSignals(graph, catalogue, source, target, at, false) ??
    (indexGraph(graph)
      .leaving.get(from)
      ?.some((wire) => wire.to === to)
      ? duplicate(source, target, at)
      : null) ??
    judgeSynapse(graph, source, target, at, false) ??
    (adaptedForm(graph, catalogue, source, target) === undefined
      ? judgeUnits(graph, catalogue, source, target, at)
      : null) ??
    (cellsOf(source.node) === 1 ? null : judgeCells(source, target, at))
  );
}

/** All that is wrong with a wire of the graph, except that it is there twice. */
export function judgeWire(graph: Graph, catalogue: Catalogue, wire: Wire): Diagnostic | null {
  const at: Place = { type: "wire", from: wire.from, to: wire.to };
  const source = findPort(graph, catalogue, wire.from, "out");
  const target = findPort(graph, catalogue, wire.to, "in");
  if (!source || !target) {
    // A node of an unknown kind is inert, and so are its wires; the node itself is named elsewhere.
    const lost = [wire.from, wire.to].find((end, index) => {
      const node = indexGraph(graph).nodes.get(splitEnd(end).node);
      return !node || (kindOf(catalogue, node) && !(index === 0 ? source : target));
    });
    return lost === undefined
      ? null
      : problem("nothing-there", at, [lost], fix("Remove the wire", "disconnect", wire.from, wire.to));
  }
  return (
    judgeSignals(graph, catalogue, source, target, at, true) ??
    judgeSynapse(graph, source, target, at, true) ??
    judgeUnits(graph, catalogue, source, target, at) ??
    judgeCells(source, target, at)
  );
}

export const duplicate = (source: PortOf, target: PortOf, at: Place, way?: Fix): Diagnostic =>
  problem("duplicate-wire", at, [source.node.label, target.node.label], way);

const ends = (source: PortOf, target: PortOf): readonly [string, string] => [
  `${source.node.id}.${source.name}`,
  `${target.node.id}.${target.name}`,
];

function judgeSignals(
  graph: Graph,
  catalogue: Catalogue,
  source: PortOf,
  target: PortOf,
  at: Place,
  exists: boolean,
): Diagnostic | null {
  const [sends, takes] = [source.port.signal, target.port.signal];
  if (sends === takes) return null;
  const [from, to] = ends(source, target);
  const say = (way: string, mend?: Fix): Diagnostic =>
    problem(
      "signals-differ",
      at,
      [source.node.label, named[sends], target.node.label, named[takes], way && ` ${way}`],
      mend,
    );

  if (takes === "current" && synapseBetween(catalogue, source, target))
    return say("Put a synapse between them.", fix("Insert a synapse", "insertSynapse", from, to));
  const other = Object.entries(source.kind.outputs).find(([, port]) => port.signal === takes)?.[0];
  if (other !== undefined && judgeSynapse(graph, source, target, at, exists) === null) {
    const better = `${source.node.id}.${other}`;
    const mend = exists
      ? fix(`Use ${other}`, "reconnect", from, to, better, to)
      : fix(`Use ${other}`, "connect", better, to);
    return say(`Wire its output ${other} instead.`, mend);
  }
  if (sends === "current" && takes === "spikes") return say("A current goes straight into a neuron.");
  return say("", exists ? fix("Remove the wire", "disconnect", from, to) : undefined);
}

/** A synapse joins one population to one other. */
function judgeSynapse(graph: Graph, source: PortOf, target: PortOf, at: Place, exists: boolean): Diagnostic | null {
  const [from, to] = ends(source, target);
  const index = indexGraph(graph);
  const labelAt = (end: string | undefined): string =>
    (end && index.nodes.get(splitEnd(end).node)?.label) || String(end);
  const split = fix("Give it a synapse of its own", "splitSynapse", from, to);
  // The first wire is the good one; a wire that is there is judged against those before it.
  const before = (wires: readonly Wire[] | undefined): Wire | undefined => {
    const first = wires?.[0];
    return first && !(exists && first.from === from && first.to === to) ? first : undefined;
  };
  if (target.kind.family === "synapse") {
    const first = before(index.arriving.get(to));
    if (first) return problem("two-sources", at, [target.node.label, labelAt(first.from), source.node.label], split);
  }
  if (source.kind.family === "synapse") {
    const first = before(index.leaving.get(from));
    if (first) return problem("two-targets", at, [source.node.label, labelAt(first.to), target.node.label], split);
  }
  return null;
}

function judgeUnits(graph: Graph, catalogue: Catalogue, source: PortOf, target: PortOf, at: Place): Diagnostic | null {
  const [sends, takes] = [portUnit(source.kind, source.port), portUnit(target.kind, target.port)];
  if (sends === undefined || takes === undefined || unitsFit(sends, takes)) return null;
  const say = (way: string, mend?: Fix): Diagnostic =>
    problem(
      "units-differ",
      at,
      [source.node.label, named[source.port.signal], sends, target.node.label, takes, way && ` ${way}`],
      mend,
    );

  const form = formFitting(catalogue, source.node, "outputs", source.name, takes);
  if (form === undefined) return say("");
  // Another target may hold the source to the form it has.
  const [from] = ends(source, target);
  const others = indexGraph(graph).leaving.get(from) ?? [];
  const held = others.some((wire) => {
    const other = findPort(graph, catalogue, wire.to, "in");
    const unit = other && portUnit(other.kind, other.port);
    return unit !== undefined && !unitsFit(unit, takes);
  });
  if (held) return say(`It cannot do both: use another source for "${target.node.label}".`);
  const to = unitWord(takes);
  return say(`Switch "${source.node.label}" to ${to}.`, fix(`Switch to ${to}`, "setForm", source.node.id, form));
}

/**
 * The form a source can take so that a new wire fits: only when nothing else hangs on it.
 *
 * @returns undefined when it need not or cannot change
 */
export function adaptedForm(graph: Graph, catalogue: Catalogue, source: PortOf, target: PortOf): string | undefined {
  const [sends, takes] = [portUnit(source.kind, source.port), portUnit(target.kind, target.port)];
  if (sends === undefined || takes === undefined || unitsFit(sends, takes)) return undefined;
  const wired = Object.keys(source.kind.outputs).some((port) =>
    indexGraph(graph).leaving.has(`${source.node.id}.${port}`),
  );
  return wired ? undefined : formFitting(catalogue, source.node, "outputs", source.name, takes);
}

/** One value for all cells, or one for each. Spikes go through a synapse, whose rule says who reaches whom. */
function judgeCells(source: PortOf, target: PortOf, at: Place): Diagnostic | null {
  if (
    ["spikes", "patterns"].includes(source.port.signal) ||
    source.kind.family === "synapse" ||
    target.kind.family === "synapse"
  )
    return null;
  const [sends, takes] = [cellsOf(source.node), cellsOf(target.node)];
  if (sends === 1 || sends === takes) return null;
  const mend = source.kind.family === "neuron" ? undefined : fix(`Set to ${takes}`, "setN", source.node.id, takes);
  return problem("cells-differ", at, [source.node.label, sends, target.node.label, takes], mend);
}

/** The synapse to put between these two; undefined where none fits, and between what is wired without one. */
export function synapseBetween(catalogue: Catalogue, source: PortOf, target: PortOf): ReturnType<typeof synapseFor> {
  const { signal } = source.port;
  if (signal === "current" || signal === "patterns") return undefined;
  return synapseFor(catalogue, portUnit(target.kind, target.port), signal, portUnit(source.kind, source.port));
}

/**
 * The synapse to put before an input, and its form: the first of the catalogue that takes what is sent and says it sends the
 * unit wanted, else the first that any input takes.
 *
 * @param sends unit of a value that is sent; absent: any
 */
export function synapseFor(
  catalogue: Catalogue,
  unit: string | undefined,
  signal: "spikes" | "value" = "spikes",
  sends?: string,
): { kind: ResolvedKind; form?: string } | undefined {
  let loose: { kind: ResolvedKind } | undefined;
  for (const { family, kind: name } of catalogue) {
    const kind = family === "synapse" ? kindOf(catalogue, { kind: name }) : undefined;
    const output = kind && Object.entries(kind.outputs).find(([, port]) => port.signal === "current");
    const input = kind && Object.values(kind.inputs).find((port) => port.signal === signal);
    // One that stores patterns is of no use before it has some.
    if (!kind || !output || !input || kind.computed) continue;
    if (sends !== undefined && input.unit !== undefined && !unitsFit(sends, input.unit)) continue;
    const [port, gives] = [output[0], portUnit(kind, output[1])];
    if (gives === undefined || unit === undefined) loose ??= { kind };
    else if (unitsFit(gives, unit)) return { kind };
    else {
      const form = formFitting(catalogue, { kind: name }, "outputs", port, unit);
      if (form !== undefined) return { kind, form };
    }
  }
  return loose;
}
