/** Our side of the comparison: a circuit through the product's own compiler and engine. */
import { compile, type Network } from "../../compiler/index.ts";
import { passes } from "../../diagnostic/index.ts";
import { createSimulation, type Simulation, type Threads } from "../../engine/index.ts";
import { check, type Graph } from "../../graph/index.ts";
import type { Catalogue } from "../../kind/index.ts";
import { printDiagnostic } from "../report.ts";

/** Steps between two visits: short enough for the optimised code to be swapped in, as in the app. */
export const piece = 160;
/** Steps after which results are taken, if their room is not full before. */
const batch = 4000;
/** The same for a few cells of which all is recorded, in one call: far fewer than the app does in a frame. */
export const fewCellsBatch = (cells: number): number => Math.ceil(80_000 / cells);

/** @throws when the circuit has an error: then the benchmark is wrong, and not the user's graph */
export function compiled(graph: Graph, catalogue: Catalogue): Network {
  const checked = check(graph, catalogue);
  const { network, diagnostics } = compile(graph, catalogue);
  const all = [...checked, ...diagnostics];
  if (!network || !passes(all)) throw new Error(all.map(printDiagnostic).join(""));
  return network;
}

/**
 * Runs, takes what was recorded and counts the spikes of neurons.
 *
 * @param atOnce steps of one call
 * @param together steps whose results are taken together
 */
export function runAndCount(simulation: Simulation, steps: number, atOnce = piece, together = batch): number {
  const neurons = neuronRanges(simulation);
  let spikes = 0;
  let waiting = 0;
  for (let left = steps; left > 0; ) {
    const asked = Math.min(atOnce, left);
    const done = simulation.run(asked).steps;
    left -= done;
    waiting += done;
    if (done === asked && left > 0 && waiting < together) continue;
    waiting = 0;
    const { cells } = simulation.takeSpikes();
    if (neurons.length === 0) spikes += cells.length;
    else for (const cell of cells) if (neurons.some(([first, end]) => cell >= first && cell < end)) spikes++;
    simulation.takeSamples();
  }
  return spikes;
}

/** Cell numbers of the neurons, [first, end); empty when nothing else spikes. */
function neuronRanges({ network, layout }: Simulation): (readonly [number, number])[] {
  const spiking = network.populations.flatMap(({ family, n }, index) => {
    const first = layout.populations[index]?.first ?? -1;
    return first < 0 ? [] : [{ family, range: [first, first + n] as const }];
  });
  return spiking.every(({ family }) => family === "neuron")
    ? []
    : spiking.filter(({ family }) => family === "neuron").map(({ range }) => range);
}

/** Mean rate of each neuron node from `fromMs` to `untilMs` [Hz], from time 0. */
export function ratesOf(simulation: Simulation, fromMs: number, untilMs: number): Map<string, number> {
  const { network, layout } = simulation;
  const counts = new Float64Array(network.populations.length);
  simulation.reset();
  const steps = Math.round(untilMs / network.dt);
  while (simulation.step < steps) {
    simulation.run(Math.min(piece, steps - simulation.step));
    const { times, cells } = simulation.takeSpikes();
    for (const [k, cell] of cells.entries()) {
      if ((times[k] ?? 0) < fromMs) continue;
      const index = network.populations.findIndex(({ n }, p) => {
        const first = layout.populations[p]?.first ?? -1;
        return first >= 0 && cell >= first && cell < first + n;
      });
      counts[index]!++;
    }
  }
  const seconds = (untilMs - fromMs) / 1000;
  return new Map(
    network.populations.flatMap(({ node, family, n }, index) =>
      family === "neuron" ? [[node, counts[index]! / n / seconds]] : [],
    ),
  );
}

/** A simulation that has run long enough to be in optimised code. */
export function warm(network: Network, steps: number, threads?: Threads): Simulation {
  const simulation = createSimulation(network, undefined, threads);
  // As in the scripts of the others, where only neurons are listened to.
  network.populations.forEach(({ family }, index) => {
    simulation.hear(index, family === "neuron");
  });
  runAndCount(simulation, steps);
  simulation.reset();
  return simulation;
}
