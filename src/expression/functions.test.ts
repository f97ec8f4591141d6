import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "./functions.golden.json";
import * as functions from "./functions.ts";
import { numberOps } from "./numberOps.ts";

const of = (name: string, x: number): number => {
  const recipe = functions.recipes[name];
  if (!recipe) throw new Error(name);
  return recipe(numberOps, x);
};

/** The gap to the next float64 away from zero. */
function lastPlace(x: number): number {
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(x) || 5e-324)));
  return 2 ** Math.max(-1074, exponent - 52);
}

/** Last places allowed: half of one is the best there is. */
const bounds: Readonly<Record<string, number>> = {
  exp: 1,
  log: 1,
  expm1: 1,
  exprel: 2,
  sin: 1,
  cos: 1,
  tan: 2,
  sinh: 2,
  cosh: 2,
  tanh: 2,
};

describe.each(Object.entries(bounds))("%s", (name, bound) => {
  it(`is within ${bound} last place(s) of the true value`, () => {
    for (const [x, value] of (golden.values as unknown as Record<string, [number, number][]>)[name] ?? []) {
      expect(Math.abs(of(name, x) - value) / lastPlace(value), `${name}(${x})`).toBeLessThanOrEqual(bound);
    }
  });

  it("is near the host's own function everywhere", () => {
    const host =
      name === "exprel"
        ? (x: number) => Math.expm1(x) / x
        : (Math as unknown as Record<string, (x: number) => number>)[name];
    if (!host) throw new Error(name);
    const isAngle = ["sin", "cos", "tan"].includes(name);
    const range = isAngle ? { min: -1.6e6, max: 1.6e6 } : name === "log" ? { min: 0 } : { min: -800, max: 800 };
    const anywhere = fc.oneof(
      fc.double({ ...range, noNaN: true }),
      fc.double({ min: name === "log" ? 0 : -3, max: 3, noNaN: true }),
    );
    fc.assert(
      fc.property(anywhere, (x) => {
        const [ours, theirs] = [of(name, x), host(x)];
        if (!Number.isFinite(theirs) || x === 0) return true;
        return Math.abs(ours - theirs) <= (bound + 1) * lastPlace(theirs);
      }),
      { numRuns: 3000 },
    );
  });

  it("passes NaN on", () => expect(of(name, Number.NaN)).toBeNaN());
});

describe("at the edges", () => {
  it.each([
    ["exp", 0, 1],
    ["exp", 709.79, Number.POSITIVE_INFINITY],
    ["exp", -746, 0],
    ["exp", Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    ["exp", Number.NEGATIVE_INFINITY, 0],
    ["exp", -745.1, 5e-324],
    ["log", 0, Number.NEGATIVE_INFINITY],
    ["log", 1, 0],
    ["log", -1, Number.NaN],
    ["log", Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    ["expm1", 0, 0],
    ["expm1", Number.NEGATIVE_INFINITY, -1],
    ["expm1", 710, Number.POSITIVE_INFINITY],
    ["expm1", 5e-324, 5e-324],
    ["exprel", 0, 1],
    ["exprel", Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    ["exprel", Number.NEGATIVE_INFINITY, 0],
    ["sin", 0, 0],
    ["cos", 0, 1],
    ["sin", Number.POSITIVE_INFINITY, Number.NaN],
    ["tanh", 1000, 1],
    ["tanh", Number.NEGATIVE_INFINITY, -1],
    ["sinh", 711, Number.POSITIVE_INFINITY],
    ["cosh", -711, Number.POSITIVE_INFINITY],
    ["sign", -3, -1],
    ["sign", 0, 0],
    ["step", 0, 0],
    ["step", 1e-300, 1],
    ["int", -2.7, -2],
    ["floor", -2.7, -3],
  ] as const)("%s(%d) is %d", (name, x, expected) => expect(of(name, x)).toBe(expected));

  it("expm1 keeps the last finite value", () => {
    expect(of("expm1", 709.78)).toBeCloseTo(Math.expm1(709.78), -295);
    expect(Number.isFinite(of("exp", 709.78))).toBe(true);
  });
});

describe("powers", () => {
  it("of whole exponents are products in a fixed order", () => {
    const x = 1.1;
    const pow = (n: number): number => functions.powWhole(numberOps, x, n);
    expect(pow(0)).toBe(1);
    expect(pow(2)).toBe(x * x);
    expect(pow(3)).toBe(x * x * x);
    expect(pow(4)).toBe(x * x * (x * x));
    expect(pow(7)).toBe(x * x * x * (x * x * x) * x);
    expect(pow(-2)).toBe(1 / (x * x));
  });

  it("of any exponent follow Math.pow", () => {
    const pow = (x: number, y: number): number => functions.pow(numberOps, x, y);
    expect(pow(0, 0)).toBe(1);
    expect(pow(0, 2.5)).toBe(0);
    expect(pow(0, -1)).toBe(Number.POSITIVE_INFINITY);
    expect(pow(-8, 3)).toBeCloseTo(-512, 10);
    expect(pow(-2, 4)).toBeCloseTo(16, 12);
    expect(pow(-2, 0.5)).toBeNaN();
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        (x, y) => {
          const expected = x ** y;
          const allowed = (2 + 1.5 * Math.abs(y * Math.log(x))) * lastPlace(expected);
          return Math.abs(pow(x, y) - expected) <= allowed;
        },
      ),
    );
  });
});

describe("choices", () => {
  it("show NaN and do not cover it up", () => {
    const { min, max, clip, sign } = functions;
    expect(min(numberOps, Number.NaN, 1)).toBeNaN();
    expect(min(numberOps, 1, Number.NaN)).toBeNaN();
    expect(max(numberOps, Number.NaN, 1)).toBeNaN();
    expect(max(numberOps, 1, Number.NaN)).toBeNaN();
    expect(clip(numberOps, Number.NaN, 0, 1)).toBeNaN();
    expect(sign(numberOps, Number.NaN)).toBeNaN();
    expect([min(numberOps, 1, 2), max(numberOps, 1, 2), clip(numberOps, 5, 0, 1)]).toEqual([1, 2, 1]);
  });
});

describe("numberOps", () => {
  it("takes a number apart and puts it together without loss", () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -1022, noNaN: true, noDefaultInfinity: true }), (x) => {
        const [m, e] = [numberOps.mantissa(x), numberOps.exponent(x)];
        return m >= 1 && m < 2 && m * numberOps.pow2(e) === x;
      }),
    );
  });

  it("rounds ties to even", () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4999].map(numberOps.nearest)).toEqual([0, 2, 2, -0, -2, 2]);
    expect(numberOps.nearest(4503599627370497)).toBe(4503599627370497);
  });
});

const waysOf = { ...functions.recipes, expNear: functions.expNear } as Readonly<Record<string, functions.Recipe>>;

describe.each(["exp", "expNear", "log", "expm1", "exprel", "sinh", "cosh", "tanh", "cos"])(
  "the usual way of %s",
  (name) => {
    it("has the bits of the way that always holds", () => {
      const recipe = waysOf[name] as functions.Recipe;
      const hopeful = {
        ...numberOps,
        usually: <T>(good: boolean, usual: () => T, always: () => T) => (good ? usual() : always()),
      };
      const anywhere = fc.oneof(
        fc.double(),
        fc.double({ min: -760, max: 760, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.constantFrom(0, -0, 0.34, -0.34, 700, -700, 2 ** -54, -(2 ** -54), 2 ** -1022, Number.POSITIVE_INFINITY),
      );
      fc.assert(
        fc.property(anywhere, (x) => Object.is(recipe(hopeful, x), recipe(numberOps, x))),
        { numRuns: 3000 },
      );
    });
  },
);
