/**
 * The slow engine: walks the network's trees with plain numbers, one cell after another, in the order of the step. It shares
 * no code with the emitter but the function recipes, so when both give the same bits, each vouches for the other.
 */
import {
  type Assignment,
  beginOf,
  coupledOf,
  endOf,
  lookUp,
  mostRounds,
  type Network,
  oldPrefix,
  type Population,
  type Projection,
  prepare,
  type Spike,
  startValues,
  tableCall,
  theta,
  timeAt,
  type Values,
  waveName,
} from "../compiler/index.ts";
import { evaluate, numberOps, type Tree, test } from "../expression/index.ts";
import { courseAt } from "../kind/index.ts";
import { drawWords, keyOf, normalOf, poissonCount, uniform } from "../random/index.ts";
import { rkf45Step } from "./rkf45.ts";
import { incomingOf, sourcesOf } from "./wiring.ts";

type Threshold = Extract<Spike, { type: "threshold" }>;

export interface Reference {
  readonly step: number;
  run(steps: number): void;
  /** [step index, cell number through all spiking populations] in the order found. */
  readonly spikes: readonly (readonly [number, number])[];
  /** Absolute values in engine units. */
  state(population: number, name: string): Float64Array;
}

interface Cells {
  population: Population;
  values: Values;
  states: Map<string, Float64Array>;
  /** Values of the states before this step. */
  before: Map<string, Float64Array>;
  saved: Map<string, Float64Array>;
  until: Int32Array;
  out: Float64Array;
  /** Pairs: a sum over the pairs on each target, by target. */
  total: Float64Array;
  sent: Map<string, Float64Array>;
  more: Float64Array[];
  /** Followed states as the last round of the step left them. */
  ended: Map<string, Float64Array>;
  stepLength: Float64Array;
  /** Cells that spiked, by step. */
  history: Map<number, number[]>;
  first: number;
  nextListed: number;
}

export function createReference(network: Network): Reference {
  const { dt, order } = network;
  const coupled = coupledOf(network);
  const key = keyOf(network.seed);
  const words = new Uint32Array(4);
  const spikes: [number, number][] = [];
  let step = 0;
  let first = 0;
  const all = network.populations.map((population): Cells => {
    const values = prepare(network, population);
    const start = startValues(network, population, values);
    const zeros = () => new Float64Array(population.n);
    const states = new Map(
      population.states.map(({ name, relativeTo }) => [
        name,
        wide(start.get(name), population.n).map(
          (value, cell) => value - (relativeTo === undefined ? 0 : pick(values, relativeTo, cell)),
        ),
      ]),
    );
    const cells: Cells = {
      population,
      values,
      states,
      before: new Map(),
      saved: new Map(population.states.filter(({ held }) => held).map(({ name }) => [name, zeros()])),
      until: new Int32Array(population.n),
      out: population.pairs ? new Float64Array(network.populations[population.pairs.post]?.n ?? 0) : zeros(),
      total: new Float64Array(population.pairs ? (network.populations[population.pairs.post]?.n ?? 0) : 0),
      // A course that nobody works out is that of a constant.
      sent: new Map(
        population.waves.flatMap(({ state }) => [1, 2, 3].map((k) => [waveName(state, k), zeros()] as const)),
      ),
      ended: new Map(),
      more:
        population.pairs?.more.map(() => new Float64Array(network.populations[population.pairs?.post ?? -1]?.n ?? 0)) ??
        [],
      stepLength: zeros().fill(dt),
      history: new Map(),
      first: population.spike ? first : -1,
      nextListed: 0,
    };
    if (population.spike) first += population.n;
    return cells;
  });

  function draw(
    cells: Cells,
    cell: number,
    name: string,
    env: ReadonlyMap<string, number>,
    stamp: number,
    element = cell,
  ): number | undefined {
    const drawn = cells.population.draws.find((each) => each.name === name);
    if (!drawn) return undefined;
    const mean = drawn.type === "poisson" ? value(cells, cell, drawn.mean, env, stamp) : 0;
    drawWords(key, step, element, drawn.stream, drawn.block, words);
    if (drawn.type === "normal") return normalOf(words);
    const u = uniform(words[0] as number, words[1] as number);
    return drawn.type === "uniform" ? u : poissonCount(mean, u);
  }

  function look(
    cells: Cells,
    cell: number,
    name: string,
    env: ReadonlyMap<string, number>,
    stamp: number,
    element?: number,
  ): number | undefined {
    const known = env.get(name);
    if (known !== undefined) return known;
    if (cells.values.has(name)) return pick(cells.values, name, cell);
    const state = cells.states.get(name);
    if (state) return state[cell];
    if (name.startsWith(oldPrefix)) return cells.states.get(name.slice(oldPrefix.length))?.[cell];
    if (name === "dt") return dt;
    if (name === "t") return timeAt(dt, step + stamp);
    if (name === theta) return ((env.get("t") ?? timeAt(dt, step)) - timeAt(dt, step)) / dt;
    if (name === "$held") return (cells.until[cell] as number) > step ? 1 : 0;
    const course = cells.population.courses.find((each) => each.name === name);
    if (course) return courseAt(course, value(cells, cell, course.at, new Map(), stamp));
    const input = cells.population.inputs.find((each) => each.name === name);
    if (input) {
      const { out, more } = all[input.from] as Cells;
      return (input.part ? more[input.part - 1] : out)?.[input.pick === "all" ? 0 : cell];
    }
    const read = cells.population.pairs?.reads.find((each) => each.name === name);
    if (read) return absolute(all[cells.population.pairs?.post as number] as Cells, read.state, targetOf(cells, cell));
    if (cells.population.pairs?.total?.name === name) return cells.total[targetOf(cells, cell)];
    const sent = cells.population.pairs?.readsPre.find((each) => each.name === name);
    if (sent) {
      const source = all[sent.pre] as Cells;
      const from = sourcesOf(network.projections[cells.population.pairs?.projection as number] as Projection)[
        cell
      ] as number;
      return source.sent.get(sent.from)?.[from] ?? absolute(source, sent.from, from);
    }
    return draw(cells, cell, name, env, stamp, element);
  }
  const last = (cells: Cells, cell: number) => (name: string, args: readonly Tree[]) =>
    name === "last" && args[0]?.type === "name" ? cells.before.get(args[0].name)?.[cell] : undefined;
  const value = (cells: Cells, cell: number, tree: Tree, env: ReadonlyMap<string, number>, stamp = 0): number => {
    const before = last(cells, cell);
    return evaluate<number, boolean>(
      tree,
      numberOps,
      (name) => look(cells, cell, name, env, stamp),
      (name, args) => {
        const [table, place, which] = args;
        if (name !== tableCall || table?.type !== "name" || !place || which?.type !== "number")
          return before(name, args);
        return lookUp(cells.values.get(table.name) as Float64Array, value(cells, cell, place, env, stamp), which.value);
      },
    );
  };

  function targetOf(cells: Cells, pair: number): number {
    return network.projections[cells.population.pairs?.projection as number]?.targets[pair] as number;
  }

  function assign(cells: Cells, cell: number, assignments: readonly Assignment[]): void {
    const env = new Map<string, number>();
    for (const { name, tree } of assignments) env.set(name, value(cells, cell, tree, env));
    for (const [name, result] of env) {
      const state = cells.states.get(name);
      if (state) state[cell] = result;
    }
  }

  function integrate(cells: Cells): void {
    const { population } = cells;
    for (const [name, values] of cells.states) cells.before.set(name, values.slice());
    if (population.spike?.type === "count")
      for (let cell = 0; cell < population.n; cell++) {
        const count = value(cells, cell, population.spike.count, new Map(), order.stampOffset);
        for (let k = 1; k <= Math.min(1000, Math.trunc(count)); k++) found(cells, cell);
      }
    if (population.spike?.type === "times")
      for (const { steps, cells: listed } = population.spike; steps[cells.nextListed] === step; cells.nextListed++)
        found(cells, listed[cells.nextListed] as number);
    for (let cell = 0; cell < population.n; cell++) {
      const env = new Map<string, number>();
      if (population.update.type === "straight") {
        for (const { name, tree } of population.update.lets) env.set(name, value(cells, cell, tree, env));
        const next = population.update.next.map(({ name, tree }) => [name, value(cells, cell, tree, env)] as const);
        for (const [name, result] of next) env.set(name, result);
      } else {
        const { rights, tolerance } = population.update;
        const start = timeAt(dt, step);
        const slopes = (t: number, y: readonly number[]): number[] => {
          const stage = new Map<string, number>([
            ["t", t],
            ...rights.map(({ name }, i) => [name, y[i] as number] as const),
          ]);
          return rights.map(({ tree }) => value(cells, cell, tree, stage));
        };
        const { y, h } = rkf45Step(
          slopes,
          start,
          dt,
          rights.map(({ name }) => cells.states.get(name)?.[cell] as number),
          cells.stepLength[cell] as number,
          tolerance,
          population.spike?.type === "threshold" && population.spike.substep
            ? (y) => within(cells, cell, population.spike as Threshold, rights, y)
            : undefined,
        );
        for (const [i, { name }] of rights.entries()) env.set(name, y[i] as number);
        cells.stepLength[cell] = h;
      }
      for (const { name, tree } of population.after) env.set(name, value(cells, cell, tree, env));
      for (const [name, result] of env) {
        const state = cells.states.get(name);
        if (state) state[cell] = result;
      }
    }
  }

  /** A step of coupled cells begins: nothing is known of its course. */
  function settle(cells: Cells): void {
    for (const { state } of cells.population.waves) {
      cells.ended.set(state, (cells.states.get(state) as Float64Array).slice());
      for (const k of [1, 2, 3]) cells.sent.get(waveName(state, k))?.fill(0);
    }
  }

  /** The course of this round as a cubic; returns how far its end moved since the last, in parts of the tolerance. */
  function measure(cells: Cells, begun: ReadonlyMap<string, Float64Array>): number {
    const { update, waves, n } = cells.population;
    const rights = update.type === "adaptive" ? update.rights : [];
    const start = timeAt(dt, step);
    let moved = 0;
    for (let cell = 0; cell < n; cell++) {
      const slopesAt = (t: number, states: ReadonlyMap<string, Float64Array>) => {
        const stage = new Map([
          ["t", t],
          ...rights.map(({ name }) => [name, states.get(name)?.[cell] as number] as const),
        ]);
        return rights.map(({ tree }) => value(cells, cell, tree, stage));
      };
      const [first, second] = [slopesAt(start, begun), slopesAt(start + dt, cells.states)];
      for (const { state, tolerance } of waves) {
        const at = rights.findIndex(({ name }) => name === state);
        const [m0, m1] = [(first[at] as number) * dt, (second[at] as number) * dt];
        const [y0, y1] = [begun.get(state)?.[cell] as number, cells.states.get(state)?.[cell] as number];
        [m0, 3 * (y1 - y0) - 2 * m0 - m1, 2 * (y0 - y1) + m0 + m1].forEach((c, k) => {
          (cells.sent.get(waveName(state, k + 1)) as Float64Array)[cell] = c;
        });
        const ended = cells.ended.get(state) as Float64Array;
        moved = Math.max(moved, Math.abs(y1 - (ended[cell] as number)) / tolerance);
        ended[cell] = y1;
      }
    }
    return moved;
  }

  /** A spike within the step: the cell is reset where it stands, and goes on. */
  function within(cells: Cells, cell: number, spike: Threshold, rights: readonly Assignment[], y: number[]): number[] {
    const env = new Map(rights.map(({ name }, i) => [name, y[i] as number]));
    const holds = test<number, boolean>(spike.when, numberOps, (name) => look(cells, cell, name, env, 0));
    if (!holds || !found(cells, cell)) return y;
    for (const [name, result] of env) (cells.states.get(name) as Float64Array)[cell] = result;
    assign(cells, cell, spike.then);
    for (const [name, saved] of cells.saved) saved[cell] = cells.states.get(name)?.[cell] as number;
    return rights.map(({ name }) => cells.states.get(name)?.[cell] as number);
  }

  /** @returns false for a cell that is refractory */
  function found(cells: Cells, cell: number): boolean {
    const { spike } = cells.population;
    if (spike?.type === "threshold" && spike.hold) {
      if (step < (cells.until[cell] as number)) return false;
      const steps = pick(cells.values, spike.hold, cell);
      cells.until[cell] = step + steps + (steps > 0 ? order.holdOffset : 0);
    }
    spikes.push([step, cells.first + cell]);
    const list = cells.history.get(step) ?? [];
    list.push(cell);
    cells.history.set(step, list);
    return true;
  }

  function reset(cells: Cells): void {
    const { spike } = cells.population;
    if (spike?.type !== "threshold" || spike.substep) return;
    for (const cell of cells.history.get(step) ?? []) {
      const peaks = [...cells.saved.keys()].map((name) => [name, cells.states.get(name)?.[cell] as number] as const);
      assign(cells, cell, spike.then);
      for (const [name, saved] of cells.saved) saved[cell] = cells.states.get(name)?.[cell] as number;
      if (spike.late) for (const [name, peak] of peaks) (cells.states.get(name) as Float64Array)[cell] = peak;
    }
  }

  function outputs(cells: Cells): void {
    const { population } = cells;
    for (const { name, tree } of population.sent)
      cells.sent.set(
        name,
        Float64Array.from({ length: population.n }, (_, cell) => value(cells, cell, tree, new Map())),
      );
    const { total } = population.pairs ?? {};
    if (total) {
      cells.total.fill(0);
      for (let pair = 0; pair < population.n; pair++)
        cells.total[targetOf(cells, pair)]! += value(cells, pair, total.tree, new Map());
    }
    if (!population.output) return;
    if (!population.pairs) {
      for (let cell = 0; cell < population.n; cell++)
        cells.out[cell] = value(cells, cell, population.output, new Map());
      return;
    }
    [population.output, ...population.pairs.more].forEach((tree, part) => {
      const out = part === 0 ? cells.out : (cells.more[part - 1] as Float64Array);
      out.fill(0);
      for (let pair = 0; pair < population.n; pair++)
        out[targetOf(cells, pair)]! += value(cells, pair, tree, new Map());
    });
  }

  function deliver(index: number): void {
    const projection = network.projections[index];
    if (!projection) return;
    const post = all[projection.post] as Cells;
    const own = projection.pairs === undefined ? undefined : all[projection.pairs];
    const onSpike = own?.population.pairs?.onSpike ?? projection.onSpike;
    const kinds = projection.delays.length;
    projection.delays.forEach((delay, k) => {
      for (const pre of all[projection.pre]?.history.get(step - delay) ?? []) {
        const end = endOf(projection, pre * kinds + k);
        for (let pair = beginOf(projection, pre * kinds + k); pair < end; pair++)
          event(projection, own, post, pair, projection.targets[pair] as number, onSpike);
      }
    });
  }

  /** Target cells that fired reach the pairs that end on them: at once, or back along the dendrite. */
  function learn(projection: Projection, back: boolean): void {
    const own = projection.pairs === undefined ? undefined : all[projection.pairs];
    const onPost = own?.population.pairs?.onPost ?? [];
    if (onPost.length === 0 || own?.population.pairs?.back !== back) return;
    const post = all[projection.post] as Cells;
    const { offsets, pairs } = incomingOf(projection, post.population.n, back);
    const delays = back ? [...projection.delays] : [0];
    delays.forEach((delay, segment) => {
      for (const cell of post.history.get(step - 2 * delay) ?? []) {
        const end = offsets[cell * delays.length + segment + 1] as number;
        for (let k = offsets[cell * delays.length + segment] as number; k < end; k++)
          event(projection, own, post, pairs[k] as number, cell, onPost);
      }
    });
  }

  function event(
    projection: Projection,
    own: Cells | undefined,
    post: Cells,
    pair: number,
    target: number,
    assignments: readonly Assignment[],
  ): void {
    const env = new Map<string, number>();
    if (!own) for (const { name, values, scale } of projection.perPair) env.set(name, (values[pair] as number) * scale);
    // Events meet the states of the target as they are stored.
    const mine = (name: string) =>
      own && !own.population.pairs?.reads.some((read) => read.name === name)
        ? look(own, pair, name, env, 0)
        : undefined;
    const set = new Set<string>();
    for (const { name, tree } of assignments) {
      env.set(
        name,
        evaluate<number, boolean>(
          tree,
          numberOps,
          (wanted) => env.get(wanted) ?? mine(wanted) ?? look(post, target, wanted, env, 0, pair),
        ),
      );
      set.add(name);
    }
    for (const name of set) {
      const state = own?.states.get(name);
      if (state) state[pair] = env.get(name) as number;
      else {
        const theirs = post.states.get(name);
        if (theirs) theirs[target] = env.get(name) as number;
      }
    }
  }

  function clamp(cells: Cells): void {
    const { spike } = cells.population;
    // A cell that fired within the step has been reset and is at rest; others that fired are yet to be reset.
    const fired = spike?.type === "threshold" && spike.substep ? [] : (cells.history.get(step) ?? []);
    for (const [name, saved] of cells.saved)
      for (let cell = 0; cell < cells.population.n; cell++)
        if (step < (cells.until[cell] as number) && !fired.includes(cell))
          (cells.states.get(name) as Float64Array)[cell] = saved[cell] as number;
  }

  return {
    get step() {
      return step;
    },
    spikes,
    state: (population, name) => {
      const cells = all[population] as Cells;
      return Float64Array.from({ length: cells.population.n }, (_, cell) => absolute(cells, name, cell));
    },
    run(count) {
      for (const end = step + count; step < end; step++) {
        for (const phase of order.phases) {
          if (phase === "integrate") {
            network.projections.forEach(({ early }, index) => {
              if (early) deliver(index);
            });
            const alone = all.filter((_, index) => !coupled.includes(index));
            const together = coupled.map((index) => all[index] as Cells);
            const begun = together.map(({ states }) => new Map([...states].map(([name, own]) => [name, own.slice()])));
            for (const cells of together) settle(cells);
            for (const cells of all) outputs(cells);
            for (const cells of alone) if (cells.population.pairs) integrate(cells);
            for (const cells of alone) if (!cells.population.pairs) integrate(cells);
            for (let round = 1; together.length > 0; round++) {
              for (const cells of together) integrate(cells);
              const moved = together.map((cells, k) => measure(cells, begun[k] as Map<string, Float64Array>));
              if (!(Math.max(...moved) > 1) || round === mostRounds) break;
              together.forEach(({ states }, k) => {
                for (const [name, own] of begun[k] ?? []) states.get(name)?.set(own);
              });
              for (const cells of all) if ((cells.population.pairs?.more.length ?? 0) > 1) outputs(cells);
            }
          } else if (phase === "deliver") {
            // Arriving spikes meet a refractory cell at rest, and leave it there.
            for (const cells of all) clamp(cells);
            network.projections.forEach((projection, index) => {
              learn(projection, true);
              if (!projection.early) deliver(index);
            });
            for (const cells of all) clamp(cells);
          } else if (phase === "test")
            for (const cells of all) {
              const { spike, n, beforeTest } = cells.population;
              if (spike?.type !== "threshold" || spike.substep) continue;
              for (let cell = 0; cell < n; cell++) assign(cells, cell, beforeTest);
              for (let cell = 0; cell < n; cell++)
                if (
                  test<number, boolean>(
                    spike.when,
                    numberOps,
                    (name) => look(cells, cell, name, new Map(), 0),
                    last(cells, cell),
                  )
                )
                  found(cells, cell);
            }
          else if (phase === "reset") {
            for (const projection of network.projections) learn(projection, false);
            for (const cells of all) reset(cells);
          }
        }
      }
    },
  };
}

/** One value for all cells, or one each, as one each. */
const wide = (values: Float64Array | undefined, n: number): Float64Array =>
  values && values.length > 1 ? values : new Float64Array(n).fill(values?.[0] ?? 0);

const pick = (values: Values, name: string, cell: number): number => {
  const own = values.get(name) as Float64Array;
  return (own.length === 1 ? own[0] : own[cell]) as number;
};

function absolute(cells: Cells, name: string, cell: number): number {
  const level = cells.population.states.find((state) => state.name === name)?.relativeTo;
  return (cells.states.get(name)?.[cell] as number) + (level === undefined ? 0 : pick(cells.values, level, cell));
}
