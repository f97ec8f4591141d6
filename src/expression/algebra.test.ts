/** What the tree-to-tree functions owe to mathematics. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyTree, smoothTree } from "./arbitraryTree.ts";
import {
  conditionallyLinear,
  dependsOn,
  derivative,
  equalTrees,
  evaluate,
  inline,
  linearPart,
  names,
  numberOps,
  parse,
  parseStatements,
  print,
  simplify,
  substitute,
  type Tree,
} from "./index.ts";

const read = (text: string): Tree => {
  const { tree, diagnostics } = parse(text);
  if (!tree) throw new Error(`${text}: ${diagnostics.map((diagnostic) => diagnostic.message).join(" ")}`);
  return tree;
};
const value = (tree: Tree, scope: Record<string, number>): number => evaluate(tree, numberOps, (name) => scope[name]);
const at = fc.record({
  x: fc.double({ min: 0.5, max: 2, noNaN: true }),
  y: fc.double({ min: 0.5, max: 2, noNaN: true }),
  z: fc.double({ min: 0.5, max: 2, noNaN: true }),
});

describe("derivative", () => {
  it.each([
    ["x^2", "2 * x"],
    ["3 * x + y", "3"],
    ["x * y", "y"],
    ["1 / x", "-(1 / x^2)"],
    ["exp(-x / y)", "-(exp(-x / y) * (1 / y))"],
    ["v / tau", "0"],
    ["last(x) * x", "last(x)"],
    ["if(y > 0, x, 2 * x)", "if(y > 0, 1, 2)"],
    ["x > 3", "0"],
  ])("of %s is %s", (text, expected) => expect(print(derivative(read(text), "x"))).toBe(expected));

  it("agrees with finite differences", () => {
    fc.assert(
      fc.property(smoothTree, at, (tree, scope) => {
        const h = 1e-4;
        const f = (dx: number): number => value(tree, { ...scope, x: scope.x + dx });
        const exact = value(derivative(tree, "x"), scope);
        // Fourth order, so that what is left is rounding, but for what swings within a few steps: there two steps part.
        const slope = (by: number): number => (8 * (f(by) - f(-by)) - (f(2 * by) - f(-2 * by))) / (12 * by);
        const estimate = slope(h);
        const doubt = Math.abs(estimate - slope(2 * h));
        const scale = Math.max(1, Math.abs(exact), ...[-2, -1, 0, 1, 2].map((k) => Math.abs(f(k * h))));
        if (scale > 1e3) return true;
        return Math.abs(exact - estimate) <= 1e-6 * scale + doubt;
      }),
      { numRuns: 500 },
    );
  });

  it("of exprel is right on both sides of its series", () => {
    const slope = derivative(read("exprel(x)"), "x");
    for (const x of [-1, -0.021, -0.019, 0, 1e-9, 0.01, 0.0199, 0.0201, 2]) {
      // The integral of s e^(s x) over s from 0 to 1, by Simpson's rule.
      const n = 2000;
      let sum = 0;
      for (let i = 0; i <= n; i++) sum += (i === 0 || i === n ? 1 : i % 2 ? 4 : 2) * (i / n) * Math.exp((i / n) * x);
      expect(value(slope, { x })).toBeCloseTo(sum / (3 * n), 11);
    }
  });
});

describe("simplify", () => {
  it.each([
    ["0 + x", "x"],
    ["x * 1", "x"],
    ["--x", "x"],
    ["x - -y", "x + y"],
    ["-x * -y", "x * y"],
    ["0 * x + y^1", "y"],
    ["2 * 3 + 4", "10"],
    ["1 / 3", "1 / 3"],
    ["6 / 4", "1.5"],
    ["x^0", "1"],
    ["if(1 < 2, x, y)", "x"],
    ["not not x > 1", "x > 1"],
    ["0 - x", "-x"],
  ])("%s is %s", (text, expected) => expect(print(simplify(read(text)))).toBe(expected));

  it("keeps the value", () => {
    fc.assert(
      fc.property(anyTree, at, (tree, scope) => {
        const [before, after] = [value(tree, scope), value(simplify(tree), scope)];
        // 0 times what is not finite is 0 when simplified.
        return !Number.isFinite(before) || Math.abs(before - after) <= 1e-15 * Math.abs(before);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("names and substitution", () => {
  it("finds names and replaces them", () => {
    const tree = read("g_L * (E_L - v) + last(v)");
    expect([...names(tree)]).toEqual(["g_L", "E_L", "v"]);
    expect(dependsOn(tree, "v")).toBe(true);
    expect(dependsOn(tree, "w")).toBe(false);
    expect(print(substitute(tree, new Map([["v", read("x + 1")]])))).toBe("g_L * (E_L - (x + 1)) + last(v)");
    expect(equalTrees(tree, read("g_L*(E_L-v)+last(v)"))).toBe(true);
    expect(equalTrees(tree, read("g_L*(E_L-v)+last(w)"))).toBe(false);
  });

  it("stays small when everything is used twice", () => {
    const lines = Array.from({ length: 50 }, (_, i) => `x${i + 1} = x${i} * x${i} + 1`);
    const { assigned } = inline(parseStatements(lines.join("\n")).statements);
    const tree = assigned.get("x50") as Tree;
    expect([...names(tree)]).toEqual(["x0"]);
    expect(names(simplify(derivative(tree, "x0"))).has("x0")).toBe(true);
    expect(linearPart([tree], ["v"])?.b).toHaveLength(1);
  });
});

describe("linearPart", () => {
  it("reads the leaky membrane with its synapse", () => {
    const { derivatives } = inline(
      parseStatements("I = w * s + i\ndv/dt = (g_L * (E_L - v) + I) / C_m\nds/dt = -s / tau").statements,
    );
    const part = linearPart([derivatives.get("v") as Tree, derivatives.get("s") as Tree], ["v", "s"]);
    expect(part?.A.map((row) => row.map(print))).toEqual([
      ["-(g_L / C_m)", "w / C_m"],
      ["0", "-(1 / tau)"],
    ]);
    expect(part?.b.map(print)).toEqual(["(g_L * E_L + i) / C_m", "0"]);
  });

  it("A states + b is the right side again", () => {
    fc.assert(
      fc.property(anyTree, anyTree, at, (p, q, scope) => {
        const [x, y] = ["x", "y"].map((name): Tree => ({ type: "name", name })) as [Tree, Tree];
        const free = new Map([
          ["x", read("z")],
          ["y", read("z / 2")],
        ]);
        const [a, b] = [substitute(p, free), substitute(q, free)];
        // a (x - b) / 2 - (b - y)
        const difference = (left: Tree, right: Tree): Tree => ({ type: "binary", op: "-", left, right });
        const half: Tree = {
          type: "binary",
          op: "/",
          left: { type: "binary", op: "*", left: a, right: difference(x, b) },
          right: read("2"),
        };
        const right = difference(half, difference(b, y));
        const part = linearPart([right], ["x", "y"]);
        if (!part) return false;
        const [[ax, ay], b0] = [
          part.A[0]?.map((tree) => value(tree, scope)) as [number, number],
          value(part.b[0] as Tree, scope),
        ];
        const direct = value(right, scope);
        const terms: [number, number, number] = [ax * scope.x, ay * scope.y, b0];
        const size = Math.max(...terms.map(Math.abs), Math.abs(value(a, scope) * value(b, scope)), 1);
        return (
          !Number.isFinite(size) ||
          !Number.isFinite(direct) ||
          Math.abs(terms[0] + terms[1] + terms[2] - direct) <= 1e-12 * size
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each(["v^2", "v * w", "exp(v)", "1 / v", "if(v > 0, 1, 2)", "last(v)", "abs(v)", "a / (1 + v)"])(
    "says no to %s",
    (text) => expect(linearPart([read(text)], ["v", "w"])).toBeNull(),
  );

  it("lets time, noise and conditions on other things stand in the coefficients", () => {
    const part = linearPart([read("if(t < t_on, 0, 2 * v) + sigma * xi")], ["v"]);
    expect(part?.A[0]?.map(print)).toEqual(["if(t < t_on, 0, 2)"]);
    expect(part?.b.map(print)).toEqual(["sigma * xi"]);
  });

  it("reads a gate as linear in itself", () => {
    const part = conditionallyLinear(read("alpha * (1 - m) - beta(1)*m".replace("beta(1)", "exp(-v)")), "m");
    expect([part?.a, part?.b].map((tree) => tree && print(tree))).toEqual(["-alpha - exp(-v)", "alpha"]);
    expect(conditionallyLinear(read("0.04 * v^2 + 5 * v"), "v")).toBeNull();
  });
});
