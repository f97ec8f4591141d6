/**
 * Pairs of a synapse node in the engine's order: rows by presynaptic cell, within a row by delay, then by target. Values that
 * are drawn per pair follow their pair.
 */

import { toEngine } from "../expression/index.ts";
import type { Distribution, Graph, Node } from "../graph/index.ts";
import type { ResolvedKind } from "../kind/index.ts";
import { streamOf } from "../random/index.ts";
import { connect, estimatePairs } from "./connect.ts";
import { draw } from "./draw.ts";
import { fill, longestRow } from "./fill.ts";
import { indices, manyPairs, type PairValues, type Projection, type StepOrder } from "./network.ts";
import { delaySteps } from "./orders.ts";
import { pack, quantilesOf } from "./quantiles.ts";
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

export type Rows = Pick<Projection, "made" | "delays" | "size" | "offsets" | "stride" | "lane" | "targets" | "perPair">;
/** As they are made: in one piece. */
type Made = Pick<Rows, "delays" | "offsets" | "targets" | "perPair">;

/** What is drawn for the pairs of a projection that is filled in bulk. */
export interface InBulk {
  /** Distinct delays, ascending [steps]. */
  delays: Int32Array;
  /** For each of 65 536 equal chances: which delay. */
  classes: Uint16Array;
  /** The parameter that differs from pair to pair, its codes for each of 65 536 equal chances. */
  value?: { name: string; codes: Int16Array; scale: number };
}

/**
 * How the rows of a synapse node are filled in bulk, if they are: more than 2^20 pairs, whose spikes only add on their targets,
 * with at most one value that is drawn, besides the delay, and from a distribution that 16 bits can stand for.
 *
 * @param onTarget no pair has anything of its own but numbers
 */
export function inBulk(
  node: Node,
  kind: ResolvedKind,
  size: { nPre: number; nPost: number; sameCells: boolean },
  onTarget: boolean,
  order: StepOrder,
  dt: number,
): InBulk | undefined {
  const rule = node.connect;
  const pairs = estimatePairs(rule, size.nPre, size.nPost, size.sameCells);
  const varying = variesByPair(node, kind);
  const settingOf = (name: string) => node.parameters?.[name] ?? kind.parameters[name]?.default;
  const delay = kind.delay === undefined ? undefined : settingOf(kind.delay);
  const drawsTargets = rule?.rule === "total" && rule.multapses !== false;
  if (!onTarget || pairs <= manyPairs || pairs > 2 ** 31 || rule?.rule === "one-to-one" || rule?.rule === "pairs")
    return undefined;
  if (varying.length > 1 || (varying.length === 0 && typeof delay !== "object" && !drawsTargets)) return undefined;
  if (pairs / size.nPre > longestRow) return undefined;

  const [name] = varying;
  const unit = kind.parameters[name ?? ""]?.unit;
  let value: InBulk["value"];
  if (name !== undefined) {
    const drawn = settingOf(name);
    if (unit === undefined || !isDistribution(drawn)) return undefined;
    const packed = packedOf(drawn, unit);
    if (!packed) return undefined;
    value = { name, ...packed };
  }
  const steps = (ms: number) => delaySteps(order, toEngine(ms, kind.parameters[kind.delay ?? ""]?.unit ?? "ms"), dt);
  const chances = isDistribution(delay)
    ? quantilesOf(delay)?.map(steps)
    : Float64Array.of(typeof delay === "number" ? steps(delay) : order.minDelay);
  if (!chances) return undefined;
  const delays = Int32Array.from(new Set(chances)).sort();
  const classOf = new Map(Array.from(delays, (delay, k) => [delay, k]));
  const classes = Uint16Array.from(chances, (delay) => classOf.get(delay) as number);
  return { delays, classes, ...(value ? { value } : {}) };
}

const isDistribution = (value: unknown): value is Distribution =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function packedOf(distribution: Distribution, unit: string) {
  const values = quantilesOf(distribution);
  return values && pack(values.map((value) => toEngine(value, unit)));
}

/** @yields pairs that were made since the last report */
function* fillRows(
  node: Node,
  nPre: number,
  nPost: number,
  sameCells: boolean,
  seed: number,
  { delays, classes, value }: InBulk,
): Generator<number, Made> {
  const rule = node.connect;
  const drawn = rule?.rule === "total" && rule.multapses !== false ? rule.k : undefined;
  const { offsets, targets, codes } = yield* fill({
    node: node.id,
    seed,
    nPre,
    nPost,
    noSelf: drawn !== undefined && sameCells && rule !== undefined && "autapses" in rule && rule.autapses === false,
    pairs: drawn ?? connect(rule, nPre, nPost, sameCells, streamOf(node.id, "connect"), seed),
    classes,
    kinds: delays.length,
    codes: value?.codes,
  });
  const perPair = value && codes ? [{ name: `${node.id}.${value.name}`, values: codes, scale: value.scale }] : [];
  return { delays, offsets, targets, perPair };
}

/**
 * @param sameCells pre and post are one population
 * @param order rounding of delays; `dt` [ms]
 * @param stored weights from patterns, by name
 */
function makeRows(
  node: Node,
  kind: ResolvedKind,
  nPre: number,
  nPost: number,
  sameCells: boolean,
  seed: number,
  order: StepOrder,
  dt: number,
  stored: ReadonlyMap<string, StoredWeights> = new Map(),
): Made {
  const pairs = connect(node.connect, nPre, nPost, sameCells, streamOf(node.id, "connect"), seed);
  const total = pairs.targets.length;
  const given = node.connect?.rule === "pairs" ? node.connect.pairs : undefined;
  const ownValues = (position: 2 | 3): Float64Array | undefined => {
    if (!given?.some((pair) => pair.length === 4)) return undefined;
    return Float64Array.from(pairs.order ?? [], (index) => given[index]?.[position] ?? Number.NaN);
  };

  // Values in the order of `connect`, so that they do not depend on delays; then moved with their pairs.
  const perPair: (PairValues & { values: Float64Array })[] = [];
  const keep = (name: string, values: Float64Array) => perPair.push({ name: `${node.id}.${name}`, values, scale: 1 });
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
      delayValues = typeof values === "number" ? toEngine(values, parameter.unit) : inEngine(values, parameter.unit);
    else if (typeof values !== "number") keep(name, inEngine(values, parameter.unit));
  }

  for (const [name, matrix] of stored) keep(name, storedValues(matrix, pairs));

  if (typeof delayValues === "number")
    return {
      delays: Int32Array.of(delaySteps(order, delayValues, dt)),
      offsets: pairs.offsets,
      targets: pairs.targets,
      perPair,
    };
  const steps = new Int32Array(total);
  for (let k = 0; k < total; k++) steps[k] = delaySteps(order, delayValues[k] as number, dt);
  const { delays, of } = classesOf(steps);
  const { offsets, places } = sortByDelay(pairs.offsets, of, Math.max(1, delays.length));
  const targets = indices(nPost, total);
  const moved = perPair.map((each) => ({ ...each, values: new Float64Array(each.values.length) }));
  for (let k = 0; k < total; k++) {
    const place = places[k] as number;
    targets[place] = pairs.targets[k] as number;
    for (let p = 0; p < moved.length; p++)
      (moved[p] as { values: Float64Array }).values[place] = perPair[p]?.values[k] as number;
  }
  return { delays: delays.length > 0 ? delays : Int32Array.of(order.minDelay), offsets, targets, perPair: moved };
}

/** As `toEngine` for each; most units are the engine's own. */
const inEngine = (values: Float64Array, unit: string): Float64Array =>
  [1, 0.1, 1 / 3].every((value) => toEngine(value, unit) === value)
    ? values
    : values.map((value) => toEngine(value, unit));

/** The distinct delays, ascending, and which of them each pair has. */
function classesOf(steps: Int32Array): { delays: Int32Array; of: Uint32Array } {
  let [low, high] = [steps[0] ?? 0, steps[0] ?? 0];
  for (const step of steps) {
    if (step < low) low = step;
    if (step > high) high = step;
  }
  if (!(high - low < 2 ** 24)) {
    const delays = Int32Array.from(new Set(steps)).sort();
    const index = new Map(Array.from(delays, (delay, k) => [delay, k]));
    return { delays, of: Uint32Array.from(steps, (step) => index.get(step) as number) };
  }
  const known = new Uint32Array(high - low + 1);
  for (const step of steps) known[step - low] = 1;
  const delays = Int32Array.from([...known.keys()].filter((k) => known[k] === 1)).map((k) => k + low);
  delays.forEach((delay, k) => {
    known[delay - low] = k;
  });
  const of = new Uint32Array(steps.length);
  for (let k = 0; k < of.length; k++) of[k] = known[(steps[k] as number) - low] as number;
  return { delays, of };
}

/** Stable counting sort of every row by delay, of which pair k has number `of[k]`. */
function sortByDelay(rows: Uint32Array, of: Uint32Array, kinds: number): { offsets: Uint32Array; places: Uint32Array } {
  const nPre = rows.length - 1;
  const offsets = new Uint32Array(nPre * kinds + 1);
  const places = new Uint32Array(of.length);
  for (let pre = 0; pre < nPre; pre++) {
    const end = rows[pre + 1] as number;
    for (let k = rows[pre] as number; k < end; k++) offsets[pre * kinds + (of[k] as number) + 1]! += 1;
  }
  for (let k = 1; k < offsets.length; k++) offsets[k] = (offsets[k] as number) + (offsets[k - 1] as number);
  const next = offsets.slice();
  for (let pre = 0; pre < nPre; pre++) {
    const end = rows[pre + 1] as number;
    for (let k = rows[pre] as number; k < end; k++) {
      const segment = pre * kinds + (of[k] as number);
      const place = next[segment] as number;
      places[k] = place;
      next[segment] = place + 1;
    }
  }
  return { offsets, places };
}

/** Connectivity made earlier for the same synapse node, kept by the caller between compiles. */
export interface RowsCache {
  get(key: string): Rows | undefined;
  set(key: string, rows: Rows): void;
}

/**
 * Rows as they were made before for the same node, or made now and kept.
 *
 * @yields pairs that were made since the last report
 */
export function* rowsOf(
  node: Node,
  kind: ResolvedKind,
  { nPre, nPost, sameCells }: { nPre: number; nPost: number; sameCells: boolean },
  graph: Graph,
  order: StepOrder,
  bulk: InBulk | undefined,
  stored: ReturnType<typeof storedIn>,
  cache?: RowsCache,
): Generator<number, Rows> {
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
    sameCells,
    graph.seed,
    graph.dt,
    order.name,
    stored.key,
  ]);
  const known = cache?.get(key);
  if (known) return known;
  const made = bulk
    ? yield* fillRows(node, nPre, nPost, sameCells, graph.seed, bulk)
    : makeRows(node, kind, nPre, nPost, sameCells, graph.seed, order, graph.dt, stored.make());
  const rows: Rows = { made: key, ...made, size: made.targets.length, stride: 1, lane: 0 };
  cache?.set(key, rows);
  return rows;
}
