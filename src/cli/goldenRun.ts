/** Runs a golden case as any circuit is run: compiled, stepped by the engine, its spikes and samples gathered. */
import { compile, type Network } from "../compiler/index.ts";
import { createSimulation, type Simulation } from "../engine/index.ts";
import type { Graph } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { createFingerprint, type Fingerprint } from "./fingerprint.ts";

export interface Watched {
  node: string;
  variable: string;
  cells: readonly number[];
  /** Sampling interval [steps]. */
  every: number;
}

export interface Trains {
  /** Index of the step in which each spike was found, ascending. */
  steps: number[];
  cells: number[];
}

export interface GoldenRun {
  network: Network;
  simulation: Simulation;
  /** Spikes of a node; empty lists for one that does not spike. */
  spikes(node: string): Trains;
  /** By what was watched: `samples[k][sample * cells + cell]`, from step 0. */
  samples: readonly number[][];
}

/**
 * @param steps how many to run
 * @param watched what to sample, at the start of steps
 * @param fingerprint takes the spikes of every node, as "prefix/node" where a prefix is given
 * @param only the nodes whose spikes are kept; absent: all
 * @throws when the circuit does not compile, a method does not fit, or the engine cannot go on
 */
export function runGolden(
  graph: Graph,
  catalogue: Catalogue,
  steps: number,
  watched: readonly Watched[],
  fingerprint: Fingerprint,
  prefix = "",
  only?: readonly string[],
): GoldenRun {
  const { network, diagnostics } = compile(graph, catalogue);
  if (!network) throw new Error(diagnostics.map(({ message }) => message).join(" "));
  const refused = diagnostics.find(({ code }) => code === "method-not-applicable");
  if (refused) throw new Error(refused.message);
  const simulation = createSimulation(network);
  simulation.record(
    watched.map(({ node, ...request }) => {
      const population = network.populations.findIndex((each) => each.node === node);
      if (!network.populations[population]?.states.some(({ name }) => name === request.variable))
        throw new Error(`${node} has no ${request.variable}`);
      return { ...request, population };
    }),
  );
  const trains = network.populations.map((): Trains => ({ steps: [], cells: [] }));
  const samples = watched.map((): number[] => []);
  const owners = network.populations.flatMap(({ node, n }, index) => {
    const first = simulation.layout.populations[index]?.first ?? -1;
    return first < 0 || only?.includes(node) === false
      ? []
      : [{ train: trains[index] as Trains, first, end: first + n }];
  });
  while (simulation.step < steps) {
    const before = simulation.step;
    simulation.run(Math.min(1000, steps - before));
    const { times, cells } = simulation.takeSpikes();
    // Plain loops: a source may send many more spikes than the cells that it drives.
    for (const { train, first, end } of owners) {
      for (let k = 0; k < cells.length; k++) {
        const cell = cells[k] as number;
        if (cell < first || cell >= end) continue;
        train.steps.push(Math.round((times[k] as number) / network.dt) - network.order.stampOffset);
        train.cells.push(cell - first);
      }
    }
    simulation.takeSamples().forEach(({ values }, k) => {
      for (const value of values) samples[k]?.push(value);
    });
    if (simulation.step === before && times.length === 0) throw new Error(`the engine stopped at step ${before}`);
  }
  const own = createFingerprint();
  network.populations.forEach(({ node }, index) => {
    const train = trains[index] as Trains;
    if (!owners.some((owner) => owner.train === train)) return;
    const stamps = train.steps.map((step) => step + network.order.stampOffset);
    fingerprint.add(prefix ? `${prefix}/${node}` : node, stamps, train.cells);
    if (fingerprint.saw) own.add(node, stamps, train.cells);
  });
  fingerprint.saw?.({ graph, catalogue, steps, fingerprint: own.text() });
  return {
    network,
    simulation,
    samples,
    spikes: (node) =>
      trains[network.populations.findIndex((population) => population.node === node)] ?? { steps: [], cells: [] },
  };
}
