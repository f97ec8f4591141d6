/**
 * Pairs of a synapse node in the engine's order: rows by presynaptic cell, within a row by delay, then by target. Values that
 * are drawn per pair follow their pair.
 */

import { toEngine } from "../expression/index.ts";
import type { Graph, Node } from "../graph/index.ts";
import type { ResolvedKind } from "../kind/index.ts";
import { streamOf } from "../random/index.ts";
import { connect } from "./connect.ts";
import { draw } from "./draw.ts";
import { indices, type Projection, type StepOrder } from "./network.ts";
import { delaySteps } from "./orders.ts";
import { type StoredWeights, type storedIn, storedValues } from "./stored.ts";

/** Parameters of a synapse node, the delay apart, that differ from pair to pair, and what is computed for each. */
export const variesByPair = (node: Node, kind: ResolvedKind): string[] => [
  ...Object.keys(kind.computed ?? {}),
  ...Object.entries(kind.parameters)
    .filter(([name, { per, default: usual }]) => {
      if (per !== "pair" || name === kind.delay) return false;
      const listed = node.connect?.rule === "pairs" && node.connect.pairs.some((pair) => pair.length === 4);
      return (listed && name === "weight") || typeof (node.parameters?.[name] ?? usual) !== "number";
    })
    .map(([name]) => name),
];

export type Rows = Pick<Projection, "delays" | "offsets" | "targets" | "perPair">;

/**
 * @param sameCells pre and post are one population
 * @param order rounding of delays; `dt` [ms]
 * @param stored weights from patterns, by name
 */
export function makeRows(
  node: Node,
  kind: ResolvedKind,
  nPre: number,
  nPost: number,
  sameCells: boolean,
  seed: number,
  order: StepOrder,
  dt: number,
  stored: ReadonlyMap<string, StoredWeights> = new Map(),
): Rows {
  const pairs = connect(node.connect, nPre, nPost, sameCells, streamOf(node.id, "connect"), seed);
  const total = pairs.targets.length;
  const given = node.connect?.rule === "pairs" ? node.connect.pairs : undefined;
  const ownValues = (position: 2 | 3): Float64Array | undefined => {
    if (!given?.some((pair) => pair.length === 4)) return undefined;
    return Float64Array.from(pairs.order ?? [], (index) => given[index]?.[position] ?? Number.NaN);
  };

  // Values in the order of `connect`, so that they do not depend on delays; then moved with their pairs.
  const perPair: { name: string; values: Float64Array }[] = [];
  let delayValues: number | Float64Array = kind.delay ? 0 : order.minDelay * dt;
  for (const [name, parameter] of Object.entries(kind.parameters)) {
    if (parameter.per !== "pair") continue;
    const value = node.parameters?.[name] ?? parameter.default;
    const listed = name === kind.delay ? ownValues(3) : name === "weight" ? ownValues(2) : undefined;
    const drawn = draw(value as number, total, streamOf(node.id, name), seed);
    const usual = typeof drawn === "number" ? drawn : undefined;
    const values = listed
      ? listed.map((own, k) => (Number.isNaN(own) ? (usual ?? ((drawn as Float64Array)[k] as number)) : own))
      : drawn;
    if (name === kind.delay)
      delayValues =
        typeof values === "number"
          ? toEngine(values, parameter.unit)
          : values.map((ms) => toEngine(ms, parameter.unit));
    else if (typeof values !== "number")
      perPair.push({ name, values: values.map((own) => toEngine(own, parameter.unit)) });
  }

  for (const [name, matrix] of stored) perPair.push({ name, values: storedValues(matrix, pairs) });

  if (typeof delayValues === "number")
    return {
      delays: Int32Array.of(delaySteps(order, delayValues, dt)),
      offsets: pairs.offsets,
      targets: pairs.targets,
      perPair,
    };
  const steps = Int32Array.from(delayValues, (ms) => delaySteps(order, ms, dt));
  const delays = Int32Array.from(new Set(steps)).sort();
  if (delays.length === 0) delays.set([]);
  const { offsets, places } = sortByDelay(pairs.offsets, steps, delays);
  const targets = indices(nPost, total);
  const moved = perPair.map(({ name, values }) => ({ name, values: new Float64Array(values.length) }));
  for (let k = 0; k < total; k++) {
    const place = places[k] as number;
    targets[place] = pairs.targets[k] as number;
    for (let p = 0; p < moved.length; p++)
      (moved[p] as { values: Float64Array }).values[place] = perPair[p]?.values[k] as number;
  }
  return { delays: delays.length > 0 ? delays : Int32Array.of(order.minDelay), offsets, targets, perPair: moved };
}

/** Stable counting sort of every row by delay. */
function sortByDelay(
  rows: Uint32Array,
  steps: Int32Array,
  delays: Int32Array,
): { offsets: Uint32Array; places: Uint32Array } {
  const nPre = rows.length - 1;
  const kinds = Math.max(1, delays.length);
  const index = new Map(Array.from(delays, (delay, k) => [delay, k]));
  const offsets = new Uint32Array(nPre * kinds + 1);
  const places = new Uint32Array(steps.length);
  const of = Uint32Array.from(steps, (step) => index.get(step) as number);
  for (let pre = 0; pre < nPre; pre++)
    for (let k = rows[pre] as number; k < (rows[pre + 1] as number); k++)
      offsets[pre * kinds + (of[k] as number) + 1]! += 1;
  for (let k = 1; k < offsets.length; k++) offsets[k]! += offsets[k - 1] as number;
  const next = offsets.slice();
  for (let pre = 0; pre < nPre; pre++)
    for (let k = rows[pre] as number; k < (rows[pre + 1] as number); k++)
      places[k] = next[pre * kinds + (of[k] as number)]!++;
  return { offsets, places };
}

/** Connectivity made earlier for the same synapse node, kept by the caller between compiles. */
export interface RowsCache {
  get(key: string): Rows | undefined;
  set(key: string, rows: Rows): void;
}

/** Rows as they were made before for the same node, or made now and kept. */
export function rowsOf(
  node: Node,
  kind: ResolvedKind,
  nPre: number,
  nPost: number,
  same: boolean,
  graph: Graph,
  order: StepOrder,
  stored: ReturnType<typeof storedIn>,
  cache?: RowsCache,
): Rows {
  const values = Object.entries(kind.parameters)
    .filter(([, parameter]) => parameter.per === "pair")
    .map(([name, { unit }]) => [
      name,
      typeof node.parameters?.[name] === "number" && name !== kind.delay ? 0 : node.parameters?.[name],
      unit,
    ]);
  const key = JSON.stringify([
    node.id,
    node.kind,
    node.form,
    node.connect,
    values,
    nPre,
    nPost,
    same,
    graph.seed,
    graph.dt,
    order.name,
    stored.key,
  ]);
  const known = cache?.get(key);
  if (known) return known;
  const rows = makeRows(node, kind, nPre, nPost, same, graph.seed, order, graph.dt, stored.make());
  cache?.set(key, rows);
  return rows;
}
