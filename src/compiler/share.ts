/**
 * How the cells of a network are shared out over threads. Found from the form of the network alone: cells that need nothing of
 * each other within a step but what arrives by spikes. All populations stand in a line, each as long as its step is thought to
 * take, and the line is cut into equal parts. So most populations belong to one thread as a whole, and the rows of spikes that
 * reach them are gone through by that thread alone; only where a cut falls does a row have parts.
 */
import { addend, sendsCounts } from "./arrivals.ts";
import { coupledOf, type Network, type Population, type Projection } from "./network.ts";
import { isSmall, operationsOf } from "./small.ts";

export interface Shares {
  threads: number;
  /** By population, Uint32Array(threads + 1): the first cell of each thread, and the number of cells. */
  bounds: readonly Uint32Array[];
  /** Populations that the first thread steps before all others begin: single elements to which any cell may listen. */
  before: readonly number[];
}

/** Of a thread's work: so much more or less is better than a cut, which makes two pieces of every row. */
const slack = 0.08;
/** Cells of a cut come in so many: what two threads write must not lie on one line of memory. */
const grain = 32;

/** Nanoseconds, one core of Zen 5; an operation on two cells at a time. */
const cost = { operation: 0.05, cell: 0.3, normal: 20, uniform: 8, count: 4, added: 2, pair: 1.5, event: 5, piece: 60 };
/** Spikes a cell sends in a ms, where nothing is known of it. */
const rate = 0.005;

/**
 * Who does what, or nothing where the network runs on one thread: few cells, pairs with states of their own, cells that are
 * coupled within a step, several spikes of a cell in a step, or sources and cells that cannot be cut alike.
 */
export function shareOut(network: Network, threads: number): Shares | undefined {
  const groups = threads > 1 ? groupsOf(network) : undefined;
  if (!groups) return undefined;
  const { populations } = network;
  const costs = populations.map((_, index) => stepCost(network, index));
  const before = heardByAll(network);
  const weights = groups.map((members) => members.reduce((sum, index) => sum + (costs[index] as number), 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const bounds = populations.map(({ n }) => new Uint32Array(threads + 1).fill(n, 1));
  let begun = 0;
  groups.forEach((members, group) => {
    const weight = weights[group] as number;
    const n = populations[members[0] as number]?.n as number;
    for (let thread = 1; thread < threads; thread++) {
      const part = (thread * total) / threads - begun;
      const least = (slack * total) / threads;
      const inside = part > least && weight - part > least;
      const cell = inside ? Math.round(((part / weight) * n) / grain) * grain : part > weight / 2 ? n : 0;
      for (const index of members) (bounds[index] as Uint32Array)[thread] = Math.min(n, cell);
    }
    begun += weight;
  });
  return { threads, bounds, before };
}

/** What a step of the whole network is thought to take [ns]; nothing where it runs on one thread. */
export const sharedCost = (network: Network): number | undefined =>
  groupsOf(network) && network.populations.reduce((sum, _, index) => sum + stepCost(network, index), 0);

/** Populations that are cut at the same cells, or nothing where the network cannot be shared out. */
function groupsOf(network: Network): number[][] | undefined {
  const { populations, projections } = network;
  if (isSmall(network) || coupledOf(network).length > 0 || !populations.every(isPlain)) return undefined;
  const before = heardByAll(network);
  const alone = (index: number) =>
    populations[index]?.inputs.length === 0 && projections.every(({ post }) => post !== index);
  if (!before.every((index) => alone(index) && populations[index]?.spike === undefined)) return undefined;
  const group = populations.map((_, index) => index);
  const join = (a: number, b: number): boolean => {
    const [one, other] = [group[a] as number, group[b] as number];
    for (let index = 0; index < group.length; index++) if (group[index] === other) group[index] = one;
    return populations[a]?.n === populations[b]?.n;
  };
  for (const [index, { inputs }] of populations.entries())
    for (const { from, pick } of inputs)
      if (pick === "each" && !before.includes(from) && !join(index, from)) return undefined;
  // Sources that reach one cell each: drawn where they are added.
  for (const { pre, post } of projections)
    if (sendsCounts(network, pre) && populations[pre]?.n === populations[post]?.n) join(post, pre);
  return populations.flatMap((_, index) => {
    const members = populations.flatMap((_, other) =>
      group[other] === index && !before.includes(other) ? [other] : [],
    );
    return members.length > 0 ? [members] : [];
  });
}

/** Populations of one element that others listen to. */
const heardByAll = ({ populations }: Network): number[] => [
  ...new Set(populations.flatMap(({ inputs }) => inputs.flatMap(({ from, pick }) => (pick === "all" ? [from] : [])))),
];

const isPlain = ({ type, sent, waves, inputs, spike }: Population): boolean =>
  type === "cells" &&
  sent.length === 0 &&
  waves.length === 0 &&
  inputs.every(({ pick }) => pick !== "target") &&
  !(spike?.type === "threshold" && spike.substep);

/** Of a population and of what arrives there [ns]. */
function stepCost(network: Network, index: number): number {
  const population = network.populations[index] as Population;
  const { n, draws, update, states } = population;
  const evaluations = update.type === "adaptive" && states.length > 0 ? 8 : 1;
  const drawn = draws.reduce(
    (sum, { type }) => sum + (type === "normal" ? cost.normal : type === "uniform" ? cost.uniform : cost.count),
    0,
  );
  const cells = evaluations * cost.operation * operationsOf(population) + n * (cost.cell + drawn);
  return network.projections.reduce(
    (sum, projection) => sum + (projection.post === index ? arrivalCost(network, projection) : 0),
    cells,
  );
}

function arrivalCost(network: Network, projection: Projection): number {
  const { pre, offsets, stride, size } = projection;
  if (sendsCounts(network, pre)) return cost.added * size;
  const pieces = Math.min(size, (offsets.length - 1) / stride);
  const each = addend(network, projection) ? cost.pair : cost.event;
  return rate * network.dt * (size * each + pieces * cost.piece);
}
