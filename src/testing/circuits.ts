/** Small circuits for tests, written as a person would write the file. */
import { formatVersion, type Graph, type Node, type Wire } from "../graph/index.ts";

export const node = (id: string, kind: string, more: Partial<Node> = {}): Node => ({
  id,
  kind,
  label: id,
  at: [0, 0],
  ...more,
});

/** "a.spikes > b.spikes" */
export function wires(...lines: readonly string[]): Wire[] {
  return lines.map((line) => {
    const [from, to] = line.split(">").map((end) => end.trim()) as [string, string];
    return { from, to };
  });
}

export const circuit = (nodes: readonly Node[], lines: readonly string[] = [], more: Partial<Graph> = {}): Graph => ({
  spikeboard: formatVersion,
  name: "test",
  seed: 1,
  dt: 0.1,
  order: "nest",
  nodes,
  wires: wires(...lines),
  ...more,
});

/** Neurons, a synapse node of each kind, noise and chance: something of everything. */
export function mixture(order: "nest" | "brian2", seed: number): Graph {
  const weight = order === "nest" ? { normal: [40, 10] as const } : 45;
  return circuit(
    [
      node("drive", "poisson", { n: 20, parameters: { rate: 400 } }),
      node("wave", "inhomogeneousPoisson", { n: 10 }),
      node("noise", "ouNoise", { parameters: { mean: 350, sigma: 120 } }),
      node("list", "spikeList", { parameters: { times: [5, 5, 12.3, 40] } }),
      node("e", "lif", { n: 13, parameters: { V_th: { normal: [-55, 1] } }, start: { v: { uniform: [-70, -56] } } }),
      node("i", "lif", { n: 5, parameters: { t_ref: 1 } }),
      node("h", "hodgkinHuxley", { n: 3, form: "absolute", parameters: { I_e: { uniform: [400, 1200] } } }),
      node("z", "izhikevich", { n: 4, parameters: { I_e: 10 } }),
      node("pe", "exponential", { parameters: { weight: 90 }, connect: { rule: "probability", p: 0.4 } }),
      node("we", "alpha", { parameters: { weight: 60 }, connect: { rule: "in-degree", k: 3 } }),
      node("le", "delta", { parameters: { weight: 4, delay: { uniform: [0.1, 3] } }, connect: { rule: "all-to-all" } }),
      node("ei", "exponentialConductance", {
        parameters: { weight: 3, E_rev: 0 },
        connect: { rule: "out-degree", k: 2 },
      }),
      node("ie", "exponential", { parameters: { weight: -80, tau_syn: 8 }, connect: { rule: "total", k: 30 } }),
      node("ee", "exponential", {
        parameters: { weight, delay: { normal: [1.5, 0.5], min: 0.1 } },
        connect: { rule: "probability", p: 0.3, autapses: false },
      }),
      node("eh", "alpha", { form: "absolute", parameters: { weight: 100 } }),
      node("hz", "delta", { parameters: { weight: 3 } }),
    ],
    [
      "drive.spikes > pe.spikes",
      "pe.i > e.i",
      "wave.spikes > we.spikes",
      "we.i > i.i",
      "list.spikes > le.spikes",
      "le.i > e.i",
      "noise.i > e.i",
      "e.spikes > ei.spikes",
      "ei.i > i.i",
      "i.spikes > ie.spikes",
      "ie.i > e.i",
      "e.spikes > ee.spikes",
      "ee.i > e.i",
      "e.spikes > eh.spikes",
      "eh.i > h.i",
      "h.spikes > hz.spikes",
      "hz.i > z.i",
    ],
    { order, seed },
  );
}

/** A few cells that mostly have nothing but themselves: levels and rests of their own, currents, lists, noise, arrivals early and late. */
export const fewCells = (order: "nest" | "brian2", seed: number): Graph =>
  circuit(
    [
      node("now", "step", { parameters: { amplitude: 150, start: 4, stop: 21 } }),
      node("noise", "ouNoise", { parameters: { mean: 350, sigma: 120 } }),
      node("list", "spikeList", { n: 2, parameters: { times: [3, 3, 3.1, 17], cells: [0, 1, 0, 1] } }),
      node("one", "lif", { parameters: { I_e: 700, t_ref: 1 } }),
      node("five", "lif", {
        n: 5,
        parameters: { E_L: { uniform: [-72, -68] }, t_ref: { values: [0, 0.1, 0.5, 2, 5] }, I_e: 500 },
      }),
      node("z", "izhikevich", { n: 2, parameters: { I_e: 10 } }),
      node("near", "delta", { parameters: { weight: 4, delay: 0.1 }, connect: { rule: "all-to-all" } }),
      node("far", "exponential", { form: "rate", parameters: { weight: 6, delay: { uniform: [0.3, 9] } } }),
      node("back", "alpha", { parameters: { weight: -60, delay: 2 } }),
      node("soft", "lif", { method: "exponential_euler", parameters: { I_e: 420 } }),
    ],
    [
      "now.i > one.i",
      "noise.i > five.i",
      "list.spikes > near.spikes",
      "near.i > five.i",
      "five.spikes > far.spikes",
      "far.i > z.i",
      "one.spikes > back.spikes",
      "back.i > five.i",
    ],
    { order, seed },
  );
