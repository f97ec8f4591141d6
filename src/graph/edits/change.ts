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
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
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

/** The first of stem1, stem2 … that nothing in the graph is called. Makes ids of nodes, notes and groups. */
export function freeId(graph: Graph, stem: string, alsoTaken: ReadonlySet<string> = new Set()): string {
  const plain = stem.replace(/[^A-Za-z0-9_-]/g, "").slice(0, limits.label - 10) || "node";
  const taken = new Set([...graph.nodes, ...(graph.notes ?? []), ...(graph.groups ?? [])].map(({ id }) => id));
  return nextFree((k) => `${plain}${k}`, (id) => taken.has(id) || alsoTaken.has(id));
}

/** The first of "LIF 1", "LIF 2" … that no node is labelled. */
export function freeLabel(graph: Graph, stem: string, from = 1): string {
  const taken = new Set(graph.nodes.map(({ label }) => label));
  const short = stem.slice(0, limits.label - 10);
  return nextFree((k) => `${short} ${k}`, (label) => taken.has(label), from);
}

/** The lowest colour number that no population has. */
export function freeColor(graph: Graph): number {
  const taken = new Set(graph.nodes.map(({ color }) => color));
  return Math.min(limits.color, nextFree((k) => k, (color) => taken.has(color)));
}

function nextFree<T>(name: (k: number) => T, isTaken: (name: T) => boolean, from = 1): T {
  let k = from;
  while (isTaken(name(k))) k++;
  return name(k);
}

/** Pitch of the holes of the board [px]. */
export const pitch = 16;

/** The nearest hole of the board. */
export function snap([x, y]: readonly [number, number]): readonly [number, number] {
  const near = (value: number): number =>
    Math.min(limits.place, Math.max(-limits.place, Math.round((Number.isFinite(value) ? value : 0) / pitch) * pitch)) + 0;
  return [near(x), near(y)];
}
