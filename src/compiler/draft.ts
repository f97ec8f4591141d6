/** A population while it is being put together, and what can be said of one from its kind alone. */
import { type Statement, substitute, type Tree, toEngine } from "../expression/index.ts";
import type { Node } from "../graph/index.ts";
import type { Parameter, ResolvedKind } from "../kind/index.ts";
import { type Reader, rewrite } from "./equations.ts";
import type {
  Assignment,
  InputSlot,
  ParameterSlot,
  Population,
  Spike,
  StateSlot,
  StepOrder,
  Update,
} from "./network.ts";
import { oldPrefix } from "./network.ts";
import { mostSteps, spikeStep } from "./orders.ts";
import { add, call, ref, whenHeld } from "./trees.ts";

/** A population while it is being put together. */
export interface Draft {
  node: Node;
  kind: ResolvedKind;
  type: "cells" | "pairs";
  n: number;
  prefix: string;
  reader: Reader;
  readers: Reader[];
  derivatives: Map<string, Tree>;
  assigned: ReadonlyMap<string, Tree>;
  states: StateSlot[];
  parameters: ParameterSlot[];
  inputs: InputSlot[];
  /**
   * What adds up in each current input of the kind: inputs and outputs of summed synapses. `live`: the same for a system that
   * is advanced in pieces, within which its own states move on.
   */
  drive: { port: string; tree: Tree; live?: Live }[];
  starts: { state: string; tree: Tree }[];
  /** Summed synapses on it, by the signature that lets others join them. */
  receptors: Map<string, string>;
  pairs?: Population["pairs"];
  /** What leaves at the start of each step: the current of pairs. */
  output?: Tree;
  /** Graded outputs that somebody reads and that are no states. */
  sent: Map<string, Tree>;
  /** States whose course within a step others follow. */
  waves: { state: string; tolerance: number }[];
}

/** What leaves a pair as rest + slope x, x being a state of the target: both are held over a step, and x is not. */
export interface Live {
  pairs: Draft;
  rest: Tree;
  /** The slope, and what comes with the course of what is read. */
  more: readonly Tree[];
  reads?: readonly { name: string; pre: number; from: string }[];
  inputs: readonly InputSlot[];
  tree: Tree;
}

/**
 * The rule by which cells of a population fire.
 *
 * @param dt [ms]
 * @param put fills in what is wired to the current input: a threshold may ask for that too
 */
export function spikeOf(draft: Draft, order: StepOrder, dt: number, put: (tree: Tree) => Tree): Spike | undefined {
  const { kind, reader, node, prefix } = draft;
  const rule = kind.spike;
  if (!rule) return undefined;
  const named = (tree: Tree) => put(substitute(tree, draft.assigned));
  if (rule.type === "count") return { type: "count", count: named(reader.expression(rule.count, "count")) };
  if (rule.type === "times") {
    const times = (node.parameters?.[rule.times] ?? kind.parameters[rule.times]?.default ?? []) as readonly number[];
    const unit = kind.parameters[rule.times]?.unit ?? "ms";
    const only = rule.cells === undefined ? [] : ((node.parameters?.[rule.cells] ?? []) as readonly number[]);
    const all = Array.from({ length: draft.n }, (_, cell) => cell);
    const events = times.flatMap((time, k) => {
      const step = spikeStep(order, toEngine(time, unit), dt);
      if (step < 0 || step >= mostSteps) return [];
      const cells = only.length > 0 ? [only[k] as number] : all;
      return cells.filter((cell) => cell < draft.n).map((cell) => ({ step, cell }));
    });
    events.sort((a, b) => a.step - b.step || a.cell - b.cell);
    return {
      type: "times",
      steps: Int32Array.from(events, ({ step }) => step),
      cells: Uint32Array.from(events, ({ cell }) => cell),
    };
  }
  const hold = rule.hold === undefined ? {} : { hold: "$hold" };
  if (rule.type === "crossing") {
    const of = ref(prefix + rule.of);
    const level = named(reader.expression(rule.level, "level"));
    const compare = (op: "<" | "<=" | ">" | ">=", left: Tree, right: Tree): Tree => ({
      type: "compare",
      op,
      left,
      right,
    });
    // Past a peak v falls through many steps: NEST's rule counts one spike because it holds the next back.
    const when: Tree =
      order.crossing === "peak" && rule.hold !== undefined
        ? { type: "logic", op: "and", left: compare(">=", of, level), right: compare("<", of, call("last", of)) }
        : { type: "logic", op: "and", left: compare(">", of, level), right: compare("<=", call("last", of), level) };
    return { type: "threshold", when, then: [], ...hold, lasts: [prefix + rule.of] };
  }
  const when = named(reader.expression(rule.when, "when"));
  const then = assignments(reader.statements(rule.then, "then")).map(({ name, tree }) => ({
    name,
    tree: named(tree),
  }));
  const lasts = new Set<string>();
  for (const tree of [when, ...then.map(({ tree }) => tree)])
    rewrite(tree, (part) => {
      if (part.type === "call" && part.name === "last" && part.args[0]?.type === "name") lasts.add(part.args[0].name);
      return part;
    });
  const substep = rule.at === "substep" && order.name === "nest" ? { substep: true } : {};
  const late = rule.shows === "peak" && rule.at !== "substep" ? { late: true } : {};
  return { type: "threshold", when, then, ...hold, lasts: [...lasts], ...substep, ...late };
}

/** A state as it was when the step began, under a name that no integrator takes for the state itself. */
export const oldOf = (part: Tree): Tree | undefined =>
  part.type === "call" && part.name === "last" && part.args[0]?.type === "name"
    ? ref(oldPrefix + part.args[0].name)
    : undefined;

/** Steps from old values to new have the old ones at hand. */
export function withOld(
  { lets, next, type }: Extract<Update, { type: "straight" }>,
  relativeTo: ReadonlyMap<string, string>,
): Extract<Update, { type: "straight" }> {
  const old = (tree: Tree) =>
    rewrite(tree, (part) => {
      if (part.type !== "name" || !part.name.startsWith(oldPrefix)) return part;
      const name = part.name.slice(oldPrefix.length);
      const level = relativeTo.get(name);
      return level === undefined ? ref(name) : add(ref(name), ref(level));
    });
  const each = (all: readonly Assignment[]) => all.map(({ name, tree }) => ({ name, tree: old(tree) }));
  return { type, lets: each(lets), next: each(next) };
}

/** States that do not move while a cell rests. */
export const paused = (update: Extract<Update, { type: "straight" }>, names: ReadonlySet<string>): Update => ({
  ...update,
  next: update.next.map(({ name, tree }) => ({ name, tree: names.has(name) ? whenHeld(ref(name), tree) : tree })),
});

/** `x += a` as x = x + a. */
export const assignments = (statements: readonly Statement[]): Assignment[] =>
  statements
    .filter((statement) => statement.type === "assign")
    .map(({ name, op, right }) => ({
      name,
      tree: op === "=" ? right : { type: "binary", op: op[0] as "+" | "-" | "*", left: ref(name), right },
    }));

/** The lists that a kind looks up, in engine units. */
export const coursesOf = ({ node, kind, prefix, reader }: Draft): Population["courses"] =>
  Object.entries(kind.courses ?? {}).map(([name, { times, values, between, at }]) => {
    const list = (parameter: string): Float64Array => {
      const { default: standard, unit } = kind.parameters[parameter] as Parameter;
      const written = (node.parameters?.[parameter] ?? standard) as readonly number[];
      return Float64Array.from(written, (value) => toEngine(value, unit));
    };
    const levels = list(values);
    return {
      name: prefix + name,
      times: times === undefined ? levels.map((_, row) => row) : list(times),
      values: levels,
      line: between === "line",
      at: reader.expression(at ?? "t", "at"),
    };
  });

/** What leaves through the port that carries a current. */
export function outputOf(draft: Draft): Tree | undefined {
  const port = Object.values(draft.kind.outputs).find(
    ({ signal, reads }) => signal === "current" && reads !== undefined,
  );
  if (!port?.reads) return undefined;
  const name = draft.prefix + port.reads;
  if (draft.states.some((state) => state.name === name)) return ref(name);
  return draft.assigned.get(name) ?? draft.assigned.get(port.reads);
}

export const outputUnitOf = (kind: ResolvedKind): string =>
  Object.values(kind.outputs).find(({ signal }) => signal === "current")?.unit ?? "1";

/** States that stand still while a cell is refractory: those named, or those that the reset sets. */
export function heldStates(kind: ResolvedKind): Set<string> {
  const rule = kind.spike;
  if (rule?.type !== "threshold" || rule.hold === undefined) return new Set();
  if (rule.holds) return new Set(rule.holds);
  const set = [...rule.then.matchAll(/(?:^|[\n;])\s*(\w+)\s*=(?!=)/g)].map((match) => match[1] as string);
  return new Set(set.filter((name) => Object.hasOwn(kind.state, name)));
}

export const holdText = (kind: ResolvedKind): string =>
  kind.spike && "hold" in kind.spike ? (kind.spike.hold ?? "0") : "0";
