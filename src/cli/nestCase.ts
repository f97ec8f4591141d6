/**
 * Golden cases of NEST: nodes, inputs and every connection written out. A case goes through catalogue, compiler and engine as a
 * user's circuit does, and its spikes and traces are held against NEST's.
 *
 * @source NEST 3.10.0; the form of a case is described in e2e/reference/nest/README.md
 */
import { compile } from "../compiler/index.ts";
import { createSimulation } from "../engine/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { graphOf, type NestCase, variableOf, weightsOf } from "./nestCircuit.ts";
import { variants } from "./nestRecipes.ts";
import type { CaseReader, Deviation } from "./reference.ts";

export const nestCases = (catalogue: Catalogue): CaseReader => ({
  reads: (data) =>
    typeof data === "object" && data !== null && "engine" in data && String(data.engine).startsWith("NEST"),
  compare: (data) => compare(data as NestCase, catalogue),
});

function compare(given: NestCase, catalogue: Catalogue): Deviation[] {
  const graph = graphOf(given);
  const { network, diagnostics } = compile(graph, [...catalogue, ...variants(catalogue)]);
  if (!network) throw new Error(diagnostics.map(({ message }) => message).join(" "));
  const simulation = createSimulation(network);
  const requests = given.expected.traces.flatMap((trace) => {
    const found = variableOf(given, trace.node, trace.var, graph);
    return found
      ? [
          {
            trace,
            sign: found.sign,
            request: {
              population: network.populations.findIndex(({ node }) => node === trace.node),
              variable: found.variable,
              cells: trace.cells,
              every: Math.round(trace.interval_ms / given.dt_ms),
            },
          },
        ]
      : [];
  });
  const learning = (given.expected.weights ?? [])
    .filter(({ connection }) => given.connections[connection]?.synapse.model === "stdp")
    .map((expected) => {
      const { node, pairs, steps } = weightsOf(given, expected.connection);
      const population = network.populations.findIndex((each) => each.node === node);
      return { ...expected, node, steps, request: { population, variable: `${node}.w`, cells: pairs, every: 1 } };
    });
  simulation.record([...requests, ...learning].map(({ request }) => request));
  const times: number[] = [];
  const cells: number[] = [];
  const samples = [...requests, ...learning].map(() => ({ times: [] as number[], values: [] as number[] }));
  // What was sent last is on its way for a delay.
  const late = Math.max(0, ...learning.flatMap(({ steps }) => steps));
  const steps = Math.round(given.duration_ms / given.dt_ms) + late;
  while (simulation.step < steps) {
    const { flags } = simulation.run(Math.min(1000, steps - simulation.step));
    if (flags !== 0) throw new Error(`the engine stopped with flags ${flags}`);
    const spikes = simulation.takeSpikes();
    times.push(...spikes.times);
    cells.push(...spikes.cells);
    simulation.takeSamples().forEach((sample, k) => {
      samples[k]?.times.push(...sample.times);
      samples[k]?.values.push(...sample.values);
    });
  }

  const deviations: Deviation[] = [];
  for (const [node, expected] of Object.entries(given.expected.spikes)) {
    const index = network.populations.findIndex((population) => population.node === node);
    if (index < 0) continue;
    const first = simulation.layout.populations[index]?.first ?? 0;
    const n = network.populations[index]?.n ?? 0;
    const key = (cell: number, time: number) => `${Math.round(time / given.dt_ms)}:${cell}`;
    const found = times.flatMap((time, k) =>
      time < given.duration_ms + given.dt_ms / 2 && (cells[k] as number) >= first && (cells[k] as number) < first + n
        ? [key((cells[k] as number) - first, time)]
        : [],
    );
    deviations.push({
      what: `${expected.length} spikes of ${node}`,
      found: differing(
        found,
        expected.map(([cell, time]) => key(cell, time)),
      ),
      allowed: 0,
      unit: "",
    });
  }
  requests.forEach(({ trace, sign }, k) => {
    const width = trace.cells.length;
    let worst = 0;
    const at = new Map((samples[k]?.times ?? []).map((time, index) => [Math.round(time / given.dt_ms), index]));
    trace.values.forEach((values, cell) => {
      values.forEach((value, index) => {
        const sample = at.get(Math.round((trace.first_ms + index * trace.interval_ms) / given.dt_ms));
        const own = sample === undefined ? Number.NaN : sign * (samples[k]?.values[sample * width + cell] as number);
        const difference = Math.abs(own - value);
        worst = Math.max(worst, difference);
      });
    });
    const allowed = given.tolerance[trace.var] ?? given.tolerance.default;
    deviations.push({
      what: `${trace.var} of ${trace.node}`,
      found: worst,
      allowed: Number(allowed),
      unit: trace.unit,
    });
  });
  learning.forEach(({ node, sent, steps: delays, request }, k) => {
    const own = samples[requests.length + k];
    const at = new Map((own?.times ?? []).map((time, index) => [Math.round(time / given.dt_ms), index]));
    let worst = 0;
    for (const [time, edge, weight] of sent) {
      const sample = at.get(Math.round(time / given.dt_ms) + (delays[edge] as number));
      const value = sample === undefined ? Number.NaN : own?.values[sample * request.cells.length + edge];
      const difference = Math.abs((value as number) - weight);
      worst = Math.max(worst, difference);
    }
    const allowed = Number(given.tolerance.weight ?? given.tolerance.default);
    deviations.push({ what: `${sent.length} weights sent by ${node}`, found: worst, allowed, unit: "" });
  });
  return deviations;
}

/** How many entries stand in one list and not in the other, repeats counted. */
function differing(a: readonly string[], b: readonly string[]): number {
  const count = new Map<string, number>();
  for (const key of a) count.set(key, (count.get(key) ?? 0) + 1);
  for (const key of b) count.set(key, (count.get(key) ?? 0) - 1);
  return [...count.values()].reduce((total, difference) => total + Math.abs(difference), 0);
}
