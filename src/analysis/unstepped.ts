/**
 * The populations of a network as functions of a point in its state space, for those who solve it without steps: slopes, thresholds,
 * resets. What is drawn by chance, happens in whole steps or is kept for each pair has no such form, and is refused by name.
 */
import { type Network, type Population, prepare, startValues } from "../compiler/index.ts";
import {
  evaluate,
  isNoise,
  type Late,
  type LateTest,
  lateBy,
  names,
  numberOps,
  type Tree,
} from "../expression/index.ts";
import { courseAt } from "../kind/index.ts";

/** Why a network cannot be solved without steps: a sentence. */
export class NoSolution extends Error {}

/** What a compiled tree reads: all states of all parts, the time, and the cell it is asked for. */
export interface Point {
  y: Float64Array;
  t: number;
  cell: number;
}

export interface Part {
  index: number;
  population: Population;
  /** Where its states lie: state k of cell c at `at + k n + c`. */
  at: number;
  /** By state; undefined: it stands still. */
  slopes: readonly (Late<Point> | undefined)[];
  rule?: {
    when: LateTest<Point>;
    then: readonly { state: number; value: Late<Point> }[];
    /** By cell [ms]. */
    holdMs: readonly number[];
    /** It fires as the condition comes true, and again only once it has been false. */
    crossing: boolean;
  };
  /** Spikes of a source at a time stamp. */
  count?: Late<Point>;
}

/** The parts that have a bearing on a population, those that send currents before those that take them, and where all start. */
export function unstepped(network: Network, watched: number): { parts: readonly Part[]; point: Point } {
  const parts: Part[] = [];
  const point: Point = { y: new Float64Array(0), t: 0, cell: 0 };
  const start: number[] = [];
  const outputs = new Map<number, Late<Point>>();
  for (const index of upstreamOf(network, watched)) {
    const population = network.populations[index] as Population;
    const { n, states } = population;
    const at = start.length;
    refuse(population);
    const values = prepare(network, population);
    const known = (name: string, cell: number): number | undefined => {
      const own = values.get(name);
      return own && (own.length === 1 ? own[0] : own[cell]);
    };
    const trees = lateBy<Point>((name): Late<Point> | undefined => {
      if (name === "t") return (x) => x.t;
      if (name === "dt") return () => network.dt;
      const state = states.findIndex((each) => each.name === name);
      if (state >= 0) return (x) => x.y[at + state * n + x.cell] as number;
      if (values.has(name)) return (x) => known(name, x.cell) as number;
      const course = population.courses.find((each) => each.name === name);
      if (course) {
        const place = trees.value(course.at);
        return (x) => courseAt(course, place(x));
      }
      const input = population.inputs.find((each) => each.name === name);
      const sent = input && outputs.get(input.from);
      return sent && (input.pick === "all" ? atFirst(sent) : sent);
    });
    const slopes = new Map(population.equations.map(({ name, tree }) => [name, trees.value(tree)]));
    const { spike, rule } = population;
    const hold = population.constants.find(
      (constant) => constant.type === "steps" && spike?.type === "threshold" && constant.name === spike.hold,
    );
    parts.push({
      index,
      population,
      at,
      slopes: states.map(({ name }) => slopes.get(name)),
      ...(spike?.type === "threshold" && rule
        ? {
            rule: {
              when: trees.test(rule.then.length > 0 ? rule.when : levelOf(rule.when)),
              then: rule.then.map(({ name, tree }) => ({
                state: states.findIndex((state) => state.name === name),
                value: trees.value(tree),
              })),
              holdMs: Array.from({ length: n }, (_, cell) =>
                hold?.type === "steps"
                  ? evaluate<number, boolean>(hold.tree, numberOps, (name) => known(name, cell))
                  : 0,
              ),
              crossing: rule.then.length === 0,
            },
          }
        : {}),
      ...(spike?.type === "count" ? { count: trees.value(spike.count) } : {}),
    });
    if (population.output) outputs.set(index, trees.value(population.output));
    const started = startValues(network, population, values);
    for (const { name } of states) {
      const own = started.get(name) as Float64Array;
      for (let cell = 0; cell < n; cell++) start.push(own[own.length === 1 ? 0 : cell] as number);
    }
  }
  point.y = Float64Array.from(start);
  return { parts, point };
}

/** One for all: whoever asks, it is the first that sends. */
const atFirst =
  (sent: Late<Point>): Late<Point> =>
  (x) => {
    const { cell } = x;
    x.cell = 0;
    const value = sent(x);
    x.cell = cell;
    return value;
  };

/** Of a crossing, as the compiler asks for it step by step, the level that is crossed. */
function levelOf(when: Tree): Tree {
  return when.type === "logic" ? levelOf(when.left) : when;
}

function upstreamOf({ populations, projections }: Network, watched: number): readonly number[] {
  const found = new Set<number>();
  const visit = (index: number): void => {
    for (const { from } of populations[index]?.inputs ?? []) if (!found.has(from)) visit(from);
    if (found.has(index)) return;
    found.add(index);
    for (const { pre, post } of projections) if (post === index && !found.has(pre)) visit(pre);
  };
  visit(watched);
  return [...found];
}

function refuse({ label, type, family, equations, output, spike, rule, after, beforeTest, pairs }: Population): void {
  if (type === "pairs" || pairs)
    throw new NoSolution(`"${label}" keeps values for each pair of cells, which the reference does not follow.`);
  const trees = [
    ...equations.map(({ tree }) => tree),
    ...(output ? [output] : []),
    ...(rule ? [rule.when, ...rule.then.map(({ tree }) => tree)] : []),
  ];
  const read = new Set(trees.flatMap((tree) => [...names(tree)]));
  // A source of spikes sends on the grid of the steps, so that it may count by them.
  const drawn = spike?.type === "count" ? names(spike.count) : [];
  if ([...read, ...drawn].some(isNoise))
    throw new NoSolution(`"${label}" draws by chance, so that no solution is the right one.`);
  // A current that reads the step asks on which side of a moment it lies; a cell that does is made of its steps.
  if ((read.has("dt") && family === "neuron") || beforeTest.length > 0 || after.length > 0)
    throw new NoSolution(`"${label}" does something in each step, and is nothing without steps.`);
}
