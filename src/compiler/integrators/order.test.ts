/** How fast the error of every integrator falls with the step, on problems whose answer is known. */
import { describe, expect, it } from "vitest";
import { createContinuous } from "../../analysis/index.ts";
import type { Kind, Method } from "../../kind/index.ts";
import { circuit, node } from "../../testing/circuits.ts";
import { networkOf, run } from "../../testing/run.ts";

/** A neuron without inputs or spikes, in plain numbers. */
function system(equations: string, start: Readonly<Record<string, number>>): Kind {
  const state = Object.fromEntries(
    Object.entries(start).map(([name, x]) => [name, { unit: "1", start: `${x}`, about: "" }]),
  );
  const words = { version: 1, label: "", short: "", about: "", notes: "", sources: [], icon: "" };
  return { ...words, kind: "system", family: "neuron", inputs: {}, outputs: {}, parameters: {}, state, equations };
}

function endOf(kind: Kind, method: Method, dt: number, durationMs: number): number[] {
  const { simulation, network } = run(circuit([node("x", "system", { method })], [], { dt }), [kind], durationMs);
  expect(network.populations[0]!.method, `${method} applies`).toBe(words[method]);
  return Object.keys(kind.state).map((name) => simulation.state(0, name)[0]!);
}

/** Without steps, to twelve digits: against two closed forms below, and SciPy's solutions in its own tests. */
function truthOf(kind: Kind, durationMs: number): number[] {
  const solution = createContinuous(networkOf(circuit([node("x", "system")], []), [kind]), 0);
  solution.runTo(durationMs);
  return Object.keys(kind.state).map((name) => solution.state(name, 0));
}

const words: Readonly<Record<Method, string>> = {
  exact: "exact propagator",
  exponential_euler: "exponential Euler",
  exponential_euler_tabulated: "exponential Euler, tabulated",
  euler: "forward Euler",
  gs_euler: "Gauss-Seidel Euler",
  rk4: "Runge-Kutta 4",
  rkf45: "Runge-Kutta-Fehlberg 4(5), adaptive",
};

const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((x, k) => x - b[k]!));

/** Prey and predators: smooth, not linear, and linear in each variable alone, so that every method applies. */
const lotkaVolterra = system("dx/dt = x*(1 - y)\ndy/dt = 0.5*y*(x - 1)", { x: 1.5, y: 0.7 });
/** A swing with a drive in the time `t`, solved by sin t. */
const driven = system("dx/dt = y\ndy/dt = -2*x + sin(t)", { x: 0, y: 1 });

describe("order of convergence", () => {
  const truth = truthOf(lotkaVolterra, 5);

  it("is measured against a truth that knows the closed forms", () => {
    expect(distance(truthOf(driven, 6), [Math.sin(6), Math.cos(6)])).toBeLessThan(1e-10);
    const [prey, hunters] = truth as [number, number];
    // What prey and predators keep: y - log y + (x - log x)/2.
    const kept = (x: number, y: number) => y - Math.log(y) + 0.5 * (x - Math.log(x));
    expect(kept(prey, hunters)).toBeCloseTo(kept(1.5, 0.7), 11);
  });

  it.each([
    ["euler", 1],
    ["gs_euler", 1],
    ["exponential_euler", 1],
    ["exponential_euler_tabulated", 1],
    ["rk4", 4],
  ] as const)("%s is of order %i", (method, order) => {
    const [coarse, fine] = order === 4 ? [0.1, 0.05] : [0.005, 0.0025];
    const error = (dt: number) => distance(endOf(lotkaVolterra, method, dt, 5), truth);
    expect(Math.abs(Math.log2(error(coarse) / error(fine)) - order)).toBeLessThan(0.1);
  });

  it("rk4 keeps its order where the time itself stands in the equations", () => {
    const error = (dt: number) => distance(endOf(driven, "rk4", dt, 6), [Math.sin(6), Math.cos(6)]);
    expect(Math.abs(Math.log2(error(0.1) / error(0.05)) - 4)).toBeLessThan(0.1);
  });

  it("rkf45 is of order 5 where its tolerance never shortens a step", () => {
    const loose = { ...lotkaVolterra, tolerance: 1e9 };
    const error = (dt: number) => distance(endOf(loose, "rkf45", dt, 5), truth);
    expect(Math.abs(Math.log2(error(0.1) / error(0.05)) - 5)).toBeLessThan(0.1);
  });

  it("rkf45 stays within its tolerance a step, however long the step", () => {
    for (const dt of [0.1, 0.5, 1]) {
      expect(distance(endOf(driven, "rkf45", dt, 6), [Math.sin(6), Math.cos(6)])).toBeLessThan((6 / dt) * 1e-3);
      expect(distance(endOf(lotkaVolterra, "rkf45", dt, 5), truth)).toBeLessThan((5 / dt) * 1e-3);
    }
    // A tolerance of a millionth is what it takes to be that good.
    const strict = { ...driven, tolerance: 1e-9 };
    expect(distance(endOf(strict, "rkf45", 1, 6), [Math.sin(6), Math.cos(6)])).toBeLessThan(1e-7);
  });
});

describe("linear systems", () => {
  it("are exact at any step: a decay", () => {
    for (const dt of [0.1, 1, 10])
      expect(endOf(system("dx/dt = -x/7", { x: 3 }), "exact", dt, 20)[0]).toBeCloseTo(3 * Math.exp(-20 / 7), 13);
  });

  it("are exact at any step: a swing", () => {
    for (const dt of [0.1, 0.5, 2]) {
      const [x, y] = endOf(system("dx/dt = y\ndy/dt = -x", { x: 1, y: 0 }), "exact", dt, 100);
      expect(x).toBeCloseTo(Math.cos(100), 10);
      expect(y).toBeCloseTo(-Math.sin(100), 10);
    }
  });

  it("are exact at any step: a chain with equal rates, where formulas with differences fail", () => {
    const chain = system("dx/dt = -x/3\ndy/dt = (x - y)/3\ndz/dt = (y - z)/3", { x: 1, y: 0, z: 0 });
    for (const dt of [0.1, 1, 4]) {
      const s = 12 / 3;
      const values = endOf(chain, "exact", dt, 12);
      [1, s, (s * s) / 2].forEach((factor, k) => {
        expect(values[k]).toBeCloseTo(factor * Math.exp(-s), 13);
      });
    }
  });

  it("are exact under a constant drive, singular matrices included", () => {
    const [x, y] = endOf(system("dx/dt = 2\ndy/dt = x - 1", { x: 1, y: 0 }), "exact", 0.5, 10);
    expect(x).toBeCloseTo(21, 12);
    expect(y).toBeCloseTo(100, 11);
  });

  it("are refused when they are not linear, and something else is taken and said", () => {
    const { network } = run(circuit([node("x", "system", { method: "exact" })], []), [lotkaVolterra], 1);
    expect(network.populations[0]!.method).not.toBe(words.exact);
  });
});

describe("exponential Euler", () => {
  it("keeps its digits where a rate fades away", () => {
    for (const rate of [0, 1e-300, 1e-16, 1e-12, 1e-8, 1e-4, 9e-4, 2e-3, 0.1]) {
      const kind = system("dx/dt = 1 - k*x\ndk/dt = 0*k", { x: 0, k: rate });
      const [x] = endOf(kind, "exponential_euler", 0.1, 10);
      const truth = rate === 0 ? 10 : -Math.expm1(-10 * rate) / rate;
      expect(Math.abs(x! / truth - 1), `rate ${rate}`).toBeLessThan(1e-11);
    }
  });
});
