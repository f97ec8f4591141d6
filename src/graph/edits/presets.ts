/** Published sets of values: putting one on a node, and telling which one a node has. */
import { type Catalogue, type Kind, kindOf } from "../../kind/index.ts";
import type { Edit } from "../edit.ts";
import { own } from "../lookup.ts";
import type { Node, Value } from "../schema.ts";
import { changeNodes, edit, put, same } from "./change.ts";
import { changeForm } from "./values.ts";

type Table = "parameters" | "start";

/** Names that some set of the kind gives a value: all of them belong to a choice of set, and nothing else does. */
const named = (kind: Kind, table: Table): readonly string[] => [
  ...new Set(Object.values(kind.presets ?? {}).flatMap((preset) => Object.keys(preset[table] ?? {}))),
];

/**
 * Gives nodes the values of a published set: what another set names and this one does not goes back to its default, what no
 * set names stays. Nodes whose kind has no such set stay as they are.
 */
export const applyPreset = (nodes: readonly string[], key: string, catalogue: Catalogue): Edit =>
  edit("Use published values", (graph) =>
    nodes.reduce((present, id) => {
      const node = present.nodes.find((each) => each.id === id);
      const kind = node && kindOf(catalogue, node);
      const preset = kind && own(kind.presets ?? {}, key);
      if (!preset) return present;
      const formed = preset.form === undefined ? present : changeForm(present, catalogue, id, preset.form);
      return changeNodes(formed, [id], (each) =>
        (["parameters", "start"] as const).reduce((next, table) => {
          const ours = new Set(named(kind, table));
          const kept = Object.entries(next[table] ?? {}).filter(([name]) => !ours.has(name));
          const given = Object.entries(preset[table] ?? {}).filter(
            ([name, value]) => table === "start" || !same(own(kind.parameters, name)?.default, value),
          );
          const entries: [string, Value][] = [...kept, ...given];
          return put(next, table, entries.length > 0 ? Object.fromEntries(entries) : undefined);
        }, each),
      );
    }, graph),
  );

/** The set whose values a node has; undefined when it has values of its own. */
export function presetOf(node: Node, kind: Kind): string | undefined {
  return Object.entries(kind.presets ?? {}).find(([, preset]) =>
    (["parameters", "start"] as const).every((table) =>
      named(kind, table).every((name) => {
        const present = own(node[table] ?? {}, name);
        const wanted = own(preset[table] ?? {}, name);
        if (table === "start") return same(present, wanted);
        const standard = own(kind.parameters, name)?.default;
        return same(present ?? standard, wanted ?? standard);
      }),
    ),
  )?.[0];
}
