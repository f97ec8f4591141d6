import { describe, expect, test } from "vitest";
import { plainDigits, roundStep, snapTo, writeNumber, writeUnit } from "./number.ts";
import { readQuantity } from "./quantity.ts";
import { faderScale } from "./scale.ts";

const read = (text: string, unit = "pA", range?: readonly [number, number], integer?: boolean) =>
  readQuantity(text, unit, { label: "Weight", ...(range ? { range } : {}), ...(integer ? { integer } : {}) });

describe("what can be typed into a number field", () => {
  test.each([
    ["80", 80],
    ["0.5*80", 40],
    ["80 pA", 80],
    ["0.08 nA", 80],
    ["−80", -80],
    ["1 200", 1200],
    ["1e3", 1000],
    ["0,5", 0.5],
    ["10 mV * 8 nS", 80],
    ["(20 + 60) pA", undefined],
    ["sqrt(6400)", 80],
  ])("%s", (text, value) => {
    if (value === undefined) expect(read(text)).toHaveProperty("message");
    else expect(read(text)).toEqual({ value });
  });

  test("another sort of amount is refused by name", () => {
    expect(read("80 mV")).toEqual({ message: "Weight is in pA; “80 mV” is of another sort." });
  });
  test("out of range: the sentence says what would do", () => {
    expect(read("2000", "pA", [-1000, 1000])).toEqual({ message: "Weight can be −1000 to 1000 pA; 2000 is outside." });
  });
  test("… and why it can be no more", () => {
    const limits = { label: "Cells", range: [1, 90], integer: true, why: "The others take 10 of 100." } as const;
    expect(readQuantity("91", "1", limits)).toEqual({
      message: "Cells can be 1 to 90; 91 is outside. The others take 10 of 100.",
    });
    expect(readQuantity("0", "1", limits)).toEqual({ message: "Cells can be 1 to 90; 0 is outside." });
  });
  test("a whole number is asked for", () => {
    expect(read("2.5", "1", [1, 10], true)).toEqual({ message: "Weight is a whole number, such as 3." });
  });
  test("nonsense is refused with an example", () => {
    expect(read("80 +")).toEqual({ message: "“80 +” is not a number. Write one such as 80 pA." });
  });
});

describe("how numbers are written", () => {
  test.each([
    [-80, "−80"],
    [0.1 + 0.2, "0.3"],
    [12000, "12\u2009000"],
    [1500, "1500"],
    [1e-7, "1e−7"],
    [0, "0"],
    [-54.387, "−54.387"],
  ])("%s", (value, text) => expect(writeNumber(value)).toBe(text));

  test("what was written can be read again", () => {
    for (const value of [-80, 12000, 0.3, -54.387]) expect(Number(plainDigits(writeNumber(value)))).toBe(value);
  });
  test("units read as in print", () => {
    expect(writeUnit("uA/cm^2")).toBe("µA/cm²");
    expect(writeUnit("1")).toBe("");
    expect(writeUnit("GOhm")).toBe("GΩ");
  });
});

describe("a fader", () => {
  test("goes there and back", () => {
    for (const [range, scale] of [
      [[-1000, 1000], "linear"],
      [[0.1, 200], "log"],
    ] as const) {
      const axis = faderScale(range, scale);
      for (const place of [0, 0.25, 0.5, 1]) expect(axis.position(axis.value(place))).toBeCloseTo(place, 2);
    }
  });
  test("lands on round numbers", () => {
    expect(faderScale([-1000, 1000]).value(0.4567)).toBe(-85);
    expect(faderScale([0.1, 200], "log").value(0.5)).toBeCloseTo(4.5, 6);
  });
  test("log decades are its ticks", () => {
    expect(faderScale([0.1, 100], "log").ticks).toHaveLength(4);
  });
  test("steps are 1, 2 or 5", () => {
    expect([roundStep(20), roundStep(0.3), roundStep(7)]).toEqual([20, 0.2, 5]);
    expect(snapTo(0.30000000000000004, 0.1)).toBe(0.3);
  });
});
