/** Runs a circuit from time 0 in one go, and answers what it did: for tests that state what a neuron should do. */
import { compile, type Network } from "../compiler/index.ts";
import { createSimulation, type Simulation } from "../engine/index.ts";
import type { Graph } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";

export interface Ran {
  network: Network;
  simulation: Simulation;
  /** Spike times [ms] of a node, of all its cells or of one. */
  spikes(node: string, cell?: number): number[];
  /** Values of a variable of one cell at every step, from `traces`. */
  trace(node: string, variable: string, cell?: number): { times: number[]; values: number[] };
}

/** @throws with the messages when the circuit has errors */
export function networkOf(graph: Graph, catalogue: Catalogue): Network {
  const { network, diagnostics } = compile(graph, catalogue);
  if (!network) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return network;
}

/**
 * @param traces "node.variable": recorded for every cell at every step
 * @throws when the circuit has errors, or a buffer overflows
 */
export function run(graph: Graph, catalogue: Catalogue, durationMs: number, traces: readonly string[] = []): Ran {
  const network = networkOf(graph, catalogue);
  const simulation = createSimulation(network);
  const requests = traces.map((name) => {
    const [node = "", ...variable] = name.split(".");
    const population = network.populations.findIndex((each) => each.node === node);
    const cells = Array.from({ length: network.populations[population]?.n ?? 0 }, (_, cell) => cell);
    return { population, variable: variable.join("."), cells, every: 1 };
  });
  simulation.record(requests);
  const found: { time: number; cell: number }[] = [];
  const samples = requests.map(() => ({ times: [] as number[], values: [] as number[] }));
  const steps = Math.round(durationMs / network.dt);
  while (simulation.step < steps) {
    const { flags } = simulation.run(steps - simulation.step);
    if (flags !== 0) throw new Error(`the run ended early, flags ${flags}`);
    const { times, cells } = simulation.takeSpikes();
    times.forEach((time, k) => {
      found.push({ time, cell: cells[k]! });
    });
    simulation.takeSamples().forEach(({ times, values }, k) => {
      for (const time of times) samples[k]!.times.push(time);
      for (const value of values) samples[k]!.values.push(value);
    });
  }
  return {
    network,
    simulation,
    spikes(node, cell) {
      const index = network.populations.findIndex((each) => each.node === node);
      const first = simulation.layout.populations[index]!.first;
      const last = first + network.populations[index]!.n - 1;
      const inside = (each: number) => (cell === undefined ? each >= first && each <= last : each === first + cell);
      return found.filter((spike) => inside(spike.cell)).map(({ time }) => time);
    },
    trace(node, variable, cell = 0) {
      const k = traces.indexOf(`${node}.${variable}`);
      const width = requests[k]!.cells.length;
      const { times, values } = samples[k]!;
      return { times, values: times.map((_, at) => values[at * width + cell]!) };
    },
  };
}

/** Intervals between successive times. */
export const intervals = (times: readonly number[]): number[] => times.slice(1).map((time, k) => time - times[k]!);
export const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
/** Standard deviation of a sample. */
export function deviation(values: readonly number[]): number {
  const center = mean(values);
  return Math.sqrt(values.reduce((sum, x) => sum + (x - center) ** 2, 0) / (values.length - 1));
}
