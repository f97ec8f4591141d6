/**
 * Golden cases of NEST: nodes, inputs and every connection written out. A case goes through catalogue, compiler and engine as a
 * user's circuit does, and its spikes, traces and weights are held against NEST's.
 *
 * @source NEST 3.10.0; the form of a case is described in e2e/reference/nest/README.md
 */
import { compile } from "../compiler/index.ts";
import { createSimulation } from "../engine/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { createFingerprint, type Fingerprint } from "./fingerprint.ts";
import { graphOf, type NestCase, recordedOf, restOf, weightsOf } from "./nestCircuit.ts";
import { variants } from "./nestRecipes.ts";
import type { CaseReader, Deviation } from "./reference.ts";

export const nestCases = (catalogue: Catalogue): CaseReader => ({
  reads: (data) =>
    typeof data === "object" && data !== null && "engine" in data && String(data.engine).startsWith("NEST"),
  compare: (data, fingerprint) => compare(data as NestCase, catalogue, fingerprint),
});

function compare(given: NestCase, catalogue: Catalogue, fingerprint: Fingerprint): Deviation[] {
  const graph = graphOf(given);
  const kinds = [...catalogue, ...variants(catalogue)];
  const { network, diagnostics } = compile(graph, kinds);
  if (!network) throw new Error(diagnostics.map(({ message }) => message).join(" "));
  const simulation = createSimulation(network);
  const dt = given.dt_ms;
  const stepAt = (time: number) => Math.round(time / dt);

  const traces = given.expected.traces.flatMap((trace) => {
    const recorded = recordedOf(given, trace.node, trace.var, graph);
    const population = network.populations.findIndex(({ node }) => node === trace.node);
    return recorded ? [{ trace, recorded, population }] : [];
  });
  const learning = (given.expected.weights ?? [])
    .filter(({ connection }) => given.connections[connection]?.synapse.model === "stdp")
    .map((expected) => {
      const { node, pairs, steps } = weightsOf(given, expected.connection);
      const population = network.populations.findIndex((each) => each.node === node);
      return { ...expected, node, steps, population, variable: `${node}.w`, cells: pairs };
    });
  const wanted = [
    ...traces.flatMap(({ trace, recorded, population }) =>
      recorded.states.map((variable) => ({
        population,
        variable,
        cells: trace.cells,
        every: recorded.lags ? 1 : stepAt(trace.interval_ms),
      })),
    ),
    ...learning.map(({ population, variable, cells }) => ({ population, variable, cells, every: 1 })),
  ];
  /** Samples by variable and cell: [step, value of each asked cell], the start under step 0. */
  const samples = wanted.map(({ population, variable, cells }) => {
    const start = simulation.state(population, variable);
    return new Map([[0, cells.map((cell) => start[cell] as number)]]);
  });
  simulation.record(wanted);

  const times: number[] = [];
  const cells: number[] = [];
  // What was sent last is on its way for a delay.
  const late = Math.max(0, ...learning.flatMap(({ steps }) => steps));
  const steps = stepAt(given.duration_ms);
  while (simulation.step < steps + late) {
    const { flags } = simulation.run(Math.min(1000, steps + late - simulation.step));
    if (flags !== 0) throw new Error(`the engine stopped with flags ${flags}`);
    const spikes = simulation.takeSpikes();
    times.push(...spikes.times);
    cells.push(...spikes.cells);
    simulation.takeSamples().forEach((sample, k) => {
      const width = wanted[k]?.cells.length ?? 0;
      sample.times.forEach((time, index) => {
        samples[k]?.set(stepAt(time), [...sample.values.subarray(index * width, (index + 1) * width)]);
      });
    });
  }
  /** Steps at whose end each cell of a node fired. */
  const firedIn = (node: string): [step: number, cell: number][] => {
    const index = network.populations.findIndex((population) => population.node === node);
    const first = simulation.layout.populations[index]?.first ?? 0;
    const n = network.populations[index]?.n ?? 0;
    return times
      .map((time, k): [number, number] => [stepAt(time), (cells[k] as number) - first])
      .filter(([step, cell]) => step <= steps && cell >= 0 && cell < n);
  };

  if (fingerprint.saw) {
    const all = createFingerprint();
    for (const [index, { node }] of network.populations.entries()) {
      if ((simulation.layout.populations[index]?.first ?? -1) < 0) continue;
      const fired = firedIn(node);
      all.add(
        node,
        fired.map(([step]) => step),
        fired.map(([, cell]) => cell),
      );
    }
    fingerprint.saw({ graph, catalogue: kinds, steps, fingerprint: all.text() });
  }

  const deviations: Deviation[] = [];
  for (const [node, expected] of Object.entries(given.expected.spikes)) {
    if (!network.populations.some((population) => population.node === node)) continue;
    const fired = firedIn(node);
    fingerprint.add(
      node,
      fired.map(([step]) => step),
      fired.map(([, cell]) => cell),
    );
    const found = fired.map(([step, cell]) => `${step}:${cell}`);
    const theirs = expected.map(([cell, time]) => `${stepAt(time)}:${cell}`);
    deviations.push({
      what: `${expected.length} spikes of ${node}`,
      found: differing(found, theirs),
      allowed: 0,
      unit: "",
    });
  }

  let next = 0;
  for (const { trace, recorded } of traces) {
    const own = samples.slice(next, next + recorded.states.length);
    next += recorded.states.length;
    const node = given.nodes.find(({ id }) => id === trace.node) as NestCase["nodes"][number];
    const rest = restOf(Number(node.params.t_ref), dt);
    const fired = recorded.rests ? firedIn(trace.node) : [];
    let worst = 0;
    trace.values.forEach((values, k) => {
      const cell = trace.cells[k] as number;
      const value = (name: string) => node.per_cell?.[name]?.[cell] ?? Number(node.params[name]);
      const spikes = fired.filter(([, each]) => each === cell).map(([step]) => step);
      values.forEach((theirs, index) => {
        let step = stepAt(trace.first_ms + index * trace.interval_ms);
        // During a rest what is recorded is that of the step of the spike.
        step = spikes.findLast((spike) => spike < step && step <= spike + rest) ?? step;
        const at = step - (recorded.lags ? 1 : 0);
        const found = recorded.of(
          own.map((each) => each.get(at)?.[k] ?? Number.NaN),
          value,
          dt,
          node.params,
        );
        worst = Math.max(worst, Math.abs(found - theirs));
      });
    });
    const allowed = Number(given.tolerance[trace.var] ?? given.tolerance.default);
    deviations.push({ what: `${trace.var} of ${trace.node}`, found: worst, allowed, unit: trace.unit });
  }

  learning.forEach(({ node, sent, steps: delays }, k) => {
    const own = samples[next + k];
    const worst = sent.reduce((most, [time, edge, weight]) => {
      const found = own?.get(stepAt(time) + (delays[edge] as number))?.[edge] ?? Number.NaN;
      return Math.max(most, Math.abs(found - weight));
    }, 0);
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
