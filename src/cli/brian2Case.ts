/**
 * Golden cases in Brian2's step order: a case runs through compiler and engine as it stands, and its spikes and traces are held
 * against those of the programs it names.
 *
 * @source Brian2 2.5.1, SciPy, NEURON 8.2.2; each case names its own
 */
import { compile } from "../compiler/index.ts";
import { createSimulation } from "../engine/index.ts";
import type { Method } from "../kind/index.ts";
import { circuitOf, type Given, type Group, type Model, type NetworkCase } from "./brian2Circuit.ts";
import type { CaseReader, Deviation } from "./reference.ts";

interface Trace {
  variable: string;
  neuron?: number;
  t0_ms: number;
  dt_ms: number;
  values: number[];
}
interface Grid {
  method: Method;
  dt_ms: number;
  spike_steps?: number[];
  spike_step_ends?: number[];
  trace?: Trace;
}
export const brian2Cases: CaseReader = {
  reads: (data) => {
    const given = data as Partial<Given> & { schema?: string };
    if (!given.schema?.startsWith("neuro-golden-case")) return false;
    return (
      (given.model !== undefined && "grid" in (given.expected ?? {})) ||
      (given.network !== undefined && given.network.gap_junctions.length === 0)
    );
  },
  compare: (data) => compare(data as Given),
};

function compare(given: Given): Deviation[] {
  const network: NetworkCase = given.network ?? {
    groups: {
      n: {
        n: 1,
        ...(given.model as Model),
        parameters: given.parameters ?? {},
        initial: given.initial ?? {},
        ...(given.stimulus ? { I: given.stimulus } : {}),
      },
    },
    sources: {},
    synapses: [],
    gap_junctions: [],
  };
  const target = Object.keys(network.groups)[0] as string;
  const limits = given.tolerance.grid ?? given.tolerance;
  const allowed = Number(limits.trace_abs ?? limits.trace_abs_mV ?? limits.v_abs_mV ?? 1e-6);
  const traceUntil = Number(limits.trace_compare_until_ms ?? Number.POSITIVE_INFINITY);
  const firstSpikes = Number(limits.compare_first_n_spikes ?? Number.POSITIVE_INFINITY);
  const deviations: Deviation[] = [];
  const grids: [string, Grid, "nest" | "brian2"][] = [];
  for (const name of ["grid", "grid_exponential_euler"])
    if (given.expected[name]) grids.push([name, given.expected[name] as Grid, "brian2"]);
  const nest = given.expected.grid_nest_order as Grid | undefined;
  if (nest) grids.push(["NEST order", { ...nest, method: given.method }, "nest"]);

  for (const [name, grid, order] of grids) {
    const traces = grid.trace ? [{ group: target, ...grid.trace, neuron: 0 }] : [];
    const run = simulate(given, network, grid.method, grid.dt_ms, order, traces);
    const steps = grid.spike_steps ?? grid.spike_step_ends?.map((end) => end - 1) ?? [];
    const found = (run.spikes.get(target) ?? []).map(({ step }) => step);
    deviations.push({
      what: `${steps.length} spikes (${name})`,
      found: mismatches(found, steps, firstSpikes),
      allowed: 0,
      unit: "",
    });
    traces.forEach((trace, k) => {
      deviations.push({
        what: `${trace.variable} (${name})`,
        found: worst(trace, run.samples[k] ?? [], traceUntil),
        allowed,
        unit: "mV",
      });
    });
  }
  if (grids.length > 0) return deviations;

  // Small networks: every group has its own expectations.
  const groups = Object.entries(given.expected).filter(([group]) => group in network.groups) as [
    string,
    { spikes_index_step?: [number, number][]; traces?: Trace[]; final_state?: Record<string, number[]> },
  ][];
  const traces = groups.flatMap(([group, expected]) =>
    (expected.traces ?? []).map((trace) => ({ group, ...trace, neuron: trace.neuron ?? 0 })),
  );
  const run = simulate(given, network, given.method, given.dt_ms, "brian2", traces);
  for (const [group, { spikes_index_step: expected = [] }] of groups) {
    const key = (cell: number, step: number) => `${String(step).padStart(9, "0")} ${cell}`;
    const found = (run.spikes.get(group) ?? []).map(({ cell, step }) => key(cell, step)).sort();
    deviations.push({
      what: `${expected.length} spikes of ${group}`,
      found: mismatches(found, expected.map(([cell, step]) => key(cell, step)).sort(), firstSpikes),
      allowed: 0,
      unit: "",
    });
  }
  traces.forEach((trace, k) => {
    deviations.push({
      what: `${trace.variable} of ${trace.group} ${trace.neuron}`,
      found: worst(trace, run.samples[k] ?? [], traceUntil),
      allowed,
      unit: "mV",
    });
  });
  const visible = given.expected.first_visible_at_ms as number[][] | undefined;
  if (visible) deviations.push(...firstVisible(given, network, target, visible));
  return deviations;
}

/** `s17`: the first grid time at which each jump shows. */
function firstVisible(given: Given, network: NetworkCase, target: string, expected: number[][]): Deviation[] {
  const group = network.groups[target] as Group;
  const steps = Math.round(given.duration_ms / given.dt_ms);
  const traces = Array.from({ length: group.n }, (_, neuron) => ({
    group: target,
    variable: "v",
    neuron,
    t0_ms: 0,
    dt_ms: given.dt_ms,
    values: Array<number>(steps + 1).fill(0),
  }));
  const run = simulate(given, network, given.method, given.dt_ms, "brian2", traces);
  const late = expected.flat().length;
  let right = 0;
  run.samples.forEach((values, cell) => {
    const jumps = values.flatMap((value, k) => (k > 0 && value - (values[k - 1] as number) > 1e-3 ? [k] : []));
    (expected[cell] ?? []).forEach((time, k) => {
      if (jumps[k] === Math.round(time / given.dt_ms)) right += 1;
    });
  });
  return [{ what: `${late} arrivals`, found: late - right, allowed: 0, unit: "" }];
}

const mismatches = <T>(found: readonly T[], expected: readonly T[], first: number): number => {
  const [a, b] = [found.slice(0, first), expected.slice(0, first)];
  return b.reduce<number>((count, value, k) => count + (value === a[k] ? 0 : 1), Math.max(0, a.length - b.length));
};

function worst(trace: Trace, values: readonly number[], untilMs: number): number {
  let most = 0;
  trace.values.forEach((expected, k) => {
    if (trace.t0_ms + k * trace.dt_ms > untilMs) return;
    const difference = Math.abs((values[k] ?? Number.NaN) - expected);
    most = difference <= most ? most : difference;
  });
  return most;
}

interface Run {
  spikes: Map<string, { cell: number; step: number }[]>;
  /** Per trace, its values. */
  samples: number[][];
}

function simulate(
  given: Given,
  network: NetworkCase,
  method: Method,
  dt: number,
  order: "nest" | "brian2",
  traces: readonly (Trace & { group: string; neuron: number })[],
): Run {
  const { graph, catalogue } = circuitOf(given, network, method, dt, order);
  const { network: compiled, diagnostics } = compile(graph, catalogue);
  if (!compiled) throw new Error(diagnostics.map(({ message }) => message).join(" "));
  const refused = diagnostics.find(({ code }) => code === "method-not-applicable");
  if (refused) throw new Error(refused.message);
  const simulation = createSimulation(compiled);
  simulation.record(
    traces.map(({ group, variable, neuron, dt_ms }) => ({
      population: compiled.populations.findIndex(({ node }) => node === group),
      variable,
      cells: [neuron],
      every: Math.max(1, Math.round(dt_ms / dt)),
    })),
  );
  const steps = Math.round(given.duration_ms / dt);
  const run: Run = { spikes: new Map(), samples: traces.map(() => []) };
  // One step more, so that the last sample, at the start of a step, is there.
  while (simulation.step < steps + 1) {
    simulation.run(Math.min(1000, steps + 1 - simulation.step));
    const { times, cells } = simulation.takeSpikes();
    times.forEach((time, k) => {
      const number = cells[k] as number;
      const index = compiled.populations.findIndex(({ n }, p) => {
        const first = simulation.layout.populations[p]?.first ?? -1;
        return first >= 0 && number >= first && number < first + n;
      });
      const step = Math.round(time / dt) - compiled.order.stampOffset;
      if (step >= steps) return;
      const id = compiled.populations[index]?.node as string;
      const list = run.spikes.get(id) ?? [];
      list.push({ cell: number - (simulation.layout.populations[index]?.first as number), step });
      run.spikes.set(id, list);
    });
    simulation.takeSamples().forEach(({ values }, k) => {
      run.samples[k]?.push(...values);
    });
  }
  return run;
}
