/**
 * Golden cases in Brian2's step order: the equations come as text in the case, so the kinds are made from it, and the case runs
 * through compiler and engine as it stands. Numbers are plain (ms, mV and whatever closes with them), as the cases give them.
 *
 * @source Brian2 2.5.1, SciPy, NEURON 8.2.2; each case names its own
 */
import { compile } from "../compiler/index.ts";
import { createSimulation } from "../engine/index.ts";
import { type Connect, formatVersion, type Graph, type Node, type Value, type Wire } from "../graph/index.ts";
import type { Kind, Method, SpikeRule } from "../kind/index.ts";
import type { CaseReader, Deviation } from "./reference.ts";

type Quantity = number | number[] | { value: number | number[]; unit: string };
interface Segment {
  kind: "const" | "ramp" | "sine";
  t0: number;
  t1: number;
  value?: number;
  slope?: number;
  offset?: number;
  amp?: number;
  freq_hz?: number;
}
interface Stimulus {
  base: number;
  segments: Segment[];
}
interface Model {
  aux: ({ name: string; expr: string } | [string, string])[];
  equations: string[];
  threshold: string | null;
  reset: string[];
  refractory: string | null;
  clamped_while_refractory?: string[];
}
interface Group extends Model {
  n: number;
  parameters: Record<string, Quantity>;
  initial: Record<string, number | number[]>;
  I?: Stimulus | Stimulus[];
}
interface NetworkCase {
  groups: Record<string, Group>;
  sources: Record<string, { n: number; spikes_index_time_ms: [number, number][] }>;
  synapses: {
    pre: string;
    post: string;
    on_event: string;
    edges_pre_post_weight_delay_ms: [number, number, number, number][];
  }[];
  gap_junctions: unknown[];
}
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
interface Given {
  id: string;
  kind: string;
  model?: Model;
  network?: NetworkCase;
  parameters?: Record<string, Quantity>;
  initial?: Record<string, number>;
  stimulus?: Stimulus;
  dt_ms: number;
  duration_ms: number;
  method: Method;
  expected: Record<string, unknown>;
  tolerance: Record<string, Record<string, unknown> & number>;
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

const words = { version: 1, label: "", short: "", about: "", notes: "", sources: [], icon: "" } as const;
const plain = (value: number | readonly number[] | string) => ({ unit: "1", default: value as number, about: "" });

function circuitOf(
  given: Given,
  network: NetworkCase,
  method: Method,
  dt: number,
  order: "nest" | "brian2",
): { graph: Graph; catalogue: Kind[] } {
  const catalogue: Kind[] = [];
  const nodes: Node[] = [];
  const wires: Wire[] = [];
  const at = [0, 0] as const;
  for (const [id, group] of Object.entries(network.groups)) {
    const smooth = smoothStimulus(group);
    catalogue.push(neuronKind(id, group, smooth));
    const parameters = Object.fromEntries(
      Object.entries(group.parameters).map(([name, quantity]) => [name, numberOf(quantity)]),
    );
    const start = Object.fromEntries(
      Object.entries(group.initial).map(([name, value]) => [name, Array.isArray(value) ? { values: value } : value]),
    );
    nodes.push({ id, kind: id, label: id, at, n: group.n, method, parameters, start });
    if (smooth === undefined) addStimuli(id, group, catalogue, nodes, wires);
  }
  for (const [id, source] of Object.entries(network.sources)) {
    catalogue.push({
      ...words,
      kind: `${id} list`,
      family: "spikes",
      inputs: {},
      outputs: { spikes: { signal: "spikes", about: "" } },
      parameters: {
        times: { ...plain([]), default: [], type: "list", unit: "ms" },
        cells: { ...plain([]), default: [], type: "list" },
      },
      state: {},
      equations: "",
      spike: { type: "times", times: "times", cells: "cells" },
    });
    const events = source.spikes_index_time_ms;
    nodes.push({
      id,
      kind: `${id} list`,
      label: id,
      at,
      n: source.n,
      parameters: { times: events.map(([, time]) => time), cells: events.map(([cell]) => cell) },
    });
  }
  network.synapses.forEach((synapse, index) => {
    const id = `syn${index}`;
    catalogue.push({
      ...words,
      kind: id,
      family: "synapse",
      inputs: { spikes: { signal: "spikes", about: "" } },
      outputs: { i: { signal: "current", about: "" } },
      parameters: { weight: { ...plain(0), per: "pair" }, delay: { ...plain(0), unit: "ms", per: "pair" } },
      state: {},
      equations: "",
      // The cases call the weight w, a name that a target may use too.
      onSpike: synapse.on_event.replace(/=.*/, (right) => right.replace(/\bw\b/g, "weight")),
      delay: "delay",
    });
    const edges = synapse.edges_pre_post_weight_delay_ms;
    const pairs: Connect = { rule: "pairs", pairs: edges };
    nodes.push({ id, kind: id, label: id, at, connect: pairs });
    wires.push({ from: `${synapse.pre}.spikes`, to: `${id}.spikes` }, { from: `${id}.i`, to: `${synapse.post}.i` });
  });
  return { graph: { spikeboard: formatVersion, name: given.id, seed: 0, dt, order, nodes, wires }, catalogue };
}

const numberOf = (quantity: Quantity): Value => {
  const value = typeof quantity === "object" && !Array.isArray(quantity) ? quantity.value : quantity;
  return Array.isArray(value) ? { values: value } : value;
};

function neuronKind(id: string, group: Group, smooth: string | undefined): Kind {
  const aux = group.aux.map((line) =>
    Array.isArray(line) ? `${line[0]} = ${line[1]}` : `${line.name} = ${line.expr}`,
  );
  const states = group.equations.map((line) => /^d(\w+)\/dt/.exec(line)?.[1] as string);
  const stimulus = smooth === undefined ? [] : [`I = ${smooth}`];
  return {
    ...words,
    kind: id,
    family: "neuron",
    inputs: smooth === undefined ? { I: { signal: "current", about: "" } } : {},
    outputs: { spikes: { signal: "spikes", about: "" } },
    parameters: Object.fromEntries(Object.keys(group.parameters).map((name) => [name, plain(0)])),
    state: Object.fromEntries(states.map((name) => [name, { unit: "1", start: "0", about: "" }])),
    equations: [...stimulus, ...aux, ...group.equations].join("\n"),
    ...(group.threshold ? { spike: spikeRule(group) } : {}),
  };
}

function spikeRule(group: Group): SpikeRule {
  const threshold = group.threshold as string;
  const hold = group.refractory ? { hold: group.refractory } : {};
  const crossing = /^(\w+) > (\S+) \(upward crossing/.exec(threshold);
  if (crossing) return { type: "crossing", of: crossing[1] as string, level: crossing[2] as string, ...hold };
  return {
    type: "threshold",
    when: threshold,
    then: group.reset.join("\n"),
    ...hold,
    holds: group.clamped_while_refractory ?? [],
  };
}

/** A sine is followed within the step, so it stands in the equations; pieces that are constant or ramps are held over the step. */
function smoothStimulus(group: Group): string | undefined {
  const stimulus = Array.isArray(group.I) ? undefined : group.I;
  if (!stimulus?.segments.some(({ kind }) => kind === "sine")) return undefined;
  return textOf(stimulus);
}

/** Where pieces overlap the later one holds. Times of the cases are n dt in floating point; ours are the nearest decimals. */
const textOf = ({ base, segments }: Stimulus): string =>
  segments.reduce((before, { kind, t0, t1, value = 0, slope = 0, offset = 0, amp = 0, freq_hz = 0 }) => {
    const level =
      kind === "const"
        ? `${value}`
        : kind === "ramp"
          ? `(${value} + ${slope}*(t - ${t0}))`
          : `(${offset} + ${amp}*sin(2*pi*${freq_hz}*(t - ${t0})/1000))`;
    return `if(t >= ${tidy(t0)} and t < ${tidy(t1)}, ${level}, ${before})`;
  }, `${base}`);

const tidy = (time: number): number => Math.round(time * 1e9) / 1e9;

function addStimuli(id: string, group: Group, catalogue: Kind[], nodes: Node[], wires: Wire[]): void {
  const add = (name: string, equation: string, n: number, parameters: Record<string, Value>) => {
    catalogue.push({
      ...words,
      kind: name,
      family: "current",
      inputs: {},
      outputs: { I: { signal: "current", reads: "i", about: "" } },
      parameters: Object.fromEntries(Object.keys(parameters).map((key) => [key, plain(0)])),
      state: {},
      equations: `i = ${equation}`,
    });
    nodes.push({ id: name, kind: name, label: name, at: [0, 0], n, parameters });
    wires.push({ from: `${name}.I`, to: `${id}.I` });
  };
  if (!group.I) return;
  if (!Array.isArray(group.I)) {
    add(`${id} stimulus`, textOf(group.I), 1, {});
    return;
  }
  // One stimulus a cell: its pieces one after the other, with amplitudes by cell.
  const stimuli = group.I;
  const pieces = new Map<string, number[]>();
  stimuli.forEach((stimulus, cell) => {
    for (const { t0, t1, value = 0 } of [{ t0: 0, t1: 1e9, value: stimulus.base }, ...stimulus.segments]) {
      const key = `int(t >= ${tidy(t0)} and t < ${tidy(t1)})`;
      const row = pieces.get(key) ?? Array<number>(group.n).fill(0);
      row[cell] = (row[cell] as number) + value;
      pieces.set(key, row);
    }
  });
  [...pieces].forEach(([window, values], k) => {
    add(`${id} stimulus ${k}`, `level*${window}`, group.n, { level: { values } });
  });
}
