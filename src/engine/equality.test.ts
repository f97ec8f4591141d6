/** The WebAssembly engine and the tree walker: the same spikes and the same bits, for something of everything. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { compile, type Network } from "../compiler/index.ts";
import type { Definition, Graph, Value } from "../graph/index.ts";
import { type Catalogue, defineNeuron, defineSynapse } from "../kind/index.ts";
import { circuit, fewCells, mixture, node } from "../testing/circuits.ts";
import { createReference } from "./reference.ts";
import { createSimulation } from "./simulation.ts";

function networkOf(graph: Graph, kinds: Catalogue = catalogue): Network {
  const { network, diagnostics } = compile(graph, kinds);
  if (!network) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return network;
}

function expectEqual(graph: Graph, steps: number, leastSpikes: number, kinds: Catalogue = catalogue): void {
  const network = networkOf(graph, kinds);
  const simulation = createSimulation(network);
  const reference = createReference(networkOf(graph, kinds));
  const spikes: string[] = [];
  while (simulation.step < steps) {
    expect(simulation.run(Math.min(173, steps - simulation.step)).flags).toBe(0);
    const { times, cells } = simulation.takeSpikes();
    for (let k = 0; k < times.length; k++)
      spikes.push(`${Math.round((times[k] as number) / network.dt) - network.order.stampOffset} ${cells[k]}`);
  }
  reference.run(steps);
  const sorted = (list: string[]) => list.sort();
  expect(sorted(spikes)).toEqual(sorted(reference.spikes.map(([step, cell]) => `${step} ${cell}`)));
  expect(spikes.length).toBeGreaterThan(leastSpikes);
  network.populations.forEach((population, index) => {
    for (const { name } of population.states)
      expect([population.node, name, ...simulation.state(index, name)]).toEqual([
        population.node,
        name,
        ...reference.state(index, name),
      ]);
  });
}

/** Gates of a voltage, one of them with a rate that is no number of its own at one place. */
const gated: Definition = {
  parameters: {
    C_m: { default: 200, unit: "pF" },
    I_e: { default: 0, unit: "pA" },
    V_T: { default: -63, unit: "mV" },
    t_ref: { default: 3, unit: "ms" },
  },
  state: {
    v: { unit: "mV", start: "-65 mV" },
    m: { unit: "1", start: "0" },
    h: { unit: "1", start: "1" },
    n: { unit: "1", start: "0" },
  },
  equations: [
    "dv/dt = (10 nS*(-60 mV - v) + i + I_e - 20000 nS*m^3*h*(v - 50 mV) - 6000 nS*n^4*(v + 90 mV))/C_m",
    "dm/dt = 1.28/exprel((13 mV - v + V_T)/(4 mV))/ms*(1 - m) - 1.4/exprel((v - V_T - 40 mV)/(5 mV))/ms*m",
    "dn/dt = 0.16/exprel((15 mV - v + V_T)/(5 mV))/ms*(1 - n) - 0.5*exp((10 mV - v + V_T)/(40 mV))/ms*n",
    "dh/dt = 0.128*exp((17 mV - v + V_T)/(18 mV))/ms*(1 - h) - 4/(1 + exp((40 mV - v + V_T)/(5 mV)))/ms*h",
  ].join("\n"),
  threshold: "v > -20 mV",
  reset: "",
  refractory: "t_ref",
  current: "pA",
};

describe("the WebAssembly engine equals the interpreter, bit for bit", { timeout: 120_000 }, () => {
  it.each([
    ["now and then", 17],
    ["all the time", 5],
    ["never", 0],
  ] as const)("cells that leave the usual way of exp and exponential Euler %s", (_often, period) => {
    const n = 37;
    const definition: Definition = {
      parameters: {
        leak: { default: 0.05, unit: "1/ms" },
        period: { default: 7, unit: "ms" },
        far: { default: 100, unit: "1" },
        fast: { default: 2, unit: "1/ms" },
        noise: { default: 2, unit: "mV/ms" },
      },
      state: {
        v: { unit: "mV", start: "0" },
        q: { unit: "1", start: "0" },
        w: { unit: "1", start: "0.1" },
        p: { unit: "1", start: "1" },
      },
      equations: [
        "x = far*sin(t/period)",
        "dv/dt = leak*(20 mV - v) + noise*randn()",
        "dq/dt = (exp(x)/(1 + exp(x)) - q)*exprel(w - q)/(3 ms)",
        "dw/dt = (tanh(v/(20 mV)) - w)*exp(-abs(x)/100)/ms",
        "dp/dt = (w - p)*(leak + fast*q)",
      ].join("\n"),
      threshold: "v > 15 mV",
      reset: "v = 0 mV",
      refractory: "2 ms",
    };
    const every = (usual: number, rare: number, place = 3) => ({
      values: Array.from({ length: n }, (_, cell) => (period > 0 && cell % period === place ? rare : usual)),
    });
    expectEqual(
      circuit(
        [
          node("cells", "customNeuron", {
            n,
            definition,
            method: "exponential_euler",
            parameters: { leak: every(0.2, 1e-6), far: every(100, 740), fast: every(2, 30, 0) },
          }),
        ],
        [],
        { order: "brian2" },
      ),
      400,
      20,
    );
  });

  // Bodies of a different size go a different number of cells at a time, and draw as many.
  it.each([
    [0, 5],
    [0, 37],
    [5, 37],
    [9, 37],
  ] as const)("normal and uniform draws of bodies with %i states more, %i cells", (more, n) => {
    const states = Array.from({ length: more }, (_, k) => `x${k}`);
    const definition: Definition = {
      parameters: { noise: { default: 20, unit: "mV/ms" } },
      state: {
        v: { unit: "mV", start: "0" },
        ...Object.fromEntries(states.map((name) => [name, { unit: "1", start: "rand()" }])),
      },
      equations: [
        "dv/dt = noise*(randn() + 2*rand()) - v/(5 ms)",
        ...states.map((name) => `d${name}/dt = (randn() - ${name})/ms`),
      ].join("\n"),
      threshold: "v > 15 mV",
      reset: "v = 0 mV",
    };
    expectEqual(circuit([node("cells", "customNeuron", { n, definition, method: "euler" })], []), 200, 5);
  });

  it.each([
    ["nest", 1],
    ["nest", 2],
    ["brian2", 1],
    ["brian2", 3],
  ] as const)("a mixture in %s order, seed %i", (order, seed) => {
    expectEqual(mixture(order, seed), 600, 50);
  });

  it.each([
    ["nest", 1],
    ["nest", 2],
    ["brian2", 1],
    ["brian2", 3],
  ] as const)("a few cells in %s order, seed %i", (order, seed) => {
    expectEqual(fewCells(order, seed), 3000, 100);
  });

  it.each([
    ["nest", 1.5, 100_000],
    ["nest", 0.1, 300],
    ["brian2", 0, 20_000],
    ["brian2", 2.3, 350_000],
  ] as const)("sources that reach one cell each, in %s order, after %d ms, at %d Hz", (order, delay, rate) => {
    const cells = (id: string, n: number) => node(id, "lif", { n, parameters: { t_ref: 0.5 } });
    const source = (id: string, n: number, more: object = {}) =>
      node(id, "poisson", { n, parameters: { rate, ...more } });
    const wire = (id: string, weight: unknown, more: object = { delay }) =>
      node(id, "delta", { parameters: { weight: weight as number, ...more }, connect: { rule: "one-to-one" } });
    const single = 2e4 / rate;
    expectEqual(
      circuit(
        [
          cells("a", 7),
          cells("b", 13),
          source("even", 13),
          source("rates", 6, { rate: { uniform: [0, 2 * rate] } }),
          source("late", 4, { start: 7, stop: 21 }),
          source("wide", 5, { rate: 4000 }),
          wire("ea", single),
          wire("eb", { normal: [single, single / 3] }, { delay: delay + 1 }),
          wire("ra", -single / 2),
          wire("lb", single * 2),
          wire("wa", single),
          node("spread", "exponential", {
            parameters: { weight: 30, delay: 1 },
            connect: { rule: "probability", p: 0.5 },
          }),
          node("back", "exponential", { parameters: { weight: { normal: [40, 5] }, delay: 1 } }),
        ],
        [
          ...["ea:even:a", "eb:even:b", "ra:rates:a", "lb:late:b", "wa:wide:a", "spread:wide:b", "back:a:b"].flatMap(
            (line) => {
              const [by, from, to] = line.split(":");
              return [`${from}.spikes > ${by}.spikes`, `${by}.i > ${to}.i`];
            },
          ),
        ],
        { order },
      ),
      300,
      20,
    );
  });

  // A few cells go another way than many; tables are left at the top of a spike and by a drive that is out of all bounds.
  it.each([
    ["many", 37, { I_e: 600 }],
    ["few", 3, { I_e: 600 }],
    ["without the right to a table", 37, { I_e: 600, V_T: { uniform: [-64, -62] } }],
    ["out of bounds", 37, { I_e: 60_000 }],
  ] as [string, number, Record<string, Value>][])("gates from tables, %s", (_, n, parameters) => {
    expectEqual(
      circuit(
        [
          node("cells", "customNeuron", {
            n,
            definition: gated,
            method: "exponential_euler_tabulated",
            parameters,
            start: { v: { uniform: [-70, -60] } },
          }),
          node("all", "exponential", { parameters: { weight: 20, delay: 1 } }),
        ],
        ["cells.spikes > all.spikes", "all.i > cells.i"],
        { order: "brian2" },
      ),
      300,
      2,
    );
  });

  it("pairs with a rate of their own, from tables", () => {
    const definition: Definition = {
      parameters: { weight: { default: 30, unit: "pA" }, delay: { default: 1, unit: "ms" } },
      state: { y: { unit: "1", start: "0.1" }, z: { unit: "1", start: "0.3" } },
      equations: "dy/dt = (0.2 - y)*z/(3 ms)\ndz/dt = (0.5 - z*y)/(20 ms)\ni = weight*y",
      onSpike: "y += 0.5",
      current: "pA",
    };
    expectEqual(
      circuit(
        [
          node("cells", "lif", { n: 9, parameters: { I_e: 400 } }),
          node("wire", "customSynapse", { definition, method: "exponential_euler_tabulated" }),
        ],
        ["cells.spikes > wire.spikes", "wire.i > cells.i"],
      ),
      400,
      5,
    );
  });

  it.each(["exact", "exponential_euler", "exponential_euler_tabulated", "euler", "gs_euler", "rk4", "rkf45"] as const)(
    "cells that adapt, by %s",
    (method) => {
      const adaptive = node("n", "customNeuron", {
        n: 7,
        method,
        definition: {
          parameters: {
            tau: { default: 10, unit: "ms" },
            tau_w: { default: 100, unit: "ms" },
            R: { default: 0.1, unit: "GOhm" },
            b: { default: 2, unit: "mV" },
            a: { default: 0.2, unit: "1" },
            E: { default: -65, unit: "mV" },
            V_th: { default: -50, unit: "mV" },
            t_ref: { default: 2, unit: "ms" },
          },
          state: { v: { unit: "mV", start: "E + 10 mV * rand()" }, w: { unit: "mV", start: "0 mV" } },
          equations: "dv/dt = (E - v - w + R*i)/tau\ndw/dt = (a*(v - E) - w)/tau_w",
          threshold: "v >= V_th",
          reset: "v = E\nw += b",
          refractory: "t_ref",
          current: "pA",
        },
      });
      for (const order of ["nest", "brian2"] as const)
        expectEqual(
          circuit([adaptive, node("c", "constant", { parameters: { amplitude: 400 } })], ["c.i > n.i"], { order }),
          1000,
          5,
        );
    },
  );

  const words = { version: 1, label: "toy", short: "toy", about: "", notes: "", sources: [], icon: "" };
  const spikesIn = { spikes: { signal: "spikes", about: "" } } as const;
  const current = { i: { signal: "current", reads: "i", unit: "pA", about: "" } } as const;
  const delay = { default: 1, unit: "ms", about: "", per: "pair" } as const;

  it("a synapse that depresses: some states for each pair, some summed on the target", () => {
    const toy = defineSynapse({
      ...words,
      kind: "toy",
      inputs: spikesIn,
      outputs: { i: { ...current.i, reads: "i_syn" } },
      parameters: {
        weight: { default: 200, unit: "pA", about: "", per: "pair" },
        delay,
        U: { default: 0.5, unit: "1", about: "" },
        tau_rec: { default: 100, unit: "ms", about: "" },
        tau_syn: { default: 3, unit: "ms", about: "" },
      },
      state: { x: { unit: "1", start: "1", about: "" }, i_syn: { unit: "pA", start: "0", about: "" } },
      equations: "dx/dt = (1 - x)/tau_rec\ndi_syn/dt = -i_syn/tau_syn",
      onSpike: "i_syn += weight*U*x\nx -= U*x",
      delay: "delay",
    });
    const graph = (order: "nest" | "brian2") =>
      circuit(
        [
          node("p", "poisson", { n: 9, parameters: { rate: 80 } }),
          node("s", "toy", {
            parameters: { weight: { uniform: [100, 300] }, delay: { uniform: [0.5, 3] } },
            connect: { rule: "probability", p: 0.6 },
          }),
          node("n", "lif", { n: 6 }),
        ],
        ["p.spikes > s.spikes", "s.i > n.i"],
        { order },
      );
    for (const order of ["nest", "brian2"] as const) {
      const network = networkOf(graph(order), [...catalogue, toy]);
      expect(network.populations.map(({ type, states }) => [type, states.map(({ name }) => name)])).toEqual([
        ["cells", []],
        ["cells", ["v", "s.i_syn"]],
        ["pairs", ["s.x"]],
      ]);
      expectEqual(graph(order), 2000, 100, [...catalogue, toy]);
    }
  });

  it("a synapse that learns from pairs of spikes", () => {
    const toy = defineSynapse({
      ...words,
      kind: "toy",
      inputs: spikesIn,
      outputs: { i: { ...current.i, reads: "i_syn" } },
      parameters: {
        weight: { default: 80, unit: "pA", about: "", per: "pair" },
        delay,
        tau: { default: 20, unit: "ms", about: "" },
        A: { default: 4, unit: "pA", about: "" },
        tau_syn: { default: 3, unit: "ms", about: "" },
      },
      state: {
        w: { unit: "pA", start: "weight", about: "" },
        pre: { unit: "1", start: "0", about: "" },
        post: { unit: "1", start: "0", about: "" },
        i_syn: { unit: "pA", start: "0", about: "" },
      },
      equations: "dpre/dt = -pre/tau\ndpost/dt = -post/tau\ndi_syn/dt = -i_syn/tau_syn",
      onSpike: "i_syn += w\nw = clip(w - A*post, 0 pA, 300 pA)\npre += 1",
      onPost: "w = clip(w + A*pre, 0 pA, 300 pA)\npost += 1",
      delay: "delay",
    });
    for (const order of ["nest", "brian2"] as const)
      expectEqual(
        circuit(
          [
            node("p", "poisson", { n: 20, parameters: { rate: 60 } }),
            node("s", "toy", { parameters: { delay: { uniform: [0.5, 3] } } }),
            node("n", "lif", { n: 3 }),
          ],
          ["p.spikes > s.spikes", "s.i > n.i"],
          { order },
        ),
        3000,
        100,
        [...catalogue, toy],
      );
  });

  it.each([0, 2])("cells that fire within the adaptive step, t_ref %i ms", (t_ref) => {
    const toy = defineNeuron({
      ...words,
      kind: "toy",
      inputs: { i: { signal: "current", unit: "pA", about: "" } },
      outputs: { spikes: { signal: "spikes", about: "" } },
      parameters: {
        a: { default: 4, unit: "nS", about: "" },
        b: { default: 80, unit: "pA", about: "" },
        t_ref: { default: t_ref, unit: "ms", about: "" },
        V_peak: { default: 0, unit: "mV", about: "" },
      },
      state: { v: { unit: "mV", start: "-70 mV", about: "" }, w: { unit: "pA", start: "0", about: "" } },
      equations:
        "dv/dt = (30 nS*(-70 mV - v) + 60 pA*exp((v + 50 mV)/(2 mV)) - w + i)/(281 pF)\ndw/dt = (a*(v + 70 mV) - w)/(144 ms)",
      spike: { type: "threshold", when: "v >= V_peak", then: "v = -60 mV\nw += b", hold: "t_ref", at: "substep" },
      method: { nest: "rkf45", brian2: "euler" },
      tolerance: 1e-6,
      relativeTolerance: true,
    });
    for (const order of ["nest", "brian2"] as const)
      expectEqual(
        circuit(
          [
            node("n", "toy", { n: 7, parameters: { b: { uniform: [5, 120] } } }),
            node("c", "constant", { parameters: { amplitude: 1500 } }),
          ],
          ["c.i > n.i"],
          { order },
        ),
        600,
        20,
        [...catalogue, toy],
      );
  });

  it("a gap junction, which reads both its cells at every step", () => {
    const toy = defineSynapse({
      ...words,
      kind: "toy",
      inputs: { v_pre: { signal: "value", unit: "mV", about: "" } },
      outputs: current,
      parameters: { g: { default: 2, unit: "nS", about: "", per: "pair" } },
      state: {},
      equations: "i = g*(v_pre - v)",
    });
    for (const order of ["nest", "brian2"] as const)
      expectEqual(
        circuit(
          [
            node("n", "lif", { n: 5, parameters: { I_e: { uniform: [380, 600] } } }),
            node("s", "toy", {
              parameters: { g: { uniform: [1, 4] } },
              connect: { rule: "all-to-all", autapses: false },
            }),
          ],
          ["n.v > s.v_pre", "s.i > n.i"],
          { order },
        ),
        1000,
        5,
        [...catalogue, toy],
      );
  });

  it("a synapse with states of its own for each pair", () => {
    const saturating = node("s", "customSynapse", {
      definition: {
        parameters: {
          weight: { default: 200, unit: "pA" },
          tau: { default: 20, unit: "ms" },
          U: { default: 0.4, unit: "1" },
        },
        state: { s: { unit: "1", start: "0" } },
        equations: "ds/dt = -s/tau\ni = weight*s",
        onSpike: "s += U*(1 - s)",
        current: "pA",
      },
      parameters: { weight: { uniform: [100, 300] }, delay: { uniform: [0.5, 3] } },
      connect: { rule: "probability", p: 0.5 },
    });
    for (const order of ["nest", "brian2"] as const)
      expectEqual(
        circuit(
          [node("p", "poisson", { n: 9, parameters: { rate: 200 } }), saturating, node("n", "lif", { n: 6 })],
          ["p.spikes > s.spikes", "s.i > n.i"],
          { order },
        ),
        2000,
        100,
      );
  });

  it.each([
    ["that only add", "exponential", {}],
    [
      "whose addend is computed",
      "customSynapse",
      {
        definition: {
          parameters: {
            weight: { default: 1, unit: "pA" },
            delay: { default: 1, unit: "ms" },
            tau: { default: 4, unit: "ms" },
          },
          state: { i_syn: { unit: "pA", start: "0" } },
          equations: "di_syn/dt = -i_syn/tau\ni = i_syn",
          onSpike: "i_syn += weight*exp(-abs(weight)/(2 pA))",
          delay: "delay",
          current: "pA",
        },
      },
    ],
  ] as const)("more than a million pairs with packed weights, %s", (_, kind, more) => {
    const cells = node("n", "lif", { n: 150, parameters: { I_e: 600 }, start: { v: { uniform: [-70, -55] } } });
    const synapse = node("s", kind, {
      ...more,
      connect: { rule: "total", k: 1_100_000, autapses: false },
      parameters: { weight: { normal: [0.1, 0.3] }, delay: { normal: [1, 0.5], min: 0.1 } },
    });
    const graph = (order: "nest" | "brian2") =>
      circuit([cells, synapse], ["n.spikes > s.spikes", "s.i > n.i"], { order });
    expect(networkOf(graph("nest")).projections[0]?.perPair[0]?.values).toBeInstanceOf(Int16Array);
    for (const order of ["nest", "brian2"] as const) expectEqual(graph(order), 90, 20);
  });
});
