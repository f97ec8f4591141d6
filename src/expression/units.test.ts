import { describe, expect, it } from "vitest";
import {
  fromEngine,
  isUnit,
  parseUnit,
  printUnit,
  sameDimension,
  toEngine,
  unitDimension,
  unitName,
  unitOf,
  unitsOf,
} from "./index.ts";

describe("the engine's units", () => {
  it.each([
    "ms",
    "mV",
    "pA",
    "nS",
    "pF",
    "GOhm",
    "mV/ms",
    "nS*mV",
    "uA/cm^2",
    "mS/cm^2",
    "uF/cm^2",
    "1/ms",
    "kHz",
    "mM",
    "1",
    "",
    "rad",
    "degC",
  ])("%s needs no factor", (unit) => expect(unitOf(unit).scale).toBe(1));

  it("close under the equations of a membrane", () => {
    const same = (a: string, b: string): boolean => sameDimension(unitDimension(a), unitDimension(b));
    expect(same("nS*mV", "pA")).toBe(true);
    expect(same("pA*ms/pF", "mV")).toBe(true);
    expect(same("pA*GOhm", "mV")).toBe(true);
    expect(same("mS/cm^2*mV", "uA/cm^2")).toBe(true);
    expect(same("uA/cm^2*ms/(uF/cm^2)", "mV")).toBe(true);
    expect(same("Hz", "1/s")).toBe(true);
    expect(same("pA", "uA/cm^2")).toBe(false);
  });
});

describe("conversion", () => {
  it.each([
    [0.1, "nA", 100],
    [1.1, "nA", 1100],
    [0.3, "s", 300],
    [15, "Hz", 0.015],
    [250, "MOhm", 0.25],
    [0.7, "uS", 700],
    [2, "min", 120000],
    [1, "nF", 1000],
    [-0.065, "V", -65],
    [1, "cm^2", 1e6],
    [3, "1/s", 0.003],
    [5, "µA/cm²", 5],
    [1, "MΩ", 1e-3],
    [2, "s-1", 0.002],
    [7, "1/(nS*mV)", 7],
  ])("%d %s is %d", (value, unit, expected) => expect(toEngine(value, unit)).toBe(expected));

  it("comes back to the same number", () => {
    for (const unit of ["nA", "Hz", "MOhm", "V", "us", "uS", "mM", "min"]) {
      for (const value of [0.1, 0.3, 1.7, 42, 1e-3])
        expect(fromEngine(toEngine(value, unit), unit)).toBeCloseTo(value, 15);
    }
    expect(toEngine(180, "deg")).toBeCloseTo(Math.PI, 15);
    expect(toEngine(2, "s^0.5")).toBeCloseTo(2 * Math.sqrt(1000), 12);
  });
});

describe("texts that are no unit", () => {
  it.each([
    ["mv", '"mv" is not a unit. Did you mean mV?'],
    ["banana", '"banana" is not a unit. Use units such as mV, ms, pA, nS, pF, Hz, uA/cm^2, or 1 for none.'],
    [
      "mV/sec",
      '"sec" in the unit "mV/sec" is not a unit. Use units such as mV, ms, pA, nS, pF, Hz, uA/cm^2, or 1 for none.',
    ],
    ["mV/", '"mV/" is not a unit. Did you mean mV?'],
  ])("%s", (text, message) => {
    const unit = parseUnit(text);
    expect(isUnit(unit) ? "a unit" : unit.message).toBe(message);
  });

  it("never throw", () => {
    for (const text of [
      "(((",
      "mV^",
      "^2",
      "mV**",
      "1/",
      "mV^99",
      "mV^0.3",
      "2 mV",
      "µ",
      "Ω^Ω",
      "deg^0.5",
      "(".repeat(1000),
    ]) {
      expect(isUnit(parseUnit(text)), text).toBe(false);
    }
  });
});

describe("on paper", () => {
  it.each([
    ["uA/cm^2", "µA/cm²"],
    ["MOhm", "MΩ"],
    ["nS*mV", "nS·mV"],
    ["ms^-1", "ms⁻¹"],
    ["mV/ms^0.5", "mV/√ms"],
    ["1", ""],
    ["degC", "°C"],
    ["us", "µs"],
  ])("%s is %s", (unit, printed) => expect(printUnit(unit)).toBe(printed));

  it("a dimension has a name that reads back", () => {
    for (const unit of [
      "mV",
      "mV/ms",
      "pA",
      "pA/ms",
      "1/ms",
      "uA/cm^2",
      "mV^2",
      "mV*ms^-0.5",
      "nS*ms",
      "pA*mV/cm",
      "mM/ms",
      "1/ms^2",
    ]) {
      expect(sameDimension(unitDimension(unitName(unitDimension(unit))), unitDimension(unit)), unit).toBe(true);
    }
    expect(unitName(unitDimension("mV/s"))).toBe("mV/ms");
    expect(unitsOf(unitDimension("Hz"))).toEqual(["Hz", "kHz", "1/ms", "1/s"]);
  });
});
