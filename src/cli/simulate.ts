/** Runs a network for some steps as fast as it goes, and gathers what it sends. */
import type { Network } from "../compiler/index.ts";
import { createSimulation, type Simulation } from "../engine/index.ts";
import { CircuitError } from "./circuit.ts";
import { startProgress } from "./progress.ts";
import type { Record } from "./records.ts";
import { decimalTime, type RunResult } from "./result.ts";
import type { Terminal } from "./terminal.ts";

/** Steps between two looks at the clock, at first; then as many as take about `sliceMs` of it. */
const firstSlice = 100;
const sliceMs = 50;

/**
 * @param records each sampled in every step
 * @throws CircuitError when a value is lost on the way; where and when has been printed
 */
export function simulate(
  network: Network,
  steps: number,
  records: readonly Record[],
  terminal: Terminal,
): Pick<RunResult, "spikes" | "traces"> {
  const simulation = createSimulation(network);
  simulation.record(records.map(({ request }) => request));
  const spikes = gatherSpikes(simulation);
  const traces = gatherTraces(records);
  const progress = startProgress(terminal, decimalTime(steps * network.dt));
  let slice = firstSlice;
  while (simulation.step < steps) {
    const startMs = terminal.now();
    const before = simulation.step;
    simulation.run(Math.min(slice, steps - before));
    const sent = spikes.take() + traces.take(simulation);
    const lost = simulation.check();
    if (lost > 0) refuse(terminal, valueLost(simulation, lost - 1));
    if (simulation.step === before && sent === 0) refuse(terminal, tooManyUnderWay(simulation));
    const tookMs = terminal.now() - startMs;
    slice = Math.max(1, Math.round(slice * Math.min(4, sliceMs / Math.max(tookMs, 1))));
    progress.report(simulation.timeMs);
  }
  progress.end();
  return { spikes: spikes.byNode, traces: traces.byName };
}

function refuse(terminal: Terminal, message: string): never {
  terminal.error(`error: ${message}\n`);
  throw new CircuitError();
}

interface Gathered {
  timesMs: number[];
  cells: number[];
}

/** Spikes by node; the engine counts cells through all populations that spike. */
function gatherSpikes(simulation: Simulation) {
  const populations = simulation.network.populations.flatMap(({ node, n }, index) => {
    const first = simulation.layout.populations[index]?.first ?? -1;
    return first < 0 ? [] : [{ node, first, end: first + n }];
  });
  const byNode = new Map<string, Gathered>(populations.map(({ node }) => [node, { timesMs: [], cells: [] }]));
  const take = (): number => {
    const { times, cells } = simulation.takeSpikes();
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

/** Names the first value of a population that is not a finite number, or no voltage any more. */
function valueLost({ network, timeMs, state }: Simulation, index: number): string {
  const population = network.populations[index]!;
  const way = `Try a smaller step than ${network.dt} ms.`;
  for (const { name, voltage } of population.states) {
    const values = state(index, name);
    const cell = values.findIndex((value) => !Number.isFinite(value) || (voltage && Math.abs(value) > 1e6));
    if (cell >= 0) {
      return `"${population.label}": ${name} of cell ${cell} became ${values[cell]} before ${decimalTime(timeMs)} ms. ${way}`;
    }
  }
  return `"${population.label}" ran away before ${decimalTime(timeMs)} ms. ${way}`;
}

function tooManyUnderWay({ timeMs }: Simulation): string {
  return `More spikes are under way at ${decimalTime(timeMs)} ms than fit into memory. Lower the rates or shorten the delays.`;
}
