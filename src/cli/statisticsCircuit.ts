/**
 * A golden case of statistics as a circuit: excitation `e` and inhibition `i`, drawn from a seed. The cases say in words how
 * things are drawn; what the words say is read here, and what cannot be read is an error.
 */
import type { Distribution, Graph, Node, Wire } from "../graph/index.ts";
import { balanced, izhikevichCell, jump, node, traubMiles } from "./bench/circuits.ts";
import { expectFields } from "./caseFields.ts";

export interface Given {
  id: string;
  model: {
    equations: string[] | string;
    threshold?: string;
    reset?: string;
    method: string;
    connectivity: string;
    "zero synaptic delay"?: string;
  };
  parameters: Record<string, unknown>;
  dt_ms: number;
  duration_ms: number;
  window_ms: [number, number];
  metrics: Record<string, string>;
  expected: Record<string, { mean: number }>;
  tolerance: { single_run_interval: Record<string, [number, number]> };
}

/** By a parameter that only this network has. @throws when none fits, or a field or its words cannot be read */
export function circuitOf(given: Given, seed: number): Graph {
  const has = (name: string): boolean => name in given.parameters;
  const make = has("J_mV")
    ? brunel
    : has("w_e_mV")
      ? currentBased
      : has("C_pF")
        ? conductanceBased
        : has("m0 = h0 = n0")
          ? conductanceBasedHh
          : has("noise_sd_E")
            ? thousandCells
            : undefined;
  if (!make) throw new Error(`its parameters are ${Object.keys(given.parameters).join(", ")}: no network known here`);
  return { ...make(given), seed, dt: given.dt_ms };
}

/** Numbers of the case, after its overrides. */
function numbersOf(
  { parameters }: Given,
  named: readonly string[],
  overrides: readonly string[],
  texts: readonly string[] = [],
) {
  const changed = (parameters["overrides"] ?? {}) as Record<string, unknown>;
  expectFields(parameters, "parameters", [...named, ...texts, "overrides", "N"]);
  expectFields(changed, "parameters.overrides", overrides);
  const found = (name: string, otherwise?: number): number => {
    const value = changed[name] ?? parameters[name] ?? otherwise;
    if (typeof value !== "number") throw new Error(`parameters.${name} is ${JSON.stringify(value)}, not a number`);
    return value;
  };
  return found;
}

/** The groups of a pattern in a text. */
function read(text: unknown, pattern: RegExp, what: string): string[] {
  const found = pattern.exec(String(text));
  if (!found) throw new Error(`${what} is ${JSON.stringify(text)}, which cannot be read`);
  return found.slice(1).map((part) => part ?? "");
}
const numbersIn = (text: unknown, pattern: RegExp, what: string): number[] => read(text, pattern, what).map(Number);

/** Threshold and reset, written "v > -50 mV" and "v = -60 mV". */
const levelsOf = ({ model }: Given): [threshold: number, reset: number] => [
  numbersIn(model.threshold, /^v > (-?[\d.]+) mV$/, "model.threshold")[0] as number,
  numbersIn(model.reset, /^v = (-?[\d.]+) mV$/, "model.reset")[0] as number,
];

/** Four fifths excite; every ordered pair, a cell and itself too, with one probability. */
function sparse(given: Given, found: (name: string, otherwise?: number) => number) {
  const N = found("N");
  read(
    given.model.connectivity,
    /^(Bernoulli p for every ordered pair, autapses allowed); first 80 % excitatory$/,
    "model.connectivity",
  );
  read(
    given.model["zero synaptic delay"],
    /^(events act in the step of the spike, after the threshold test)$/,
    "zero synaptic delay",
  );
  const e = Math.round(0.8 * N);
  return { count: { e, i: N - e }, connect: { rule: "probability", p: found("p", 0.02) } as const };
}

function currentBased(given: Given): Graph {
  const found = numbersOf(
    given,
    "tau_m_ms tau_e_ms tau_i_ms E_L_mV t_ref_ms w_e_mV w_i_mV".split(" "),
    ["N", "p", "w_e_mV", "w_i_mV"],
    ["v0"],
  );
  const { count, connect } = sparse(given, found);
  const [V_th, V_reset] = levelsOf(given);
  const [low = 0, high = 0] = numbersIn(given.parameters["v0"], /^uniform\((-?[\d.]+), (-?[\d.]+)\) mV$/, "v0");
  const tau_m = found("tau_m_ms");
  return balanced(
    given.id,
    (id) =>
      node(id, "lif", {
        n: count[id],
        // As many pF as ms: a current of 1 pA is the model's 1 mV.
        parameters: { C_m: tau_m, tau_m, E_L: found("E_L_mV"), V_th, V_reset, t_ref: found("t_ref_ms") },
        start: { v: { uniform: [low, high] } },
      }),
    (id, from) =>
      node(id, "exponential", {
        parameters: { weight: found(`w_${from}_mV`), tau_syn: found(`tau_${from}_ms`), delay: 0 },
        connect,
      }),
  );
}

const normal = /^(-?[\d.]+) \+ ([\d.]+) N\(0,1\) mV$/;
const scaled = /^\((-?[\d.]+) \+ ([\d.]+) N\(0,1\)\)\*([\d.]+) nS/;

/** "-65 + 5 N(0,1) mV" */
function startOf(text: unknown): Distribution {
  const [mean = 0, sd = 0] = numbersIn(text, normal, "v0");
  return { normal: [mean, sd] };
}
/** "(4 + 1.5 N(0,1))*10 nS" */
function conductanceAt(text: unknown, what: string): string {
  const [mean = 0, sd = 0, unit = 0] = numbersIn(text, scaled, what);
  return `${mean * unit} nS + ${sd * unit} nS*randn()`;
}

function conductanceBased(given: Given): Graph {
  const { parameters } = given;
  const found = numbersOf(
    given,
    "C_pF g_L_nS E_L_mV E_e_mV E_i_mV tau_e_ms tau_i_ms t_ref_ms w_e_nS w_i_nS".split(" "),
    ["N", "p", "w_e_nS", "w_i_nS"],
    ["v0", "ge0", "gi0"],
  );
  const { count, connect } = sparse(given, found);
  const [V_th, V_reset] = levelsOf(given);
  const C_m = found("C_pF");
  const cell = { C_m, tau_m: C_m / found("g_L_nS"), E_L: found("E_L_mV"), V_th, V_reset, t_ref: found("t_ref_ms") };
  return balanced(
    given.id,
    (id) =>
      node(id, "lif", {
        n: count[id],
        parameters: cell,
        start: { v: startOf(parameters["v0"]) },
        method: "exponential_euler",
      }),
    (id, from) =>
      node(id, "exponentialConductance", {
        parameters: {
          weight: found(`w_${from}_nS`),
          tau_syn: found(`tau_${from}_ms`),
          E_rev: found(`E_${from}_mV`),
          delay: 0,
        },
        start: { g: conductanceAt(parameters[`g${from}0`], `g${from}0`) },
        connect,
      }),
  );
}

/** "as COBA": what the other conductance-based network starts from. */
const asCoba = { v: { normal: [-65, 5] }, e: "40 nS + 15 nS*randn()", i: "200 nS + 120 nS*randn()" } as const;

function conductanceBasedHh(given: Given): Graph {
  const { model, parameters } = given;
  const found = numbersOf(
    given,
    ["w_e_nS", "w_i_nS", "tau_e_ms", "tau_i_ms"],
    ["N", "p", "w_e_nS", "w_i_nS"],
    ["v0, ge0, gi0", "m0 = h0 = n0"],
  );
  const { count, connect } = sparse(given, found);
  const [E_e = 0, E_i = 0] = numbersIn(
    model.equations,
    /^model traub_miles plus ge\*\((-?[\d.]+) - v\) \+ gi\*\((-?[\d.]+) - v\)$/,
    "model.equations",
  );
  const [level = 0, t_ref = 0] = numbersIn(
    model.threshold,
    /^v > (-?[\d.]+) mV, not again within ([\d.]+) ms; nothing is frozen or reset$/,
    "model.threshold",
  );
  read(parameters["v0, ge0, gi0"], /^(as COBA)$/, "v0, ge0, gi0");
  const gates = Number(parameters["m0 = h0 = n0"]);
  return balanced(
    given.id,
    (id) =>
      node(id, "customNeuron", {
        n: count[id],
        definition: { ...traubMiles, threshold: `v > ${level} mV` },
        parameters: { t_ref },
        start: { v: asCoba.v, m: gates, h: gates, n: gates },
        method: "exponential_euler",
      }),
    (id, from) =>
      node(id, "exponentialConductance", {
        parameters: {
          weight: found(`w_${from}_nS`),
          tau_syn: found(`tau_${from}_ms`),
          E_rev: from === "e" ? E_e : E_i,
          delay: 0,
        },
        start: { g: asCoba[from] },
        connect,
      }),
  );
}

function brunel(given: Given): Graph {
  const { model } = given;
  const found = numbersOf(
    given,
    "tau_ms theta_mV v_reset_mV t_ref_ms J_mV delay_ms N_E N_I C_E C_I v0 g eta".split(" "),
    "g eta NE NI CE CI J delay_ms".split(" "),
  );
  const [V_th, V_reset] = levelsOf(given);
  if (V_th !== found("theta_mV") || V_reset !== found("v_reset_mV"))
    throw new Error("model.threshold and model.reset are not theta_mV and v_reset_mV");
  read(
    model.connectivity,
    /^(fixed in-degree C_E, C_I drawn with replacement; delay [\d.]+ ms; each cell its own Poisson input of rate C_E\*nu_ext, nu_ext = eta\*theta\/\(J\*C_E\*tau\))$/,
    "model.connectivity",
  );
  const count = { e: found("NE", found("N_E")), i: found("NI", found("N_I")) };
  const sources = { e: found("CE", found("C_E")), i: found("CI", found("C_I")) };
  const [J, tau_m] = [found("J", found("J_mV")), found("tau_ms")];
  const delay = found("delay_ms");
  const both = balanced(
    given.id,
    (id) =>
      node(id, "lif", {
        n: count[id],
        parameters: { C_m: tau_m, tau_m, E_L: 0, V_th, V_reset, t_ref: found("t_ref_ms") },
        start: { v: found("v0") },
      }),
    (id, from) =>
      node(id, "delta", {
        parameters: { weight: from === "e" ? J : -found("g") * J, delay },
        connect: { rule: "in-degree", k: sources[from] },
      }),
  );
  // C_E nu_ext, in spikes a second: C_E goes out.
  const rate = (1000 * found("eta") * V_th) / (J * tau_m);
  const drive = (["e", "i"] as const).flatMap((id): Node[] => [
    node(`noise_${id}`, "poisson", { n: count[id], parameters: { rate } }),
    node(`drive_${id}`, "delta", { parameters: { weight: J, delay: 0 }, connect: { rule: "one-to-one" } }),
  ]);
  const wires = ["e", "i"].flatMap((id): Wire[] => [
    { from: `noise_${id}.spikes`, to: `drive_${id}.spikes` },
    { from: `drive_${id}.i`, to: `${id}.i` },
  ]);
  return { ...both, nodes: [...both.nodes, ...drive], wires: [...both.wires, ...wires] };
}

/** "c -65 + 15 r^2" among others: a number of each cell from its draw r. */
function numberFrom(text: unknown, name: string): (r: number) => number {
  const [base, sign, factor, square] = read(
    text,
    new RegExp(`(?:^|, )${name} (-?[\\d.]+)(?: ([+-]) ([\\d.]+) r(\\^2)?)?(?:,|$)`),
    `parameters for ${name}`,
  );
  const slope = factor ? Number(`${sign}${factor}`) : 0;
  return (r) => Number(base) + slope * (square ? r * r : r);
}

function thousandCells(given: Given): Graph {
  const { model, parameters } = given;
  const found = numbersOf(
    given,
    ["N_E", "N_I", "noise_sd_E", "noise_sd_I", "v0"],
    ["N_E", "N_I", "noise_sd_E", "noise_sd_I"],
    ["E", "I", "u0"],
  );
  read(
    model.equations,
    /^(per 1 ms step: I = noise; cells with v >= 30: v = c, u \+= d, I \+= column of S; v advanced in two 0\.5 ms Euler half steps with u fixed; then u \+= a\*\(b\*v - u\))$/,
    "model.equations",
  );
  read(parameters["u0"], /^(b\*v0)$/, "u0");
  const [excites, inhibits] = read(
    model.connectivity,
    /^all to all, S\[target, source\]: ([\d.]*) ?rand for excitatory, -([\d.]*) ?rand for inhibitory sources$/,
    "model.connectivity",
  ).map((factor) => Number(factor === "" ? 1 : factor)) as [number, number];
  const cells = (id: "e" | "i"): Node => {
    const [text, n] = id === "e" ? [parameters["E"], found("N_E")] : [parameters["I"], found("N_I")];
    // One draw a cell, spread evenly over all draws.
    const draws = Array.from({ length: n }, (_, cell) => (cell * 0.6180339887498949) % 1);
    return node(id, "customNeuron", {
      n,
      definition: izhikevichCell,
      method: "gs_euler",
      start: { v: found("v0") },
      parameters: {
        noise: found(id === "e" ? "noise_sd_E" : "noise_sd_I"),
        ...Object.fromEntries(
          ["a", "b", "c", "d"].map((name) => [name, { values: draws.map(numberFrom(text, name)) }]),
        ),
      },
    });
  };
  return balanced(given.id, cells, (id, from) =>
    node(id, "customSynapse", {
      definition: jump,
      parameters: { weight: { uniform: from === "e" ? [0, excites] : [-inhibits, 0] } },
      connect: { rule: "all-to-all" },
    }),
  );
}
