import { expect, it } from "vitest";
import { counted, formatLevel, formatNumber, formatTick, formatValue, printUnit } from "./format.ts";

it("writes numbers with a true minus and thin spaces", () => {
  expect(formatNumber(-58)).toBe("−58.0");
  expect(formatNumber(1284.6)).toBe("1\u2009284.6");
  expect(formatNumber(1234567, 0)).toBe("1\u2009234\u2009567");
  expect(formatNumber(-0.04)).toBe("0.0");
  expect(formatNumber(Number.NaN)).toBe("–");
});
it("writes ticks with the decimals their distance needs", () => {
  expect(formatTick(0.25, 0.05)).toBe("0.25");
  expect(formatTick(1200, 100)).toBe("1\u2009200");
  expect(formatTick(1e-17, 0.1)).toBe("0.0");
});
it("writes large numbers of an axis as powers of ten, and the others as ticks", () => {
  expect([-600_000, -300_000, 0].map((value) => formatLevel(value, 300_000))).toEqual(["−6e5", "−3e5", "0"]);
  expect([1_200_000, 1_250_000].map((value) => formatLevel(value, 50_000))).toEqual(["1.2e6", "1.25e6"]);
  expect(formatLevel(-70, 10)).toBe("−70");
});
it("writes about three figures of a value", () => {
  expect(formatValue(0.1234)).toBe("0.123");
  expect(formatValue(12345.6)).toBe("12\u2009345.6");
  expect(formatValue(-2.5e-7)).toBe("−2.5e−7");
  expect(formatValue(-567215.9)).toBe("−5.7e5");
});
it("prints units", () => {
  expect(printUnit("uA/cm2")).toBe("µA/cm²");
  expect(printUnit("1")).toBe("");
  expect(printUnit("mV")).toBe("mV");
});
it("counts in words", () => expect([counted(1, "spike"), counted(3, "spike")]).toEqual(["1 spike", "3 spikes"]));
