/**
 * A node's equations, run for a moment on one cell at its mean parameters: enough for a picture of what the node does and
 * never used for results. Works for any kind, the user's own included, since it knows nothing but the text.
 */
import {
  evaluate,
  numberOps,
  parse,
  parseStatements,
  type Statement,
  type Tree,
  toEngine,
} from "../../../expression/index.ts";
import type { Node } from "../../../graph/index.ts";
import { courseAt, type ResolvedKind } from "../../../kind/index.ts";
import { middle } from "../../nodes.ts";
import { presentValue } from "../values.ts";

/** A neuron population at the far end of a wire: what a synapse reads of its target. */
export interface Cells {
  node: Node;
  kind: ResolvedKind;
}

export interface Model {
  /** Present model time [ms]. */
  time(): number;
  /** One step of Euler's method [ms]. */
  advance(dtMs: number): void;
  /** Present value of a state or assigned name, in engine units. */
  read(name: string): number;
  /** What an arriving spike does. */
  spike(): void;
  /** Sets what comes in through a port, in engine units; until then the value of a cell at rest. */
  feed(input: string, value: number): void;
  /** Any expression of this kind's names, now. */
  value(text: string, dtMs: number): number;
}

/** Where the potential of a cell is taken to be when a synapse is wired to none yet [mV]. */
export const rest = -65;

/**
 * A model at time 0.
 *
 * @param seed of its draws: a preview looks the same each time it is drawn
 * @param change replaces values of parameters, in their own units
 * @throws when the equations cannot be read or name something unknown; the graph's own check tells the user
 */
export function createModel(
  kind: ResolvedKind,
  node: Node,
  target?: Cells,
  seed = 1,
  change: Readonly<Record<string, number>> = {},
): Model {
  const random = generator(seed);
  const values = new Map<string, number>();
  const texts = new Map<string, Tree>();
  for (const [name, parameter] of Object.entries(kind.parameters)) {
    const value = change[name] ?? presentValue(node, kind, name);
    if (parameter.type === "patterns" || parameter.type === "list") continue;
    if (parameter.type === "choice")
      values.set(name, Math.max(0, Object.keys(parameter.choices ?? {}).indexOf(String(value))));
    else if (typeof value === "string") texts.set(name, tree(value));
    else values.set(name, toEngine(middle(value), parameter.unit));
  }
  // What patterns would make of it: one stands for any.
  for (const name of Object.keys(kind.computed ?? {})) values.set(name, 1);
  const inputs = new Map(
    Object.entries(kind.inputs).map(([name, { signal, unit }]) => [
      name,
      signal === "value" && unit === "mV" ? rest : 0,
    ]),
  );
  const courses = new Map(
    Object.entries(kind.courses ?? {}).map(([name, { times, values: levels, between, at }]) => {
      const list = (parameter: string): Float64Array => {
        const written = presentValue(node, kind, parameter) as readonly number[];
        return Float64Array.from(written, (each) => toEngine(each, kind.parameters[parameter]?.unit ?? "1"));
      };
      const samples = list(levels);
      const moments = times === undefined ? samples.map((_, row) => row) : list(times);
      return [name, { list: { times: moments, values: samples, line: between === "line" }, at: tree(at ?? "t") }];
    }),
  );
  const { statements } = parseStatements(kind.equations);
  const onSpike = kind.onSpike === undefined ? [] : parseStatements(kind.onSpike).statements;
  const afterStep = kind.afterStep === undefined ? [] : parseStatements(kind.afterStep).statements;
  const far = target ? restOf(target) : new Map([["v", rest]]);
  const jumped = new Map<string, number>();
  let t = 0;
  let dt = 1;

  const lookup = (name: string): number | undefined => {
    const known = values.get(name) ?? jumped.get(name);
    if (known !== undefined) return known;
    const text = texts.get(name);
    if (text) return evaluate(text, numberOps, lookup, call);
    if (name === "t") return t;
    if (name === "dt") return dt;
    const course = courses.get(name);
    if (course) return courseAt(course.list, value(course.at));
    // A picture has one pair, which is all there is to sum.
    if (name === kind.total?.name) return values.get(kind.total.of);
    if (name === "xi") return random.normal() / Math.sqrt(dt);
    return inputs.get(name) ?? far.get(name);
  };
  const call = (name: string, args: readonly Tree[]): number | undefined => {
    if (name === "rand") return random.uniform();
    if (name === "randn") return random.normal();
    if (name === "poisson" && args[0]) return random.poisson(evaluate(args[0], numberOps, lookup, call));
    if (name === "last" && args[0]) return evaluate(args[0], numberOps, lookup, call);
    return undefined;
  };
  const value = (part: Tree): number => evaluate(part, numberOps, lookup, call);
  const assign = (): void => {
    for (const statement of statements)
      if (statement.type === "assign") values.set(statement.name, value(statement.right));
  };
  const apply = (list: readonly Statement[], into: Map<string, number>): void => {
    for (const statement of list) {
      if (statement.type !== "assign") continue;
      const old = lookup(statement.name) ?? 0;
      const right = value(statement.right);
      const next = { "=": right, "+=": old + right, "-=": old - right, "*=": old * right }[statement.op];
      (values.has(statement.name) ? values : into).set(statement.name, next);
    }
  };

  for (const [name, state] of Object.entries(kind.state)) values.set(name, value(tree(state.start)));
  assign();

  return {
    time: () => t,
    advance(dtMs) {
      dt = dtMs;
      const slopes = statements.flatMap((statement) =>
        statement.type === "derivative" ? [[statement.name, value(statement.right)] as const] : [],
      );
      for (const [name, slope] of slopes) values.set(name, (values.get(name) ?? 0) + dtMs * slope);
      t += dtMs;
      assign();
      apply(afterStep, jumped);
    },
    read: (name) => lookup(name) ?? 0,
    spike() {
      apply(onSpike, jumped);
      assign();
    },
    feed(input, value) {
      inputs.set(input, value);
      assign();
    },
    value(text, dtMs) {
      dt = dtMs;
      return value(tree(text));
    },
  };
}

const trees = new Map<string, Tree>();

/** Reads an expression, once for each text. @throws when it has a fault */
function tree(text: string): Tree {
  const known = trees.get(text);
  if (known) return known;
  const parsed = parse(text).tree;
  if (!parsed) throw new Error(`preview: cannot read "${text}"`);
  if (trees.size > 500) trees.clear();
  trees.set(text, parsed);
  return parsed;
}

/** The states of a population as it starts. */
function restOf({ kind, node }: Cells): ReadonlyMap<string, number> {
  const values = new Map([["v", rest]]);
  try {
    const cells = createModel({ ...kind, equations: "" }, node);
    for (const name of [...Object.keys(kind.state), ...Object.keys(kind.parameters)])
      values.set(name, cells.read(name));
  } catch {
    // Faulty equations of the target: the potential of a resting cell will do for a picture.
  }
  return values;
}

/** Draws for a picture: quick, repeatable, of no statistical pretence (mulberry32). */
function generator(seed: number) {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    uniform,
    normal: (): number => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform()),
    poisson(mean: number): number {
      const limit = Math.exp(-Math.min(50, Math.max(0, mean)));
      let count = 0;
      for (let p = uniform(); p > limit && count < 100; p *= uniform()) count++;
      return count;
    },
  };
}
