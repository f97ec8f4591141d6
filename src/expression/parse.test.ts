import { describe, expect, it } from "vitest";
import { evaluate, inline, numberOps, parse, parseStatements } from "./index.ts";

const value = (text: string, scope: Record<string, number> = {}): number => {
  const { tree, diagnostics } = parse(text);
  if (!tree) throw new Error(diagnostics.map((diagnostic) => diagnostic.message).join("\n"));
  return evaluate(tree, numberOps, (name) => scope[name]);
};

describe("precedence", () => {
  it.each([
    ["1 + 2 * 3", 7],
    ["2 - 3 - 4", -5],
    ["12 / 2 * 3", 18],
    ["-2^2", -4],
    ["2^-2", 0.25],
    ["2^3^2", 512],
    ["2**3", 8],
    ["2 * -3", -6],
    ["--3", 3],
    ["1 + 2 < 4", 1],
    ["1 < 2 and 3 < 2", 0],
    ["1 > 2 or not 2 > 3 and 1 == 1", 1],
    ["not 1 < 2", 0],
    ["(1 + 2) * 3", 9],
    ["min(3, 1, 2)", 1],
    ["if(1 < 2, 10, 20)", 10],
    ["3 × 4 − 2", 10],
    ["1 ≤ 1", 1],
    ["1.5e-3 * 2e3", 3],
    [".5 + 1.", 1.5],
  ])("%s is %d", (text, expected) => expect(value(text)).toBe(expected));
});

describe("units in the text", () => {
  it.each([
    ["5 mV", 5],
    ["0.1 nA", 100],
    ["1 s", 1000],
    ["2 ms^2", 2],
    ["1 s^2", 1e6],
    ["v / mV", -65],
    ["140*mV", 140],
    ["1 kHz * 1 ms", 1],
    ["1 uF/cm^2", 1],
    ["3 µA / cm^2", 3],
    ["10 deg / pi", 1 / 18],
  ])("%s is %d in engine units", (text, expected) => expect(value(text, { v: -65 })).toBeCloseTo(expected, 14));

  it("reads a number before a variable that is also a unit as a forgotten *", () => {
    expect(parse("4 m", { names: ["m"] }).diagnostics[0]?.code).toBe("missing-operator");
    expect(parse("4 m").tree).toMatchObject({ type: "number", value: 4, unit: "m" });
  });
});

describe("statements", () => {
  it("stand one a line or behind ;, with comments and continued lines", () => {
    const text = `# membrane
      dv/dt = (g_L * (E_L - v)   # leak
        + i) / C_m; u += d
      x = a +
          b`;
    const { statements, diagnostics } = parseStatements(text);
    expect(diagnostics).toEqual([]);
    expect(statements.map(({ type, name }) => [type, name])).toEqual([
      ["derivative", "v"],
      ["assign", "u"],
      ["assign", "x"],
    ]);
  });

  it("see what the statements before them set", () => {
    const { statements } = parseStatements("a = 2; a *= 3; b = a + 1; dv/dt = b * v");
    const { derivatives, assigned } = inline(statements);
    expect(evaluate(assigned.get("b") ?? { type: "number", value: Number.NaN }, numberOps, () => undefined)).toBe(7);
    expect(evaluate(derivatives.get("v") ?? { type: "number", value: Number.NaN }, numberOps, () => 10)).toBe(70);
  });

  it("keep their size when each uses the one before twice", () => {
    const lines = Array.from({ length: 60 }, (_, i) => `x${i + 1} = x${i} + x${i}`);
    const { assigned } = inline(parseStatements(lines.join("\n")).statements);
    expect(evaluate(assigned.get("x60") ?? { type: "number", value: 0 }, numberOps, () => 1)).toBe(2 ** 60);
  });

  it("report every faulty line and keep the others", () => {
    const { statements, diagnostics } = parseStatements("a = (b + c\nd = 2 x\ndv/dt = v /\n\nw = 1");
    expect(diagnostics.map(({ code }) => code)).toEqual(["missing-bracket", "missing-operator", "missing-operand"]);
    expect(statements.map(({ name }) => name)).toEqual(["w"]);
  });
});
