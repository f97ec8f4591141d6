/**
 * Small pictures of what a node does, from its equations: a synapse's answer to one spike, a source's course in time, the
 * spikes of a spike source. In: a kind and a node. Out: a few numbers for a path. Kept for each set of parameters.
 */

import { toEngine } from "../../../expression/index.ts";
import type { Node } from "../../../graph/index.ts";
import type { ResolvedKind } from "../../../kind/index.ts";
import { isSpread, middle } from "../../nodes.ts";
import { leadParameter, presentValue, spanOf } from "../values.ts";
import { type Cells, createModel, rest } from "./model.ts";

export type { Cells } from "./model.ts";

/** Which way a current pushes its target. "mixed": both, by a spread over zero or in turn. */
export type Sign = "excites" | "inhibits" | "mixed";

export interface Curve {
  /** Length of the window [ms]. */
  spanMs: number;
  /** Equally spaced, in engine units. */
  values: Float64Array;
  /** Lowest and highest of `values` and 0. */
  low: number;
  high: number;
  /** True when the course depends on nothing but time, so that later windows may be drawn as well. */
  timely: boolean;
}

const finest = 96;
/** Enough to tell up from down. */
const coarse = 24;
/** Euler steps for one picture at most. */
const mostSteps = 4000;

/**
 * The answer to one spike at a sixth of the window, in the output's unit, or to a pulse of what a graded synapse reads;
 * undefined when the equations cannot be read.
 */
export function kernelOf(node: Node, kind: ResolvedKind, target?: Cells): Curve | undefined {
  return cached(kind, "kernel", [node.parameters, target?.kind.kind, target?.node.parameters], () =>
    kernel(node, kind, target),
  );
}

/** A current source's course from the window that starts at `fromMs`. */
export function waveformOf(node: Node, kind: ResolvedKind, page = 0): Curve | undefined {
  return cached(kind, `wave ${page}`, [node.parameters], () => waveform(node, kind, page));
}

/** Spike times of one cell of a spike source [ms], within a window from 0. */
export function ticksOf(node: Node, kind: ResolvedKind): { spanMs: number; times: number[] } | undefined {
  return cached(kind, "ticks", [node.parameters], () => ticks(node, kind));
}

/** Which way this synapse or source pushes; what the mark at the end of its wire says. */
export function signOf(node: Node, kind: ResolvedKind, target?: Cells): Sign | undefined {
  return cached(kind, "sign", [node.parameters, target?.kind.kind, target?.node.parameters], () => {
    const lead = leadParameter(kind);
    const ends = lead === undefined ? [] : spanOf(presentValue(node, kind, lead));
    if (kind.family === "current") {
      const numbers = ends.every((end) => Number.isFinite(end)) ? ends : [];
      const waves = (lead === undefined || numbers.length === 0 ? [{}] : numbers.map((end) => ({ [lead]: end }))).map(
        (change) => waveform(node, kind, 0, change),
      );
      return direction(Math.min(...waves.map(({ low }) => low)), Math.max(...waves.map(({ high }) => high)));
    }
    const pushes = (lead === undefined ? [{}] : ends.map((end) => ({ [lead]: end }))).flatMap((change) => {
      const curve = kernel(node, kind, target, change, coarse);
      return curve ? [curve.values.reduce((sum, value) => sum + value, 0)] : [];
    });
    return pushes.length === 0 ? undefined : direction(Math.min(0, ...pushes), Math.max(0, ...pushes));
  });
}

const direction = (low: number, high: number): Sign => (low >= 0 ? "excites" : high <= 0 ? "inhibits" : "mixed");

function kernel(
  node: Node,
  kind: ResolvedKind,
  target?: Cells,
  change = farthest(node, kind),
  samples = finest,
): Curve {
  const output =
    Object.values(kind.outputs).find((port) => port.signal === "current") ?? Object.values(kind.outputs)[0];
  const taus = timesOf(node, kind).filter((time) => time > 0);
  const longest = taus.length > 0 ? Math.min(400, Math.max(...taus)) : 4;
  const spanMs = longest * 4.5;
  const model = createModel(kind, node, target, 1, change);
  // Without an output name the synapse jumps a state of its target: the jump itself is the picture.
  const jump = output?.reads === undefined;
  const jumpOf = /([A-Za-z_]\w*)\s*[+-]?=/.exec(kind.onSpike ?? "")?.[1] ?? "v";
  const read = (): number => (jump ? model.read(jumpOf) - before : model.read(output?.reads ?? ""));
  const before = jump ? model.read(jumpOf) : 0;
  const values = new Float64Array(samples);
  const lead = Math.floor(samples / 6);
  const stepMs = spanMs / samples;
  const [reads, graded] = Object.entries(kind.inputs).find(([, { signal }]) => signal === "value") ?? [];
  const parts = Math.max(
    1,
    Math.min(Math.floor(mostSteps / samples), Math.ceil(stepMs / (Math.min(longest, ...taus) / 5))),
  );
  for (let k = 0; k < samples; k++) {
    if (k === lead) model.spike();
    if (reads !== undefined && k === lead) model.feed(reads, graded?.unit === "mV" ? 0 : 1);
    if (reads !== undefined && k === 4 * lead) model.feed(reads, graded?.unit === "mV" ? rest : 0);
    values[k] = read();
    for (let part = 0; part < parts && !jump; part++) model.advance(stepMs / parts);
    // All charge at one instant: a jump is drawn as a stroke, which then is over.
    if (jump && k > lead) values[k] = 0;
  }
  return curve(values, spanMs, false);
}

/** Of a list of values, one a cell, the farthest from 0 stands for all. */
function farthest(node: Node, kind: ResolvedKind): Readonly<Record<string, number>> {
  const lead = leadParameter(kind);
  const value = lead === undefined ? undefined : presentValue(node, kind, lead);
  if (lead === undefined || !isSpread(value) || !("values" in value)) return {};
  return {
    [lead]: value.values.reduce(
      (far, each) => (Math.abs(each) > Math.abs(far) || each === Math.abs(far) ? each : far),
      0,
    ),
  };
}

function waveform(node: Node, kind: ResolvedKind, page: number, change = farthest(node, kind)): Curve {
  const output = Object.values(kind.outputs)[0];
  const spanMs = spanFor(node, kind);
  const timely = Object.keys(kind.state).length === 0 && !/\b(xi|rand|randn|poisson)\b/.test(kind.equations);
  const model = createModel(kind, node, undefined, 3 + (timely ? 0 : page), change);
  const stepMs = spanMs / (finest - 1);
  if (timely && page > 0) model.advance(page * spanMs);
  const parts = timely ? 1 : 10;
  const values = new Float64Array(finest);
  for (let k = 0; k < finest; k++) {
    values[k] = model.read(output?.reads ?? "");
    for (let part = 0; part < parts; part++) model.advance(stepMs / parts);
  }
  return curve(values, spanMs, timely);
}

function ticks(node: Node, kind: ResolvedKind): { spanMs: number; times: number[] } | undefined {
  const rule = kind.spike;
  if (rule?.type === "times") {
    const list = presentValue(node, kind, rule.times);
    const unit = kind.parameters[rule.times]?.unit ?? "ms";
    const times = (Array.isArray(list) ? (list as readonly number[]) : []).map((time) => toEngine(time, unit));
    return { spanMs: Math.max(50, 1.15 * Math.max(0, ...times.slice(0, 24))), times: times.slice(0, 400) };
  }
  if (rule?.type !== "count") return undefined;
  const spanMs = 200;
  const dt = 0.2;
  const model = createModel(kind, node, undefined, 5);
  const times: number[] = [];
  for (let k = 0; k < spanMs / dt && times.length < 400; k++) {
    model.advance(dt);
    if (model.value(rule.count, dt) >= 1) times.push(model.time());
  }
  return { spanMs, times };
}

function curve(values: Float64Array, spanMs: number, timely: boolean): Curve {
  let [low, high] = [0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) throw new Error("preview: the course runs away");
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { values, spanMs, low, high, timely };
}

/** All parameters that are times, the delay excepted [ms]. */
const timesOf = (node: Node, kind: ResolvedKind): number[] =>
  Object.entries(kind.parameters).flatMap(([name, parameter]) => {
    if (name === kind.delay || !/^(m|u)?s$/.test(parameter.unit)) return [];
    const value = presentValue(node, kind, name);
    const numbers = Array.isArray(value) ? (value as readonly number[]) : [middle(value)];
    return numbers
      .filter((time) => Number.isFinite(time) && Math.abs(time) < 1e6)
      .map((time) => toEngine(time, parameter.unit));
  });

/** A window in which something happens: well past the last of the node's times, or some periods of its frequency. */
function spanFor(node: Node, kind: ResolvedKind): number {
  const times = timesOf(node, kind).filter((time) => time > 0 && time < 20_000);
  const periods = Object.entries(kind.parameters).flatMap(([name, { unit }]) => {
    const frequency = unit === "Hz" || unit === "kHz" ? toEngine(middle(presentValue(node, kind, name)), unit) : 0;
    return frequency > 0 ? [2.5 / frequency] : [];
  });
  const wanted = Math.max(0, ...times.map((time) => 2.5 * time), ...periods);
  return Math.min(20_000, Math.max(100, Number.isFinite(wanted) ? wanted : 100));
}

const caches = new WeakMap<ResolvedKind, Map<string, unknown>>();
const most = 400;

/** Equal parameters, equal picture. What cannot be computed is undefined, and remembered as that. */
function cached<T>(
  kind: ResolvedKind,
  what: string,
  parameters: readonly unknown[],
  make: () => T | undefined,
): T | undefined {
  let cache = caches.get(kind);
  if (!cache) {
    cache = new Map();
    caches.set(kind, cache);
  }
  const key = `${what} ${JSON.stringify(parameters)}`;
  if (cache.has(key)) return cache.get(key) as T | undefined;
  let value: T | undefined;
  try {
    value = make();
  } catch {
    value = undefined;
  }
  if (cache.size >= most) cache.clear();
  cache.set(key, value);
  return value;
}
