/** Runs a network for some steps as fast as it goes, and gathers what it sends. */
import { type Network, runFlags } from "../compiler/index.ts";
import type { Diagnostic } from "../diagnostic/index.ts";
import {
  blame,
  createFrenzy,
  createSimulation,
  engineMessages,
  LostThread,
  lostIn,
  type Parts,
  quietSources,
  type Simulation,
  type Snapshot,
  type Spikes,
} from "../engine/index.ts";
import { CircuitError } from "./circuit.ts";
import { startProgress } from "./progress.ts";
import type { Record } from "./records.ts";
import { printDiagnostic } from "./report.ts";
import { decimalTime, type RunResult } from "./result.ts";
import type { Terminal } from "./terminal.ts";
import { nodeThreads } from "./threads.ts";

/** Steps between two looks at the clock, at first; then as many as take about `sliceMs` of it. */
const firstSlice = 100;
const sliceMs = 50;

/**
 * @param records each sampled in every step
 * @param threads at most, where they help: the result is the same for any number
 * @throws CircuitError when a value is lost on the way, or a cell fires ever faster; where and when has been printed
 */
export function simulate(
  network: Network,
  steps: number,
  records: readonly Record[],
  parts: Parts,
  terminal: Terminal,
  threads = 1,
): Pick<RunResult, "spikes" | "traces"> {
  const helpers = threads > 1 ? { ...nodeThreads(threads), now: terminal.now } : undefined;
  const simulation = createSimulation(network, undefined, helpers);
  if (helpers && !simulation.layout.threads) terminal.error(printDiagnostic(engineMessages.oneThread()));
  try {
    return follow(simulation, steps, records, parts, terminal);
  } finally {
    simulation.release();
  }
}

function follow(
  simulation: Simulation,
  steps: number,
  records: readonly Record[],
  parts: Parts,
  terminal: Terminal,
): Pick<RunResult, "spikes" | "traces"> {
  const { network } = simulation;
  for (const index of quietSources(network)) {
    simulation.hear(index, false);
    const { node, label } = network.populations[index]!;
    terminal.error(printDiagnostic(engineMessages.quiet(node, label)));
  }
  simulation.record(records.map(({ request }) => request));
  const spikes = gatherSpikes(simulation);
  const traces = gatherTraces(records);
  const frenzy = createFrenzy(simulation);
  const progress = startProgress(terminal, decimalTime(steps * network.dt));
  let slice = firstSlice;
  while (simulation.step < steps) {
    const startMs = terminal.now();
    const before = simulation.snapshot();
    const flags = attempt(simulation, before, Math.min(slice, steps - before.step));
    if (flags === undefined) continue;
    const found = simulation.takeSpikes();
    const sent = spikes.take(found) + traces.take(simulation);
    const problem = problemOf(simulation, before, flags, sent, parts) ?? frenzy.look(found);
    if (problem) {
      terminal.error(printDiagnostic(problem));
      throw new CircuitError();
    }
    const tookMs = terminal.now() - startMs;
    slice = Math.max(1, Math.round(slice * Math.min(4, sliceMs / Math.max(tookMs, 1))));
    progress.report(simulation.timeMs);
  }
  progress.end();
  return { spikes: spikes.byNode, traces: traces.byName };
}

/** @returns flags of the run, or undefined where the slice must be run again */
function attempt(simulation: Simulation, before: Snapshot, count: number): number | undefined {
  try {
    return simulation.run(count).flags;
  } catch (fault) {
    if (!(fault instanceof LostThread)) throw fault;
    simulation.restore(before);
    return undefined;
  }
}

/** What forbids going on after a slice, in which `sent` spikes and samples were taken. */
function problemOf(
  simulation: Simulation,
  before: Snapshot,
  flags: number,
  sent: number,
  parts: Parts,
): Diagnostic | undefined {
  if (simulation.check() > 0) return runaway(simulation, before, parts);
  if (flags & runFlags.historyFull) return engineMessages.historyFull(simulation.timeMs);
  // A full buffer is emptied and the run goes on; one that is full when it was empty has no room for a single step.
  if (simulation.step === before.step && sent === 0) return engineMessages.spikesFull(simulation.timeMs);
  return undefined;
}

/** Runs the slice again, step by step, to name the moment and the cell. */
function runaway(simulation: Simulation, before: Snapshot, parts: Parts): Diagnostic {
  simulation.restore(before);
  let last = before;
  while (simulation.check() === 0) {
    last = simulation.snapshot();
    simulation.run(1);
  }
  const lost = lostIn(simulation);
  simulation.restore(last);
  return blame(simulation, lost, parts);
}

interface Gathered {
  timesMs: number[];
  cells: number[];
}

/** Spikes by node; the engine counts cells through all populations that spike. */
function gatherSpikes(simulation: Simulation) {
  const populations = simulation.network.populations.flatMap(({ node, n }, index) => {
    const first = simulation.hears(index) ? (simulation.layout.populations[index]?.first ?? -1) : -1;
    return first < 0 ? [] : [{ node, first, end: first + n }];
  });
  const byNode = new Map<string, Gathered>(populations.map(({ node }) => [node, { timesMs: [], cells: [] }]));
  const take = ({ times, cells }: Spikes): number => {
    for (const [k, cell] of cells.entries()) {
      const population = populations.find(({ first, end }) => cell >= first && cell < end);
      const own = population && byNode.get(population.node);
      own?.timesMs.push(decimalTime(times[k]!));
      own?.cells.push(cell - (population?.first ?? 0));
    }
    return times.length;
  };
  return { byNode, take };
}

function gatherTraces(records: readonly Record[]) {
  const rows = records.map(({ name, request }) => ({
    name,
    timesMs: [] as number[],
    values: request.cells.map((): number[] => []),
  }));
  const byName = new Map(rows.map(({ name, timesMs, values }) => [name, { timesMs, values }]));
  const take = (simulation: Simulation): number => {
    let count = 0;
    // Samples come in the order of the requests.
    for (const [index, { times, values }] of simulation.takeSamples().entries()) {
      const row = rows[index];
      if (!row) continue;
      const width = row.values.length;
      for (const time of times) row.timesMs.push(decimalTime(time));
      for (let k = 0; k < values.length; k++) row.values[k % width]?.push(values[k]!);
      count += times.length;
    }
    return count;
  };
  return { byName, take };
}
