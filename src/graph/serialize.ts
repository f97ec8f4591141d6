/**
 * A graph as text. One node and one wire a line, keys in the order of the schema, what equals its default left out: the
 * same graph is always the same bytes, and a change of one value is a diff of one line.
 */
import { formatVersion, type Graph } from "./schema.ts";
import { graphFields, groupFields, nodeFields, noteFields, wireFields } from "./shape.ts";
import type { Field } from "./validate.ts";

type Fields = Readonly<Record<string, Field>>;

/** JSON text that `parseGraph` reads back as the same graph, with a line end at the end. */
export function serialize(graph: Graph): string {
  const fields = graphFields(() => true);
  const lists: Readonly<Record<string, Fields>> = {
    nodes: nodeFields,
    wires: wireFields,
    notes: noteFields,
    groups: groupFields,
  };
  const lines = orderedKeys(graph, fields).map((key) => {
    const value = key === "spikeboard" ? formatVersion : graph[key];
    const entry = Object.hasOwn(lists, key) ? lists[key] : undefined;
    if (!entry || !Array.isArray(value) || value.length === 0) return `  ${JSON.stringify(key)}: ${print(value)}`;
    const entries = value.map((item: Readonly<Record<string, unknown>>) => `    ${printEntry(item, entry)}`);
    return `  ${JSON.stringify(key)}: [\n${entries.join(",\n")}\n  ]`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** Known keys in the order of the schema, without those that say nothing; then the unknown ones in their own order. */
function orderedKeys(value: Readonly<Record<string, unknown>>, fields: Fields): readonly string[] {
  const says = (key: string): boolean => value[key] !== undefined && !fields[key]?.unless?.(value[key]);
  const known = Object.keys(fields).filter((key) => Object.hasOwn(value, key) && says(key));
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(fields, key) && value[key] !== undefined);
  return [...known, ...unknown];
}

function printEntry(entry: Readonly<Record<string, unknown>>, fields: Fields): string {
  const parts = orderedKeys(entry, fields).map((key) => {
    // Tables keyed by name have no order of their own: setting a value and setting it back gives the same file.
    const sorted = key === "parameters" || key === "start";
    return `${JSON.stringify(key)}: ${print(entry[key], sorted)}`;
  });
  return `{ ${parts.join(", ")} }`;
}

/** Compact JSON with a space after commas and colons. Recursion is bounded: a graph is at most `limits.depth` deep. */
function print(value: unknown, sorted = false): string {
  if (Array.isArray(value)) return `[${value.map((item) => print(item)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (entries.length === 0) return "{}";
  if (sorted) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{ ${entries.map(([key, inner]) => `${JSON.stringify(key)}: ${print(inner)}`).join(", ")} }`;
}
