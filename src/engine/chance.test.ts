/** What noise and random trains must be on average. Seeds are fixed, so that a limit once met is met for ever. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { deviation, intervals, mean, run } from "../testing/run.ts";

describe("Ornstein-Uhlenbeck noise", () => {
  const [mu, sigma, tau] = [300, 100, 5];
  const source = node("o", "ouNoise", { n: 100, parameters: { mean: mu, sigma, tau } });

  it.each([0.1, 1, 5])("has its mean, deviation and memory at any step (dt %s ms)", (dt) => {
    const ran = run(circuit([source], [], { dt, seed: 3 }), catalogue, 500, ["o.i"]);
    const all: number[] = [];
    let [products, count] = [0, 0];
    for (let cell = 0; cell < 100; cell++) {
      const { values } = ran.trace("o", "i", cell);
      const lag = Math.round(tau / dt);
      for (let k = 0; k < values.length; k++) {
        all.push(values[k]!);
        if (k + lag >= values.length) continue;
        products += (values[k]! - mu) * (values[k + lag]! - mu);
        count += 1;
      }
    }
    // 100 cells of 500 ms: some 5000 independent values.
    expect(Math.abs(mean(all) - mu)).toBeLessThan(3 * sigma * Math.sqrt((2 * tau) / (100 * 500)));
    expect(Math.abs(deviation(all) / sigma - 1)).toBeLessThan(0.03);
    expect(Math.abs(products / count / sigma ** 2 - Math.exp(-1))).toBeLessThan(0.04);
  });

  it("is independent from cell to cell, and the same again for the same seed", () => {
    const first = run(circuit([source], [], { seed: 3 }), catalogue, 200, ["o.i"]);
    const again = run(circuit([source], [], { seed: 3 }), catalogue, 200, ["o.i"]);
    const other = run(circuit([source], [], { seed: 4 }), catalogue, 200, ["o.i"]);
    const values = (ran: typeof first, cell: number) => ran.trace("o", "i", cell).values;
    expect(values(again, 7)).toEqual(values(first, 7));
    expect(values(other, 7)).not.toEqual(values(first, 7));
    const correlations = Array.from({ length: 99 }, (_, cell) => {
      const [a, b] = [values(first, cell), values(first, cell + 1)];
      return mean(a.map((x, k) => (x - mu) * (b[k]! - mu))) / sigma ** 2;
    });
    expect(Math.abs(mean(correlations))).toBeLessThan(0.05);
  });
});

describe("white noise in an equation", () => {
  it.each(["exact", "euler"] as const)("gives a free membrane the deviation sigma/sqrt(2) (%s)", (method) => {
    const noisy = node("n", "customNeuron", {
      n: 400,
      method,
      definition: {
        parameters: { tau: { default: 10, unit: "ms" }, sigma: { default: 4, unit: "mV" } },
        state: { v: { unit: "mV", start: "0 mV" } },
        equations: "dv/dt = -v/tau + sigma*xi/sqrt(tau)",
        threshold: "v > 1000 mV",
        reset: "v = 0 mV",
      },
    });
    const { simulation } = run(circuit([noisy], []), catalogue, 100);
    const values = [...simulation.state(0, "v")];
    expect(Math.abs(mean(values))).toBeLessThan((3 * 4) / Math.SQRT2 / 20);
    expect(Math.abs(deviation(values) / (4 / Math.SQRT2) - 1)).toBeLessThan(0.1);
  });
});

/** Variance over mean of the counts in windows. */
function fano(trains: readonly (readonly number[])[], durationMs: number, windowMs: number): number {
  const counts = trains.flatMap((times) => {
    const windows = Array<number>(Math.floor(durationMs / windowMs)).fill(0);
    for (const time of times) windows[Math.min(windows.length - 1, Math.floor((time - 1e-6) / windowMs))]! += 1;
    return windows;
  });
  return deviation(counts) ** 2 / mean(counts);
}

describe("a Poisson train", () => {
  const n = 200;
  const ran = run(
    circuit([node("p", "poisson", { n, parameters: { rate: 40 } })], [], { dt: 0.5, seed: 11 }),
    catalogue,
    4000,
  );
  const trains = Array.from({ length: n }, (_, cell) => ran.spikes("p", cell));

  it("has its rate", () => {
    expect(Math.abs(trains.flat().length / (n * 4) / 40 - 1)).toBeLessThan(0.02);
  });

  it("has intervals with a coefficient of variation of 1", () => {
    const all = trains.flatMap(intervals);
    expect(Math.abs(deviation(all) / mean(all) - 1)).toBeLessThan(0.03);
  });

  it.each([5, 50, 400])("has counts with a Fano factor of 1 in windows of %i ms", (windowMs) => {
    expect(Math.abs(fano(trains, 4000, windowMs) - 1)).toBeLessThan(0.08);
  });

  it("may send several spikes in one step, and keeps its rate", () => {
    const fast = run(circuit([node("p", "poisson", { parameters: { rate: 8000 } })], [], { dt: 1 }), catalogue, 5000);
    expect(Math.abs(fast.spikes("p").length / 5 / 8000 - 1)).toBeLessThan(0.02);
    expect(new Set(fast.spikes("p")).size).toBeLessThanOrEqual(5000);
  });
});

describe("a Poisson train with a rate r(t)", () => {
  it("of a sine has the vector strength m/2 and the mean rate", () => {
    const rate = "50 Hz*(1 + 0.6*sin(2*pi*10 Hz*t))";
    const ran = run(
      circuit([node("p", "inhomogeneousPoisson", { n: 200, parameters: { rate } })], [], { dt: 0.5 }),
      catalogue,
      2000,
    );
    const phases = ran.spikes("p").map((time) => 2 * Math.PI * 0.01 * time);
    expect(Math.abs(phases.length / (200 * 2) / 50 - 1)).toBeLessThan(0.03);
    expect(Math.abs(Math.hypot(mean(phases.map(Math.cos)), mean(phases.map(Math.sin))) - 0.3)).toBeLessThan(0.02);
    // It fires most where the sine is high, a quarter of a cycle in.
    expect(Math.atan2(mean(phases.map(Math.sin)), mean(phases.map(Math.cos)))).toBeCloseTo(Math.PI / 2, 1);
  });

  it("is silent where the rate is below 0", () => {
    const ran = run(
      circuit([node("p", "inhomogeneousPoisson", { n: 50, parameters: { rate: "200 Hz*sin(2*pi*5 Hz*t)" } })], []),
      catalogue,
      1000,
    );
    expect(ran.spikes("p").filter((time) => time % 200 > 100.2)).toEqual([]);
  });
});

describe("a neuron under Poisson input", () => {
  it("has the mean and the variance of shot noise (Campbell's theorem)", () => {
    // Jumps of w at rate r onto a leak: mean r w tau, variance r w^2 tau / 2.
    const nodes = [
      node("p", "poisson", { n: 400, parameters: { rate: 500 } }),
      node("s", "delta", { parameters: { weight: 1, delay: 0.1 }, connect: { rule: "one-to-one" } }),
      node("n", "lif", { n: 400, parameters: { V_th: 1000 } }),
    ];
    const { simulation, network } = run(
      circuit(nodes, ["p.spikes > s.spikes", "s.i > n.i"], { seed: 5 }),
      catalogue,
      100,
    );
    const v = [
      ...simulation.state(
        network.populations.findIndex(({ node }) => node === "n"),
        "v",
      ),
    ];
    expect(Math.abs(mean(v) + 70 - 5)).toBeLessThan(3 * Math.sqrt(2.5 / 400));
    expect(Math.abs(deviation(v) ** 2 / 2.5 - 1)).toBeLessThan(0.15);
  });
});
