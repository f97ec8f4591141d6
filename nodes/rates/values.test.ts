/** What the literature says of rate units, asked of runs. */
import { describe, expect, it } from "vitest";
import { check } from "../../src/graph/index.ts";
import { circuit, node } from "../../src/testing/circuits.ts";
import { deviation, intervals, mean, run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

const plain = (id: string, amplitude: number, n = 1) => node(id, "constant", { n, form: "plain", parameters: { amplitude } });

describe("a rate unit", () => {
  /** What a unit sends at each activation: read by a unit that holds what it received in the step before. */
  const sends = (kind: string, parameters: Readonly<Record<string, number>>, v: readonly number[]): readonly number[] => {
    const ran = run(
      circuit(
        [
          node("unit", kind, { n: v.length, parameters, start: { v: { values: v } } }),
          node("one", "weightedSum", { connect: { rule: "one-to-one" } }),
          node("held", "linearUnit", { n: v.length, method: "euler", parameters: { tau: 1 } }),
        ],
        ["unit.r > one.r_pre", "one.i > held.i"],
        { dt: 1, order: "brian2" },
      ),
      catalogue,
      2,
      ["held.v"],
    );
    return v.map((_, cell) => ran.trace("held", "v", cell).values[1] as number);
  };

  it.each([
    ["softplusUnit", { beta: 1 }, (v: number) => (v > 30 ? v : Math.log1p(Math.exp(v)))],
    ["powerUnit", { n: 2.5, k: 0.3, theta: 1 }, (v: number) => 0.3 * Math.max(0, v - 1) ** 2.5],
    ["linearUnit", { gain: -2 }, (v: number) => -2 * v],
    ["heavisideUnit", { r_0: 0.5 }, (v: number) => (v > 0 ? 1 : v < 0 ? 0 : 0.5)],
    ["tanhUnit", { gain: 3 }, (v: number) => Math.tanh(3 * v)],
    ["reluUnit", { gain: 2, theta: 0.5 }, (v: number) => Math.max(0, 2 * (v - 0.5))],
  ] as const)("%s sends its curve, and stands activations of 1000", (kind, parameters, curve) => {
    const at = [-1000, -30, -2, -0.5, 0, 0.5, 1, 1.5, 4, 30, 1000];
    sends(kind, parameters, at).forEach((value, k) => {
      const expected = curve(at[k] as number);
      expect(Math.abs(value - expected), `${kind} at ${at[k]}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
    });
  });

  it("follows a step with its time constant, and settles at the sum of its inputs", () => {
    const graph = circuit([node("u", "tanhUnit", { parameters: { tau: 20, I_e: 0.5 } }), plain("a", 1), plain("b", 2)], ["a.i > u.i", "b.i > u.i"]);
    const { times, values } = run(graph, catalogue, 200, ["u.v"]).trace("u", "v");
    for (const ms of [5, 20, 60]) expect(values[times.findIndex((t) => t >= ms - 1e-9)]).toBeCloseTo(3.5 * (1 - Math.exp(-ms / 20)), 9);
  });
});

describe("a network of rate units", () => {
  /** tanh units with weights drawn with standard deviation g/sqrt(N). */
  const lateSpread = (g: number): number => {
    const n = 100;
    const graph = circuit(
      [
        node("u", "tanhUnit", { n, start: { v: { normal: [0, 0.5] } } }),
        node("W", "weightedSum", { parameters: { weight: { normal: [0, g / Math.sqrt(n)] } } }),
      ],
      ["u.r > W.r_pre", "W.i > u.i"],
      { dt: 0.5, seed: 4 },
    );
    const ran = run(graph, catalogue, 600, ["u.v"]);
    return Math.max(...[0, 1, 2].map((cell) => deviation(ran.trace("u", "v", cell).values.slice(800))));
  };
  it("falls silent for random weights with g below 1 and stays restless above (Sompolinsky, Crisanti & Sommers 1988)", () => {
    expect(lateSpread(0.5)).toBeLessThan(1e-6);
    expect(lateSpread(2)).toBeGreaterThan(0.3);
  });

  it("integrates, when a linear unit excites itself with a weight of 1: a pulse stays", () => {
    const graph = circuit(
      [
        node("u", "linearUnit", { parameters: { tau: 100 } }),
        node("W", "weightedSum"),
        node("pulse", "step", { form: "plain", parameters: { amplitude: 1, start: 100, stop: 200 } }),
      ],
      ["u.r > W.r_pre", "W.i > u.i", "pulse.i > u.i"],
    );
    const { values } = run(graph, catalogue, 1000, ["u.v"]).trace("u", "v");
    expect(values.at(-1)).toBeCloseTo(1, 3);
    expect(values[5000]).toBeCloseTo(values.at(-1) as number, 9);
  });
});

describe("Wilson and Cowan's populations", () => {
  const cell = (preset: string, more = {}) => {
    const { parameters, start } = catalogue.find(({ kind }) => kind === "wilsonCowan")?.presets?.[preset] ?? {};
    return node("wc", "wilsonCowan", { parameters: { ...parameters, ...more }, start: start ?? {} });
  };
  /** Moments at which E rises through 0.15, after the start has faded. */
  const rises = (parameters: Readonly<Record<string, number>>): number[] => {
    const { times, values } = run(circuit([cell("cycle", parameters)]), catalogue, 1000, ["wc.E"]).trace("wc", "E");
    return times.filter((t, k) => t > 300 && (values[k] as number) >= 0.15 && (values[k - 1] as number) < 0.15);
  };

  it("turn on a limit cycle while P lies in the middle of its range, some 24 times a second", () => {
    const gaps = intervals(rises({}));
    expect(1000 / mean(gaps)).toBeGreaterThan(20);
    expect(1000 / mean(gaps)).toBeLessThan(32);
    expect(deviation(gaps)).toBeLessThan(0.2);
    expect(rises({ P: 0 })).toEqual([]);
    expect(rises({ P: 4 })).toEqual([]);
  });

  it("take current to E and to I apart: what excites I ends the activity that a pulse to E began", () => {
    const pulse = (id: string, start: number) => node(id, "step", { form: "plain", parameters: { amplitude: 5, start, stop: start + 30 } });
    const graph = circuit([{ ...cell("bistable"), start: { E: 0, I: 0 } }, pulse("up", 100), pulse("down", 300)], ["up.i > wc.i", "down.i > wc.i_I"]);
    expect(check(graph, catalogue)).toEqual([]);
    const { values } = run(graph, catalogue, 500, ["wc.E"]).trace("wc", "E");
    const at = (ms: number) => values[Math.round(ms / 0.1)] as number;
    expect(at(95)).toBeLessThan(0.1);
    expect(at(290)).toBeGreaterThan(0.2);
    expect(at(490)).toBeLessThan(0.1);
  });
});

describe("the bridges between rates and spikes", () => {
  it("poisson cells fire at the rate of the unit that drives them, with the statistics of chance", () => {
    const graph = circuit(
      [
        node("u", "sigmoidUnit", { parameters: { I_e: 20 }, start: { v: 20 } }),
        node("w", "weightedSum", { form: "frequency", parameters: { weight: 50 } }),
        node("p", "poissonUnit", { n: 200 }),
      ],
      ["u.r > w.r_pre", "w.i > p.i"],
      { seed: 3 },
    );
    expect(check(graph, catalogue)).toEqual([]);
    const ran = run(graph, catalogue, 2000);
    const counts = Array.from({ length: 200 }, (_, cell) => ran.spikes("p", cell).length);
    // 100 a cell: the mean of 200 cells has a standard error of 0.7.
    expect(Math.abs(mean(counts) - 100)).toBeLessThan(3);
    expect(deviation(counts) ** 2 / mean(counts)).toBeGreaterThan(0.75);
    expect(deviation(counts) ** 2 / mean(counts)).toBeLessThan(1.25);
    const gaps = Array.from({ length: 20 }, (_, cell) => intervals(ran.spikes("p", cell))).flat();
    expect(deviation(gaps) / mean(gaps)).toBeGreaterThan(0.93);
    expect(deviation(gaps) / mean(gaps)).toBeLessThan(1.07);
  });

  it("a rate comes back from spikes: the mean is kept, and its spread falls with the time it is averaged over", () => {
    const back = (tau: number) => {
      const graph = circuit(
        [
          node("p", "poisson", { n: 1, parameters: { rate: 100 } }),
          node("s", "spikesToRate", { parameters: { tau, weight: 2 } }),
          node("u", "linearUnit", { parameters: { tau: 0.1 } }),
        ],
        ["p.spikes > s.spikes", "s.i > u.i"],
        { seed: 8 },
      );
      return run(graph, catalogue, 20000, ["u.v"]).trace("u", "v").values.slice(10000);
    };
    for (const tau of [20, 80]) {
      const values = back(tau);
      expect(mean(values)).toBeGreaterThan(1.9);
      expect(mean(values)).toBeLessThan(2.1);
      // Campbell's theorem: sd/mean = 1/sqrt(2 tau rate).
      expect((deviation(values) / mean(values)) * Math.sqrt(2 * tau * 0.1)).toBeGreaterThan(0.85);
      expect((deviation(values) / mean(values)) * Math.sqrt(2 * tau * 0.1)).toBeLessThan(1.15);
    }
  });

  it("a rate unit drives a spiking cell through a weighted sum in pA", () => {
    const graph = circuit(
      [node("u", "firingRate", { parameters: { I_e: 2 } }), node("w", "weightedSum", { form: "absolute", parameters: { weight: 250 } }), node("n", "lif")],
      ["u.r > w.r_pre", "w.i > n.i"],
    );
    expect(check(graph, catalogue)).toEqual([]);
    const gaps = intervals(run(graph, catalogue, 500).spikes("n").slice(5));
    const driven = intervals(
      run(circuit([node("n", "lif", { parameters: { I_e: 500 } })]), catalogue, 500)
        .spikes("n")
        .slice(5),
    );
    expect(mean(gaps)).toBeCloseTo(mean(driven), 1);
  });
});
