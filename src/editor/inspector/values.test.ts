import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { changeRule } from "./ConnectEditor.tsx";
import { piecesOf } from "./EquationArea.tsx";
import { faderEnds } from "./faderEnds.ts";
import { readPairs } from "./PairsField.tsx";
import { reshape } from "./SpreadEditor.tsx";
import { readStart } from "./StartRows.tsx";
import { readList } from "./TextValue.tsx";

describe("lists", () => {
  test("numbers with any separator", () => expect(readList("1, 2.5;3\n−4")).toEqual({ values: [1, 2.5, 3, -4] }));
  test("the first word that is no number is named", () =>
    expect(readList("1, two, 3")).toEqual({
      wrong: "“two” is not a number. Write numbers with commas between them.",
    }));
  test("a comma that may be a decimal point is asked about", () => {
    const wrong = "Write 1.5 for one number, or 1, 5 for two.";
    for (const text of ["1,5 2,5", "1,5; 2,5", "3 1,5"]) expect(readList(text)).toEqual({ wrong });
    expect(readList("1,5")).toEqual({ values: [1, 5] });
    expect(readList("10,20,30\n40,50")).toEqual({ values: [10, 20, 30, 40, 50] });
    expect(readList("1.5, 2.5 3")).toEqual({ values: [1.5, 2.5, 3] });
  });
});

describe("pairs", () => {
  test("two cells, or with weight and delay", () =>
    expect(readPairs("0 3\n1 → 2\n\n0, 1, 80, 1.5")).toEqual({
      pairs: [
        [0, 3],
        [1, 2],
        [0, 1, 80, 1.5],
      ],
    }));
  test("a wrong line is named by its number", () =>
    expect(readPairs("0 3\n0 1 80")).toEqual({ wrong: expect.stringContaining("Line 2") }));
});

describe("rules", () => {
  test("a new rule keeps what carries over", () => {
    expect(changeRule({ rule: "in-degree", k: 7, autapses: false }, "out-degree")).toEqual({
      rule: "out-degree",
      k: 7,
      autapses: false,
    });
    expect(changeRule({ rule: "all-to-all" }, "probability")).toEqual({ rule: "probability", p: 0.1 });
  });
});

describe("spreads", () => {
  test("another family keeps mean and standard deviation", () => {
    const even = reshape({ normal: [-80, 20] }, "uniform");
    expect("uniform" in even && even.uniform[0]).toBeCloseTo(-80 - 20 * Math.sqrt(3), 0);
    const back = reshape(even, "normal");
    expect("normal" in back && back.normal[1]).toBeCloseTo(20, 0);
  });
  test("a lognormal is above zero", () =>
    expect(reshape({ normal: [-80, 20] }, "lognormal")).toEqual({ lognormal: [80, 20] }));
});

test("a start is a number where one can be read, else an expression", () => {
  expect(readStart("-0.065 V", "mV")).toBe(-65);
  expect(readStart("E_L + 5*rand()*mV", "mV")).toBe("E_L + 5*rand()*mV");
});

test("a fader reaches the value it shows", () => {
  expect(faderEnds({ range: [-1e6, 1e6], slider: [-1000, 1000] }, 4000, 0)).toEqual([-1000, 4000]);
  expect(faderEnds({}, -3, 0)).toEqual([-6, 6]);
});

test("problems underline the letters they are about", () => {
  const at = (from: number, to: number): Diagnostic => ({
    code: "x",
    severity: "error",
    at: { type: "equation", field: "equations", from, to },
    message: "",
  });
  expect(piecesOf("a + bad", [at(4, 7)])).toEqual([{ text: "a + " }, { text: "bad", severity: "error" }]);
  expect(
    piecesOf("abc", [at(1, 2), at(0, 3)])
      .map(({ text }) => text)
      .join(""),
  ).toBe("abc");
});
