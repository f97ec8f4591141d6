import { expect, test } from "vitest";
import { lastOf, numberOf, only, parseOptions, positive, UsageError, wholeSeed } from "./usage.ts";

test("options and what stands without a name", () => {
  const options = parseOptions(["a.json", "--dt", "0.1", "--record=n.v", "--record", "n.u"], ["dt", "record"]);
  expect(options.rest).toEqual(["a.json"]);
  expect(options.values.get("record")).toEqual(["n.v", "n.u"]);
  expect(lastOf(options, "dt")).toBe("0.1");
});

test("one --record may be followed by several variables", () => {
  const options = parseOptions(["a.json", "--record", "n.v", "n.u", "--dt", "1"], ["dt", "record"], ["record"]);
  expect(options.values.get("record")).toEqual(["n.v", "n.u"]);
  expect(options.rest).toEqual(["a.json"]);
});

test("a negative number is a value and not an option", () => {
  expect(lastOf(parseOptions(["--dt", "-1"], ["dt"]), "dt")).toBe("-1");
});

test.each([
  [["--speed", "2"], "--speed is not known here. Known: --dt, --seed."],
  [["--dt"], "--dt needs a value."],
  [["--dt", "0.1ms"], "--dt is 0.1ms; it must be a number above 0, in ms, without the unit."],
  [["--dt", "0x10"], "--dt is 0x10; it must be a number above 0, in ms, without the unit."],
  [["--dt", "0"], "--dt is 0; it must be a number above 0, in ms, without the unit."],
  [["--seed", "1.5"], "--seed is 1.5; it must be a whole number from 0 to 2^53 - 1."],
])("%j: %s", (args, message) => {
  const act = () => {
    const options = parseOptions(args, ["dt", "seed"]);
    numberOf(options, "dt", "ms", positive);
    numberOf(options, "seed", "", wholeSeed);
  };
  expect(act).toThrow(new UsageError(message));
});

test("a number may be written with a point or a power of ten", () => {
  const read = (text: string) => numberOf(parseOptions(["--dt", text], ["dt"]), "dt", "ms", positive);
  expect(["1e3", ".5", "2.", "+4", "1.5E-2"].map(read)).toEqual([1000, 0.5, 2, 4, 0.015]);
});

test("a command about one thing refuses none and two", () => {
  expect(only({ values: new Map(), rest: ["a"] }, "a graph file")).toBe("a");
  expect(() => only({ values: new Map(), rest: [] }, "a graph file")).toThrow("Name a graph file.");
  expect(() => only({ values: new Map(), rest: ["a", "b"] }, "a graph file")).toThrow("b is a second one");
});
