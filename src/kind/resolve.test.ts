import { describe, expect, it } from "vitest";
import {
  defaultValue,
  fittingForm,
  formNames,
  parameterRange,
  parameterUnit,
  resolve,
  resolveUnit,
} from "./resolve.ts";
import { cell, source } from "./toys.ts";

describe("a kind in one of its forms", () => {
  const kind = source();

  it("has plain units, defaults and ranges", () => {
    expect(resolve(kind, "rate").parameters).toMatchObject({
      amplitude: { unit: "mV/ms", default: 10, range: [-100, 100] },
      rise: { unit: "mV/ms/ms", default: 0, range: [-1, 1] },
    });
    expect(resolve(kind, "rate").outputs.i?.unit).toBe("mV/ms");
  });

  it("is in the first form when none is named, or one that it does not have", () => {
    expect(resolve(kind).form).toBe("absolute");
    expect(resolve(kind, "per mole")).toBe(resolve(kind, "absolute"));
  });

  it("is the same object each time, so that views can compare by reference", () => {
    expect(resolve(kind, "rate")).toBe(resolve(kind, "rate"));
    expect(resolve(resolve(kind, "rate"))).toBe(resolve(kind, "rate"));
  });

  it("can still be asked for another form", () => {
    expect(resolve(resolve(kind, "rate"), "absolute")).toBe(resolve(kind, "absolute"));
    expect(formNames(resolve(kind, "rate"))).toEqual(["absolute", "rate"]);
  });

  it("is itself when it has no forms, but for the numbers' type", () => {
    const { form, ...same } = resolve(cell());
    expect(form).toBeUndefined();
    expect(same).toEqual(cell());
  });

  it("answers for one parameter", () => {
    expect(defaultValue(kind, "amplitude", "rate")).toBe(10);
    expect(parameterUnit(kind, "rise", "absolute")).toBe("pA/ms");
    expect(parameterRange(kind, "amplitude")).toEqual([-1000, 1000]);
    expect(() => parameterUnit(kind, "slope")).toThrow("source has no parameter slope; it has amplitude, rise");
  });

  it("is found by the unit that a wire needs", () => {
    expect(fittingForm(kind, "outputs", "i", (unit) => unit === "mV/ms")).toBe("rate");
    expect(fittingForm(kind, "outputs", "i", (unit) => unit === "mV")).toBeUndefined();
    expect(fittingForm(cell(), "inputs", "i", () => true)).toBeUndefined();
  });
});

describe("an alias within a unit", () => {
  const form = { I: "uA/cm^2", G: "mS/cm^2" };
  it.each([
    ["I", "uA/cm^2"],
    ["I/ms", "uA/cm^2/ms"],
    ["1/I", "1/(uA/cm^2)"],
    ["I^2", "(uA/cm^2)^2"],
    ["ms*G", "ms*(mS/cm^2)"],
    ["mV", "mV"],
    ["1", "1"],
  ])("%s is %s", (unit, meaning) => expect(resolveUnit(unit, form)).toBe(meaning));
});
