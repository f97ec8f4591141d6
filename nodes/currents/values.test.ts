/** Currents as a passive membrane or a closed form sees them. */
import { describe, expect, it } from "vitest";
import { circuit, node } from "../../src/testing/circuits.ts";
import { deviation, mean, run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

/** Without a leak v is the charge over a large capacitance, so that its steps tell the current [pA] of each time step. */
function currentOf(kind: string, parameters: Readonly<Record<string, unknown>>, ms: number, dt = 0.1, n = 1): number[][] {
  const source = node("c", kind, { n, parameters: parameters as never });
  const cell = node("n", "integrateAndFire", { n, parameters: { C_m: 1e5, V_th: 1000 }, start: { v: 0 } });
  const ran = run(circuit([cell, source], ["c.i > n.i"], { dt, order: "brian2" }), catalogue, ms, ["n.v"]);
  return Array.from({ length: n }, (_, k) => {
    const { values } = ran.trace("n", "v", k);
    return values.slice(1).map((v, at) => ((v - (values[at] as number)) * 1e5) / dt);
  });
}

describe("chirp", () => {
  it("has the phase of a frequency that moves along a line", () => {
    const given = { amplitude: 40, f_start: 10, f_stop: 90, offset: 5, start: 100, stop: 300 };
    const [current = []] = currentOf("chirp", given, 400);
    for (const ms of [0, 99.9, 300, 399]) expect(current[Math.round(ms * 10)]).toBeCloseTo(0, 6);
    for (const ms of [100, 137.3, 250, 299.9]) {
      const x = (ms - 100) / 1000;
      expect(current[Math.round(ms * 10)]).toBeCloseTo(5 + 40 * Math.sin(2 * Math.PI * x * (10 + (0.5 * 80 * x) / 0.2)), 5);
    }
  });
});

describe("a formula", () => {
  it("is its shape times its amplitude", () => {
    const shape = "0.5*int(t >= 20 ms and t < 60 ms) + int(t >= 60 ms and t < 100 ms)*exp(-(t - 60 ms)/(10 ms))";
    const [current = []] = currentOf("formula", { amplitude: 80, shape, stop: 90 }, 120);
    for (const [ms, expected] of [
      [19.9, 0],
      [20, 40],
      [59.9, 40],
      [60, 80],
      [70, 80 * Math.exp(-1)],
      [90, 0],
    ] as const)
      expect(current[Math.round(ms * 10)]).toBeCloseTo(expected, 5);
  });
});

describe("white noise", () => {
  it.each([0.1, 0.5, 1])("keeps each value for `hold`, whatever the step (dt %s ms)", (dt) => {
    const [current = []] = currentOf("whiteNoise", { mean: 0, sigma: 100, hold: 1 }, 200, dt);
    const steps = Math.round(1 / dt);
    const levels = Array.from({ length: 198 }, (_, k) => current.slice(k * steps, (k + 1) * steps));
    for (const level of levels) for (const value of level) expect(value).toBeCloseTo(level[0] as number, 5);
    expect(new Set(levels.map(([value = 0]) => value.toFixed(3))).size).toBe(198);
  });

  it("has the mean and spread it says, and is drawn for each cell", () => {
    const all = currentOf("whiteNoise", { mean: 50, sigma: 100, hold: 0.5 }, 500, 0.5, 20);
    const values = all.flat();
    expect(Math.abs(mean(values) - 50)).toBeLessThan(3);
    expect(Math.abs(deviation(values) - 100)).toBeLessThan(3);
    const product = mean(all[0]?.map((value, k) => (value - 50) * ((all[1]?.[k] as number) - 50)) ?? []);
    expect(Math.abs(product) / 1e4).toBeLessThan(0.12);
  });

  it("lets a membrane wander by R sigma sqrt(hold / 2 tau)", () => {
    const graph = circuit(
      [node("c", "whiteNoise", { n: 40, parameters: { mean: 0, sigma: 200, hold: 0.5 } }), node("n", "lif", { n: 40, parameters: { V_th: 1000 } })],
      ["c.i > n.i"],
    );
    const ran = run(graph, catalogue, 2000, ["n.v"]);
    const values = Array.from({ length: 40 }, (_, k) => ran.trace("n", "v", k).values.slice(1000)).flat();
    // R is 40 MOhm, tau 10 ms.
    expect(Math.abs(deviation(values) / (0.04 * 200 * Math.sqrt(0.5 / 20)) - 1)).toBeLessThan(0.05);
  });
});
