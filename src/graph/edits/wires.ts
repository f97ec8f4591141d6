/** Wires come and go, with the synapses they need. */
import { type Catalogue, formNames, kindOf } from "../../kind/index.ts";
import { sides } from "../checkSynapse.ts";
import { adaptedForm, canConnect, synapseBetween } from "../connect.ts";
import type { Edit } from "../edit.ts";
import { cellsOf, findPort, formFitting, portUnit, splitEnd } from "../lookup.ts";
import type { Graph, Wire } from "../schema.ts";
import { changeNodes, edit, freeId, freeLabel, put } from "./change.ts";
import { place } from "./nodes.ts";
import { between, freePlace, sizes } from "./place.ts";
import { changeForm } from "./values.ts";

/**
 * Wires an output to an input. A source that nothing else hangs on takes the form whose unit fits, and one of a single cell
 * as many as a one-to-one rule asks for. What `canConnect` refuses changes nothing.
 */
export const connect = (from: string, to: string, catalogue: Catalogue): Edit =>
  edit("Connect", (graph) => (canConnect(graph, catalogue, from, to) ? graph : wire(graph, catalogue, from, to)));

/** The graph with one more wire, its source adapted. */
export function wire(graph: Graph, catalogue: Catalogue, from: string, to: string): Graph {
  const source = findPort(graph, catalogue, from, "out");
  const target = findPort(graph, catalogue, to, "in");
  if (!source || !target) return graph;
  const form = adaptedForm(graph, catalogue, source, target);
  const adapted = form === undefined ? graph : changeForm(graph, catalogue, source.node.id, form);
  const wired = { ...adapted, wires: [...adapted.wires, { from, to }] };
  const synapse = [source, target].find(({ kind }) => kind.family === "synapse");
  return synapse ? matchCells(wired, catalogue, synapse.node.id) : wired;
}

/** A source of one cell before a one-to-one synapse gets as many cells as the target has. */
function matchCells(graph: Graph, catalogue: Catalogue, id: string): Graph {
  const synapse = graph.nodes.find((node) => node.id === id);
  const kind = synapse && kindOf(catalogue, synapse);
  if (!kind || synapse.connect?.rule !== "one-to-one") return graph;
  const { source, target } = sides(graph, synapse, kind);
  if (!source || !target || source.n !== undefined || kindOf(catalogue, source)?.family === "neuron") return graph;
  const n = cellsOf(target);
  return changeNodes(graph, [source.id], (node) => put(node, "n", n === 1 ? undefined : n));
}

/** Takes out a wire; of two alike, the later one. */
export const disconnect = (from: string, to: string): Edit =>
  edit("Disconnect", (graph) => {
    const index = graph.wires.findLastIndex((present) => present.from === from && present.to === to);
    return index < 0 ? graph : { ...graph, wires: graph.wires.toSpliced(index, 1) };
  });

/** Moves a wire to other ports; it keeps its place in the file. What `canConnect` refuses changes nothing. */
export const reconnect = (oldFrom: string, oldTo: string, from: string, to: string, catalogue: Catalogue): Edit =>
  edit("Move wire", (graph) => {
    const index = graph.wires.findLastIndex((present) => present.from === oldFrom && present.to === oldTo);
    const old = graph.wires[index];
    if (!old || (oldFrom === from && oldTo === to)) return graph;
    const bare = { ...graph, wires: graph.wires.toSpliced(index, 1) };
    if (canConnect(bare, catalogue, from, to)) return graph;
    const wired = wire(bare, catalogue, from, to);
    return { ...wired, wires: bare.wires.toSpliced(index, 0, { ...old, from, to }) };
  });

/**
 * Puts a synapse between an output of spikes or values and an input of currents, half way, in the place of a wire if there is one.
 *
 * @param kind the synapse to take; absent: the first of the catalogue whose current fits
 */
export const insertSynapse = (from: string, to: string, catalogue: Catalogue, kind?: string): Edit =>
  edit("Insert synapse", (graph) => bridge(graph, catalogue, from, to, kind));

/** The graph with a synapse from one port to another, unless there is none for what they send and take. */
export function bridge(graph: Graph, catalogue: Catalogue, from: string, to: string, name?: string): Graph {
  const source = findPort(graph, catalogue, from, "out");
  const target = findPort(graph, catalogue, to, "in");
  if (
    !source ||
    source.port.signal === "current" ||
    source.port.signal === "patterns" ||
    target?.port.signal !== "current"
  )
    return graph;

  const unit = portUnit(target.kind, target.port);
  const kind = name === undefined ? undefined : kindOf(catalogue, { kind: name });
  const chosen =
    name === undefined
      ? synapseBetween(catalogue, source, target)
      : kind?.family === "synapse"
        ? { kind, form: undefined }
        : undefined;
  const input = Object.entries(chosen?.kind.inputs ?? {}).find(([, port]) => port.signal === source.port.signal)?.[0];
  const output = Object.entries(chosen?.kind.outputs ?? {}).find(([, port]) => port.signal === "current")?.[0];
  if (!chosen || input === undefined || output === undefined) return graph;
  const fitting =
    unit === undefined ? undefined : formFitting(catalogue, { kind: chosen.kind.kind }, "outputs", output, unit);
  const form = fitting === formNames(chosen.kind)[0] ? undefined : fitting;

  const bare = { ...graph, wires: graph.wires.filter((present) => present.from !== from || present.to !== to) };
  const at = freePlace(bare, catalogue, between(catalogue, source.node, target.node, sizes.synapse), sizes.synapse);
  const placed = place(bare, catalogue, chosen.kind.kind, at, form === undefined ? {} : { form });
  if (!placed) return graph;
  const { id } = placed.node;
  const wires: Wire[] = [
    { from, to: `${id}.${input}` },
    { from: `${id}.${output}`, to },
  ];
  return { ...placed.graph, wires: [...bare.wires, ...wires] };
}

/**
 * A synapse joins two populations; a further source or target gets a copy of it, with the same values and the other side
 * wired alike. `from` and `to` are the wire that is there or was tried; one of them is the synapse.
 */
export const splitSynapse = (from: string, to: string, catalogue: Catalogue): Edit =>
  edit("Copy synapse", (graph) => {
    const source = findPort(graph, catalogue, from, "out");
    const target = findPort(graph, catalogue, to, "in");
    const synapse = [target, source].find((end) => end?.kind.family === "synapse");
    if (!source || !target || !synapse || source.port.signal !== target.port.signal) return graph;

    const old = synapse.node;
    const id = freeId(graph, old.kind);
    const at = freePlace(graph, catalogue, [old.at[0], old.at[1] + sizes.synapse[1] + 32], sizes.synapse);
    const copy = { ...old, id, at, label: freeLabel(graph, old.label.replace(/ \d+$/, ""), 2) };
    const kept = graph.wires.filter((present) => present.from !== from || present.to !== to);
    const otherSide = kept.find((present) => splitEnd(synapse === target ? present.from : present.to).node === old.id);
    const moved: Wire[] =
      synapse === target
        ? [
            { from, to: `${id}.${target.name}` },
            ...(otherSide ? [{ ...otherSide, from: `${id}.${splitEnd(otherSide.from).port}` }] : []),
          ]
        : [
            ...(otherSide ? [{ ...otherSide, to: `${id}.${splitEnd(otherSide.to).port}` }] : []),
            { from: `${id}.${source.name}`, to },
          ];
    return { ...graph, nodes: [...graph.nodes, copy], wires: [...kept, ...moved] };
  });
