/** Circuits that would not fit are refused before anything is allocated, with a way out that fits. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import type { Connect, Graph, Node } from "../graph/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { compile, layOut } from "./index.ts";

const recurrent = (n: number, connect: Connect | undefined, more: Partial<Node> = {}): Graph =>
  circuit(
    [
      node("n", "lif", { n }),
      node("s", "exponential", { label: "Recurrent", ...(connect ? { connect } : {}), ...more }),
    ],
    ["n.spikes > s.spikes", "s.i > n.i"],
  );
const refusal = (graph: Graph, memory?: number) =>
  compile(graph, catalogue, undefined, memory).diagnostics.find(({ code }) => code === "too-many-pairs");

describe("a circuit with more pairs than there is memory for", () => {
  it("is refused at once: a hundred thousand cells, all to all", () => {
    const start = performance.now();
    const found = refusal(recurrent(100_000, undefined));
    expect(performance.now() - start).toBeLessThan(500);
    expect(found).toEqual({
      code: "too-many-pairs",
      severity: "error",
      at: { type: "node", node: "s" },
      message:
        '"Recurrent" would make 10,000,000,000 pairs of cells, which take 75 GiB of memory; there is room for 3.5 GiB. ' +
        "Make at most 460,000,000 pairs, as with a probability of 0.046, or use fewer cells.",
      fix: {
        label: "Use a probability of 0.046",
        edit: { name: "setConnect", args: ["s", { rule: "probability", p: 0.046 }] },
      },
    });
  });

  const memory = 100_000;
  it.each<[string, Connect | undefined]>([
    ["all-to-all", undefined],
    ["all-to-all", { rule: "all-to-all", autapses: false }],
    ["probability", { rule: "probability", p: 0.9 }],
    ["in-degree", { rule: "in-degree", k: 300 }],
    ["out-degree", { rule: "out-degree", k: 300, autapses: false }],
    ["total", { rule: "total", k: 90_000 }],
  ])("is offered a number that fits (%s)", (_, rule) => {
    const found = refusal(recurrent(300, rule), memory);
    const [, smaller] = found!.fix!.edit.args as [string, Connect];
    expect(compile(recurrent(300, smaller), catalogue, undefined, memory).diagnostics).toEqual([]);
    // And not much less than fits: two digits of it.
    const pairs = compile(recurrent(300, smaller), catalogue).network!.projections[0]!.targets.length;
    expect(pairs * 4).toBeGreaterThan(0.8 * memory);
  });

  it("has no number to offer where pairs are listed, or where not one cell fits", () => {
    const pairs = Array.from({ length: 2000 }, (_, k) => [k % 10, k % 10] as const);
    expect(refusal(recurrent(10, { rule: "pairs", pairs }), 1000)).not.toHaveProperty("fix");
    expect(refusal(recurrent(1000, { rule: "in-degree", k: 5 }), 100)).not.toHaveProperty("fix");
  });

  it("needs more for weights, delays and states of each pair", () => {
    const rule: Connect = { rule: "total", k: 10_000 };
    const fits = (more: Partial<Node>, memory: number) => refusal(recurrent(100, rule, more), memory) === undefined;
    expect(fits({}, 45_000)).toBe(true);
    const drawn = { parameters: { weight: { normal: [10, 1] as const } } };
    expect(fits(drawn, 45_000)).toBe(false);
    expect(fits(drawn, 205_000)).toBe(true);
    const delayed = { parameters: { delay: { uniform: [1, 3] as const } } };
    expect(fits(delayed, 45_000)).toBe(false);
    expect(fits(delayed, 140_000)).toBe(true);
    const learning = {
      kind: "customSynapse",
      definition: {
        parameters: { weight: { default: 1, unit: "pA" } },
        state: { x: { unit: "1", start: "1" } },
        equations: "dx/dt = (1 - x)/(10 ms)\ni = weight*x*x",
        onSpike: "x -= 0.1*x",
        current: "pA",
      },
    };
    expect(fits(learning, 200_000)).toBe(false);
    expect(fits(learning, 260_000)).toBe(true);
  });

  it.each<[string, Partial<Node>, number]>([
    ["one weight and one delay, up to 65 536 cells", {}, 4],
    ["a weight for each pair", { parameters: { weight: { normal: [10, 1] } } }, 20],
    ["a depressing synapse", { kind: "tsodyksMarkram" }, 60],
  ])("foresees what is then held: %s", (_, more, most) => {
    const n = 300;
    const graph = recurrent(n, { rule: "in-degree", k: 100 }, more);
    const { network } = compile(graph, catalogue);
    const projection = network!.projections[0]!;
    const layout = layOut(network!).projections[0]!;
    const values = projection.perPair.reduce((sum, { values }) => sum + values.byteLength, 0);
    const ofPairs = network!.populations[projection.pairs ?? -1];
    const held =
      projection.targets.byteLength +
      values +
      layout.targetBytes * projection.targets.length +
      8 * layout.perPair.size * projection.targets.length +
      8 * (ofPairs?.states.length ?? 0) * (ofPairs?.n ?? 0);
    expect(held / (n * 100)).toBeLessThanOrEqual(most);
    expect(refusal(graph, held - 1)).toBeDefined();
    expect(refusal(graph, 2 * held)).toBeUndefined();
  });

  it("foresees what is held of more than a million pairs: four bytes for a drawn weight and its target, and the rows", () => {
    const n = 300;
    const graph = recurrent(
      n,
      { rule: "total", k: 1_200_000 },
      { parameters: { weight: { normal: [10, 1] }, delay: { normal: [1.5, 0.75], min: 0.1 } } },
    );
    const { network } = compile(graph, catalogue);
    const { targets, offsets, perPair } = network!.projections[0]!;
    const held = targets.byteLength + offsets.byteLength + perPair[0]!.values.byteLength;
    expect(held / targets.length).toBeLessThan(4.1);
    expect(refusal(graph, held - 100)).toBeDefined();
    expect(refusal(graph, held)).toBeUndefined();
  });

  it("counts all synapses together, and says what is left", () => {
    const graph = recurrent(100, { rule: "total", k: 10_000 });
    const second = node("t", "alpha", { label: "Second", connect: { rule: "total", k: 10_000 } });
    const both = {
      ...graph,
      nodes: [...graph.nodes, second],
      wires: [...graph.wires, { from: "n.spikes", to: "t.spikes" }, { from: "t.i", to: "n.i" }],
    };
    expect(refusal(both, 85_000)).toBeUndefined();
    expect(refusal(both, 50_000)!.message).toBe(
      '"Second" would make 10,000 pairs of cells, which take 40 KiB of memory; of 49 KiB, 9 KiB is left. Make at most 2,100 pairs, as with a total of 2,100, or use fewer cells.',
    );
  });

  it("leaves ordinary circuits alone: a thousand cells with a thousand partners each", () => {
    expect(refusal(recurrent(1000, { rule: "in-degree", k: 1000 }))).toBeUndefined();
  });
});
