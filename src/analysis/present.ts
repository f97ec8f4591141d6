/**
 * The working point: what the node gets and does in its own circuit. A copy of the whole circuit is run from its start; what
 * adds up in the node's input is evaluated along the way from the states of its synapses and the outputs of its sources.
 */
import { compiling, type Network, type Population } from "../compiler/index.ts";
import { createSimulation, type RecordRequest } from "../engine/index.ts";
import { fromEngine, functionOf, names, type Right, type Tree, toEngine } from "../expression/index.ts";
import type { Graph } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { type Cell, NotAnalysable } from "./cell.ts";
import { constantsOf } from "./functions.ts";
import { type IntervalStatistics, intervalsOf, statisticsOf } from "./intervals.ts";

export interface Present {
  /** Mean of the input over time and cells, and its standard deviation over time, in the unit of the input. NaN: it takes none. */
  mean: number;
  deviation: number;
  /** [Hz], of one cell. */
  rateHz: number;
  durationMs: number;
  cells: number;
  statistics: IntervalStatistics;
  /** All intervals [ms]. */
  intervals: Float64Array;
}

const longestMs = 3000;
const shortestMs = 200;
/** Steps of elements that are worth waiting for. */
const mostWork = 3e7;
const cellsWatched = 8;
/** What happens before says more of the starting values than of the circuit [ms]. */
const settleMs = 100;
const piece = 20_000;
/** For the pairs of a copy, which is held beside the circuit that runs [bytes]. */
const copyMemory = 2 ** 29;

export function* presentOf(graph: Graph, cell: Cell, catalogue: Catalogue): Generator<number, Present> {
  const work = compiling(graph, catalogue, undefined, copyMemory);
  let made = work.next();
  for (; !made.done; made = work.next()) yield 0;
  const { network, diagnostics } = made.value;
  if (!network) throw new NotAnalysable(diagnostics[0]?.message ?? "The circuit does not compile.");
  const index = network.populations.findIndex(({ node, type }) => node === cell.node.id && type === "cells");
  const population = network.populations[index];
  if (!population) throw new NotAnalysable("This node is no longer in the circuit.");
  const elements = network.populations.reduce((sum, { n }) => sum + n, 0);
  const durationMs = Math.max(shortestMs, Math.min(longestMs, (mostWork * network.dt) / elements));
  const simulation = createSimulation(network);
  const watched = Math.min(cellsWatched, population.n);
  const drive = driveOf(network, population, index, cell, watched);
  simulation.record(drive?.requests ?? []);
  const first = simulation.layout.populations[index]?.first ?? 0;
  const trains: number[][] = Array.from({ length: population.n }, () => []);
  const sums = { count: 0, sum: 0, squares: 0 };
  const steps = Math.round(durationMs / network.dt);
  const atOnce = Math.max(1, Math.floor(piece / elements));
  while (simulation.step < steps) {
    const before = simulation.step;
    simulation.run(Math.min(atOnce, steps - simulation.step));
    const { times, cells } = simulation.takeSpikes();
    for (let k = 0; k < times.length; k++) trains[(cells[k] as number) - first]?.push(times[k] as number);
    const samples = simulation.takeSamples();
    if (drive && simulation.timeMs > settleMs)
      for (let k = 0; k < (samples[0]?.times.length ?? 0); k++)
        for (let each = 0; each < watched; each++) {
          const value = drive.value(
            samples.map(
              ({ values, request }) =>
                values[k * request.cells.length + Math.min(each, request.cells.length - 1)] as number,
            ),
            each,
          );
          sums.count += 1;
          sums.sum += value;
          sums.squares += value * value;
        }
    // Neither a buffer that is full nor a value that is not a number may hold it for ever.
    if (simulation.step === before || simulation.check() !== 0) break;
    yield simulation.step / steps;
  }
  const ranMs = simulation.timeMs;
  const mean = drive ? (drive.constant ?? sums.sum / sums.count) : 0;
  const variance = drive && drive.constant === undefined ? Math.max(0, sums.squares / sums.count - mean * mean) : 0;
  const unit = cell.input?.unit ?? "1";
  const spikes = trains.reduce((sum, train) => sum + train.filter((time) => time > settleMs).length, 0);
  return {
    mean: cell.input ? fromEngine(mean, unit) : Number.NaN,
    deviation: cell.input ? fromEngine(Math.sqrt(variance), unit) : Number.NaN,
    rateHz: (1000 * spikes) / (population.n * Math.max(1, ranMs - settleMs)),
    durationMs: ranMs,
    cells: population.n,
    statistics: statisticsOf(trains),
    intervals: Float64Array.from(trains.flatMap((train) => intervalsOf(train))),
  };
}

interface Drive {
  requests: RecordRequest[];
  /** In engine units, from the recorded values in the order of the requests. */
  value(recorded: readonly number[], cell: number): number;
  /** Set when nothing has to be recorded. */
  constant?: number;
}

/** What adds up in the input, as a function of what can be recorded. */
function driveOf(
  network: Network,
  population: Population,
  index: number,
  cell: Cell,
  watched: number,
): Drive | undefined {
  const tree = population.drive?.find(({ name }) => name === cell.input?.name)?.tree;
  if (!tree) return undefined;
  const cells = Array.from({ length: watched }, (_, k) => k);
  const used = [...names(tree)];
  const states = population.states.filter(({ name }) => used.includes(name));
  const inputs = population.inputs.filter(({ name }) => used.includes(name));
  const every = Math.max(1, Math.round(0.1 / network.dt));
  const requests: RecordRequest[] = [
    ...states.map(({ name }) => ({ population: index, variable: name, cells, every })),
    // Any name that is no state is the output.
    ...inputs.map(({ from, pick }) => ({
      population: from,
      variable: "$out",
      cells: pick === "all" ? [0] : cells,
      every,
    })),
  ];
  const units = [
    ...states.map(({ unit }) => unit),
    ...inputs.map(({ from }) => network.populations[from]?.outputUnit ?? "1"),
  ];
  const evaluators = cells.map(
    (k): Right =>
      asFunction(
        tree,
        population,
        [...states, ...inputs].map(({ name }) => name),
        k,
      ),
  );
  const value = (recorded: readonly number[], k: number): number =>
    (evaluators[k] as Right)(recorded.map((each, at) => toEngine(each, units[at] as string)));
  return { requests, value, ...(requests.length === 0 ? { constant: value([], 0) } : {}) };
}

function asFunction(tree: Tree, population: Population, variables: readonly string[], cell: number): Right {
  const constants = constantsOf(population);
  for (const { name, values } of population.parameters)
    if (values.length > 1) constants.set(name, values[cell] as number);
  return functionOf(tree, variables, (name) => constants.get(name) ?? (name === "t" ? 0 : undefined));
}
