/**
 * Values that are made of patterns: a cue for each cell, a weight for each pair. The graph holds the patterns and the rule;
 * the numbers are made here, from the graph's seed where there is chance in them.
 */
import { type Graph, type Node, patternsAt } from "../graph/index.ts";
import type { Catalogue, Computed, ResolvedKind } from "../kind/index.ts";
import {
  corrupt,
  deleted,
  deletedPairs,
  flipped,
  type Patterns,
  parsePatterns,
  partial,
  type Storage,
  store,
  stroke,
} from "../patterns/index.ts";
import type { Pairs } from "./connect.ts";

/** A square matrix over the points of the patterns: what unit i hears from unit j is `weights[i * n + j]`. */
export interface StoredWeights {
  weights: Float64Array;
  n: number;
}

const settingOf = (node: Node, kind: ResolvedKind, name: string): unknown =>
  node.parameters?.[name] ?? kind.parameters[name]?.default;

/**
 * The cue of each cell: the pattern that is shown, as it is seen. All 0 where none is.
 *
 * @returns Float64Array(n); patterns of fewer points leave the rest at 0
 */
export function cueOf(
  node: Node,
  kind: ResolvedKind,
  computed: Extract<Computed, { type: "cue" }>,
  n: number,
  seed: number,
): Float64Array {
  const { width, height, names, points } = parsePatterns(String(settingOf(node, kind, computed.patterns)));
  const shown = Number(settingOf(node, kind, computed.shown));
  const values = new Float64Array(n);
  if (!(shown >= 1 && shown <= names.length)) return values;
  const pattern = points.slice((shown - 1) * width * height, shown * width * height);
  const share = Number(settingOf(node, kind, computed.share));
  values.set(seen(pattern, String(settingOf(node, kind, computed.cue)), share, seed).subarray(0, n));
  return values;
}

function seen(pattern: Float64Array, cue: string, share: number, seed: number): Float64Array {
  switch (cue) {
    case "partial":
      return partial(pattern, share);
    case "noise":
      return flipped(pattern, share, seed);
    case "corrupt":
      return corrupt(pattern, seed);
    default:
      return pattern;
  }
}

/** The matrices of a synapse node, by name. What they are made of is told as text, as a key for whoever keeps them. */
export function storedIn(
  graph: Graph,
  catalogue: Catalogue,
  node: Node,
  kind: ResolvedKind,
): { key: readonly unknown[]; make: () => ReadonlyMap<string, StoredWeights> } {
  const all = Object.entries(kind.computed ?? {}).flatMap(([name, computed]) => {
    if (computed.type !== "weights") return [];
    const text = patternsAt(graph, catalogue, node, computed.patterns)?.text ?? "";
    const [rule, diagonal, lesion, damage] = (["rule", "diagonal", "lesion", "damage"] as const).map((field) =>
      settingOf(node, kind, computed[field]),
    );
    return [{ name, text, rule, diagonal, lesion, damage }];
  });
  return {
    key: all,
    make: () =>
      new Map(
        all.map(({ name, text, rule, diagonal, lesion, damage }): [string, StoredWeights] => {
          const patterns = parsePatterns(text);
          const storage: Storage = { rule: rule as Storage["rule"], diagonal: diagonal === "kept" };
          return [name, damaged(patterns, storage, Number(lesion), String(damage), graph.seed)];
        }),
      ),
  };
}

function damaged(
  { width, height, points, names }: Patterns,
  storage: Storage,
  lesion: number,
  damage: string,
  seed: number,
): StoredWeights {
  const n = names.length > 0 ? width * height : 0;
  const weights = store(points, n, storage);
  if (!(lesion > 0)) return { weights, n };
  switch (damage) {
    case "single":
      return { weights: deleted(weights, lesion, seed), n };
    case "stroke":
      return { weights: stroke(weights, lesion, seed), n };
    default:
      return { weights: deletedPairs(weights, n, lesion, seed), n };
  }
}

/** The weight of each pair, in the order of the rows; 0 for cells beyond the points of the patterns. */
export function storedValues({ weights, n }: StoredWeights, { offsets, targets }: Pairs): Float64Array {
  const values = new Float64Array(targets.length);
  for (let pre = 0; pre < Math.min(n, offsets.length - 1); pre++) {
    const end = offsets[pre + 1] as number;
    for (let pair = offsets[pre] as number; pair < end; pair++) {
      const post = targets[pair] as number;
      if (post < n) values[pair] = weights[post * n + pre] as number;
    }
  }
  return values;
}
