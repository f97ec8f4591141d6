/**
 * A golden case of rate units as circuits. Twice, where it can be: as the text of its equations, all units in one system, so
 * that nothing is held over a step; and as kinds of the catalogue wired by weighted sums, each unit for itself, whose coupling
 * is read at the start of a step.
 */
import { formatVersion, type Graph, type Node, type Value, type Wire } from "../graph/index.ts";
import type { Kind, Method } from "../kind/index.ts";

export type Given = {
  id: string;
  model: { equations?: string[]; state?: string[]; name?: string };
  parameters: Record<string, { value: number | number[] | number[][] }>;
  initial?: Record<string, number>;
  stimulus?: { x: number[] };
  dt_ms: number;
  duration_ms: number;
  method: Method;
  expected: Record<string, unknown>;
  tolerance: Record<string, number>;
};

export interface Circuit {
  what: string;
  graph: Graph;
  catalogue: readonly Kind[];
  /** Where each variable of the case is found. */
  places: ReadonlyMap<string, { node: string; state: string; cell: number }>;
  /** Key of its tolerance in the case. */
  tolerance: string;
}

const numberIn = (given: Given, name: string): number => given.parameters[name]?.value as number;

/** The equations as they stand, each index written out: one cell with all variables as its states. */
export function asText(given: Given): Circuit {
  const states = given.model.state as string[];
  const scalars = Object.entries(given.parameters).flatMap(([name, { value }]) =>
    typeof value === "number" ? [[name, value] as const] : [],
  );
  const kind: Kind = {
    kind: "text",
    family: "neuron",
    version: 1,
    label: "",
    short: "",
    about: "",
    notes: "",
    sources: [],
    icon: "",
    inputs: {},
    outputs: {},
    parameters: Object.fromEntries(scalars.map(([name]) => [name, { default: 0, unit: "1", about: "" }])),
    state: Object.fromEntries(states.map((name) => [name, { unit: "1", start: "0", about: "" }])),
    equations: states.map((name) => equationOf(name, given)).join("\n"),
  };
  return {
    what: "as text",
    graph: graphOf(
      given,
      [
        node("text", "text", {
          method: given.method,
          parameters: Object.fromEntries(scalars),
          start: given.initial as Record<string, Value>,
        }),
      ],
      [],
    ),
    catalogue: [kind],
    places: new Map(states.map((state) => [state, { node: "text", state, cell: 0 }])),
    tolerance: `${given.method}_abs`,
  };
}

/** "dv_i/dt = … sum_j W_ij*tanh(v_j) …" for one unit: `v2` of six. */
function equationOf(state: string, { model, parameters }: Given): string {
  const [, letter = "", index = ""] = /^([a-z]+)(\d+)$/i.exec(state) ?? [];
  const alike = (model.state as string[]).filter((name) => name.replace(/\d+$/, "") === letter);
  const self = alike.indexOf(state);
  const others = alike.map((name) => name.slice(letter.length)).filter((each) => each !== index);
  const list = (name: string): readonly unknown[] => parameters[name]?.value as readonly unknown[];
  const text = model.equations?.find((line) => line.startsWith(`d${letter}_i/dt`)) ?? "";
  return text
    .replace(/sum_\{j != i\} (\w+)_j/g, (_, name) => `(${others.map((j) => name + j).join(" + ")})`)
    .replace(/sum_j (\w+)_ij\*(\w+\(\w+)_j\)/g, (_, W, of) => {
      const row = list(W)[self] as readonly number[];
      return `(${alike.map((name, j) => `(${row[j]})*${of}${name.slice(letter.length)})`).join(" + ")})`;
    })
    .replace(/\b(\w+)_j\b/g, (_, name) => name + (others[0] ?? ""))
    .replace(/\b(d?)([a-z]+)_i\b/gi, (_, d, name) =>
      Array.isArray(parameters[name]?.value) ? `(${list(name)[self]})` : `${d}${name}${index}`,
    );
}

export const wilsonCowan = (given: Given): Circuit => {
  const names = {
    c1: "c_1",
    c2: "c_2",
    c3: "c_3",
    c4: "c_4",
    ae: "a_e",
    the: "theta_e",
    ai: "a_i",
    thi: "theta_i",
    te: "tau_e",
    ti: "tau_i",
    P: "P",
    Q: "Q",
  };
  const parameters = Object.fromEntries(Object.entries(names).map(([theirs, ours]) => [ours, numberIn(given, theirs)]));
  return byKinds(
    given,
    [node("unit", "wilsonCowan", { method: given.method, parameters, start: given.initial as never })],
    [],
    {
      places: (name) => ({ node: "unit", state: name, cell: 0 }),
      tolerance: `${given.method}_abs`,
    },
  );
};

export function winnerTakeAll(given: Given): Circuit {
  const inputs = given.parameters["I"]?.value as number[];
  const [self, other] = [numberIn(given, "w_self"), -numberIn(given, "w_inh")];
  return byKinds(
    given,
    [
      node("unit", "firingRate", {
        n: inputs.length,
        method: "euler",
        parameters: { tau: numberIn(given, "tau"), I_e: { values: inputs } },
        start: startOf(given, "r", inputs.length),
      }),
      node("self", "weightedSum", { parameters: { weight: self }, connect: { rule: "one-to-one" } }),
      node("others", "weightedSum", {
        parameters: { weight: other },
        connect: { rule: "all-to-all", autapses: false },
      }),
    ],
    [...through("unit.r", "self", "unit.i"), ...through("unit.r", "others", "unit.i")],
  );
}

export function matsuoka(given: Given): Circuit {
  const parameters = Object.fromEntries(["s", "b", "tau_r", "tau_a"].map((name) => [name, numberIn(given, name)]));
  const start = { ...startOf(given, "x", 2, 1), ...startOf(given, "f", 2, 1) };
  return byKinds(
    given,
    [
      node("unit", "matsuokaUnit", { n: 2, method: "euler", parameters, start }),
      node("w", "weightedSum", {
        parameters: { weight: -numberIn(given, "w") },
        connect: { rule: "all-to-all", autapses: false },
      }),
    ],
    through("unit.y", "w", "unit.i"),
    { places: (name) => ({ node: "unit", state: name.charAt(0), cell: Number(name.slice(1)) - 1 }) },
  );
}

export function lectureNetwork(given: Given): Circuit {
  const W = given.parameters["W"]?.value as number[][];
  return byKinds(
    given,
    [
      node("unit", "tanhUnit", {
        n: W.length,
        method: "euler",
        parameters: { tau: numberIn(given, "tau"), I_e: { values: given.parameters["I"]?.value as number[] } },
        start: startOf(given, "v", W.length),
      }),
      node("W", "weightedSum", { parameters: { weight: { values: byPair(W) } } }),
    ],
    through("unit.r", "W", "unit.i"),
  );
}

/** A cue for 100 ms on a ring of units; what remains is read off as rates and as the angle of the bump. */
export function ringAttractor(given: Given): Circuit {
  const N = numberIn(given, "N");
  const angle = (k: number): number => (2 * Math.PI * k) / N;
  const [J0, J1] = [numberIn(given, "J0"), numberIn(given, "J1")];
  const W = Array.from({ length: N }, (_, i) =>
    Array.from({ length: N }, (_, j) => (J0 + J1 * Math.cos(angle(i) - angle(j))) / N),
  );
  const cue = Array.from({ length: N }, (_, k) => numberIn(given, "I1") * Math.cos(angle(k) - numberIn(given, "cue")));
  return byKinds(
    given,
    [
      node("unit", "firingRate", {
        n: N,
        method: "euler",
        parameters: { tau: numberIn(given, "tau"), I_e: numberIn(given, "I0") },
      }),
      node("cue", "step", { n: N, form: "plain", parameters: { amplitude: { values: cue }, start: 0, stop: 100 } }),
      node("W", "weightedSum", { parameters: { weight: { values: byPair(W) } } }),
    ],
    [{ from: "cue.i", to: "unit.i" }, ...through("unit.r", "W", "unit.i")],
    { tolerance: "abs" },
  );
}

/**
 * The curves of the units: cells that start at the given activations send what they send for one step of 1 ms to a unit with
 * tau 1 ms, which by Euler's method then holds just that.
 */
export function activation(given: Given, kind: string, parameters: Record<string, Value>): Circuit {
  const { x } = given.stimulus as { x: number[] };
  return byKinds(
    { ...given, dt_ms: 1 },
    [
      node("unit", kind, { n: x.length, parameters, start: { v: { values: x } } }),
      node("one", "weightedSum", { connect: { rule: "one-to-one" } }),
      node("held", "linearUnit", { n: x.length, method: "euler", parameters: { tau: 1 } }),
    ],
    through("unit.r", "one", "held.i"),
    {
      places: (name) => ({ node: "held", state: "v", cell: Number(name) }),
      names: x.map((_, k) => String(k)),
      tolerance: "abs",
    },
  );
}

function byKinds(
  given: Given,
  nodes: readonly Node[],
  wires: readonly Wire[],
  {
    places = (name: string) => ({ node: "unit", state: name.charAt(0), cell: Number(name.slice(1)) }),
    tolerance = "euler_abs",
    names = given.model.state ?? Array.from({ length: nodes[0]?.n ?? 1 }, (_, k) => `r${k}`),
  }: {
    places?: (name: string) => { node: string; state: string; cell: number };
    tolerance?: string;
    names?: readonly string[];
  } = {},
): Circuit {
  return {
    what: "as kinds",
    graph: graphOf(given, nodes, wires),
    catalogue: [],
    places: new Map(names.map((name) => [name, places(name)])),
    tolerance,
  };
}

/** Starts of one variable, from "v0", "v1" … of the case. */
const startOf = ({ initial = {} }: Given, letter: string, n: number, from = 0): Record<string, Value> => ({
  [letter]: { values: Array.from({ length: n }, (_, k) => initial[`${letter}${k + from}`] ?? 0) },
});

/** W[target][source] in the order of pairs: by source, then by target. */
const byPair = (W: readonly (readonly number[])[]): number[] => W.flatMap((_, j) => W.map((row) => row[j] as number));

const node = (id: string, kind: string, more: Partial<Node>): Node => ({ id, kind, label: id, at: [0, 0], ...more });

const through = (from: string, synapse: string, to: string): Wire[] => [
  { from, to: `${synapse}.r_pre` },
  { from: `${synapse}.i`, to },
];

const graphOf = (given: Given, nodes: readonly Node[], wires: readonly Wire[]): Graph => ({
  spikeboard: formatVersion,
  name: given.id,
  seed: 0,
  dt: given.dt_ms,
  order: "brian2",
  nodes,
  wires,
});
