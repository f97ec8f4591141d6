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

describe("scaling by rate", () => {
  /** Three weights onto each of some cells that fire at a rate of their own, aiming for 20 Hz. */
  const aiming = (I_e: number, ms: number) => {
    const made = circuit(
      [
        node("p", "poisson", { n: 3, parameters: { rate: 400 } }),
        node("s", "rateScaling", {
          parameters: { weight: { values: [20, 40, 80] }, w_max: 5000, r_goal: 20, beta: 0.05, tau_r: 500, delay: 1 },
        }),
        node("n", "lif", { parameters: { I_e } }),
      ],
      ["p.spikes > s.spikes", "s.i > n.i"],
    );
    const ran = run(made, catalogue, ms);
    const weights = [
      ...ran.simulation.state(
        ran.network.populations.findIndex((each) => each.node === "s"),
        "s.w",
      ),
    ];
    return { spikes: ran.spikes("n"), weights };
  };

  it("brings a cell to the rate it aims for", () => {
    const late = aiming(0, 20_000).spikes.filter((time) => time > 10_000).length / 10;
    expect(Math.abs(late - 20)).toBeLessThan(2);
  });

  it("lets the synapses fade of a cell that fires more without them", () =>
    // 450 pA alone make it fire at some 50 Hz.
    expect(Math.max(...aiming(450, 20_000).weights)).toBeLessThan(1));

  it("keeps the ratios of the weights", () => {
    const { weights } = aiming(0, 5000);
    expect(weights[0]).not.toBeCloseTo(20, 0);
    expect((weights[1] as number) / (weights[0] as number)).toBeCloseTo(2, 6);
    expect((weights[2] as number) / (weights[0] as number)).toBeCloseTo(4, 6);
  });

  it("grows as exp(beta r_goal t) times what the forgetting of the start takes away, in a cell that never fires", () => {
    const made = circuit(
      [node("p", "spikeList", { parameters: { times: [] } }), node("s", "rateScaling", { parameters: { weight: 10, w_max: 1e5 } }), node("n", "lif")],
      ["p.spikes > s.spikes", "s.i > n.i"],
    );
    const { simulation, network } = run(made, catalogue, 2000);
    const [w] = simulation.state(
      network.populations.findIndex((each) => each.node === "s"),
      "s.w",
    );
    // r decays from the goal: the integral of r_goal - r is r_goal (t - tau_r (1 - exp(-t/tau_r))), and r_goal is 10 Hz.
    const integral = 0.01 * (2000 - 500 * (1 - Math.exp(-4)));
    expect((w as number) / (10 * Math.exp(0.05 * integral))).toBeCloseTo(1, 3);
  });
});
