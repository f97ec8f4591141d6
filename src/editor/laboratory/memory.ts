/** Which nodes of a circuit make a memory: patterns, the synapse that stores them and the units it joins, found from any of them. */
import { type Edit, type Graph, indexGraph, type Node, setParameter, splitEnd } from "../../graph/index.ts";
import { type Catalogue, type Computed, type Kind, kindOf, type ResolvedKind } from "../../kind/index.ts";
import type { Memory } from "../../learning/index.ts";
import { parsePatterns, printPatterns, type StorageRule } from "../../patterns/index.ts";

interface Part {
  node: Node;
  kind: ResolvedKind;
}

/** A circuit's memory: where its patterns are, and the synapse that stores them if there is one. */
export interface Remembering {
  patterns: Part & { parameter: string; text: string };
  synapse?: Part & { computed: Extract<Computed, { type: "weights" }> };
}

const weightsOf = (kind: Kind): Extract<Computed, { type: "weights" }> | undefined =>
  Object.values(kind.computed ?? {}).find((each) => each.type === "weights");

const patternsOf = (kind: Kind): string | undefined =>
  Object.keys(kind.parameters).find((name) => kind.parameters[name]?.type === "patterns");

/** The memory that a node is part of; undefined for a node of another sort, and where no patterns are wired. */
export function memoryOf(graph: Graph, catalogue: Catalogue, id: string): Remembering | undefined {
  const index = indexGraph(graph);
  const part = (node: Node | undefined): Part | undefined => {
    const kind = node && kindOf(catalogue, node);
    return node && kind ? { node, kind } : undefined;
  };
  const here = part(index.nodes.get(id));
  if (!here) return undefined;
  const storing = (each: Part | undefined): Remembering["synapse"] => {
    const computed = each && weightsOf(each.kind);
    return each && computed ? { ...each, computed } : undefined;
  };
  const held = (each: Part | undefined): Remembering["patterns"] | undefined => {
    const parameter = each && patternsOf(each.kind);
    return each && parameter !== undefined
      ? {
          ...each,
          parameter,
          text: String(each.node.parameters?.[parameter] ?? each.kind.parameters[parameter]?.default),
        }
      : undefined;
  };
  const patterns = held(here);
  if (patterns) {
    const targets = graph.wires.flatMap((wire) =>
      splitEnd(wire.from).node === id ? (storing(part(index.nodes.get(splitEnd(wire.to).node))) ?? []) : [],
    );
    return { patterns, ...(targets[0] && { synapse: targets[0] }) };
  }
  const arriving = graph.wires.flatMap((wire) =>
    splitEnd(wire.to).node === id ? (storing(part(index.nodes.get(splitEnd(wire.from).node))) ?? []) : [],
  );
  const synapse = storing(here) ?? arriving[0];
  if (!synapse) return undefined;
  const [wire] = index.arriving.get(`${synapse.node.id}.${synapse.computed.patterns}`) ?? [];
  const found = wire && held(part(index.nodes.get(splitEnd(wire.from).node)));
  return found && { patterns: found, synapse };
}

/** Value of one of the synapse's own settings; what a memory without a synapse would have. */
export function settingOf({ synapse }: Remembering, field: "rule" | "diagonal" | "lesion" | "damage"): string | number {
  if (!synapse) return { rule: "hebb", diagonal: "zero", lesion: 0, damage: "pairs" }[field];
  const name = synapse.computed[field];
  return (synapse.node.parameters?.[name] ?? synapse.kind.parameters[name]?.default) as string | number;
}

/** The edit that changes one of the synapse's own settings. */
export const setSetting = (
  { synapse }: Remembering,
  field: "rule" | "diagonal" | "lesion" | "damage",
  value: string | number,
): Edit | undefined => synapse && setParameter(synapse.node.id, synapse.computed[field], value);

/** The choices of one of the synapse's settings, in its own words. */
export const choicesOf = ({ synapse }: Remembering, field: "rule" | "damage"): { value: string; label: string }[] =>
  Object.entries(synapse?.kind.parameters[synapse.computed[field]]?.choices ?? {}).map(([value, label]) => ({
    value,
    label,
  }));

/** What the laboratory's thread is told. */
export const toAsk = (memory: Remembering, hurt: readonly number[], seed: number): Memory => ({
  patterns: memory.patterns.text,
  storage: { rule: settingOf(memory, "rule") as StorageRule, diagonal: settingOf(memory, "diagonal") === "kept" },
  lesion: Number(settingOf(memory, "lesion")),
  damage: settingOf(memory, "damage") as Memory["damage"],
  hurt,
  seed,
});

/** The text with one more pattern, drawn by hand, under a name that is free. */
export function withPattern(text: string, pattern: Float64Array, wanted = "drawn"): string {
  const { names, width, height } = parsePatterns(text);
  let name = wanted;
  for (let k = 2; names.includes(name); k++) name = `${wanted} ${k}`;
  const [, line = ""] = printPatterns({ width, height, names: [name], points: pattern }).split("\n");
  return `${text.trimEnd()}\n${line}`;
}

/** The text without one pattern: what the others were said to be is kept as points. */
export function withoutPattern(text: string, pattern: number): string {
  const { names, width, height, points } = parsePatterns(text);
  const n = width * height;
  const kept = [...names.keys()].filter((k) => k !== pattern);
  const left = new Float64Array(kept.length * n);
  kept.forEach((k, at) => {
    left.set(points.subarray(k * n, (k + 1) * n), at * n);
  });
  return printPatterns({ width, height, names: kept.map((k) => names[k] as string), points: left });
}
