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

describe("conductance noise", () => {
  const clamped = (n: number, parameters: Readonly<Record<string, number>>, dt = 0.1) =>
    circuit(
      [
        node("g", "conductanceNoise", { n, parameters }),
        node("e", "dynamicClamp", { connect: { rule: "one-to-one" } }),
        node("i", "dynamicClamp", { connect: { rule: "one-to-one" }, parameters: { E_rev: -75 } }),
        node("n", "lif", { n, parameters: { V_th: 1000 } }),
      ],
      ["g.g_e > e.g_in", "g.g_i > i.g_in", "e.i > n.i", "i.i > n.i"],
      { dt },
    );
  // Of the leaky cell: 250 pF, 25 nS, rest at -70 mV.
  const [C, g_L, E_L, E_e, E_i] = [250, 25, -70, 0, -75];
  const settled = (g_e: number, g_i: number): number => (g_L * E_L + g_e * E_e + g_i * E_i) / (g_L + g_e + g_i);

  it("that does not fluctuate draws the potential where the currents balance", () => {
    const ran = run(clamped(1, { sigma_e: 0, sigma_i: 0 }), catalogue, 100, ["n.v"]);
    expect(ran.trace("n", "v").values.at(-1)).toBeCloseTo(settled(12.1, 57.3), 4);
  });

  it.each([0.1, 1])("has the mean, spread and memory it says, whatever the step (dt %s ms)", (dt) => {
    const n = 60;
    const ran = run(clamped(n, {}, dt), catalogue, 1000, ["g.x_e", "g.x_i"]);
    for (const [name, m, sigma, tau] of [
      ["x_e", 12.1, 3, 2.728],
      ["x_i", 57.3, 6.6, 10.49],
    ] as const) {
      const courses = Array.from({ length: n }, (_, k) => ran.trace("g", name, k).values);
      const all = courses.flat();
      expect(Math.abs(mean(all) - m) / sigma).toBeLessThan(0.05);
      expect(Math.abs(deviation(all) / sigma - 1)).toBeLessThan(0.04);
      const lag = Math.round(3 / dt);
      const products = courses.flatMap((course) => course.slice(lag).map((value, k) => (value - m) * ((course[k] as number) - m)));
      expect(Math.abs(mean(products) / sigma ** 2 - Math.exp((-lag * dt) / tau))).toBeLessThan(0.05);
    }
  });

  it("never opens a conductance below 0, and both fluctuate on their own", () => {
    const ran = run(clamped(20, { g_e0: 1, sigma_e: 3 }), catalogue, 500, ["g.x_e", "g.x_i", "n.v"]);
    const [x_e, x_i] = ["x_e", "x_i"].map((name) => ran.trace("g", name).values) as [number[], number[]];
    expect(Math.min(...x_e)).toBeLessThan(0);
    // With every excitatory conductance at 0 or above, v stays above where inhibition and leak alone would hold it.
    const lowest = Math.min(...Array.from({ length: 20 }, (_, k) => Math.min(...ran.trace("n", "v", k).values)));
    expect(lowest).toBeGreaterThan(E_i);
    const product = mean(x_e.map((value, k) => ((value - 1) / 3) * (((x_i[k] as number) - 57.3) / 6.6)));
    expect(Math.abs(product)).toBeLessThan(0.35);
  });

  it("lets the potential wander as far as the filtered fluctuations drive it", () => {
    const n = 60;
    const small = { sigma_e: 0.6, sigma_i: 2 };
    const ran = run(clamped(n, small), catalogue, 2000, ["n.v"]);
    const values = Array.from({ length: n }, (_, k) => ran.trace("n", "v", k).values.slice(1000)).flat();
    const total = g_L + 12.1 + 57.3;
    const rest = settled(12.1, 57.3);
    const tau = C / total;
    // Each conductance is low-pass noise of time constant tau_x, filtered once more by the membrane.
    const part = (sigma: number, E: number, tau_x: number): number => ((sigma * (E - rest)) / total) ** 2 * (tau_x / (tau_x + tau));
    const predicted = Math.sqrt(part(0.6, E_e, 2.728) + part(2, E_i, 10.49));
    expect(Math.abs(mean(values) - rest)).toBeLessThan(0.05);
    expect(Math.abs(deviation(values) / predicted - 1)).toBeLessThan(0.04);
  });
});
