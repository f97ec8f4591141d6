/** Synaptic scaling: the sum comes back to what it should be, ratios stay, and each cell minds its own synapses. */
import { describe, expect, it } from "vitest";
import { createReference } from "../../src/engine/index.ts";
import { circuit, node } from "../../src/testing/circuits.ts";
import { networkOf, run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

const weights = [20, 50, 90, 0, 40];

/** Five sources onto two cells. In order of pairs: by source, then by cell. */
const graph = (order: "nest" | "brian2", times: readonly number[] = []) =>
  circuit(
    [
      node("p", "spikeList", { n: 5, parameters: { times } }),
      node("s", "scaledStdp", {
        parameters: { weight: { values: weights.flatMap((w) => [w, 3 * w]) }, sum: 100, interval: 50, delay: 1, A_plus: 2, A_minus: 3 },
      }),
      node("n", "lif", { n: 2, parameters: { I_e: { values: [0, 500] } } }),
    ],
    ["p.spikes > s.spikes", "s.i > n.i"],
    { order },
  );

describe.each(["nest", "brian2"] as const)("scaling in %s's order", (order) => {
  const ofCell = (all: Float64Array, cell: number): number[] => [...all].filter((_, pair) => pair % 2 === cell);

  it("leaves weights alone until the interval is over, then brings their sum to the one that is asked for", () => {
    const ran = (ms: number) => {
      const { simulation, network } = run(graph(order), catalogue, ms);
      return simulation.state(
        network.populations.findIndex((each) => each.node === "s"),
        "s.w",
      );
    };
    expect(ofCell(ran(49), 0)).toEqual(weights);
    const after = ran(51);
    for (const cell of [0, 1]) {
      ofCell(after, cell).forEach((w, k) => {
        expect(w).toBeCloseTo((weights[k]! * 100) / 200, 12);
      });
    }
  });

  it("holds the sum while spikes change the weights, and is the same in both engines", () => {
    const made = graph(order, [5, 12, 20, 31, 40, 48]);
    const network = networkOf(made, catalogue);
    const { simulation } = run(made, catalogue, 50.5);
    const index = network.populations.findIndex((each) => each.node === "s");
    const found = simulation.state(index, "s.w");
    const reference = createReference(network);
    reference.run(505);
    expect([...reference.state(index, "s.w")]).toEqual([...found]);
    // The second cell fires by itself, so its synapses have learnt and their ratios have moved.
    const [still, learnt] = [ofCell(found, 0), ofCell(found, 1)];
    expect(still.reduce((sum, w) => sum + w, 0)).toBeCloseTo(100, 9);
    expect(learnt.reduce((sum, w) => sum + w, 0)).toBeCloseTo(100, 9);
    expect(learnt[3]).toBeGreaterThan(0);
  });
});
