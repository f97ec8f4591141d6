/** Random small circuits that pass the check of the graph: for properties that every circuit must have. */
import fc from "fast-check";
import type { Connect, Definition, Graph, Node, Value } from "../graph/index.ts";
import { type Catalogue, formNames, type Kind, type Method, type ResolvedKind, resolve } from "../kind/index.ts";
import { circuit, node } from "./circuits.ts";

type Forms = "absolute" | "per area" | "rate";
interface Piece {
  /** Set when the node is placed. */
  id?: never;
  kind: string;
  n: number;
  form?: string;
  method?: Method;
  parameters: Record<string, Value>;
  start?: Record<string, Value>;
  definition?: Definition;
  /** Units that current inputs must have. */
  current: Forms;
}

/** A number between two, or one a cell. */
const value = (low: number, high: number): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.double({ min: low, max: high, noNaN: true }).map((x) => Number(x.toPrecision(4))) },
    fc.constant({ uniform: [low, high] as const }),
    fc.constant({ normal: [(low + high) / 2, (high - low) / 6] as const, min: low, max: high }),
  );
const record = (entries: Record<string, fc.Arbitrary<Value>>) =>
  fc.record(entries, { requiredKeys: [] }) as fc.Arbitrary<Record<string, Value>>;
const method = (...methods: Method[]): fc.Arbitrary<{ method?: Method }> =>
  fc.record({ method: fc.constantFrom(...methods) }, { requiredKeys: [] });
/** Around the number of elements that go at a time: 2 and 8. */
const size = fc.constantFrom(1, 2, 3, 5, 7, 8, 9, 17);

const adaptive: Definition = {
  parameters: {
    tau: { default: 12, unit: "ms" },
    E: { default: -65, unit: "mV" },
    V_th: { default: -52, unit: "mV" },
    b: { default: 1.5, unit: "mV" },
    R: { default: 0.1, unit: "GOhm" },
    t_ref: { default: 1.3, unit: "ms" },
  },
  state: { v: { unit: "mV", start: "E + 8 mV*rand()" }, w: { unit: "mV", start: "0 mV" } },
  equations: "dv/dt = (E - v - w + R*i)/tau\ndw/dt = (0.2*(v - E) - w)/(80 ms)",
  threshold: "v > V_th + 0.1*w",
  reset: "v = E\nw += b",
  refractory: "t_ref",
  current: "pA",
};
/** Not linear, with a spike cut and noise: nothing of it is exact. */
const exponentialFire: Definition = {
  parameters: {
    tau: { default: 10, unit: "ms" },
    E: { default: -65, unit: "mV" },
    D: { default: 2, unit: "mV" },
    R: { default: 0.1, unit: "GOhm" },
    s: { default: 1, unit: "mV" },
  },
  state: { v: { unit: "mV", start: "E" } },
  equations: "dv/dt = (E - v + D*exp(min((v + 50 mV)/D, 8)) + R*i)/tau + s*xi/sqrt(tau)",
  threshold: "v >= -35 mV",
  reset: "v = E - 3 mV",
  current: "pA",
};
/** Two noises, no spike threshold reset: counts crossings. */
const swing: Definition = {
  parameters: { k: { default: 0.3, unit: "1/ms" } },
  state: { v: { unit: "mV", start: "10 mV*randn()" }, u: { unit: "mV", start: "3 mV" } },
  equations: "dv/dt = k*u + i*0.01 GOhm/ms\ndu/dt = -k*v - 0.01*u/ms",
  threshold: "v > 4 mV",
  current: "pA",
};

const unitForms: Readonly<Record<string, Forms>> = { pA: "absolute", "uA/cm^2": "per area", "mV/ms": "rate" };
const methods: Method[] = [
  "exact",
  "euler",
  "gs_euler",
  "exponential_euler",
  "exponential_euler_tabulated",
  "rk4",
  "rkf45",
];

/** A neuron of the catalogue as it comes or from one of its presets, driven from within over the range of its slider. */
function listedNeuron(kind: Kind): fc.Arbitrary<Piece> {
  const names = formNames(kind);
  return fc
    .record({
      form: names.length > 0 ? fc.constantFrom(...names) : fc.constant(undefined),
      preset: fc.constantFrom(undefined, ...Object.values(kind.presets ?? {})),
      n: size,
      drive: fc.double({ min: 0, max: 1, noNaN: true }),
      own: method(...methods),
    })
    .map(({ form, preset, n, drive, own }) => {
      const resolved = resolve(kind, form);
      const most = (resolved.parameters.I_e?.slider as readonly [number, number] | undefined)?.[1];
      const parameters = {
        ...(most === undefined ? {} : { I_e: Number((drive * most).toPrecision(3)) }),
        ...preset?.parameters,
      };
      const current = unitForms[resolved.inputs.i?.unit ?? ""] ?? "absolute";
      return {
        kind: kind.kind,
        n,
        ...(form === undefined ? {} : { form }),
        parameters,
        ...(preset?.start ? { start: preset.start } : {}),
        current,
        ...own,
      };
    });
}

const neuron = (catalogue: Catalogue): fc.Arbitrary<Piece> =>
  fc.oneof(
    // Values that differ from cell to cell go another way through the compiler than those of all cells.
    fc.record({
      kind: fc.constant("lif"),
      current: fc.constant("absolute" as const),
      n: size,
      parameters: record({
        I_e: value(0, 700),
        t_ref: value(0, 3),
        tau_m: value(5, 20),
        V_reset: value(-75, -60),
        E_L: value(-72, -66),
      }),
      start: record({ v: value(-70, -54) }),
    }),
    fc.oneof(...catalogue.filter(({ family, editable }) => family === "neuron" && !editable).map(listedNeuron)),
    fc.tuple(size, fc.constantFrom(adaptive, exponentialFire, swing), method(...methods)).map(
      ([n, definition, own]): Piece => ({
        kind: "customNeuron",
        n,
        definition,
        current: "absolute",
        parameters: {},
        ...own,
      }),
    ),
  );

const spikeList = fc.record({
  kind: fc.constant("spikeList"),
  n: size,
  parameters: fc.record({
    times: fc
      .array(
        fc.integer({ min: 1, max: 300 }).map((k) => k / 10),
        { maxLength: 12 },
      )
      .map((times) => times.sort((a, b) => a - b)),
  }),
});

/** Spike sources of the catalogue: the list, and all others at a rate at which something happens in a few milliseconds. */
const source = (catalogue: Catalogue): fc.Arbitrary<Pick<Piece, "kind" | "n" | "parameters">> =>
  fc.oneof(
    spikeList,
    ...catalogue
      .filter(({ family, spike }) => family === "spikes" && spike?.type === "count")
      .map((kind) => {
        const { rate } = resolve(kind).parameters;
        const rates: fc.Arbitrary<Value> =
          rate?.type === "equation" ? fc.constant("300 Hz*(1 + sin(2*pi*30 Hz*t))") : value(10, 900);
        return fc.record({ kind: fc.constant(kind.kind), n: size, parameters: record(rate ? { rate: rates } : {}) });
      }),
  );

/** Numbers of a kind, anywhere on their sliders, but for those that say when it is on. */
function onSliders({ parameters }: ResolvedKind, apart?: string): Record<string, fc.Arbitrary<Value>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { slider, range, type }]) => {
      const [low, high] = (slider ?? range ?? [0, 0]) as readonly [number, number];
      if (type !== undefined || name === apart || !(high > low) || name === "stop") return [];
      return [[name, name === "start" ? value(0, 10) : value(low, high)]];
    }),
  );
}

const current = (catalogue: Catalogue, form: Forms): fc.Arbitrary<Pick<Piece, "kind" | "form" | "parameters">> =>
  fc.oneof(
    ...catalogue
      .filter((kind) => kind.family === "current" && formNames(kind).includes(form))
      .map((kind) =>
        record(onSliders(resolve(kind, form))).map((parameters) => ({ kind: kind.kind, form, parameters })),
      ),
  );

const depressing: Definition = {
  parameters: {
    weight: { default: 150, unit: "pA" },
    tau: { default: 5, unit: "ms" },
    tau_x: { default: 60, unit: "ms" },
    U: { default: 0.4, unit: "1" },
  },
  state: { s: { unit: "1", start: "0" }, x: { unit: "1", start: "1" } },
  equations: "ds/dt = -s/tau\ndx/dt = (1 - x)/tau_x\ni = weight*s",
  onSpike: "s += U*x\nx -= U*x",
  current: "pA",
};
const unblocking: Definition = {
  parameters: { weight: { default: 0.5, unit: "nS" }, tau: { default: 9, unit: "ms" } },
  state: { g: { unit: "nS", start: "0 nS" } },
  equations: "dg/dt = -g/tau\ni = g*(0 mV - v)/(1 + exp(-0.06*v/mV))",
  onSpike: "g += weight",
  current: "pA",
};

type SynapsePiece = Pick<Piece, "kind" | "form" | "parameters" | "definition">;

/** A synapse of the catalogue that spikes reach and that fits the current of the target. */
function listedSynapse(kind: Kind, form: Forms): fc.Arbitrary<SynapsePiece>[] {
  const names = formNames(kind);
  if (names.length > 0 && !names.includes(form)) return [];
  const resolved = resolve(kind, names.length > 0 ? form : undefined);
  const unit = Object.values(resolved.outputs).find(({ signal }) => signal === "current")?.unit;
  if (!Object.values(resolved.inputs).every(({ signal }) => signal === "spikes")) return [];
  if (unit !== undefined && unitForms[unit] !== form) return [];
  const own = names.length > 0 ? { form } : {};
  return [record(onSliders(resolved, kind.delay)).map((parameters) => ({ kind: kind.kind, ...own, parameters }))];
}

const synapse = (catalogue: Catalogue, form: Forms): fc.Arbitrary<SynapsePiece> => {
  const listed = catalogue
    .filter(({ family, editable }) => family === "synapse" && !editable)
    .flatMap((kind) => listedSynapse(kind, form));
  const own = fc
    .constantFrom(depressing, unblocking)
    .map((definition) => ({ kind: "customSynapse", definition, parameters: {} }));
  return fc.oneof(...listed, ...(form === "absolute" ? [own] : []));
};

const degree = fc.integer({ min: 0, max: 4 });
const loops = fc.record({ autapses: fc.boolean(), multapses: fc.boolean() }, { requiredKeys: [] });
const connect: fc.Arbitrary<Connect> = fc.oneof(
  fc.record({ autapses: fc.boolean() }, { requiredKeys: [] }).map((own) => ({ rule: "all-to-all" as const, ...own })),
  fc.record({ p: fc.double({ min: 0, max: 1, noNaN: true }) }).map(({ p }) => ({ rule: "probability" as const, p })),
  fc.tuple(degree, loops).map(([k, own]) => ({ rule: "in-degree" as const, k, ...own })),
  fc.tuple(degree, loops).map(([k, own]) => ({ rule: "out-degree" as const, k, ...own })),
  fc.tuple(fc.integer({ min: 0, max: 30 }), loops).map(([k, own]) => ({ rule: "total" as const, k, ...own })),
);

/** One to three populations, up to two sources and currents, and up to six synapse nodes between any of them. */
export const arbitraryCircuit = (catalogue: Catalogue): fc.Arbitrary<Graph> =>
  fc
    .record({
      neurons: fc.array(neuron(catalogue), { minLength: 1, maxLength: 3 }),
      sources: fc.array(source(catalogue), { maxLength: 2 }),
      order: fc.constantFrom("nest" as const, "brian2" as const),
      seed: fc.integer({ min: 0, max: 1e6 }),
      dt: fc.constantFrom(0.1, 0.05, 0.025, 0.2),
    })
    .chain(({ neurons, sources, order, seed, dt }) => {
      const delay = value(order === "nest" ? 0.2 : 0, 4);
      const place = fc.record({ from: fc.nat(neurons.length + sources.length - 1), to: fc.nat(neurons.length - 1) });
      const synapses = fc.array(
        place.chain(({ from, to }) =>
          fc
            .tuple(synapse(catalogue, neurons[to]!.current), delay, connect)
            .map(([piece, delay, rule]) => ({ from, to, delay, rule, ...piece })),
        ),
        { maxLength: 6 },
      );
      const currents = fc.array(
        fc
          .nat(neurons.length - 1)
          .chain((to) =>
            fc
              .tuple(current(catalogue, neurons[to]!.current), fc.boolean())
              .map(([piece, each]) => ({ to, n: each ? neurons[to]!.n : 1, ...piece })),
          ),
        { maxLength: 2 },
      );
      return fc.tuple(synapses, currents).map(([synapses, currents]): Graph => {
        const cells = [...neurons, ...sources];
        const nodes: Node[] = cells.map(({ current: _, ...piece }: Partial<Piece>, k) =>
          node(`n${k}`, piece.kind!, piece),
        );
        const lines: string[] = [];
        synapses.forEach(({ from, to, delay, rule, kind, parameters, ...more }, k) => {
          nodes.push(node(`s${k}`, kind, { ...more, parameters: { ...parameters, delay }, connect: rule }));
          lines.push(`n${from}.spikes > s${k}.spikes`, `s${k}.i > n${to}.i`);
        });
        currents.forEach(({ to, kind, ...more }, k) => {
          nodes.push(node(`c${k}`, kind, more));
          lines.push(`c${k}.i > n${to}.i`);
        });
        return circuit(nodes, lines, { order, seed, dt });
      });
    });
