/**
 * A golden case of plasticity as circuits. One source and one target for each pair, which fire when the case says; between them
 * the rule, twice where it can be: as the text of the case, and as the kind of the catalogue that the rule is.
 */
import { formatVersion, type Graph, type Node, type Value, type Wire } from "../graph/index.ts";
import type { Kind } from "../kind/index.ts";
import { expectFields, type Quantity, quantityOf } from "./caseFields.ts";

export interface Given {
  id: string;
  model: {
    name: string;
    traces?: string[];
    on_pre_in_order?: string[];
    on_post_in_order?: string[];
    weight_dependence?: string;
    pairing?: string;
    rule?: string;
  };
  parameters: Record<string, Quantity<number | null>>;
  stimulus?: { pre_spike_times_ms?: number[]; post_spike_times_ms?: number[]; weights?: number[] };
  dt_ms?: number;
  expected: Record<string, unknown>;
  tolerance: Record<string, number>;
}

/** Spikes of one pair [ms]. */
export interface Pair {
  pre: readonly number[];
  post: readonly number[];
}

export interface Circuit {
  what: string;
  graph: Graph;
  catalogue: readonly Kind[];
  /** Weight at the start, as the circuit has it; deviations count from here when the case gives changes alone. */
  start: number;
}

interface Rule {
  /** Traces with their time constants. */
  traces: readonly string[];
  onPre: readonly string[];
  onPost: readonly string[];
  parameters: Readonly<Record<string, number>>;
}

const words = { version: 1, label: "", short: "", about: "", notes: "", sources: [], icon: "" } as const;
const plain = { unit: "1", default: 0, about: "" } as const;

/** Fires once for each spike that arrives, one step later, and again in the next if two arrive: the target of every pair. */
const target: Kind = {
  ...words,
  kind: "plasticityTarget",
  family: "neuron",
  inputs: { i: { signal: "current", unit: "pA", about: "" } },
  outputs: { spikes: { signal: "spikes", about: "" } },
  parameters: {},
  state: { v: { unit: "mV", start: "0", about: "" } },
  equations: "dv/dt = 0 mV/ms",
  spike: { type: "threshold", when: "v > 0.5 mV", then: "v = v - 1 mV", holds: [] },
};

/** The rule of a case as it is written, for weights that start at `start`. */
export function asText(given: Given, rule: Rule, start: number, pairs: readonly Pair[], dt: number): Circuit {
  const states = rule.traces.map((line) => /^d(\w+)\/dt/.exec(line)?.[1] as string);
  const kind: Kind = {
    ...words,
    kind: "rule",
    family: "synapse",
    inputs: { spikes: { signal: "spikes", about: "" } },
    outputs: { i: { signal: "current", reads: "i", unit: "pA", about: "" } },
    parameters: {
      weight: { ...plain, per: "pair" },
      delay: { ...plain, unit: "ms", per: "pair" },
      ...Object.fromEntries(
        Object.keys(rule.parameters).map((name) => [name, name.startsWith("tau") ? { ...plain, unit: "ms" } : plain]),
      ),
    },
    state: Object.fromEntries(
      ["w", ...states].map((name) => [name, { unit: "1", start: name === "w" ? "weight" : "0", about: "" }]),
    ),
    // It learns and sends nothing.
    equations: [...rule.traces, "i = 0 pA"].join("\n"),
    onSpike: rule.onPre.join("\n"),
    onPost: rule.onPost.join("\n"),
    delay: "delay",
  };
  return {
    what: "as text",
    catalogue: [kind, target],
    graph: graphOf(given, "rule", { weight: start, delay: delayOf(given), ...rule.parameters }, pairs, dt),
    start,
  };
}

/** The same with a kind of the catalogue. */
export const asKind = (
  given: Given,
  kind: string,
  parameters: Readonly<Record<string, number>>,
  start: number,
  pairs: readonly Pair[],
  dt: number,
): Circuit => ({
  what: `as ${kind}`,
  catalogue: [target],
  graph: graphOf(given, kind, { weight: start, delay: delayOf(given), ...parameters }, pairs, dt),
  start,
});

export const delayOf = ({ parameters }: Given): number =>
  parameters["delay_ms"] === undefined ? 0 : (quantityOf(parameters["delay_ms"], "delay_ms") ?? 0);

function graphOf(
  given: Given,
  kind: string,
  parameters: Record<string, Value>,
  pairs: readonly Pair[],
  dt: number,
): Graph {
  const at = [0, 0] as const;
  const n = pairs.length;
  const list = (id: string, times: (pair: Pair) => readonly number[]): Node => {
    const spikes = pairs
      .flatMap((pair, cell) => times(pair).map((time) => ({ time, cell })))
      .sort((a, b) => a.time - b.time);
    return {
      id,
      kind: "spikeList",
      label: id,
      at,
      n,
      parameters: { times: spikes.map(({ time }) => time), cells: spikes.map(({ cell }) => cell) },
    };
  };
  const connect = { rule: "one-to-one" } as const;
  const nodes: Node[] = [
    list("pre", ({ pre }) => pre),
    // What drives the target is one step ahead of it.
    list("drive", ({ post }) => post.map((time) => Math.round(time / dt - 1) * dt)),
    { id: "kick", kind: "delta", label: "kick", at, parameters: { weight: 1, delay: 0 }, connect },
    { id: "post", kind: target.kind, label: "post", at, n },
    { id: "rule", kind, label: "rule", at, parameters, connect },
  ];
  const wires: Wire[] = [
    { from: "drive.spikes", to: "kick.spikes" },
    { from: "kick.i", to: "post.i" },
    { from: "pre.spikes", to: "rule.spikes" },
    { from: "rule.i", to: "post.i" },
  ];
  return { spikeboard: formatVersion, name: given.id, seed: 0, dt, order: "brian2", nodes, wires };
}

/** Silent sources with the weights of the case onto one cell, which scales them in the tenth step. */
export function scaledTarget(given: Given, weights: readonly number[], sum: number): Graph {
  const at = [0, 0] as const;
  const dt = 0.1;
  return {
    spikeboard: formatVersion,
    name: given.id,
    seed: 0,
    dt,
    order: "brian2",
    nodes: [
      { id: "pre", kind: "spikeList", label: "pre", at, n: weights.length, parameters: { times: [] } },
      {
        id: "rule",
        kind: "scaledStdp",
        label: "rule",
        at,
        parameters: { weight: { values: [...weights] }, delay: 0, sum, interval: 10 * dt },
      },
      { id: "post", kind: "lif", label: "post", at },
    ],
    wires: [
      { from: "pre.spikes", to: "rule.spikes" },
      { from: "rule.i", to: "post.i" },
    ],
  };
}

/** What a case says of its rule: the text, the kind that it is, and the numbers of that kind. */
export interface Reading {
  rule: Rule;
  kind: string;
  /** Of the kind, for a weight scale W that the kind calls w_max; undefined when the kind has none. */
  parameters: (scale: number) => Readonly<Record<string, number>>;
  /** Weights of the kind end here; null: nowhere. */
  top: number | null;
  /** The kind keeps weights at 0 or above; the text only when it says so. */
  floor: boolean;
}

export function readRule(given: Given): Reading {
  expectFields(given.model, "model", [
    "name",
    "traces",
    "on_pre_in_order",
    "on_post_in_order",
    "weight_dependence",
    "pairing",
  ]);
  const read = rules[given.model.name];
  if (!read)
    throw new Error(
      `${given.model.name} is not a plasticity rule that is known here; known: ${Object.keys(rules).join(", ")}, scaling`,
    );
  return read(given);
}

const rules: Readonly<Record<string, (given: Given) => Reading>> = {
  stdp_pair: pairRule,
  stdp_triplet: tripletRule,
  stdp_inhibitory_homeostatic: inhibitoryRule,
};

/** A case writes `tau_plus` or `tau_plus_ms`. */
function pairRule({ model, parameters }: Given): Reading {
  expectFields(
    parameters,
    "parameters",
    "A_plus A_minus tau_plus tau_minus tau_plus_ms tau_minus_ms w0 w_max mu delay_ms".split(" "),
  );
  const number = (name: string): number => quantityOf(parameters[name], name) as number;
  const tau = (name: string): number => number(parameters[name] === undefined ? `${name}_ms` : name);
  const top = parameters["w_max"] === undefined ? null : quantityOf(parameters["w_max"], "w_max");
  const [dependence = "additive"] = (model.weight_dependence ?? "additive").split(":");
  if (dependence !== "additive" && dependence !== "multiplicative")
    throw new Error(`weight_dependence is ${model.weight_dependence}; additive and multiplicative are known`);
  if (dependence === "multiplicative" && top === null) throw new Error("a multiplicative rule needs a w_max");
  const nearest = /^nearest/.test(model.pairing ?? "");
  const pairings = ["all-to-all", "nearest neighbour (symmetric)"];
  if (model.pairing !== undefined && !pairings.includes(model.pairing))
    throw new Error(`pairing is ${model.pairing}; ${pairings.join(" and ")} are known`);

  const mu = dependence === "additive" ? 0 : number("mu");
  const [plus, minus] = dependence === "additive" ? ["1", "1"] : ["max(w_max - w, 0)^mu", "max(w, 0)^mu"];
  const fade = nearest ? "" : "+";
  const written = (lines: readonly string[] | undefined, otherwise: readonly string[]): string[] =>
    (lines ?? otherwise).map((line) =>
      line
        .replace(/f_plus\(w\)/g, plus)
        .replace(/f_minus\(w\)/g, minus)
        .replace(/= clip\((.*)\)$/, top === null ? "= $1" : "= clip($1, 0, w_max)"),
    );
  return {
    rule: {
      traces: model.traces?.map((line) => line) ?? ["dapre/dt = -apre/tau_plus", "dapost/dt = -apost/tau_minus"],
      onPre: written(model.on_pre_in_order, ["w = clip(w - apost*f_minus(w))", `apre ${fade}= A_plus`]),
      onPost: written(model.on_post_in_order, ["w = clip(w + apre*f_plus(w))", `apost ${fade}= A_minus`]),
      parameters: {
        A_plus: number("A_plus"),
        A_minus: number("A_minus"),
        tau_plus: tau("tau_plus"),
        tau_minus: tau("tau_minus"),
        ...(top === null ? {} : { w_max: top, mu }),
      },
    },
    kind: nearest ? "stdpNearest" : "stdp",
    // The kind takes its steps as parts of w_max.
    parameters: (scale) => ({
      A_plus: number("A_plus") * scale ** (mu - 1),
      A_minus: number("A_minus") * scale ** (mu - 1),
      tau_plus: tau("tau_plus"),
      tau_minus: tau("tau_minus"),
      mu,
      w_max: scale,
    }),
    top,
    floor: top !== null,
  };
}

function tripletRule({ model, parameters }: Given): Reading {
  const names = { A2p: "A2_plus", A3p: "A3_plus", A2m: "A2_minus", A3m: "A3_minus" };
  const times = { tp: "tau_plus", tx: "tau_x", tm: "tau_minus", ty: "tau_y" };
  expectFields(parameters, "parameters", [...Object.keys(names), ...Object.keys(times), "w0", "delay_ms"]);
  const number = (name: string): number => quantityOf(parameters[name], name) as number;
  const named = (of: Readonly<Record<string, string>>, scale: number) =>
    Object.fromEntries(Object.entries(of).map(([theirs, ours]) => [ours, number(theirs) / scale]));
  return {
    rule: {
      traces: model.traces ?? [
        "dr1/dt = -r1/tau_plus",
        "dr2/dt = -r2/tau_x",
        "do1/dt = -o1/tau_minus",
        "do2/dt = -o2/tau_y",
      ],
      onPre: model.on_pre_in_order ?? ["w = w - o1*(A2_minus + A3_minus*r2)", "r1 = r1 + 1", "r2 = r2 + 1"],
      onPost: model.on_post_in_order ?? ["w = w + r1*(A2_plus + A3_plus*o2)", "o1 = o1 + 1", "o2 = o2 + 1"],
      parameters: { ...named(names, 1), ...named(times, 1) },
    },
    kind: "tripletStdp",
    parameters: (scale) => ({ ...named(names, scale), ...named(times, 1), w_max: scale }),
    top: null,
    floor: false,
  };
}

function inhibitoryRule({ model, parameters }: Given): Reading {
  expectFields(parameters, "parameters", ["eta", "alpha", "rho0_hz", "tau", "w0", "delay_ms"]);
  const number = (name: string): number => quantityOf(parameters[name], name) as number;
  const [eta, tau] = [number("eta"), number("tau")];
  const alpha = parameters["alpha"] === undefined ? (2 * number("rho0_hz") * tau) / 1000 : number("alpha");
  return {
    rule: {
      traces: model.traces ?? ["dx/dt = -x/tau", "dy/dt = -y/tau"],
      onPre: model.on_pre_in_order ?? ["x = x + 1", "w = max(0, w + eta*(y - alpha))"],
      onPost: model.on_post_in_order ?? ["y = y + 1", "w = max(0, w + eta*x)"],
      parameters: { eta, alpha, tau },
    },
    kind: "inhibitoryStdp",
    parameters: () => ({ eta, rho_0: (alpha / (2 * tau)) * 1000, tau }),
    top: null,
    floor: true,
  };
}
