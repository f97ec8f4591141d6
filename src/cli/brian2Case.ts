/**
 * Golden cases in Brian2's step order: a case runs through compiler and engine as it stands, and its spikes and traces are held
 * against those of the programs it names.
 *
 * @source Brian2 2.5.1, SciPy, NEURON 8.2.2; each case names its own
 */
import type { Method } from "../kind/index.ts";
import { checkFields, circuitOf, type Given, type Group, type Model, type NetworkCase } from "./brian2Circuit.ts";
import { expectFields, quantityOf, worstOf } from "./caseFields.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { type GoldenRun, runGolden, type Trains, type Watched } from "./goldenRun.ts";
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
interface Converged {
  spike_times_ms?: number[];
  trace?: Trace;
}
interface GroupExpected {
  spikes_index_step?: [number, number][];
  spike_counts?: number[];
  traces?: Trace[];
  final_state?: Record<string, number[]>;
}
/** A case with how it is run and what takes its spikes. */
interface Asked {
  given: Given;
  network: NetworkCase;
  fingerprint: Fingerprint;
}

export const brian2Cases: CaseReader = {
  reads: (data) => {
    const given = data as Partial<Given> & { schema?: string };
    if (!given.schema?.startsWith("neuro-golden-case")) return false;
    return (given.model !== undefined && "grid" in (given.expected ?? {})) || given.network !== undefined;
  },
  compare: (data, fingerprint) => {
    const given = data as Given;
    checkFields(given);
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
    const asked = { given, network, fingerprint };
    if ("first_visible_at_ms" in given.expected) return arrivals(asked);
    if ("closed_form" in given.expected) return coupledPair(asked);
    return "grid" in given.expected ? oneCell(asked) : groups(asked);
  },
};

const grids = ["grid", "grid_exponential_euler", "grid_nest_order"];

/** The first group alone, in one or several ways: same method, other methods, the other order, and the limit of small steps. */
function oneCell({ given, network, fingerprint }: Asked): Deviation[] {
  const { expected, tolerance, duration_ms } = given;
  expectFields(expected, "expected", [...grids, "converged", "neuron"]);
  expectFields(tolerance, "tolerance", ["grid", "converged"]);
  const limits = (tolerance["grid"] ?? {}) as Record<string, unknown>;
  expectFields(
    limits,
    "tolerance.grid",
    "spike_steps trace_abs trace_abs_mV trace_compare_until_ms compare_first_n_spikes".split(" "),
  );
  const target = Object.keys(network.groups)[0] as string;
  const deviations: Deviation[] = [];
  for (const name of grids) {
    if (!(name in expected)) continue;
    const grid = expected[name] as Grid;
    expectFields(
      grid,
      `expected.${name}`,
      "method dt_ms spike_steps spike_step_ends spike_times_ms stamp trace".split(" "),
    );
    const order = name === "grid_nest_order" ? "nest" : "brian2";
    const method = order === "nest" ? given.method : grid.method;
    const steps = Math.round(duration_ms / grid.dt_ms);
    const traces = [grid.trace, name === "grid" ? (expected["converged"] as Converged | undefined)?.trace : undefined];
    const circuit = circuitOf(given, network, method, grid.dt_ms, order);
    const run = runGolden(
      circuit.graph,
      circuit.catalogue,
      steps + 1,
      traces.flatMap((trace) => (trace ? [watch(trace, target, grid.dt_ms)] : [])),
      fingerprint,
      name,
    );
    const found = within(run.spikes(target), steps).steps;
    const wanted = grid.spike_steps ?? grid.spike_step_ends?.map((end) => end - 1) ?? [];
    deviations.push({
      what: `${spikesOf(wanted.length)} (${name})`,
      found: mismatches(found, wanted, Number(limits["compare_first_n_spikes"] ?? Number.POSITIVE_INFINITY)),
      allowed: 0,
      unit: "",
    });
    if (grid.trace)
      deviations.push({
        what: `${grid.trace.variable} (${name})`,
        found: worst(
          grid.trace,
          run.samples[0] ?? [],
          Number(limits["trace_compare_until_ms"] ?? Number.POSITIVE_INFINITY),
        ),
        allowed: traceLimit(limits),
        unit: "mV",
      });
    if (name === "grid") deviations.push(...fromConverged(given, run, found, grid.dt_ms));
  }
  return deviations;
}

/** How far the run at the case's own step is from the solution without step error; a spike's time is the end of its step. */
function fromConverged({ expected, tolerance }: Given, run: GoldenRun, steps: number[], dt: number): Deviation[] {
  const limits = tolerance["converged"] as Record<string, unknown> | undefined;
  if (!limits) return [];
  expectFields(
    limits,
    "tolerance.converged",
    "spike_count spike_time_ms compare_first_n_spikes trace_abs_mV trace_abs".split(" "),
  );
  const deviations: Deviation[] = [];
  for (const name of ["converged", "neuron"]) {
    const wanted = expected[name] as Converged | undefined;
    if (!wanted) continue;
    expectFields(wanted, `expected.${name}`, ["method", "spike_times_ms", "trace", "peak_mV"]);
    const times = wanted.spike_times_ms;
    if (times && limits["spike_count"] === "exact")
      deviations.push({
        what: `${spikesOf(times.length)} (${name})`,
        found: Math.abs(steps.length - times.length),
        allowed: 0,
        unit: "",
      });
    const first = Math.min(Number(limits["compare_first_n_spikes"] ?? 0), times?.length ?? 0);
    if (first > 0)
      deviations.push({
        what: `times of ${spikesOf(first)} (${name})`,
        found: worstOf(
          steps.map((step) => (step + 1) * dt),
          (times as number[]).slice(0, first),
        ),
        allowed: Number(limits["spike_time_ms"]),
        unit: "ms",
      });
    const limit = limits["trace_abs_mV"] ?? limits["trace_abs"];
    if (wanted.trace && limit !== undefined)
      deviations.push({
        what: `${wanted.trace.variable} (${name})`,
        found: worst(wanted.trace, run.samples[1] ?? [], Number.POSITIVE_INFINITY),
        allowed: Number(limit),
        unit: "mV",
      });
  }
  return deviations;
}

/** Small networks: every group has its own expectations. */
function groups({ given, network, fingerprint }: Asked): Deviation[] {
  const { expected, tolerance, dt_ms, duration_ms } = given;
  expectFields(expected, "expected", Object.keys(network.groups));
  expectFields(
    tolerance,
    "tolerance",
    "spike_steps trace_abs trace_abs_mV trace_compare_until_ms compare_first_n_spikes final_state_abs".split(" "),
  );
  const firstSpikes = Number(tolerance["compare_first_n_spikes"] ?? Number.POSITIVE_INFINITY);
  const traceUntil = Number(tolerance["trace_compare_until_ms"] ?? Number.POSITIVE_INFINITY);
  const wanted = Object.entries(expected) as [string, GroupExpected][];
  for (const [group, each] of wanted)
    expectFields(each, `expected.${group}`, ["spikes_index_step", "spike_counts", "traces", "final_state"]);
  const steps = Math.round(duration_ms / dt_ms);
  const traces = wanted.flatMap(([group, each]) => (each.traces ?? []).map((trace) => ({ group, trace })));
  const finals = wanted.flatMap(([group, each]) =>
    Object.entries(each.final_state ?? {}).map(([variable, values]) => ({ group, variable, values })),
  );
  const circuit = circuitOf(given, network, given.method, dt_ms, "brian2");
  const run = runGolden(
    circuit.graph,
    circuit.catalogue,
    steps + 1,
    [
      ...traces.map(({ group, trace }) => watch(trace, group, dt_ms)),
      ...finals.map(({ group, variable, values }) => ({
        node: group,
        variable,
        cells: values.map((_, cell) => cell),
        every: steps,
      })),
    ],
    fingerprint,
  );
  const deviations: Deviation[] = [];
  for (const [group, { spikes_index_step: spikes = [], spike_counts }] of wanted) {
    const key = (cell: number, step: number) => `${String(step).padStart(9, "0")} ${cell}`;
    const found = within(run.spikes(group), steps);
    deviations.push({
      what: `${spikesOf(spikes.length)} of ${group}`,
      found: mismatches(
        found.steps.map((step, k) => key(found.cells[k] as number, step)).sort(),
        spikes.map(([cell, step]) => key(cell, step)).sort(),
        firstSpikes,
      ),
      allowed: 0,
      unit: "",
    });
    if (spike_counts && firstSpikes === Number.POSITIVE_INFINITY)
      deviations.push({
        what: `spike counts of ${group}`,
        found: worstOf(
          spike_counts.map((_, cell) => found.cells.filter((each) => each === cell).length),
          spike_counts,
        ),
        allowed: 0,
        unit: "",
      });
  }
  traces.forEach(({ group, trace }, k) => {
    deviations.push({
      what: `${trace.variable} of ${group} ${trace.neuron ?? 0}`,
      found: worst(trace, run.samples[k] ?? [], traceUntil),
      allowed: traceLimit(tolerance),
      unit: "mV",
    });
  });
  if (traceUntil === Number.POSITIVE_INFINITY)
    finals.forEach(({ group, variable, values }, k) => {
      deviations.push({
        what: `${variable} of ${group} at the end`,
        found: worstOf((run.samples[traces.length + k] ?? []).slice(-values.length), values),
        allowed: Number(tolerance["final_state_abs"] ?? traceLimit(tolerance)),
        unit: "",
      });
    });
  return deviations;
}

/** The first grid time at which each jump shows, by target cell, and the potentials at the end. */
function arrivals({ given, network, fingerprint }: Asked): Deviation[] {
  const { expected, tolerance, dt_ms, duration_ms } = given;
  expectFields(expected, "expected", ["first_visible_at_ms", "v_final_mV"]);
  expectFields(tolerance, "tolerance", ["time", "v_abs_mV"]);
  const [target = "", group] = Object.entries(network.groups)[0] as [string, Group];
  const steps = Math.round(duration_ms / dt_ms);
  const circuit = circuitOf(given, network, given.method, dt_ms, "brian2");
  const cells = Array.from({ length: group.n }, (_, cell) => cell);
  const run = runGolden(
    circuit.graph,
    circuit.catalogue,
    steps + 1,
    [{ node: target, variable: "v", cells, every: 1 }],
    fingerprint,
  );
  const values = cells.map((cell) => run.samples[0]?.filter((_, k) => k % group.n === cell) ?? []);
  const visible = expected["first_visible_at_ms"] as number[][];
  let wrong = 0;
  visible.forEach((times, cell) => {
    const own = values[cell] ?? [];
    const jumps = own.flatMap((value, k) => (k > 0 && Math.abs(value - (own[k - 1] as number)) > 1e-3 ? [k] : []));
    // A jump is one sample, and what decays after it is slower than that.
    const starts = jumps.filter((k) => sizeAt(own, k) > 2 * sizeAt(own, k + 1) || !jumps.includes(k - 1));
    wrong += times.filter((time, k) => starts[k] !== Math.round(time / dt_ms)).length;
  });
  const deviations: Deviation[] = [{ what: `${visible.flat().length} arrivals`, found: wrong, allowed: 0, unit: "" }];
  const final = expected["v_final_mV"] as number[] | undefined;
  if (final)
    deviations.push({
      what: "v at the end",
      found: worstOf(
        values.map((own) => own.at(-1) ?? Number.NaN),
        final,
      ),
      allowed: Number(tolerance["v_abs_mV"]),
      unit: "mV",
    });
  return deviations;
}

const sizeAt = (values: readonly number[], k: number): number =>
  Math.abs((values[k] ?? Number.NaN) - (values[k - 1] ?? Number.NaN));

/** Cells that leak into each other: potentials of the same scheme, of the closed form, and what comes across in the end. */
function coupledPair({ given, network, fingerprint }: Asked): Deviation[] {
  const { expected, tolerance, dt_ms } = given;
  expectFields(expected, "expected", ["closed_form", "grid", "steady_coupling_coefficient"]);
  expectFields(tolerance, "tolerance", ["grid_abs_mV", "closed_form_abs_mV"]);
  const [target = "", group] = Object.entries(network.groups)[0] as [string, Group];
  const closed = expected["closed_form"] as Record<string, number[]>;
  const grid = (expected["grid"] ?? {}) as Record<string, number[]>;
  const times = closed["t_ms"] as number[];
  const potentials = Array.from({ length: group.n }, (_, cell) => `v${cell + 1}_mV`);
  expectFields(closed, "expected.closed_form", ["t_ms", ...potentials]);
  expectFields(grid, "expected.grid", potentials);
  const every = Math.round(((times[1] ?? 1) - (times[0] ?? 0)) / dt_ms);
  const circuit = circuitOf(given, network, "exact", dt_ms, "brian2");
  const cells = potentials.map((_, cell) => cell);
  const [E_L, steady] = [group.parameters["E_L"], expected["steady_coupling_coefficient"] as number | undefined];
  // For the steady state twenty times as long, which leaves nothing of how it began.
  const steps = Math.round((given.duration_ms / dt_ms) * (steady === undefined ? 1 : 20));
  const run = runGolden(
    circuit.graph,
    circuit.catalogue,
    steps + 1,
    [{ node: target, variable: "v", cells, every }],
    fingerprint,
  );
  const samples = run.samples[0] ?? [];
  const at = (cell: number): number[] =>
    times.map((time) => samples[Math.round(time / dt_ms / every) * group.n + cell] ?? Number.NaN);
  const deviations = (
    [
      ["grid", grid],
      ["closed_form", closed],
    ] as const
  ).flatMap(([name, values]) =>
    potentials.flatMap((potential, cell): Deviation[] =>
      values[potential]
        ? [
            {
              what: `v of ${cell} (${name})`,
              found: worstOf(at(cell), values[potential]),
              allowed: Number(tolerance[`${name}_abs_mV`]),
              unit: "mV",
            },
          ]
        : [],
    ),
  );
  if (steady !== undefined) {
    const [first, second] = samples.slice(-group.n).map((v) => v - Number(quantityOf(E_L, "E_L")));
    deviations.push({
      what: "steady coupling",
      found: Math.abs((second as number) / (first as number) - steady),
      allowed: Number(tolerance["grid_abs_mV"]),
      unit: "",
    });
  }
  return deviations;
}

const spikesOf = (count: number): string => `${count} ${count === 1 ? "spike" : "spikes"}`;

const watch = ({ variable, neuron = 0, dt_ms }: Trace, node: string, dt: number): Watched => ({
  node,
  variable,
  cells: [neuron],
  every: Math.max(1, Math.round(dt_ms / dt)),
});

const traceLimit = (limits: Readonly<Record<string, unknown>>): number =>
  Number(limits["trace_abs"] ?? limits["trace_abs_mV"] ?? 1e-6);

/** One step more is run than asked for, so that the last sample is there; its spikes are not. */
function within({ steps, cells }: Trains, end: number): Trains {
  const inside = steps.map((step) => step < end);
  return { steps: steps.filter((_, k) => inside[k]), cells: cells.filter((_, k) => inside[k]) };
}

const mismatches = <T>(found: readonly T[], expected: readonly T[], first: number): number => {
  const [a, b] = [found.slice(0, first), expected.slice(0, first)];
  return b.reduce<number>((count, value, k) => count + (value === a[k] ? 0 : 1), Math.max(0, a.length - b.length));
};

function worst(trace: Trace, values: readonly number[], untilMs: number): number {
  const wanted = trace.values.filter((_, k) => trace.t0_ms + k * trace.dt_ms <= untilMs);
  return worstOf(values.slice(Math.round(trace.t0_ms / trace.dt_ms)), wanted);
}
