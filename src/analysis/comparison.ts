/**
 * The same circuit in two ways: as it is, and with another integrator for one node, another step for all, or no steps at all. Both
 * run from the start on copies; what parts is the integrators' doing, or that of chance, which is drawn anew for each step.
 */
import { compile, timeAt } from "../compiler/index.ts";
import { createSimulation } from "../engine/index.ts";
import { fromEngine } from "../expression/index.ts";
import type { Graph } from "../graph/index.ts";
import type { Catalogue, Method } from "../kind/index.ts";
import { type Cell, NotAnalysable, type Quantity } from "./cell.ts";
import { createContinuous, NoSolution } from "./continuous.ts";
import { share } from "./probe.ts";

export interface SteppedRun {
  /** As the compiler says it. */
  method: string;
  /** [ms]; absent: without steps. */
  dt?: number;
  /** [ms] */
  times: Float64Array;
  /** The first state of the node's first cell, in its unit. */
  values: Float32Array;
  /** [ms] */
  spikes: readonly number[];
}

export interface Comparison {
  state: Quantity;
  durationMs: number;
  /** As the circuit is, and the other. */
  runs: readonly [SteppedRun, SteppedRun];
  /** Where the curves are farthest apart; absent when one is not finite. */
  largest?: { difference: number; atMs: number };
  /** The k-th spike of one against the k-th of the other, the farthest apart; absent where one has none. */
  shift?: { ms: number; spike: number };
  /** Something is drawn by chance in each step: with another step it is drawn otherwise. */
  chance: boolean;
}

export interface OtherWay {
  /** Of the node; absent: its own. `reference`: the whole circuit without steps, to a precision that is far beyond what shows. */
  method?: Method | "reference";
  /** [ms], of the circuit; absent: its own. */
  dt?: number;
  durationMs: number;
}

/** Samples kept of each run; more than any picture has pixels. */
const mostSamples = 20_000;
const piece = 20_000;

export function* compareSteps(
  graph: Graph,
  cell: Cell,
  { method, dt, durationMs }: OtherWay,
  catalogue: Catalogue,
): Generator<number, Comparison> {
  const state = cell.states[0];
  if (!state) throw new NotAnalysable("It has no equation to integrate.");
  const other: Graph = {
    ...graph,
    ...(dt !== undefined && { dt }),
    nodes: graph.nodes.map((node) =>
      node.id === cell.node.id && method && method !== "reference" ? { ...node, method } : node,
    ),
  };
  const first = yield* share(stepped(graph, cell, state.name, durationMs, catalogue), 0, 0.3);
  const second = yield* share(
    method === "reference"
      ? unstepped(graph, cell, state, durationMs, catalogue)
      : stepped(other, cell, state.name, durationMs, catalogue),
    0.3,
    1,
  );
  const largest = largestDifference(first.run, second.run);
  const shift = largestShift(first.run.spikes, second.run.spikes);
  return {
    state,
    durationMs,
    runs: [first.run, second.run],
    ...(largest && { largest }),
    ...(shift && { shift }),
    chance: first.chance && method !== "reference" && dt !== undefined && dt !== graph.dt,
  };
}

function compiled(graph: Graph, node: string, catalogue: Catalogue) {
  const { network, diagnostics } = compile(graph, catalogue);
  if (!network) throw new NotAnalysable(diagnostics[0]?.message ?? "The circuit does not compile.");
  const index = network.populations.findIndex((each) => each.node === node && each.type === "cells");
  const population = network.populations[index];
  if (!population) throw new NotAnalysable("This node is no longer in the circuit.");
  return { network, index, population };
}

function* stepped(
  graph: Graph,
  { node }: Cell,
  variable: string,
  durationMs: number,
  catalogue: Catalogue,
): Generator<number, { run: SteppedRun; chance: boolean }> {
  const { network, index, population } = compiled(graph, node.id, catalogue);
  const simulation = createSimulation(network);
  const steps = Math.max(1, Math.round(durationMs / network.dt));
  simulation.record([{ population: index, variable, cells: [0], every: Math.ceil(steps / mostSamples) }]);
  const watched = simulation.layout.populations[index]?.first ?? 0;
  const elements = network.populations.reduce((sum, { n }) => sum + n, 0);
  const atOnce = Math.max(1, Math.floor(piece / elements));
  const times: number[] = [];
  const values: number[] = [];
  const spikes: number[] = [];
  while (simulation.step < steps) {
    const before = simulation.step;
    simulation.run(Math.min(atOnce, steps - simulation.step));
    const found = simulation.takeSpikes();
    for (let k = 0; k < found.times.length; k++) if (found.cells[k] === watched) spikes.push(found.times[k] as number);
    for (const group of simulation.takeSamples()) {
      for (const time of group.times) times.push(time);
      for (const value of group.values) values.push(value);
    }
    // Neither a buffer that is full nor a value that is not a number may hold it for ever.
    if (simulation.step === before || simulation.check() !== 0) break;
    yield simulation.step / steps;
  }
  return {
    run: {
      method: population.method,
      dt: network.dt,
      times: Float64Array.from(times),
      values: Float32Array.from(values),
      spikes,
    },
    chance: network.populations.some(({ draws }) => draws.length > 0),
  };
}

/** At the moments of the circuit's own steps, as they are drawn; spikes where they fall. */
function* unstepped(
  graph: Graph,
  { node }: Cell,
  { name, unit }: Quantity,
  durationMs: number,
  catalogue: Catalogue,
): Generator<number, { run: SteppedRun; chance: boolean }> {
  const { network, index } = compiled(graph, node.id, catalogue);
  try {
    const solution = createContinuous(network, index);
    const steps = Math.max(1, Math.round(durationMs / network.dt));
    const every = Math.ceil(steps / mostSamples);
    const first = network.order.stampOffset;
    const times = Array.from({ length: Math.floor((steps - 1) / every) + 1 }, (_, k) =>
      timeAt(network.dt, k * every + first),
    );
    const values: number[] = [];
    for (const time of times) {
      solution.runTo(time);
      values.push(fromEngine(solution.state(name, 0), unit));
      yield time / durationMs;
    }
    solution.runTo(durationMs);
    return {
      run: {
        method: "reference without steps",
        times: Float64Array.from(times),
        values: Float32Array.from(values),
        spikes: solution.spikes.flatMap(({ timeMs, cell }) => (cell === 0 ? timeMs : [])),
      },
      chance: false,
    };
  } catch (error) {
    if (error instanceof NoSolution) throw new NotAnalysable(error.message);
    throw error;
  }
}

/** At the moments of the coarser run; the finer one lies on straight lines between its samples. */
function largestDifference(a: SteppedRun, b: SteppedRun): Comparison["largest"] {
  const [coarse, fine] = a.times.length <= b.times.length ? [a, b] : [b, a];
  let largest: Comparison["largest"];
  let at = 0;
  for (let k = 0; k < coarse.times.length; k++) {
    const time = coarse.times[k] as number;
    while (at < fine.times.length && (fine.times[at] as number) < time - 1e-9) at++;
    if (at === fine.times.length) break;
    const [t0, t1] = [fine.times[at - 1] ?? Number.NaN, fine.times[at] as number];
    const [v0, v1] = [fine.values[at - 1] as number, fine.values[at] as number];
    if (at === 0 && t1 > time + 1e-9) continue;
    const value = at === 0 || t1 - time < 1e-9 ? v1 : v0 + ((v1 - v0) * (time - t0)) / (t1 - t0);
    const difference = Math.abs(value - (coarse.values[k] as number));
    if (!Number.isFinite(difference)) return undefined;
    if (!largest || difference > largest.difference) largest = { difference, atMs: time };
  }
  return largest;
}

function largestShift(a: readonly number[], b: readonly number[]): Comparison["shift"] {
  let shift: Comparison["shift"];
  for (let k = 0; k < Math.min(a.length, b.length); k++) {
    const ms = Math.abs((a[k] as number) - (b[k] as number));
    if (!shift || ms > shift.ms) shift = { ms, spike: k + 1 };
  }
  return shift;
}
