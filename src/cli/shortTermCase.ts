/**
 * Golden cases of short-term plasticity: what every spike of a train releases, and the current and potential that it makes. Each
 * runs as its own text and as the catalogue's kind.
 *
 * @source the recursion of Maass and Markram, Brian2 2.5.1; each case names its own
 */
import { formatVersion, type Graph, type Node, type Wire } from "../graph/index.ts";
import type { Catalogue, Kind } from "../kind/index.ts";
import { words as caseWords, expectFields, type Quantity, quantityOf, worstOf } from "./caseFields.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { runGolden } from "./goldenRun.ts";
import type { CaseReader, Deviation } from "./reference.ts";

interface Given {
  id: string;
  model: {
    name: string;
    between_spikes: string[];
    on_spike_in_order: string[];
    initial: Record<string, number>;
    post: string[];
  };
  parameters: Record<string, Quantity>;
  stimulus: { spike_times_ms: number[] };
  dt_ms: number;
  duration_ms: number;
  method: string;
  expected: {
    release_u_times_x?: number[];
    postsynaptic?: Record<string, { variable: string; t0_ms: number; dt_ms: number; values: number[] }>;
  };
  tolerance: { amplitude_abs?: number; trace_abs?: number };
}

interface Circuit {
  what: string;
  nodes: readonly Node[];
  kinds: readonly Kind[];
  /** Names of the current and the potential on the target. */
  variables: Readonly<Record<string, string>>;
}

export const shortTermCases = (catalogue: Catalogue): CaseReader => ({
  reads: (data) => {
    const given = data as { schema?: string; kind?: string; model?: unknown } | null;
    return (
      given?.schema?.startsWith("neuro-golden-case") === true && given.kind === "synapse" && given.model !== undefined
    );
  },
  compare: (data, fingerprint) => compare(data as Given, catalogue, fingerprint),
});

function compare(given: Given, catalogue: Catalogue, fingerprint: Fingerprint): Deviation[] {
  const { model, expected, tolerance } = given;
  expectFields(given, "", [
    ...caseWords,
    ..."model parameters stimulus dt_ms duration_ms method expected tolerance".split(" "),
  ]);
  if (model.name !== "tsodyks_markram") throw new Error(`${model.name} is not among the synapses; tsodyks_markram is`);
  expectFields(model, "model", ["name", "between_spikes", "on_spike_in_order", "initial", "post"]);
  expectFields(given.parameters, "parameters", ["U", "tau_f", "tau_d", "w"]);
  expectFields(given.stimulus, "stimulus", ["spike_times_ms"]);
  expectFields(expected, "expected", ["release_u_times_x", "postsynaptic"]);
  expectFields(tolerance, "tolerance", ["amplitude_abs", "trace_abs"]);
  return [asText(given), asKind(given)].flatMap((circuit) => deviations(given, circuit, catalogue, fingerprint));
}

function deviations(given: Given, circuit: Circuit, catalogue: Catalogue, fingerprint: Fingerprint): Deviation[] {
  const { expected, tolerance, stimulus, dt_ms: dt, duration_ms } = given;
  const variables = Object.values(circuit.variables);
  const run = runGolden(
    graphOf(given, circuit.nodes),
    [...catalogue, ...circuit.kinds],
    Math.round(duration_ms / dt) + 1,
    variables.map((variable) => ({ node: "post", variable, cells: [0], every: 1 })),
    fingerprint,
    circuit.what,
  );
  const samples = new Map(Object.keys(circuit.variables).map((name, k) => [name, run.samples[k] ?? []]));
  const found: Deviation[] = [];
  if (expected.release_u_times_x) {
    const current = samples.get("Is") ?? [];
    const fade = Math.exp(-dt / currentTau(given));
    const released = stimulus.spike_times_ms.map((time) => {
      const step = Math.round(time / dt);
      return ((current[step + 1] ?? Number.NaN) - (current[step] as number) * fade) / number(given, "w");
    });
    found.push({
      what: `release of ${released.length} spikes ${circuit.what}`,
      found: worstOf(released, expected.release_u_times_x),
      allowed: quantityOf(tolerance.amplitude_abs, "tolerance.amplitude_abs"),
      unit: "",
    });
  }
  for (const { variable, t0_ms, dt_ms, values } of Object.values(expected.postsynaptic ?? {})) {
    const own = samples.get(variable);
    if (!own) throw new Error(`the target has no ${variable}`);
    found.push({
      what: `${variable} ${circuit.what}`,
      found: worstOf(
        values.map((_, k) => own[Math.round((t0_ms + k * dt_ms) / dt)] ?? Number.NaN),
        values,
      ),
      allowed: quantityOf(tolerance.trace_abs, "tolerance.trace_abs"),
      unit: "",
    });
  }
  return found;
}

const words = { version: 1, label: "", short: "", about: "", notes: "", sources: [], icon: "" } as const;
const plain = { unit: "1", default: 0, about: "" } as const;
const number = (given: Given, name: string): number => quantityOf(given.parameters[name], name);
const at = [0, 0] as const;

/** Synapse and target as the case writes them. */
function asText(given: Given): Circuit {
  const { model } = given;
  // A facilitation that fades at once: u is forgotten before each spike.
  const forgets = number(given, "tau_f") === 0;
  const between = model.between_spikes.filter((line) => !forgets || !line.startsWith("du/dt"));
  const post = model.post.map((line) => line.replace(/ ms\b/g, ""));
  const stateOf = (line: string): string => /^d(\w+)\/dt/.exec(line)?.[1] as string;
  const synapse: Kind = {
    ...words,
    kind: "shortTermRule",
    family: "synapse",
    inputs: { spikes: { signal: "spikes", about: "" } },
    outputs: { i: { signal: "current", unit: "1", about: "" } },
    parameters: {
      delay: { ...plain, unit: "ms", per: "pair" },
      ...Object.fromEntries(
        Object.keys(given.parameters).map((name) => [name, name.startsWith("tau") ? { ...plain, unit: "ms" } : plain]),
      ),
    },
    state: Object.fromEntries(
      Object.entries(model.initial).map(([name, value]) => [name, { unit: "1", start: `${value}`, about: "" }]),
    ),
    equations: between.join("\n"),
    onSpike: [
      ...(forgets ? ["u = 0"] : []),
      ...model.on_spike_in_order.map((line) => line.replace(/^amplitude = /, "Is += ")),
    ].join("\n"),
    delay: "delay",
  };
  const target: Kind = {
    ...words,
    kind: "shortTermTarget",
    family: "neuron",
    inputs: { i: { signal: "current", unit: "1", about: "" } },
    outputs: {},
    parameters: {},
    state: Object.fromEntries(post.map((line) => [stateOf(line), { unit: "1", start: "0", about: "" }])),
    equations: post.join("\n"),
  };
  const parameters = Object.fromEntries(Object.keys(given.parameters).map((name) => [name, number(given, name)]));
  return {
    what: "as text",
    kinds: [synapse, target],
    nodes: [
      { id: "rule", kind: synapse.kind, label: "rule", at, parameters },
      { id: "post", kind: target.kind, label: "post", at, method: "exact" },
    ],
    variables: Object.fromEntries(post.map((line) => [stateOf(line), stateOf(line)])),
  };
}

const taus = { Is: /^dIs\/dt = -Is\/\(([\d.]+) ms\)$/, v: /^dv\/dt = \(Is - v\)\/\(([\d.]+) ms\)$/ } as const;

function tauOf({ model }: Given, name: keyof typeof taus): number {
  const found = model.post.map((line) => taus[name].exec(line)?.[1]).find((tau) => tau !== undefined);
  if (found === undefined) throw new Error(`model.post has no ${name} with a time constant in ms`);
  return Number(found);
}

const currentTau = (given: Given): number => tauOf(given, "Is");

/** The kind of the catalogue on a leaky cell at rest at 0, whose capacitance makes its resistance 1. */
function asKind(given: Given): Circuit {
  const tau_m = tauOf(given, "v");
  return {
    what: "as tsodyksMarkram",
    kinds: [],
    nodes: [
      {
        id: "rule",
        kind: "tsodyksMarkram",
        label: "rule",
        at,
        parameters: {
          weight: number(given, "w"),
          delay: 0,
          U: number(given, "U"),
          tau_rec: number(given, "tau_d"),
          tau_fac: number(given, "tau_f"),
          tau_syn: currentTau(given),
        },
      },
      {
        id: "post",
        kind: "lif",
        label: "post",
        at,
        parameters: { C_m: tau_m, tau_m, E_L: 0, V_reset: 0, V_th: 1000 },
      },
    ],
    variables: { Is: "rule.i_syn", v: "v" },
  };
}

function graphOf(given: Given, nodes: readonly Node[]): Graph {
  const source: Node = {
    id: "pre",
    kind: "spikeList",
    label: "pre",
    at,
    parameters: { times: given.stimulus.spike_times_ms },
  };
  const wires: Wire[] = [
    { from: "pre.spikes", to: "rule.spikes" },
    { from: "rule.i", to: "post.i" },
  ];
  return {
    spikeboard: formatVersion,
    name: given.id,
    seed: 0,
    dt: given.dt_ms,
    order: "brian2",
    nodes: [source, ...nodes],
    wires,
  };
}
