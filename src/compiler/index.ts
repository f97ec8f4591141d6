/**
 * From a graph and a catalogue to a network that runs. `compile` is the way in: text becomes trees, trees become systems,
 * systems meet an integrator, and `emit` writes the result as WebAssembly. Knows nothing of time as it passes: that is the
 * engine's.
 */
import type { Graph } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { type Lowered, lower, type Wiring } from "./lower.ts";
import type { RowsCache } from "./rows.ts";

export { sendsCounts } from "./arrivals.ts";
export { compileCondition } from "./condition.ts";
export { draw } from "./draw.ts";
export { type Emitted, emit, emitThread, runFlags, type Sampling, type StopCondition } from "./emit/index.ts";
export { integrators } from "./integrators/index.ts";
export {
  type Layout,
  layOut,
  maxTraceEntries,
  maxTraceGroups,
  type PopulationLayout,
  type ProjectionLayout,
  padded,
  traceRunBytes,
} from "./layout.ts";
export type { Lowered, Wiring } from "./lower.ts";
export {
  type Assignment,
  beginOf,
  type Constant,
  coupledOf,
  endOf,
  type Indices,
  manyPairs,
  mostRounds,
  type Network,
  oldPrefix,
  type ParameterSlot,
  type Population,
  type Projection,
  type Spike,
  type StateSlot,
  type StepOrder,
  type Tolerance,
  theta,
  type Update,
  waveName,
} from "./network.ts";
export { delaySteps, gridOf, holdSteps, mostSteps, orders, spikeStep, timeAt } from "./orders.ts";
export { prepare, propagator, type Values } from "./prepare.ts";
export { printNetwork, stepNotes } from "./print.ts";
export type { RowsCache } from "./rows.ts";
export { sharedCost, shareOut } from "./share.ts";
export { isSmall } from "./small.ts";
export { startValues } from "./start.ts";
export { lookUp, tableCall } from "./tables.ts";
export { weave } from "./weave.ts";

/**
 * The network of a graph, or what forbids it.
 *
 * @param cache connectivity of earlier compiles
 * @param memory for the pairs of all synapses [bytes]; more is refused before any is taken. Absent: 3.5 GiB
 */
export function compile(graph: Graph, catalogue: Catalogue, cache?: RowsCache, memory?: number): Lowered {
  const work = compiling(graph, catalogue, cache, memory);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The same in pieces, for who wants to tell how far the wiring is, or to stop it. */
export const compiling = (
  graph: Graph,
  catalogue: Catalogue,
  cache?: RowsCache,
  memory?: number,
): Generator<Wiring, Lowered> => lower(graph, catalogue, cache, memory);

import { control, errors, nodes, rows, weights } from "./integrators/rkf45.ts";

/** Tableau and control of the adaptive method. */
export const rkf45Tableau = { nodes, rows, weights, errors, control } as const;
