import { describe, expect, it } from "vitest";
import { check, checkTree, dimensionOf, parse, parseStatements, type Scope, type Tree, unitName } from "./index.ts";

const problems = (text: string, scope: Scope): string[] => {
  const { statements, diagnostics } = parseStatements(text);
  return [...diagnostics, ...check(statements, scope)].map(({ message }) => message);
};
const read = (text: string): Tree => parse(text).tree as Tree;

describe("units close", () => {
  it("under the leaky membrane", () => {
    const names = { v: "mV", E_L: "mV", g_L: "nS", C_m: "pF", i: "pA" };
    expect(problems("dv/dt = (g_L * (E_L - v) + i) / C_m", { names })).toEqual([]);
  });

  it("under Hodgkin and Huxley's equations per area, names set on the way included", () => {
    const text = `alpha = 1/exprel(-(v + 40 mV)/(10 mV))/ms
      beta = 4*exp(-(v + 65 mV)/(18 mV))/ms
      dm/dt = alpha*(1 - m) - beta*m
      i_Na = g_Na*m^3*(E_Na - v)
      dv/dt = (i_Na + i)/C_m`;
    const names = { v: "mV", m: "1", E_Na: "mV", g_Na: "mS/cm^2", C_m: "uF/cm^2", i: "uA/cm^2" };
    expect(problems(text, { names })).toEqual([]);
  });

  it("under white noise, whose unit is one over the root of time", () => {
    const names = { v: "mV", tau: "ms", sigma: "mV", mu: "mV" };
    expect(problems("dv/dt = (mu - v)/tau + sigma*sqrt(2/tau)*xi", { names })).toEqual([]);
    expect(problems("dv/dt = sigma*xi", { names })).toEqual([
      "dv/dt: the right side is in mV/√ms, but mV/ms is needed.",
    ]);
  });

  it("under updates", () => {
    const names = { v: "mV", w: "pA", b: "pA", n: "1" };
    expect(problems("v = -70 mV; w += b; w *= n; v = max(v, 0); w = 0", { names })).toEqual([]);
    expect(problems("w += v", { names })).toEqual([
      "w: the right side is in mV, but pA is needed. Divide by a resistance (GΩ).",
    ]);
  });

  it("with units of other sizes, since only the dimension counts", () => {
    expect(problems("dv/dt = v/(1 s) + 3 V/(1 s)", { names: { v: "mV" } })).toEqual([]);
  });

  it("with conditions as numbers", () => {
    expect(
      problems("i = A*int(t >= t_on and t < t_off)", { names: { i: "pA", A: "pA", t_on: "ms", t_off: "s" } }),
    ).toEqual([]);
  });
});

describe("without units", () => {
  it("a published equation passes, but a name must still be known", () => {
    const names = { v: "mV", u: "1", i: "pA" };
    expect(problems("dv/dt = 0.04*v^2 + 5*v + 140 - u + i", { names, lax: true })).toEqual([]);
    expect(problems("dv/dt = 0.04*v^2 + w", { names, lax: true })).toEqual([
      "dv/dt: w is not known here. Known: i, t, u, v.",
    ]);
  });
});

describe("one fault gives one message", () => {
  it("and does not spread to what uses it", () => {
    const names = { v: "mV", i: "pA", tau: "ms" };
    expect(problems("x = v + i; y = x * 2; dv/dt = y / tau", { names })).toHaveLength(1);
    expect(problems("dv/dt = (v + q)/tau + exp(v) * 1 mV/ms", { names })).toHaveLength(2);
  });
});

describe("single expressions", () => {
  const scope: Scope = { names: { v: "mV", V_th: "mV", t_ref: "ms" } };

  it("are held to a unit", () => {
    expect(checkTree(read("2 * t_ref"), scope, "s")).toEqual([]);
    expect(checkTree(read("0"), scope, "mV")).toEqual([]);
    expect(checkTree(read("v"), scope, "s")).toHaveLength(1);
  });

  it("or to being a condition", () => {
    expect(checkTree(read("v >= V_th and not v > 0 mV"), scope, "condition")).toEqual([]);
    expect(checkTree(read("v"), scope, "condition").map(({ message }) => message)).toEqual([
      "A condition is needed, but v is a value in mV. Compare it with something, as in v >= V_th.",
    ]);
  });

  it.each([
    ["v * t_ref", "mV*ms"],
    ["v / mV", "1"],
    ["sqrt(v^2)", "mV"],
    ["if(v > 0, v, 0)", "mV"],
    ["last(v) / t", "mV/ms"],
    ["randn() * v", "mV"],
    ["xi^2", "1/ms"],
  ])("%s is in %s", (text, unit) => {
    const dimension = dimensionOf(read(text), scope);
    expect(dimension && unitName(dimension)).toBe(unit);
  });
});
