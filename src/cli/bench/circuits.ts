/**
 * The circuits that the benchmark runs, written as a person would write the file: Vogels and Abbott's networks in the three
 * forms of the review by Brette and others, Izhikevich's thousand cells, Brunel's twelve thousand, and bare leaky cells.
 */
import { type Definition, formatVersion, type Graph, type Node, type Wire } from "../../graph/index.ts";
import type { Method } from "../../kind/index.ts";

/** What a network's activity must look like for its time to count. */
export interface Expected {
  /** Start of the window in which rates are taken [ms]; it ends with the run. */
  fromMs: number;
  /** Mean rate by node [Hz], and how much graphs of other seeds spread about it (standard deviation). */
  rates: Readonly<Record<string, readonly [mean: number, sd: number]>>;
}

export interface NetworkCircuit {
  name: string;
  source: string;
  graph: Graph;
  /** Model time of one run [ms]. */
  durationMs: number;
  expected: Expected;
}

export const node = (id: string, kind: string, more: Partial<Node> = {}): Node => ({
  id,
  kind,
  label: id,
  at: [0, 0],
  ...more,
});

function graphOf(name: string, more: Partial<Graph>, nodes: readonly Node[], lines: readonly string[]): Graph {
  const wires = lines.map((line): Wire => {
    const [from = "", to = ""] = line.split(" > ");
    return { from, to };
  });
  return { spikeboard: formatVersion, name, seed: 1, dt: 0.1, order: "brian2", nodes, wires, ...more };
}

/** Excitation `e` and inhibition `i`, each onto both, by synapses of one kind. */
export function balanced(
  name: string,
  cells: (label: "e" | "i") => Node,
  synapse: (id: string, from: "e" | "i") => Node,
  more: Partial<Graph> = {},
): Graph {
  const pairs = [
    ["e", "e"],
    ["e", "i"],
    ["i", "e"],
    ["i", "i"],
  ] as const;
  return graphOf(
    name,
    more,
    [cells("e"), cells("i"), ...pairs.map(([from, to]) => synapse(from + to, from))],
    pairs.flatMap(([from, to]) => [`${from}.spikes > ${from + to}.spikes`, `${from + to}.i > ${to}.i`]),
  );
}

/** Leaky cells under a constant current, each from another starting point: nothing but the step itself. */
export const leaky = { C_m: 250, tau_m: 10, E_L: -70, V_th: -55, V_reset: -70, t_ref: 2, I_e: 380 } as const;
export const leakyCells = (n: number): Graph =>
  graphOf(
    "leaky cells",
    {},
    [node("cells", "lif", { n, parameters: leaky, start: { v: { values: leakyStart(n) } } })],
    [],
  );
/** Starting potentials [mV], spread evenly so that spikes come one by one. */
export const leakyStart = (n: number): number[] =>
  Array.from({ length: n }, (_, cell) => -70 + (15 * ((cell * 37) % 101)) / 101);

const coba = { C_m: 200, tau_m: 20, E_L: -60, V_th: -50, V_reset: -60, t_ref: 5 };
const sparse = { rule: "probability", p: 0.02 } as const;
const n4000 = (label: "e" | "i") => (label === "e" ? 3200 : 800);

/**
 * Current-based: the membrane has 20 pF, so that 1 pA is the model's 1 mV. Larger ones keep the 80 senders of a cell, and with
 * them the activity.
 */
export function cuba(n = 4000): NetworkCircuit {
  const share = (label: "e" | "i") => (label === "e" ? 0.8 * n : 0.2 * n);
  const graph = balanced(
    "CUBA",
    (label) =>
      node(label, "lif", {
        n: share(label),
        parameters: { C_m: 20, tau_m: 20, E_L: -49, V_th: -50, V_reset: -60, t_ref: 5 },
        start: { v: { uniform: [-60, -50] } },
      }),
    (id, from) =>
      node(id, "exponential", {
        parameters: from === "e" ? { weight: 1.62, tau_syn: 5, delay: 0 } : { weight: -9, tau_syn: 10, delay: 0 },
        connect: { rule: "probability", p: 80 / n },
      }),
  );
  return {
    name: `CUBA ${n}`,
    source: "Vogels & Abbott (2005); Brette et al. (2007), benchmark 2",
    graph,
    durationMs: n > 4000 ? 1000 : 2500,
    expected: { fromMs: 500, rates: { e: [5.51, 0.33], i: [5.58, 0.07] } },
  };
}

const conductances = (id: string, from: "e" | "i"): Node =>
  node(id, "exponentialConductance", {
    parameters:
      from === "e" ? { weight: 6, tau_syn: 5, E_rev: 0, delay: 0 } : { weight: 67, tau_syn: 10, E_rev: -80, delay: 0 },
    start: { g: from === "e" ? "40 nS + 15 nS*randn()" : "200 nS + 120 nS*randn()" },
    connect: sparse,
  });

export const cobaNetwork = (): NetworkCircuit => ({
  name: "COBA 4000",
  source: "Vogels & Abbott (2005); Brette et al. (2007), benchmark 1",
  graph: balanced(
    "COBA",
    (label) =>
      node(label, "lif", {
        n: n4000(label),
        parameters: coba,
        start: { v: { normal: [-65, 5] } },
        method: "exponential_euler",
      }),
    conductances,
  ),
  durationMs: 1500,
  expected: { fromMs: 500, rates: { e: [19.02, 1.71], i: [19.28, 0.63] } },
});

/** Traub and Miles' cell in the numbers of Brette and others: 20 000 square micrometres. */
export const traubMiles: Definition = {
  parameters: {
    C_m: { default: 200, unit: "pF" },
    g_L: { default: 10, unit: "nS" },
    g_Na: { default: 20000, unit: "nS" },
    g_K: { default: 6000, unit: "nS" },
    E_L: { default: -60, unit: "mV" },
    E_Na: { default: 50, unit: "mV" },
    E_K: { default: -90, unit: "mV" },
    V_T: { default: -63, unit: "mV" },
    t_ref: { default: 3, unit: "ms" },
  },
  state: {
    v: { unit: "mV", start: "E_L" },
    m: { unit: "1", start: "0" },
    h: { unit: "1", start: "0" },
    n: { unit: "1", start: "0" },
  },
  equations: [
    "alpha_m = 0.32*4/exprel((13 mV - v + V_T)/(4 mV))/ms",
    "beta_m = 0.28*5/exprel((v - V_T - 40 mV)/(5 mV))/ms",
    "alpha_h = 0.128*exp((17 mV - v + V_T)/(18 mV))/ms",
    "beta_h = 4/(1 + exp((40 mV - v + V_T)/(5 mV)))/ms",
    "alpha_n = 0.032*5/exprel((15 mV - v + V_T)/(5 mV))/ms",
    "beta_n = 0.5*exp((10 mV - v + V_T)/(40 mV))/ms",
    "dv/dt = (g_L*(E_L - v) + i - g_Na*m^3*h*(v - E_Na) - g_K*n^4*(v - E_K))/C_m",
    "dm/dt = alpha_m*(1 - m) - beta_m*m",
    "dn/dt = alpha_n*(1 - n) - beta_n*n",
    "dh/dt = alpha_h*(1 - h) - beta_h*h",
  ].join("\n"),
  threshold: "v > -20 mV",
  reset: "",
  refractory: "t_ref",
};

/** @param method exponential Euler, as the others have it, or the same from tables */
export const cobahh = (method: Method = "exponential_euler"): NetworkCircuit => ({
  name: method === "exponential_euler" ? "COBAHH 4000" : "COBAHH 4000, tabulated",
  source: "Brette et al. (2007), benchmark 3: Traub-Miles cells",
  graph: balanced(
    "COBAHH",
    (label) =>
      node(label, "customNeuron", {
        n: n4000(label),
        definition: traubMiles,
        start: { v: { normal: [-65, 5] } },
        method,
      }),
    conductances,
  ),
  durationMs: 1500,
  expected: { fromMs: 500, rates: { e: [36.21, 3.6], i: [36.19, 1.63] } },
});

/**
 * The author's script, in steps of 1 ms: two half steps of v, then u with the new v. The two half steps are one Euler step
 * along the mean of their slopes. What spikes bring, `s`, lasts for one step.
 */
export const izhikevichCell: Definition = {
  parameters: {
    a: { default: 0.02, unit: "1/ms" },
    b: { default: 0.2, unit: "1/ms" },
    c: { default: -65, unit: "mV" },
    d: { default: 8, unit: "mV/ms" },
    noise: { default: 5, unit: "mV/ms" },
  },
  state: {
    v: { unit: "mV", start: "-65 mV" },
    u: { unit: "mV/ms", start: "b*v" },
    s: { unit: "mV/ms", start: "0" },
  },
  equations: [
    "drive = s + noise*randn() - u + 140 mV/ms",
    "first = 0.04*v*v/mV/ms + 5*v/ms + drive",
    "half = v + 0.5 ms*first",
    "second = 0.04*half*half/mV/ms + 5*half/ms + drive",
    "dv/dt = (first + second)/2",
    "du/dt = a*(b*v - u)",
    "ds/dt = -s/(1 ms)",
  ].join("\n"),
  threshold: "v >= 30 mV",
  reset: "v = c; u += d",
  current: "mV/ms",
};

export const jump: Definition = {
  parameters: { weight: { default: 0.25, unit: "mV/ms" }, delay: { default: 0, unit: "ms" } },
  state: {},
  equations: "",
  onSpike: "s += weight",
  current: "mV/ms",
};

export function izhikevich(): NetworkCircuit {
  // One draw r a cell sets two of its numbers, as in the script: c and d, or a and b.
  const draws = (n: number) => Array.from({ length: n }, (_, cell) => (cell * 0.6180339887498949) % 1);
  const e = draws(800).map((r) => r * r);
  const i = draws(200);
  const cells = (id: "e" | "i"): Node =>
    node(id, "customNeuron", {
      n: id === "e" ? 800 : 200,
      definition: izhikevichCell,
      method: "gs_euler",
      parameters:
        id === "e"
          ? { c: { values: e.map((r) => -65 + 15 * r) }, d: { values: e.map((r) => 8 - 6 * r) } }
          : {
              a: { values: i.map((r) => 0.02 + 0.08 * r) },
              b: { values: i.map((r) => 0.25 - 0.05 * r) },
              d: 2,
              noise: 2,
            },
    });
  const synapse = (id: string, from: "e" | "i"): Node =>
    node(id, "customSynapse", {
      definition: jump,
      parameters: { weight: { uniform: from === "e" ? [0, 0.5] : [-1, 0] } },
      connect: { rule: "all-to-all" },
    });
  return {
    name: "Izhikevich 1000",
    source: "Izhikevich (2003), the author's script",
    graph: balanced("Izhikevich", cells, synapse, { dt: 1 }),
    durationMs: 1200,
    expected: { fromMs: 200, rates: { e: [7.15, 0.16], i: [6.63, 0.19] } },
  };
}

/** Brunel's model A in the state C: g 5, eta 2, asynchronous and irregular. */
export function brunel(): NetworkCircuit {
  const cell = { C_m: 20, tau_m: 20, E_L: 0, V_th: 20, V_reset: 10, t_ref: 2 };
  const [J, g, delay] = [0.1, 5, 1.5];
  const both = balanced(
    "Brunel",
    (id) => node(id, "lif", { n: id === "e" ? 10_000 : 2500, parameters: cell, start: { v: 0 } }),
    (id, from) =>
      node(id, "delta", {
        parameters: { weight: from === "e" ? J : -g * J, delay },
        connect: { rule: "in-degree", k: from === "e" ? 1000 : 250 },
      }),
  );
  const drive = (["e", "i"] as const).flatMap((id) => [
    node(`noise_${id}`, "poisson", { n: id === "e" ? 10_000 : 2500, parameters: { rate: 20_000 } }),
    node(`drive_${id}`, "delta", { parameters: { weight: J, delay: 0 }, connect: { rule: "one-to-one" } }),
  ]);
  const lines = ["e", "i"].flatMap((id): Wire[] => [
    { from: `noise_${id}.spikes`, to: `drive_${id}.spikes` },
    { from: `drive_${id}.i`, to: `${id}.i` },
  ]);
  return {
    name: "Brunel 12 500",
    source: "Brunel (2000), model A, g 5, eta 2",
    graph: { ...both, nodes: [...both.nodes, ...drive], wires: [...both.wires, ...lines] },
    durationMs: 1500,
    expected: { fromMs: 500, rates: { e: [37.39, 0.13], i: [37.51, 0.09] } },
  };
}

export const networks: Readonly<Record<string, () => NetworkCircuit>> = {
  cuba: () => cuba(),
  cuba40k: () => cuba(40_000),
  cuba400k: () => cuba(400_000),
  coba: cobaNetwork,
  cobahh: () => cobahh(),
  cobahhTables: () => cobahh("exponential_euler_tabulated"),
  izhikevich,
  brunel,
};
