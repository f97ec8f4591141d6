/**
 * Where everything lies in the engine's memory. Addresses are fixed when a network is compiled and stand as immediates in the
 * code. What a run changes (values, states, histories) lies in one region, so that a checkpoint is one copy of it.
 */
import { dependsOnAny } from "../expression/index.ts";
import { sendsCounts } from "./arrivals.ts";
import { bundlesOf } from "./bundles.ts";
import { coupledOf, type Network, type PairValues, type Population, type Projection, waveName } from "./network.ts";
import { holdSteps } from "./orders.ts";
import type { Shares } from "./share.ts";
import { isSmall } from "./small.ts";
import { pieceSize } from "./tables.ts";

export interface Slot {
  address: number;
  /** One value for each element, or one for all. */
  perCell: boolean;
}

export interface PopulationLayout {
  /** Parameters and constants. */
  slots: ReadonlyMap<string, Slot>;
  states: ReadonlyMap<string, number>;
  /** Values that held states keep, by state. */
  saved: ReadonlyMap<string, number>;
  /** Values at the start of the step, where a test that runs later asks for them. */
  lasts: ReadonlyMap<string, number>;
  /** Lists that are looked up. */
  courses: ReadonlyMap<string, { times: number; values: number }>;
  /** Cubics of the tables. */
  tables: ReadonlyMap<string, number>;
  /** Graded outputs that are not states. */
  sent: ReadonlyMap<string, number>;
  /** Further sums of pairs, as `out`. */
  more: readonly number[];
  /** Coupled populations: states as the step began, and followed ones as the last round left them. */
  begun: ReadonlyMap<string, number>;
  ended: ReadonlyMap<string, number>;
  /** Int32 per cell: first step in which it is free again. */
  until?: number;
  /** Refractory cells: Int32 count, then Uint32 cells. */
  list?: { count: number; cells: number };
  /** Float64 per cell: step length of the adaptive method. */
  stepLength?: number;
  /** Float64 per element (current sources) or per target cell (pairs). */
  out?: number;
  /** Pairs: a sum over the pairs on each target, by target. */
  total?: number;
  /** Spikes of the last steps: ring of [position, count] by step, and the circular list of cells. */
  history?: { starts: number; slots: number; cells: number; capacity: number; head: number; live: number };
  /**
   * Count sources: spikes of each cell in each of the last steps, Uint16 [slots][stride / 2]. The table of `emit/counts.ts`: its
   * entries, the mean that they are for, and the mean of the step before.
   */
  counts?: {
    rows: number;
    slots: number;
    stride: number;
    table: { entries: number; mean: number; last: number };
  };
  /** Int32: whether its spikes are recorded. */
  heard?: number;
  /** Listed spikes. */
  times?: { steps: number; cells: number; length: number; next: number };
  /** Number of the first cell among all spiking cells; -1 for a population that never spikes. */
  first: number;
}

export interface ProjectionLayout {
  /** Of a bundle: of all its projections. So are targets and values for each pair. */
  offsets: number;
  /** Offsets of a piece, and which of them is this projection's. */
  stride: number;
  lane: number;
  targets: number;
  /** Bytes of one target: 2 where cell numbers allow, and no pair has states that look for its cell. */
  targetBytes: 2 | 4;
  delays: number;
  perPair: ReadonlyMap<string, { address: number; packed: boolean; scale: number }>;
  /** Sending cell of each pair, where pairs read it. */
  sources?: number;
  /** Pairs by target cell, where a spike of the target concerns them: Uint32 offsets and pairs. */
  incoming?: { offsets: number; pairs: number };
}

export interface Layout {
  bytes: number;
  /** Region a checkpoint copies. */
  live: readonly [from: number, to: number];
  populations: readonly PopulationLayout[];
  projections: readonly ProjectionLayout[];
  /** Projections that are delivered together, in the order in which that is done. */
  bundles: readonly (readonly number[])[];
  /** Float64: how far the last round of a step moved what is followed, in parts of its tolerance. */
  moved: number;
  /** Recorded spikes: count (i32) and [step, cell] pairs. */
  spikes: { count: number; entries: number; capacity: number };
  /** Recorded samples: see `emitRecord`. */
  traces: {
    groupCount: number;
    groups: number;
    runs: number;
    buffer: number;
    capacity: number;
  };
  /** Small networks: a byte for each of the next steps, by the last bits of its index, that is not 0 where a spike may arrive. */
  agenda?: { at: number; slots: number };
  /** First and last spiking cell that stop the run. */
  stop: { first: number; last: number };
  spikingCells: number;
  threads?: ThreadsLayout;
}

/** Where threads meet, and what each has for itself. None of it outlasts a run: see `emit/threads.ts`. */
export interface ThreadsLayout {
  shares: Shares;
  /** Int32, each on a line of memory of its own: turns given out, threads asleep, ends of turns, the first thread asleep, threads that are there, one that is lost. */
  turn: number;
  sleepers: number;
  arrived: number;
  resting: number;
  ready: number;
  lost: number;
  /** Int32 [what to do, step]. */
  task: number;
  /** By thread, then by population. */
  own: readonly (readonly ShareLayout[])[];
  /** By projection: where the parts of each piece of a row begin, but for the first. Uint32 [pieces][cuts]. */
  cuts: readonly { at: number; cells: readonly number[] }[];
}

interface ShareLayout {
  /** Spikes of the step: count and cells. */
  found?: { count: number; cells: number };
  list?: PopulationLayout["list"];
  table?: NonNullable<PopulationLayout["counts"]>["table"];
}

export const maxTraceGroups = 64;
/** Cells of all groups together. */
export const maxTraceEntries = 4096;
/** Int32 [every, next step, address of the next row, first run, end of its runs, -, -, -]. */
export const traceGroupBytes = 32;
/** Int32 [first value, end of the values, level, 1 if each cell has a level of its own]. */
export const traceRunBytes = 16;
const spikeBufferBytes = 4 << 20;
const traceBufferBytes = 4 << 20;

/** Elements of an array, rounded up so that unrolled loops may run over the end. */
export const padded = (n: number): number => Math.ceil(n / 8) * 8;

export function layOut(network: Network, shares?: Shares): Layout {
  let top = 64;
  const take = (bytes: number, align = 64): number => {
    const at = Math.ceil(top / align) * align;
    top = at + bytes;
    return at;
  };
  const spikes = { count: take(4), entries: 0, capacity: 0 };
  const traces = {
    groupCount: take(4),
    groups: take(traceGroupBytes * maxTraceGroups),
    runs: take(traceRunBytes * maxTraceEntries),
    buffer: 0,
    capacity: traceBufferBytes,
  };
  const stop = { first: take(4), last: take(4) };

  const from = take(0);
  let first = 0;
  const coupled = new Set(coupledOf(network));
  const moved = take(8, 16);
  const populations = network.populations.map((population, index): PopulationLayout => {
    const doubles = (n: number) => take(8 * padded(n));
    const { n } = population;
    const perCell = new Set(population.parameters.filter(({ values }) => values.length > 1).map(({ name }) => name));
    const slots = new Map<string, Slot>();
    const slot = (name: string) =>
      slots.set(name, { address: perCell.has(name) ? doubles(n) : take(8, 16), perCell: perCell.has(name) });
    for (const { name } of population.parameters) slot(name);
    for (const [name, each] of constantNames(population, perCell)) {
      if (each) perCell.add(name);
      slot(name);
    }
    const states = new Map(population.states.map(({ name }) => [name, doubles(n)]));
    const tables = new Map(
      population.constants.flatMap((each) =>
        each.type === "table" ? [[each.name, take(8 * pieceSize * each.most)] as const] : [],
      ),
    );
    const spike = population.spike;
    const layout: PopulationLayout = {
      slots,
      states,
      saved: new Map(),
      lasts: new Map(),
      sent: new Map(),
      more: [],
      begun: new Map(),
      ended: new Map(),
      courses: new Map(),
      tables,
      first: -1,
    };
    if (population.update.type === "adaptive") layout.stepLength = doubles(n);
    const targets = network.populations[population.pairs?.post ?? -1]?.n ?? 0;
    if (population.pairs) layout.out = doubles(targets);
    else if (population.output) layout.out = doubles(n);
    if (population.pairs?.total) layout.total = doubles(targets);
    layout.more = population.pairs?.more.map(() => doubles(targets)) ?? [];
    const courses = population.waves.flatMap(({ state }) => [1, 2, 3].map((k) => waveName(state, k)));
    layout.sent = new Map([...population.sent.map(({ name }) => name), ...courses].map((name) => [name, doubles(n)]));
    if (coupled.has(index)) {
      layout.begun = new Map(population.states.map(({ name }) => [name, doubles(n)]));
      layout.ended = new Map(population.waves.map(({ state }) => [state, doubles(n)]));
    }
    if (!spike) return layout;
    layout.first = first;
    first += n;
    if (spike.type === "threshold") {
      layout.lasts = new Map(spike.lasts.map((name) => [name, doubles(n)]));
      if (spike.hold) {
        layout.until = take(4 * padded(n));
        const held = population.states.filter((state) => state.held);
        layout.saved = new Map(held.map(({ name }) => [name, doubles(n)]));
        if (held.length > 0) layout.list = { count: take(4), cells: take(4 * padded(n)) };
      }
    }
    const listed = !sendsCounts(network, index);
    if (spike.type === "count") {
      const [slots, stride] = [listed ? 1 : longestDelay(network, index) + 1, 2 * padded(n)];
      layout.counts = { rows: take(slots * stride), slots, stride, table: { entries: 0, mean: 0, last: 0 } };
    }
    if (listed) {
      const history = historySize(network, population, index);
      layout.history = {
        starts: take(8 * history.slots),
        slots: history.slots,
        cells: take(4 * history.capacity),
        capacity: history.capacity,
        head: take(4),
        live: take(4),
      };
    }
    if (spike.type === "times") layout.times = { steps: 0, cells: 0, length: spike.steps.length, next: take(4) };
    return layout;
  });
  const to = take(0);

  network.populations.forEach((population, index) => {
    const own = populations[index];
    if (!own) return;
    if (own.first >= 0) own.heard = take(4);
    own.courses = new Map(
      population.courses.map(({ name, times }) => {
        const room = () => take(8 * Math.max(1, times.length));
        return [name, { times: room(), values: room() }];
      }),
    );
    if (own?.counts) own.counts.table = { entries: take(4096), mean: take(8), last: take(8) };
    const times = own?.times;
    if (times && population.spike?.type === "times") {
      times.steps = take(4 * Math.max(1, times.length));
      times.cells = take(4 * Math.max(1, times.length));
    }
  });
  const slots = Math.max(0, ...populations.map(({ history }) => history?.slots ?? 0));
  const agenda =
    isSmall(network) && network.projections.length > 0 && slots > 0 ? { at: take(slots), slots } : undefined;
  const pairsOf = ({ pairs }: Projection) => (pairs === undefined ? undefined : network.populations[pairs]?.pairs);
  const targetBytes = ({ pairs, targets }: Projection) =>
    (pairs === undefined ? targets.BYTES_PER_ELEMENT : 4) as 2 | 4;
  const populationSize = (index: number) => network.populations[index]?.n ?? 0;
  const bundles = bundlesOf(network);
  const projections: ProjectionLayout[] = [];
  for (const members of bundles) {
    const all = members.map((index) => network.projections[index] as Projection);
    const [first] = all as [Projection, ...Projection[]];
    const size = all.reduce((sum, each) => sum + each.size, 0);
    const pieces = populationSize(first.pre) * first.delays.length;
    const offsets = take(4 * (pieces * all.length + 1));
    const targets = take(targetBytes(first) * size);
    const delays = take(4 * first.delays.length);
    // Values that are drawn for each pair are one at the most where several go together.
    const rooms = (first.pairs === undefined ? first.perPair : []).map(({ values }) => ({
      address: take(values.BYTES_PER_ELEMENT * size),
      packed: values instanceof Int16Array,
    }));
    all.forEach((projection, lane) => {
      projections[members[lane] as number] = {
        offsets,
        stride: all.length,
        lane,
        targets,
        targetBytes: targetBytes(projection),
        delays,
        perPair: new Map(
          rooms.map((room, k) => {
            const { name, scale } = projection.perPair[k] as PairValues;
            return [name, { ...room, scale }];
          }),
        ),
        ...(pairsOf(projection)?.readsPre.length ? { sources: take(4 * size) } : {}),
        ...(pairsOf(projection)?.onPost.length
          ? {
              incoming: {
                offsets: take(4 * (populationSize(projection.post) * segmentsOf(pairsOf(projection), projection) + 1)),
                pairs: take(4 * size),
              },
            }
          : {}),
      };
    });
  }
  spikes.capacity = Math.max(spikeBufferBytes / 8, 4 * first);
  spikes.entries = take(8 * spikes.capacity);
  traces.buffer = take(traceBufferBytes);
  const threads = shares && layOutThreads(network, shares, populations, take);
  return {
    bytes: take(64),
    ...(threads ? { threads } : {}),
    live: [from, to],
    populations,
    projections,
    bundles,
    moved,
    spikes,
    traces,
    ...(agenda ? { agenda } : {}),
    stop,
    spikingCells: first,
  };
}

function layOutThreads(
  network: Network,
  shares: Shares,
  populations: readonly PopulationLayout[],
  take: (bytes: number, align?: number) => number,
): ThreadsLayout {
  const line = () => take(128, 128);
  const [turn, sleepers, arrived, resting, ready, lost] = Array.from({ length: 6 }, line) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // What comes with a turn, or with the end of one, lies together: each line that moves from core to core takes its time.
  const task = turn + 16;
  const own = Array.from({ length: shares.threads }, (_, thread) => {
    const counts = take(4 * network.populations.length, 128);
    return network.populations.map(({ spike }, index): ShareLayout => {
      const [from, to] = [shares.bounds[index]?.[thread] as number, shares.bounds[index]?.[thread + 1] as number];
      const cells = () => take(4 * (to - from + 1), 128);
      return {
        ...(spike?.type === "threshold" ? { found: { count: counts + 4 * index, cells: cells() } } : {}),
        ...(populations[index]?.list ? { list: { count: take(4, 128), cells: cells() } } : {}),
        ...(spike?.type === "count" ? { table: { entries: take(4096, 128), mean: take(8), last: take(8) } } : {}),
      };
    });
  });
  take(0, 128);
  const cuts = network.projections.map(({ post, offsets, stride }) => {
    const { n } = network.populations[post] as Population;
    const cells = [...new Set(shares.bounds[post])].filter((cell) => cell > 0 && cell < n);
    return { at: take((4 * cells.length * (offsets.length - 1)) / stride), cells };
  });
  return { shares, turn, sleepers, arrived, resting, ready, lost, task, own, cuts };
}

/** Pieces of a cell's incoming pairs: one for each delay where a spike of the target travels back. */
export const segmentsOf = (pairs: Population["pairs"], { delays }: Projection): number =>
  pairs?.back ? delays.length : 1;

/** Names of the constants of a population, and whether each differs from cell to cell. */
function* constantNames(population: Population, perCell: ReadonlySet<string>): Generator<[string, boolean]> {
  const each = new Set(perCell);
  for (const constant of population.constants) {
    if (constant.type === "table") {
      yield [`${constant.name}_per`, false];
      yield [`${constant.name}_pieces`, false];
      continue;
    }
    const trees = constant.type === "propagator" ? constant.A.flat() : [constant.tree];
    const differs = trees.some((tree) => dependsOnAny(tree, each));
    const names = constant.type === "propagator" ? [...constant.P.flat(), ...constant.Q.flat()] : [constant.name];
    for (const name of names) {
      if (name === null) continue;
      if (differs) each.add(name);
      yield [name, differs];
    }
  }
}

/** Cells that may fire more than once in a step. */
const severalAtOnce = ({ spike }: Population): boolean =>
  spike?.type === "count" || (spike?.type === "threshold" && spike.substep === true);

/** Of the spikes of a population, in steps; 1 or more. */
const longestDelay = ({ projections }: Network, index: number): number =>
  Math.max(1, ...projections.filter(({ pre }) => pre === index).map(({ delays }) => delays.at(-1) ?? 1));

/** Room for the spikes that are still under way: the longest delay, and how often a cell can fire within it. */
function historySize(network: Network, population: Population, index: number): { slots: number; capacity: number } {
  const longest = Math.max(
    longestDelay(network, index),
    ...network.projections
      .filter(({ post, pairs }) => post === index && pairs !== undefined && network.populations[pairs]?.pairs?.back)
      .map(({ delays }) => 2 * (delays.at(-1) ?? 1)),
  );
  const slots = 2 ** Math.ceil(Math.log2(longest + 2));
  const hold = population.parameters.find(({ parameter }) => parameter === "t_ref");
  const rest =
    population.spike?.type === "threshold" && population.spike.hold && hold?.values.length === 1
      ? holdSteps(network.order, hold.values[0] as number, network.dt)
      : 0;
  const bursts = Math.ceil(slots / (rest + 1)) + 1;
  const most = population.n * Math.min(bursts, slots) * (severalAtOnce(population) ? 4 : 1) + 64;
  return { slots, capacity: 2 ** Math.ceil(Math.log2(Math.min(most, Math.max(1 << 20, 8 * population.n)))) };
}
