/** What all edits are built from: change one thing of a graph and share the rest. */
import type { Edit } from "../edit.ts";
import { limits } from "../limits.ts";
import { cellsOf } from "../lookup.ts";
import type { Graph, Node } from "../schema.ts";

/**
 * An edit that keeps to the limits: a change that would make a graph too large to open again does nothing.
 *
 * @param coalesce edits in a row with the same key are one undo step
 */
export function edit(label: string, apply: (graph: Graph) => Graph, coalesce?: string): Edit {
  const within = (graph: Graph): Graph => {
    const next = apply(graph);
    return next === graph || fits(next) ? next : graph;
  };
  return { label, apply: within, ...(coalesce !== undefined && { coalesce }) };
}

const fits = ({ nodes, wires, notes = [], groups = [] }: Graph): boolean =>
  nodes.length <= limits.nodes &&
  wires.length <= limits.wires &&
  notes.length <= limits.notes &&
  groups.length <= limits.groups &&
  nodes.reduce((sum, node) => sum + cellsOf(node), 0) <= limits.cellsInAll;

/** An object with one field set, or taken out when the value is undefined. The same object when that is how it is. */
export function put<T extends object, K extends keyof T & string>(object: T, key: K, value: T[K] | undefined): T {
  if (same(Object.hasOwn(object, key) ? object[key] : undefined, value)) return object;
  if (value !== undefined) return { ...object, [key]: value };
  const { [key]: _, ...rest } = object;
  return rest as T;
}

/** Equal as JSON, whatever the order of keys. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (
    typeof a !== "object" ||
    typeof b !== "object" ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  )
    return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) => Object.hasOwn(b, key) && same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}

/** The graph with some of its nodes changed; the same graph when none is. */
export function changeNodes(graph: Graph, ids: readonly string[], change: (node: Node) => Node): Graph {
  const chosen = new Set(ids);
  let changed = false;
  const nodes = graph.nodes.map((node) => {
    if (!chosen.has(node.id)) return node;
    const next = change(node);
    changed ||= next !== node;
    return next;
  });
  return changed ? { ...graph, nodes } : graph;
}

/** A field of the graph set, or taken out when it says nothing. */
export const putList = <K extends "notes" | "groups">(graph: Graph, key: K, list: NonNullable<Graph[K]>): Graph =>
  put(graph, key, list.length > 0 ? list : undefined);

/** Ids of all that has one. */
export const idsOf = (graph: Graph): Set<string> =>
  new Set([...graph.nodes, ...(graph.notes ?? []), ...(graph.groups ?? [])].map(({ id }) => id));
export const labelsOf = (graph: Graph): Set<string> => new Set(graph.nodes.map(({ label }) => label));

/** The first of stem1, stem2 … that nothing in the graph is called. Makes ids of nodes, notes and groups. */
export const freeId = (graph: Graph, stem: string): string => namer(idsOf(graph), "")(idStem(stem));

/** The first of "LIF 1", "LIF 2" … that no node is labelled. */
export const freeLabel = (graph: Graph, stem: string, from = 1): string =>
  namer(labelsOf(graph), " ", from)(stem.slice(0, limits.label - 10));

export const idStem = (stem: string): string =>
  stem.replace(/[^A-Za-z0-9_-]/g, "").slice(0, limits.label - 10) || "node";

/**
 * Gives out numbered names, each once: many copies are named in time proportional to their number.
 *
 * @param taken names that are gone; those given out are added
 */
export function namer(taken: Set<string>, separator: string, from = 1): (stem: string) => string {
  const next = new Map<string, number>();
  return (stem) => {
    let k = next.get(stem) ?? from;
    while (taken.has(`${stem}${separator}${k}`)) k++;
    next.set(stem, k + 1);
    const name = `${stem}${separator}${k}`;
    taken.add(name);
    return name;
  };
}

export const colorsOf = (graph: Graph): Set<number | undefined> => new Set(graph.nodes.map(({ color }) => color));

/** The lowest colour number that no population has. */
export function freeColor(taken: ReadonlySet<number | undefined>): number {
  let color = 1;
  while (taken.has(color) && color < limits.color) color++;
  return color;
}

/** Pitch of the holes of the board [px]. */
export const pitch = 16;

/** The nearest hole of the board. */
export function snap([x, y]: readonly [number, number]): readonly [number, number] {
  const near = (value: number): number =>
    Math.min(limits.place, Math.max(-limits.place, Math.round((Number.isFinite(value) ? value : 0) / pitch) * pitch)) +
    0;
  return [near(x), near(y)];
}
