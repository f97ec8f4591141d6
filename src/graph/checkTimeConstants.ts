/**
 * Is the time step short enough for a node's time constants? They are read from the equations, whatever the kind: where the
 * right side of dx/dt falls by k for each unit of x, x follows with the time constant 1/k. A leak's is C/g, a gate's
 * 1/(alpha + beta).
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import {
  conditionallyLinear,
  dependsOnAny,
  derivative,
  functionOf,
  inline,
  isUnitConstant,
  linearPart,
  names,
  parse,
  parseStatements,
  simplify,
  substitute,
  type Tree,
  toEngine,
} from "../expression/index.ts";
import { type Catalogue, kindOf, type Method, type ResolvedKind } from "../kind/index.ts";
import { endOf, niceBelow, spreadOf } from "./checkLimits.ts";
import { sides } from "./checkSynapse.ts";
import { isDistribution } from "./distribution.ts";
import { presetsOf } from "./edits/presets.ts";
import { limits as fileLimits } from "./limits.ts";
import { indexGraph, own, splitEnd } from "./lookup.ts";
import { fix, problem } from "./messages.ts";
import type { Graph, Node } from "./schema.ts";

/** Most of a time constant that one step may take: at the start, and wherever the membrane may go. */
interface Most {
  start: number;
  anywhere: number;
}

/**
 * Methods that choose their steps, or that are exact, have none. A time constant that is the same everywhere wants five steps. One
 * that moves with the state is what it is for a moment only: Euler overshoots above one, and Runge-Kutta runs away above 2.785.
 * Exponential Euler takes each state exactly and holds it for the others, which is as coarse as Euler where the others feel a
 * decay by itself; a gate that follows the membrane may be faster than the step, at the price of late spikes.
 */
function mostOf(method: Method, constant: boolean, felt: boolean): Most | undefined {
  switch (method) {
    case "euler":
    case "gs_euler":
      return { start: 1 / 5, anywhere: 1 };
    case "rk4":
      return { start: constant ? 1 / 5 : 2.785, anywhere: 2.785 };
    case "exponential_euler":
    case "exponential_euler_tabulated":
      if (!constant) return { start: 1.25, anywhere: Number.POSITIVE_INFINITY };
      return felt ? { start: 1 / 5, anywhere: 1 / 5 } : undefined;
    default:
      return undefined;
  }
}

/** The equations of a kind as far as a check needs them. */
interface Equations {
  rights: ReadonlyMap<string, Tree>;
  /** How fast each state falls back: minus the slope of its right side in itself. */
  slopes: ReadonlyMap<string, Tree>;
  linear: boolean;
  /** Each right side is linear in its own state. */
  conditional: boolean;
  /** What it sends into its target, and the states of the target that this reads. */
  output?: Tree;
}

/** Found, as a share of what may be: above 1 it is too long. */
interface Found {
  state: string;
  /** [ms] */
  tau: number;
  /** Steps of this length would do [ms]. */
  enough: number;
  share: number;
  where?: string;
}

/** @returns a warning where the step is too long for the method that is asked for, or that the compiler will take */
export function checkTimeConstants(
  graph: Graph,
  catalogue: Catalogue,
  node: Node,
  kind: ResolvedKind,
): readonly Diagnostic[] {
  if (Object.keys(kind.state).length === 0) return [];
  const summed = kind.family === "synapse" && isSummed(kind);
  const target = summed ? sides(graph, node, kind).target : undefined;
  const host = target ?? node;
  const hostKind = target ? kindOf(catalogue, target) : kind;
  if (!hostKind) return [];
  // What the compiler takes in NEST's order is exact or adaptive, whatever the equations: most nodes need no closer look.
  const wanted = host.method ?? hostKind.method?.[graph.order];
  if (graph.order === "nest" && (wanted === undefined || wanted === "exact" || wanted === "rkf45")) return [];
  const method = methodOf(graph, catalogue, host, hostKind);
  const { dt } = graph;
  if (!mostOf(method, true, true)) return [];
  const worst = worstOf(node, kind, dt, method, summed);
  if (!worst || worst.share <= Math.max(1, publishedShare(kind, dt, method)) * (1 + 1e-6)) return [];
  const smaller = niceBelow(worst.enough);
  return [
    problem(
      "coarse-step",
      { type: "node", node: node.id },
      [node.label, worst.state, Number(worst.tau.toPrecision(3)), worst.where, dt, method, dt / worst.tau, smaller],
      smaller >= fileLimits.dt[0] ? fix(`Set dt to ${smaller} ms`, "setDt", smaller) : undefined,
    ),
  ];
}

/** Synapses without states of their own for each pair are stepped with the cell they end on. */
const isSummed = (kind: ResolvedKind): boolean =>
  kind.onPost === undefined && !Object.values(kind.inputs).some(({ signal }) => signal === "value");

/** The method the compiler takes: the one asked for where it fits, else one by the form of the equations. */
function methodOf(graph: Graph, catalogue: Catalogue, node: Node, kind: ResolvedKind): Method {
  const { linear, conditional } = formOf(graph, catalogue, node, kind);
  const wanted = node.method ?? kind.method?.[graph.order];
  const usual: readonly Method[] = graph.order === "nest" ? ["exact", "rkf45"] : ["exact", "exponential_euler", "rk4"];
  const fits = (method: Method) =>
    method === "exact" ? linear : method.startsWith("exponential_euler") ? conditional : true;
  return [...(wanted ? [wanted] : []), ...usual].find(fits) as Method;
}

/** The form of a node's equations with those of the synapses that are stepped with it. */
function formOf(
  graph: Graph,
  catalogue: Catalogue,
  node: Node,
  kind: ResolvedKind,
): Pick<Equations, "linear" | "conditional"> {
  let { linear, conditional } = equationsOf(node, kind);
  const { nodes, arriving } = indexGraph(graph);
  for (const [port, { signal }] of Object.entries(kind.inputs)) {
    if (signal !== "current") continue;
    for (const wire of arriving.get(`${node.id}.${port}`) ?? []) {
      const from = nodes.get(splitEnd(wire.from).node);
      const its = from && kindOf(catalogue, from);
      if (!from || its?.family !== "synapse" || !isSummed(its)) continue;
      const { output, ...synapse } = equationsOf(from, its);
      const read = Object.keys(its.target ?? { v: "mV" }).filter((name) => output && names(output).has(name));
      linear &&= synapse.linear && read.length === 0;
      conditional &&= synapse.conditional && read.every((name) => output && conditionallyLinear(output, name) !== null);
    }
  }
  return { linear, conditional };
}

/** Of all time constants the one for which the step is longest. A check runs after every edit, and most nodes stay as they are. */
function worstOf(node: Node, kind: ResolvedKind, dt: number, method: Method, summed = false): Found | undefined {
  const before = worsts.get(node);
  if (before?.kind === kind && before.dt === dt && before.method === method) return before.worst;
  let worst: Found | undefined;
  for (const found of timeConstants(node, kind, dt, method, summed))
    if (!worst || found.share > worst.share) worst = found;
  worsts.set(node, { kind, dt, method, worst });
  return worst;
}
const worsts = new WeakMap<Node, { kind: ResolvedKind; dt: number; method: Method; worst: Found | undefined }>();

/** How far the published sets of a kind go in their own steps: they are what they are said to be, however long these are. */
function publishedShare(kind: ResolvedKind, dt: number, method: Method): number {
  const key = `${method} ${dt}`;
  const shares = publishedShares.get(kind) ?? new Map<string, number>();
  publishedShares.set(kind, shares);
  let share = shares.get(key);
  if (share === undefined) {
    share = 0;
    for (const { parameters, start, shown } of Object.values(kind.presets ?? {})) {
      const published = shown?.published;
      if (published?.dt !== dt || (published.method ?? method) !== method) continue;
      const node: Node = { id: "", kind: kind.kind, label: "", at: [0, 0], parameters, ...(start && { start }) };
      share = Math.max(share, worstOf(node, kind, dt, method)?.share ?? 0);
    }
    shares.set(key, share);
  }
  return share;
}
const publishedShares = new WeakMap<ResolvedKind, Map<string, number>>();

/**
 * @returns a note where a published set is stepped as coarsely as Euler does, but not in the steps that its spikes belong to;
 *   nothing where the publication's steps do not matter, or where they are a hundredth and make no difference
 */
export function checkPublishedStep({ dt, order }: Graph, node: Node, kind: ResolvedKind): readonly Diagnostic[] {
  const method = node.method ?? kind.method?.[order];
  if (method !== "euler" && method !== "gs_euler") return [];
  const sets = presetsOf(node, kind).flatMap((key) => own(kind.presets ?? {}, key) ?? []);
  if (!sets.every(({ shown }) => shown?.published && shown.published.dt !== dt)) return [];
  const [set] = sets;
  const published = set?.shown?.published?.dt;
  if (!set || published === undefined || dt <= published / 100) return [];
  return [
    problem(
      "unpublished-step",
      { type: "node", node: node.id },
      [node.label, set.label, published, dt],
      fix(`Set dt to ${published} ms`, "setDt", published),
    ),
  ];
}

/** Points along the membrane's range at which its time constants are looked at. */
const points = 33;
/** Gates at the top of a spike: with this, m^3 h and n^4 are a quarter, as they are in Hodgkin and Huxley's. */
const open = 0.7;

function* timeConstants(node: Node, kind: ResolvedKind, dt: number, method: Method, summed: boolean): Generator<Found> {
  const { rights, slopes } = equationsOf(node, kind);
  const states = [...rights.keys()];
  const membrane = states.find((state) => kind.state[state]?.unit === "mV");
  const place = membrane === undefined ? -1 : states.indexOf(membrane);
  for (const end of [0, 1] as const) {
    const values = valuesOf(node, kind, dt, end);
    const start = states.map((state) => values.get(state) ?? 0);
    const range = membrane === undefined ? [] : rangeOf(node, kind, values.get(membrane) as number, end);
    const opened = start.map((value, k) => (isGate(kind, states[k] as string, slopes, value) ? open : value));
    for (const state of states) {
      const slope = slopes.get(state) as Tree;
      const constant = !dependsOnAny(slope, new Set(states));
      const felt = summed || states.some((other) => other !== state && names(rights.get(other) as Tree).has(state));
      const most = mostOf(method, constant, felt);
      if (!most) continue;
      const rate = functionOf(slope, states, lookUp(values));
      const found = (point: readonly number[], allowed: number, where: string): Found => ({
        state,
        tau: 1 / rate(point),
        enough: allowed / rate(point),
        share: (dt * rate(point)) / allowed,
        ...(membrane !== undefined && !constant && { where }),
      });
      const at = (v = 0) => `at ${membrane} = ${Number(v.toPrecision(3))} mV`;
      yield found(start, most.start, at(start[place]));
      if (constant || !Number.isFinite(most.anywhere)) continue;
      const channels = state === membrane && opened.some((value, k) => value !== start[k]);
      for (const v of range) {
        const point = (channels ? opened : start).map((value, k) => (k === place ? v : value));
        yield found(point, most.anywhere, channels ? "while its channels are open" : at(v));
      }
    }
  }
}

/** A share of open channels, which follows a rate of its own and lies between 0 and 1. */
const isGate = (kind: ResolvedKind, state: string, slopes: Equations["slopes"], start: number): boolean =>
  kind.state[state]?.unit === "1" && start >= 0 && start <= 1 && !names(slopes.get(state) as Tree).has(state);

/** Values that are known without drawing, in engine units: parameters, and states at the start. */
function valuesOf(node: Node, kind: ResolvedKind, dt: number, end: 0 | 1): Map<string, number> {
  const values = new Map<string, number>([["dt", dt]]);
  for (const name of Object.keys(kind.parameters)) values.set(name, endOf(node, kind, name, end) ?? 0);
  for (const [name, { start, unit }] of Object.entries(kind.state)) {
    const given = own(node.start ?? {}, name);
    if (typeof given === "number") values.set(name, toEngine(given, unit));
    else if (isDistribution(given)) values.set(name, toEngine(spreadOf(given)[end], unit));
    else {
      const { tree } = parse(typeof given === "string" ? given : start);
      values.set(name, tree ? functionOf(tree, [], lookUp(values))([]) : 0);
    }
  }
  return values;
}

/** What arrives from elsewhere counts as 0: a cell at rest, with nothing wired to it. */
const lookUp =
  (values: ReadonlyMap<string, number>) =>
  (name: string): number | undefined =>
    values.get(name) ?? (name === "pi" || isUnitConstant(name) ? undefined : 0);

/** From the lowest to the highest voltage among the parameters and the start: rest, reversals, threshold, reset and peak. */
function rangeOf(node: Node, kind: ResolvedKind, start: number, end: 0 | 1): readonly number[] {
  const levels = Object.entries(kind.parameters).flatMap(([name, { unit }]) =>
    unit === "mV" ? (endOf(node, kind, name, end) ?? []) : [],
  );
  const [low, high] = [Math.min(start, ...levels), Math.max(start, ...levels)];
  return Array.from({ length: points }, (_, k) => low + ((high - low) * k) / (points - 1));
}

/** A check runs after every edit, and of many nodes the kind is the same. */
const known = new WeakMap<ResolvedKind, Equations>();

function equationsOf(node: Node, kind: ResolvedKind): Equations {
  const texts = Object.entries(kind.parameters).filter(([, { type }]) => type === "equation");
  const before = texts.length === 0 ? known.get(kind) : undefined;
  if (before) return before;
  const written = new Map(
    texts.flatMap(([name, { default: usual }]) => {
      const { tree } = parse(String(own(node.parameters ?? {}, name) ?? usual));
      return tree ? [[name, tree] as const] : [];
    }),
  );
  const { derivatives, assigned } = inline(parseStatements(kind.equations).statements);
  const rights = new Map([...derivatives].map(([name, tree]) => [name, simplify(substitute(tree, written))]));
  const states = [...rights.keys()];
  const sent = Object.values(kind.outputs).find(({ signal }) => signal === "current")?.reads;
  const output = sent === undefined ? undefined : assigned.get(sent);
  const exact = linearPart([...rights.values()], states);
  const fixed = (tree: Tree) =>
    [...names(tree)].every((name) => name in kind.parameters || name === "dt" || name === "pi" || isUnitConstant(name));
  const made: Equations = {
    rights,
    slopes: new Map([...rights].map(([name, tree]) => [name, simplify(negated(derivative(tree, name)))])),
    linear: exact?.A.flat().every(fixed) === true && exact.b.every((tree) => !names(tree).has("t")),
    conditional: [...rights].every(([name, tree]) => conditionallyLinear(tree, name) !== null),
    ...(output && { output }),
  };
  if (texts.length === 0) known.set(kind, made);
  return made;
}

const negated = (arg: Tree): Tree => ({ type: "negate", arg });
