/** Each code with one smallest text that produces it and its exact sentence. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../diagnostic/index.ts";
import { check, checkTree, parse, parseStatements, parseUnit, type Scope } from "./index.ts";
import { messages } from "./messages.ts";

const scope: Scope = {
  names: { v: "mV", E_L: "mV", V_th: "mV", g_L: "nS", i: "pA", C_m: "pF", tau_m: "ms", n: "1" },
  states: ["v"],
};
const at = (text: string, { at: place }: Diagnostic): string =>
  place.type === "equation" ? text.slice(place.from, place.to) : place.type;

type Case = readonly [text: string, code: string, spot: string, message: string];

const expressions: readonly Case[] = [
  ["", "empty", "", "There is nothing here. Write an expression such as g_L * (E_L - v)."],
  [
    "a @ b",
    "bad-character",
    "@",
    '"@" has no meaning in an equation. Use letters, digits, + - * / ^ ( ) and comparisons.',
  ],
  ["τ", "bad-character", "τ", '"τ" has no meaning in an equation. Write tau.'],
  ["a * τ_m", "bad-character", "τ_m", '"τ_m" has no meaning in an equation. Write tau_m.'],
  ["x²", "bad-character", "²", '"²" has no meaning in an equation. Write ^2.'],
  ["a && b", "bad-character", "&&", '"&&" has no meaning in an equation. Write and.'],
  ["1.2.3", "bad-number", "1.2.3", "1.2.3 is not a number. Write it as 12, 0.5 or 1.5e-3."],
  ["1e999", "bad-number", "1e999", "1e999 is not a number. Write it as 12, 0.5 or 1.5e-3."],
  [
    "a +",
    "missing-operand",
    "",
    'After "+" a value is needed, but the end was found. Write a name, a number or a bracket.',
  ],
  ["* a", "missing-operand", "*", 'A value is needed, but "*" was found. Write a name, a number or a bracket.'],
  ["2 a", "missing-operator", "2 a", "2 and a stand side by side. Did you forget * between them?"],
  ["(a)(b)", "missing-operator", "(a)(", "(a) and (…) stand side by side. Did you forget * between them?"],
  ["1,5 mV/ms", "decimal-comma", "1,5", "1,5 reads as two numbers. Write 1.5."],
  ["2*(1,5 mV + a)", "decimal-comma", "1,5", "1,5 reads as two numbers. Write 1.5."],
  ["exp(1,5)", "decimal-comma", "1,5", "1,5 reads as two numbers. Write 1.5."],
  [
    "v if v > E_L else 0",
    "conditional-form",
    "v if v > E_L else 0",
    "A choice between two values is written if(v > E_L, v, 0).",
  ],
  [
    "2*(a if (a > b) else b)",
    "conditional-form",
    "a if (a > b) else b",
    "A choice between two values is written if((a > b), a, b).",
  ],
  ["a > b ? a : b", "conditional-form", "a > b ? a : b", "A choice between two values is written if(a > b, a, b)."],
  ["a if b", "conditional-form", "a if b", "A choice between two values is written if(b, a, 0)."],
  ["if a: b", "conditional-form", "if a: b", "A choice between two values is written if(condition, a, b)."],
  ["(a + b", "missing-bracket", "(", "This bracket is never closed. Add ) where it should end."],
  ["a + b)", "extra-bracket", ")", "This ) closes nothing. Take it out, or open ( before it."],
  ["a, b", "unexpected", ",", '"," is not expected here. The expression was complete before it.'],
  ["a < b < c", "chained-comparison", "a < b < c", "Comparisons do not chain. Write a < b and b < c."],
  [
    "a = b",
    "equals-in-expression",
    "=",
    "= sets a value and does not compare. Write == to ask whether two values are equal.",
  ],
  [
    "ex(a)",
    "unknown-function",
    "ex",
    expect.stringMatching(/^ex is not a function\. Did you mean exp\? Known: abs, clip, cos, /) as unknown as string,
  ],
  [
    "ln(a)",
    "unknown-function",
    "ln",
    expect.stringMatching(/^ln is not a function\. Did you mean log\? /) as unknown as string,
  ],
  [
    "g_L (a - b)",
    "multiplied-bracket",
    "g_L",
    "g_L(…) reads as a call, but g_L is a value. Did you forget * between g_L and the bracket?",
  ],
  ["exp + 1", "function-as-value", "exp", "exp is a function. Write exp(x)."],
  ["clip(a, 1)", "argument-count", "clip(a, 1)", "clip was given 2 values. Write clip(x, low, high)."],
  ["rand(1)", "argument-count", "rand(1)", "rand was given 1 value. Write rand()."],
  ["last(a + 1)", "last-of-name", "last(a + 1)", "last takes the name of a state, as in last(v)."],
];

const statements: readonly Case[] = [
  [
    "g_L * v",
    "not-a-statement",
    "g_L * v",
    "g_L * v is not a statement. Write dx/dt = … for a derivative or x = … for a value.",
  ],
  ["2 * v = 3", "bad-target", "2 * v", "2 * v cannot be set. On the left of = write one name, or dx/dt."],
  [
    "= 3",
    "missing-target",
    "=",
    "Nothing stands on the left of =. Write there the name that is set, as in x = 3, or dx/dt.",
  ],
  ["x = a > b ? a : b", "conditional-form", "a > b ? a : b", "A choice between two values is written if(a > b, a, b)."],
  ["v' = 3", "prime-derivative", "v'", "v' is not read as a derivative. Write dv/dt."],
  ["dv/dt += 3", "derivative-update", "+=", "dv/dt += … is not possible. Use = and write the whole right side."],
  ["v /= 3", "divide-update", "/=", "/= is not read. Write v = v / …."],
  ["t = 3", "reserved-name", "t", "t is the time and cannot be set. Choose another name."],
  [
    "dv/dt = v : volt",
    "unit-declaration",
    ": volt",
    '": volt" is not part of the equation. Leave it out; units are declared with each variable and parameter.',
  ],
];

const units: readonly Case[] = [
  ["dv/dt = 1/0 * mV/ms", "no-value", "1/0", "dv/dt: 1 / 0 divides by 0. Write another number."],
  [
    "dv/dt = (E_L - v)/(0 ms)",
    "no-value",
    "(E_L - v)/(0 ms)",
    "dv/dt: (E_L - v) / 0 ms divides by 0. Write another number.",
  ],
  ["n = 3/(2 - 2)", "no-value", "3/(2 - 2)", "n: 3 / (2 - 2) divides by 0. Write another number."],
  [
    "n = log(0)",
    "no-value",
    "log(0)",
    "n: log(0) has no value: only numbers above 0 have a logarithm. Write another number.",
  ],
  [
    "n = sqrt(-2)",
    "no-value",
    "sqrt(-2)",
    "n: sqrt(-2) has no value: numbers below 0 have no root. Write another number.",
  ],
  ["n = (-2)^0.5", "no-value", "(-2)^0.5", "n: (-2)^0.5 is no real number. Write another number."],
  [
    "dv/dt = g_L * (E_L - v)",
    "unit-mismatch",
    "g_L * (E_L - v)",
    "dv/dt: the right side is in pA, but mV/ms is needed. Divide by a capacitance such as C_m (pF).",
  ],
  [
    "dv/dt = (E_L - v) / tau_m + i",
    "unit-mismatch",
    "i",
    "dv/dt: i is in pA, but mV/ms is needed. Divide by a capacitance such as C_m (pF).",
  ],
  [
    "dv/dt = 3",
    "unit-mismatch",
    "3",
    "dv/dt: the right side is a plain number, but mV/ms is needed. Multiply by a value in mV/ms.",
  ],
  [
    "x = v + i",
    "different-units",
    "v + i",
    "x: v is in mV and i is in pA; they cannot be added. Divide i by a conductance such as g_L (nS).",
  ],
  [
    "x = max(v, i)",
    "different-units",
    "max(v, i)",
    "x: v is in mV and i is in pA; they cannot be given to max together. Divide i by a conductance such as g_L (nS).",
  ],
  [
    "x = exp(v)",
    "plain-argument",
    "v",
    "x: exp needs a plain number, but v is in mV. Divide it by a voltage or by 1 mV.",
  ],
  [
    "x = 2^v",
    "plain-exponent",
    "v",
    "x: an exponent must be a plain number, but v is in mV. Divide it by a value of that unit.",
  ],
  [
    "x = v^n",
    "constant-exponent",
    "v^n",
    "x: v is in mV and can only be raised to a written number, such as ^2. Divide it by its unit first.",
  ],
  [
    "x = v^0.3",
    "fractional-unit",
    "v^0.3",
    "x: v^0.3 has no unit, since v is in mV. Use whole or half powers, or divide v by its unit first.",
  ],
  [
    "x = if(v, 1, 2)",
    "needs-condition",
    "v",
    "x: a condition is needed, but v is a value in mV. Compare it with something, as in v >= V_th.",
  ],
  [
    "x = V_tH",
    "unknown-name",
    "V_tH",
    "x: V_tH is not known here. Did you mean V_th? Known: C_m, E_L, V_th, g_L, i, n, t, tau_m, v.",
  ],
  [
    "x = V",
    "lone-unit",
    "V",
    "x: V is not known here. If the unit is meant, write 1 V. Known: C_m, E_L, V_th, g_L, i, n, tau_m, v.",
  ],
  ["x = y; y = 1", "used-before-set", "y", "x: y is used before it is set. Move the line that sets y above this one."],
  ["dE_L/dt = 0", "unknown-derivative", "dE_L/dt", "dE_L/dt: E_L is not a state variable. States: v."],
];

const one = (
  text: string,
  [code, spot, message]: readonly [string, string, string],
  found: readonly Diagnostic[],
): void => {
  expect(found.map((diagnostic) => [diagnostic.code, at(text, diagnostic), diagnostic.message])).toEqual([
    [code, spot, message],
  ]);
};

describe("an expression", () => {
  it.each(expressions)("%s: %s", (text, ...expected) => one(text, expected, parse(text).diagnostics));

  it("too long or too deep is named", () => {
    const long = Array.from({ length: 300 }, () => "x").join(" + ");
    expect(parse(long).diagnostics.map(({ message }) => message)).toEqual([
      "This statement has more than 500 words and signs. Give its parts names and put them together.",
    ]);
    expect(parse(`${"(".repeat(70)}x${")".repeat(70)}`).diagnostics.map(({ message }) => message)).toEqual([
      "This expression is nested more than 64 deep. Give its inner parts names.",
    ]);
  });

  it("with several faults reports each", () => {
    const { tree, diagnostics } = parse("2 a + ex(b) * (c = 1");
    expect(tree).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual([
      "missing-operator",
      "unknown-function",
      "missing-bracket",
      "equals-in-expression",
    ]);
  });
});

describe("a statement", () => {
  it.each(statements)("%s: %s", (text, ...expected) => one(text, expected, parseStatements(text).diagnostics));
});

describe("a word after a number", () => {
  const said = (text: string) =>
    parseStatements(text, { names: ["v", "tau_m"] }).diagnostics.map(({ code, message }) => [code, message]);

  it("is said to be no unit and no name, with what may be meant", () => {
    expect(said("x = 3 furlongs")).toEqual([
      [
        "unknown-unit",
        "furlongs is neither a unit nor a name that is known here. Write a unit such as mV, ms, pA, nS, pF or Hz, or declare the name.",
      ],
    ]);
    expect(said("x = 3 mv")).toEqual([
      ["unknown-unit", "mv is neither a unit nor a name that is known here. Did you mean mV?"],
    ]);
    expect(said("x = 3 tau_n")[0]?.[1]).toContain("Did you mean tau_m?");
  });

  it("that is a name, or set by another line, lacks a *", () => {
    expect(said("x = 3 tau_m\ny = 2 x\nz = 2 exp(v)").map(([code]) => code)).toEqual(Array(3).fill("missing-operator"));
  });
});

describe("white noise as a term of its own", () => {
  const noisy = (text: string, more: Record<string, string> = {}) => {
    const names = { v: "mV", n: "1", ...more };
    return check(parseStatements(text).statements, { names, states: ["v", "n"], node: "N", field: "equations" });
  };

  it("is given the strength that it lacks", () => {
    const [found] = noisy("dv/dt = 1 mV/ms + xi");
    expect(found?.message).toBe("dv/dt: xi is white noise, in 1/√ms. Multiply it by its strength, a value in mV/√ms.");
    expect(found?.fix?.edit.args).toEqual(["N", "equations", 18, 20, "1 mV/ms^0.5*xi"]);
    expect(noisy("dv/dt = 1 mV/ms + 1 mV/ms^0.5*xi")).toEqual([]);
    expect(noisy("dn/dt = xi")[0]?.fix?.edit.args.at(-1)).toBe("1/ms^0.5*xi");
    expect(noisy("dn/dt = 1/ms^0.5*xi")).toEqual([]);
  });

  it("… by a name that has its unit", () => {
    const [found] = noisy("dv/dt = xi", { sigma: "mV/ms^0.5" });
    expect(found?.fix).toMatchObject({ label: "Change to sigma*xi" });
  });
});

describe("a derivative of what is no state", () => {
  it("offers to declare it, in the unit that its right side asks for", () => {
    const scope = { names: { v: "mV", C_m: "pF" }, states: ["v"], node: "N" };
    const fixOf = (text: string) => check(parseStatements(text).statements, scope)[0]?.fix;
    expect(fixOf("dx/dt = v / (5 ms)")).toEqual({
      label: "Declare the state x",
      edit: { name: "declareState", args: ["N", "x", "mV"] },
    });
    expect(fixOf("dC_m/dt = 0 pF/ms")?.edit.args).toEqual(["N", "C_m", "pF"]);
    expect(fixOf("dV/dt = 0")?.label).toBe("Change to dv/dt");
  });
});

describe("units", () => {
  it.each(units)("%s: %s", (text, ...expected) => {
    const read = parseStatements(text);
    one(text, expected, [...read.diagnostics, ...check(read.statements, scope)]);
  });

  it("a unit text that is none", () => {
    const unit = parseUnit("mv");
    expect("message" in unit && [unit.code, unit.message]).toEqual([
      "unknown-unit",
      '"mv" is not a unit. Did you mean mV?',
    ]);
  });

  it("of a single expression", () => {
    const tree = parse("E_L - v").tree;
    const found = tree ? checkTree(tree, scope, "ms") : [];
    expect(found.map(({ code, message }) => [code, message])).toEqual([
      ["unit-mismatch", "E_L - v is in mV, but ms is needed. Divide by a slope (mV/ms)."],
    ]);
  });
});

describe("the table", () => {
  it("has every code among the cases above", () => {
    const tested = new Set([...expressions, ...statements, ...units].map(([, code]) => code));
    for (const code of ["too-long", "too-deep", "unknown-unit"]) tested.add(code);
    const fill = (make: (...args: never[]) => { code: string }): string =>
      make(...(Array.from({ length: 7 }, () => []) as unknown as never[])).code;
    expect(
      Object.values(messages)
        .map((make) => fill(make as never))
        .filter((code) => !tested.has(code)),
    ).toEqual([]);
  });
});

describe("a fix", () => {
  it("is an edit of the text, where there is a node", () => {
    const { diagnostics } = parse("2 x", { node: "n1", field: "equations" });
    expect(diagnostics[0]?.fix).toEqual({
      label: "Insert *",
      edit: { name: "replaceText", args: ["n1", "equations", 1, 2, " * "] },
    });
    expect(parse("2 x").diagnostics[0]?.fix).toBeUndefined();
  });

  it("mends what it is offered for", () => {
    for (const text of [
      "2 a",
      "a < b < c",
      "(a + b",
      "a + b)",
      "a = b",
      "g_L (a - b)",
      "ex(a)",
      "((a",
      "a b c",
      "2*1,5",
      "a if b < c else d if b < 0 else 1",
      "exp(a < b ? 1 : 2)",
    ]) {
      let mended = text;
      for (let round = 0; round < 4; round++) {
        const [first] = parse(mended, { node: "n" }).diagnostics;
        if (!first?.fix) break;
        const [, , from, to, by] = first.fix.edit.args as [string, string, number, number, string];
        mended = mended.slice(0, from) + by + mended.slice(to);
      }
      expect(parse(mended).diagnostics, `${text} became ${mended}`).toEqual([]);
    }
  });
});

describe("any text whatever", () => {
  const pieces = fc.constantFrom(
    ..."( ) + - * / ^ = == < >= += , ; \n # ' : and or not if else ? if( exp( last( rand() min( v x1 constructor __proto__ toString( t dt xi pi mV 5 2.5 1e3 1e999 . µ τ dv/dt = @ é 😀".split(
      " ",
    ),
    "\n",
    " ",
    "",
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(" ")),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary", maxLength: 60 }),
  );

  it("is read or refused with a place and a reason, and never throws", () => {
    fc.assert(
      fc.property(text, (source) => {
        const read = parseStatements(source);
        const { tree, diagnostics } = parse(source);
        if (!tree && diagnostics.length === 0) return false;
        const found = [
          ...read.diagnostics,
          ...diagnostics,
          ...check(read.statements, scope),
          ...(tree ? checkTree(tree, scope) : []),
        ];
        return found.every(
          ({ at: place, message }) =>
            place.type === "equation" &&
            place.from >= 0 &&
            place.from <= place.to &&
            place.to <= source.length &&
            message.length > 10,
        );
      }),
      { numRuns: 5000 },
    );
  });

  it("of any length takes no longer than its length", () => {
    // Time of the processor: on a busy machine the clock says little.
    const begin = process.cpuUsage();
    for (const piece of [
      "(",
      "-",
      "2^",
      "a b ",
      "exp(",
      "a<",
      "1.",
      "@",
      "not ",
      ")",
      "x = ",
      "\n",
      "a,",
      "''",
      "if ",
      "1,",
      "a if b else ",
      "? :",
    ]) {
      parse(piece.repeat(20000));
      parseStatements(piece.repeat(20000));
    }
    const { user, system } = process.cpuUsage(begin);
    expect((user + system) / 1000).toBeLessThan(5000);
  }, 30_000);
});
