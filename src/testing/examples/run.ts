/** An example, opened as the gallery opens it, and run as fast as it goes. */
import { compile } from "../../compiler/index.ts";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { createSimulation, quietSources, recordedIn } from "../../engine/index.ts";
import { check, type Graph, parseGraph, setParameter } from "../../graph/index.ts";
import type { Catalogue } from "../../kind/index.ts";

export interface Run {
  graph: Graph;
  /** Spike times [ms] of each cell, by node. */
  spikes: ReadonlyMap<string, readonly (readonly number[])[]>;
  /** Samples in each step, by "node.variable" of cell 0 or "node.variable.3" of cell 3. */
  traces: ReadonlyMap<string, { times: readonly number[]; values: readonly number[] }>;
}

/** What stands in for the values in the file: another seed, other parameters by "node.parameter". */
export interface Turn {
  seed?: number;
  set?: Readonly<Record<string, Parameters<typeof setParameter>[2]>>;
}

/** @returns the graph, and everything that opening, checking and compiling has to say about it */
export function open(text: string, catalogue: Catalogue, { seed, set = {} }: Turn = {}) {
  const parsed = parseGraph(text, catalogue);
  if (!parsed.graph) throw new Error(parsed.diagnostics.map(({ message }) => message).join("\n"));
  let graph = seed === undefined ? parsed.graph : { ...parsed.graph, seed };
  for (const [name, value] of Object.entries(set)) {
    const [node = "", parameter = ""] = name.split(".");
    graph = setParameter(node, parameter, value).apply(graph);
  }
  const { network, diagnostics } = compile(graph, catalogue);
  const all: readonly Diagnostic[] = [...parsed.diagnostics, ...check(graph, catalogue), ...diagnostics];
  return { graph, network, diagnostics: all };
}

/**
 * @param durationMs a whole number of steps
 * @param traces "node.variable" of cell 0, or "node.variable.3" of cell 3, sampled in each step
 * @throws when the graph does not compile, or a value is lost on the way
 */
export function run(
  text: string,
  catalogue: Catalogue,
  durationMs: number,
  traces: readonly string[] = [],
  turn?: Turn,
): Run {
  const { graph, network, diagnostics } = open(text, catalogue, turn);
  if (!network) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const simulation = createSimulation(network);
  for (const index of quietSources(network)) simulation.hear(index, false);
  simulation.record(
    traces.map((name) => {
      const [node = "", variable = "", cell = "0"] = name.split(".");
      const found = recordedIn(network, node, variable);
      if (!found) throw new Error(`There is no ${name} to record.`);
      return { ...found, cells: [Number(cell)], every: 1 };
    }),
  );
  const places = network.populations.flatMap(({ node, n }, index) => {
    const first = simulation.layout.populations[index]?.first ?? -1;
    return first < 0 ? [] : [{ node, first, cells: Array.from({ length: n }, (): number[] => []) }];
  });
  const samples = traces.map(() => ({ times: [] as number[], values: [] as number[] }));
  const steps = Math.round(durationMs / network.dt);
  while (simulation.step < steps) {
    const before = simulation.step;
    simulation.run(Math.min(500, steps - before));
    const { times, cells } = simulation.takeSpikes();
    for (const [k, cell] of cells.entries()) {
      const place = places.find(({ first, cells: own }) => cell >= first && cell < first + own.length);
      place?.cells[cell - place.first]?.push(times[k] as number);
    }
    for (const [k, taken] of simulation.takeSamples().entries()) {
      samples[k]?.times.push(...taken.times);
      samples[k]?.values.push(...taken.values);
    }
    if (simulation.check() > 0) throw new Error(`A value is lost near ${simulation.timeMs} ms.`);
    if (simulation.step === before && times.length === 0)
      throw new Error(`It does not get past ${simulation.timeMs} ms.`);
  }
  return {
    graph,
    spikes: new Map(places.map(({ node, cells }) => [node, cells])),
    traces: new Map(traces.map((name, k) => [name, samples[k] as { times: number[]; values: number[] }])),
  };
}
