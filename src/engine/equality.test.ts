/** The WebAssembly engine and the tree walker: the same spikes and the same bits, for something of everything. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { compile, type Network } from "../compiler/index.ts";
import type { Graph } from "../graph/index.ts";
import { circuit, mixture, node } from "../testing/circuits.ts";
import { createReference } from "./reference.ts";
import { createSimulation } from "./simulation.ts";

function networkOf(graph: Graph): Network {
  const { network, diagnostics } = compile(graph, catalogue);
  if (!network) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return network;
}

function expectEqual(graph: Graph, steps: number, leastSpikes: number): void {
  const network = networkOf(graph);
  const simulation = createSimulation(network);
  const reference = createReference(networkOf(graph));
  const spikes: string[] = [];
  while (simulation.step < steps) {
    expect(simulation.run(Math.min(173, steps - simulation.step)).flags).toBe(0);
    const { times, cells } = simulation.takeSpikes();
    for (let k = 0; k < times.length; k++) spikes.push(`${Math.round((times[k] as number) / network.dt) - network.order.stampOffset} ${cells[k]}`);
  }
  reference.run(steps);
  const sorted = (list: string[]) => list.sort();
  expect(sorted(spikes)).toEqual(sorted(reference.spikes.map(([step, cell]) => `${step} ${cell}`)));
  expect(spikes.length).toBeGreaterThan(leastSpikes);
  network.populations.forEach((population, index) => {
    for (const { name } of population.states) expect([population.node, name, ...simulation.state(index, name)]).toEqual([population.node, name, ...reference.state(index, name)]);
  });
}

describe("the WebAssembly engine equals the interpreter, bit for bit", { timeout: 30_000 }, () => {
  it.each([["nest", 1], ["nest", 2], ["brian2", 1], ["brian2", 3]] as const)("a mixture in %s order, seed %i", (order, seed) => {
    expectEqual(mixture(order, seed), 600, 50);
  });

  it.each(["exact", "exponential_euler", "euler", "gs_euler", "rk4", "rkf45"] as const)("cells that adapt, by %s", (method) => {
    const adaptive = node("n", "customNeuron", {
      n: 7,
      method,
      definition: {
        parameters: { tau: { default: 10, unit: "ms" }, tau_w: { default: 100, unit: "ms" }, R: { default: 0.1, unit: "GOhm" }, b: { default: 2, unit: "mV" }, a: { default: 0.2, unit: "1" }, E: { default: -65, unit: "mV" }, V_th: { default: -50, unit: "mV" }, t_ref: { default: 2, unit: "ms" } },
        state: { v: { unit: "mV", start: "E + 10 mV * rand()" }, w: { unit: "mV", start: "0 mV" } },
        equations: "dv/dt = (E - v - w + R*i)/tau\ndw/dt = (a*(v - E) - w)/tau_w",
        threshold: "v >= V_th",
        reset: "v = E\nw += b",
        refractory: "t_ref",
        current: "pA",
      },
    });
    for (const order of ["nest", "brian2"] as const) expectEqual(circuit([adaptive, node("c", "constant", { parameters: { amplitude: 400 } })], ["c.i > n.i"], { order }), 1000, 5);
  });

  it("a synapse with states of its own for each pair", () => {
    const saturating = node("s", "customSynapse", {
      definition: {
        parameters: { weight: { default: 200, unit: "pA" }, tau: { default: 20, unit: "ms" }, U: { default: 0.4, unit: "1" } },
        state: { s: { unit: "1", start: "0" } },
        equations: "ds/dt = -s/tau\ni = weight*s",
        onSpike: "s += U*(1 - s)",
        current: "pA",
      },
      parameters: { weight: { uniform: [100, 300] }, delay: { uniform: [0.5, 3] } },
      connect: { rule: "probability", p: 0.5 },
    });
    for (const order of ["nest", "brian2"] as const)
      expectEqual(circuit([node("p", "poisson", { n: 9, parameters: { rate: 200 } }), saturating, node("n", "lif", { n: 6 })], ["p.spikes > s.spikes", "s.i > n.i"], { order }), 2000, 100);
  });
});
