/** The lecture's loops, written here as the lecture writes them, and the kinds that say the same: equal to the last bit. */
import { describe, expect, it } from "vitest";
import { functionOf, inline, parse, parseStatements } from "../../src/expression/index.ts";
import { circuit, node } from "../../src/testing/circuits.ts";
import { run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

type Numbers = Readonly<Record<string, number>>;

/** Samples 1 to `samples` of the loop; the input is 1 from sample `from` to sample `to`. */
function loop(leaks: boolean, { g, v_r, thresh, reset, v0 }: Record<string, number>, dt: number, [from, to]: readonly number[], samples: number): number[] {
  const v = [v0 as number];
  for (let k = 1; k <= samples; k++) {
    const I = k >= from! && k <= to! ? 1 : 0;
    const dv = leaks ? g! * I - (v[k - 1]! - v_r!) : g! * I;
    v[k] = v[k - 1]! + dt * dv;
    if (v[k]! > thresh!) v[k] = reset!;
  }
  return v.slice(1);
}

const kindOf = (kind: string, parameters: Numbers, dt: number, [from, to]: readonly number[], samples: number) => {
  const input = node("i", "step", { form: "plain", parameters: { amplitude: 1, start: (from! - 1) * dt, stop: to! * dt } });
  const graph = circuit([input, node("n", kind, { parameters })], ["i.i > n.i"], { dt, order: "nest" });
  const ran = run(graph, catalogue, samples * dt, ["n.v"]);
  return { v: ran.trace("n", "v").values, spikes: ran.spikes("n").map((time) => Math.round(time / dt)) };
};

describe("the lecture's integrate-and-fire loop", () => {
  it.each([
    [{ g: 1, thresh: 0.2, reset: 0, v0: 0 }, 0.01, [26, 74], [45, 65]],
    [{ g: 1, thresh: 0.2, reset: -0.1, v0: 0 }, 0.01, [26, 74], [45]],
    [{ g: 0.7, thresh: 0.3, reset: 0.1, v0: 0.05 }, 0.02, [5, 90], undefined],
  ] as const)("%o with dt %s", (given, dt, window, spikes) => {
    const parameters = { g: given.g, V_th: given.thresh, V_reset: given.reset, v_0: given.v0 };
    const found = kindOf("lectureIf", parameters, dt, window, 100);
    expect(found.v).toEqual(loop(false, given, dt, window, 100));
    if (spikes) expect(found.spikes.slice(0, 2)).toEqual(spikes);
  });
});

describe("the lecture's leaky loop", () => {
  it.each([
    [{ g: 1, v_r: -0.05, thresh: 0.05, reset: -0.1, v0: -0.1 }, 0.01, [11, 49], [25, 41]],
    [{ g: 1, v_r: -0.05, thresh: 0.05, reset: 0, v0: -0.1 }, 0.01, [11, 49], [25, 31, 37, 43, 49]],
    [{ g: 1.3, v_r: 0.02, thresh: 0.4, reset: -0.3, v0: -0.17 }, 0.05, [3, 80], undefined],
  ] as const)("%o with dt %s", (given, dt, window, spikes) => {
    const parameters = { g: given.g, v_r: given.v_r, V_th: given.thresh, V_reset: given.reset, v_0: given.v0 };
    const found = kindOf("lectureLif", parameters, dt, window, 100);
    expect(found.v).toEqual(loop(true, given, dt, window, 100));
    if (spikes) expect(found.spikes).toEqual(spikes);
  });
});

describe("what the lecture prints otherwise", () => {
  const slips = (kind: string): string => (catalogue.find((each) => each.kind === kind)?.lecture ?? []).join("\n");
  const squid = inline(parseStatements(catalogue.find(({ kind }) => kind === "hodgkinHuxley")!.equations).statements);

  it("is told where the student meets it", () => {
    expect(slips("hodgkinHuxley")).toMatch(/-beta_n\*n.*\n.*n\^4.*m\^3\*h.*\n.*general rate/);
    expect(slips("izhikevich")).toContain("Hybrid models");
    expect(slips("adex")).toContain("Hybrid models");
    expect(slips("poisson")).toContain("Poisson(r T)");
    expect(slips("bernoulli")).toContain("approximation for r dt far below 1");
    expect(slips("inhomogeneousPoisson")).toContain("only if the rate changes slowly");
    expect(slips("weightedSum")).toContain("sum_{j=1..N} W_ij g(v_j)");
    // Formulas stand between backquotes, as equations are written here.
    for (const { kind, lecture = [] } of catalogue)
      for (const [, formula = ""] of lecture.join("\n").matchAll(/`([^`]*)`/g))
        expect(parse(formula).tree ?? parseStatements(formula).statements[0], `${kind}: ${formula}`).toBeDefined();
    for (const kind of ["integrateAndFire", "lif", "sigmoidUnit", "tanhUnit", "heavisideUnit", "hebb", "binaryUnit"]) expect(slips(kind), kind).not.toBe("");
  });

  it("has one sign that keeps a gate between 0 and 1: with the other it leaves 1 behind", () => {
    const right = functionOf(squid.derivatives.get("n")!, ["v", "n"], (name) => (name === "T" ? 6.3 : undefined));
    for (const v of [-80, -55.1, -20, 40]) {
      expect(right([v, 1])).toBeLessThan(0);
      expect(right([v, 0])).toBeGreaterThan(0);
    }
  });

  // A (v - B), or a constant in its place; B_p, C_p, D_p.
  const rates: Record<string, readonly [number | readonly [number, number], number, number, number]> = {
    alpha_m: [[0.1, -40], -40, -10, 1],
    alpha_n: [[0.01, -55], -55, -10, 1],
    alpha_h: [0.07, -65, 20, 0],
    beta_m: [4, -65, 18, 0],
    beta_n: [0.125, -65, 80, 0],
    beta_h: [1, -35, -10, -1],
  };
  it.each(Object.entries(rates))("%s has the lecture's general form", (name, [top, B_p, C_p, D_p]) => {
    const rate = functionOf(squid.assigned.get(name)!, ["v"], () => undefined);
    for (const v of [-90, -61.5, -33.3, 0, 47]) {
      const above = typeof top === "number" ? top : -top[0] * (v - top[1]);
      expect(rate([v])).toBeCloseTo(above / (Math.exp((v - B_p) / C_p) - D_p), 12);
    }
  });
});
