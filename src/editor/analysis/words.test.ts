import { expect, test } from "vitest";
import type { Comparison, Onset } from "../../analysis/index.ts";
import {
  classWords,
  differenceWords,
  eigenWords,
  irregularity,
  onsetWords,
  patternName,
  presentWords,
  quantity,
} from "./words.ts";

const onset: Onset = {
  rheobase: 375,
  onset: 375,
  vanishing: false,
  spontaneous: false,
  chance: false,
  startHz: 6,
  laterHz: 50,
  excitability: "1",
  highest: 900,
};

test("numbers carry their units, and none where there is none", () => {
  expect(quantity(375.004, "pA")).toBe("375\u202fpA");
  expect(quantity(0.33, "1")).toBe("0.33");
});

test("where firing begins", () => {
  expect(onsetWords(onset, "pA")).toBe("Rheobase 375\u202fpA: below that it never fires.");
  expect(onsetWords({ ...onset, rheobase: 2.24, onset: 6.26 }, "uA/cm^2")).toMatch(/2.24.*single spike.*6.26/);
  expect(onsetWords({ ...onset, vanishing: true }, "pA")).toMatch(/no rheobase/);
  expect(onsetWords({ ...onset, spontaneous: true, onset: -125 }, "pA")).toMatch(/−125\u202fpA silences it/);
  expect(classWords(onset)).toMatch(/Class 1.*from zero/);
  expect(classWords({ ...onset, excitability: "2", startHz: 50.2 })).toBe(
    "Class 2: it starts at 50.2\u202fHz at once.",
  );
});

test("a steady input has no spread to speak of", () => {
  const present = {
    mean: 420,
    deviation: 0,
    rateHz: 38,
    durationMs: 3000,
    cells: 1,
    statistics: { count: 0, mean: Number.NaN, cv: Number.NaN },
    intervals: new Float64Array(),
  };
  expect(presentWords(present, "pA")).toBe("In the circuit: 420\u202fpA, 38\u202fHz.");
  expect(presentWords({ ...present, deviation: 20 }, "pA")).toMatch(/420\u202fpA ± 20\u202fpA/);
});

test("patterns have the names of the literature", () => {
  const pattern = {
    current: 10,
    unit: "pA",
    stepMs: 1000,
    type: "tonic" as const,
    initialBurst: false,
    count: 20,
    latencyMs: 5,
    steadyHz: 20,
    firstHz: 60,
    adaptation: 0.5,
    cv: 0.3,
    perBurst: Number.NaN,
    burstHz: Number.NaN,
    spikes: [],
  };
  expect(patternName(pattern)).toBe("Tonic, adapting");
  expect(patternName({ ...pattern, adaptation: 0, latencyMs: 200 })).toBe("Tonic, after a delay");
  expect(patternName({ ...pattern, type: "phasic", count: 1 })).toBe("Phasic: one spike");
});

test("irregularity is told against a clock and against chance", () => {
  expect(irregularity({ count: 100, mean: 20, cv: 0.02 })).toMatch(/clock/);
  expect(irregularity({ count: 100, mean: 20, cv: 0.98 })).toMatch(/chance/);
  expect(irregularity({ count: 2, mean: 20, cv: 0.98 })).toMatch(/Too few/);
});

test("eigenvalues are told as times", () => {
  expect(eigenWords([{ re: -0.1, im: 0 }])).toBe("a push fades e-fold in 10\u202fms");
  expect(
    eigenWords([
      { re: 0.05, im: -0.2 },
      { re: 0.05, im: 0.2 },
    ]),
  ).toMatch(/grows e-fold in 20\u202fms, turning once in 31.4\u202fms/);
});

test("how far two ways to step are apart", () => {
  const run = (spikes: readonly number[]) => ({
    method: "euler",
    dt: 0.1,
    times: new Float64Array(0),
    values: new Float32Array(0),
    spikes,
  });
  const of = (own: readonly number[], other: readonly number[], more: Partial<Comparison> = {}) =>
    differenceWords({
      state: { name: "v", unit: "mV" },
      durationMs: 100,
      runs: [run(own), run(other)],
      largest: { difference: 1.25, atMs: 40 },
      chance: false,
      ...more,
    });
  expect(of([], [])).toBe("Largest difference 1.25\u202fmV, at 40\u202fms.");
  expect(of([], [], { largest: { difference: 0, atMs: 0 } })).toBe("The curves are the same, number by number.");
  expect(of([10, 20], [10, 20.5], { shift: { ms: 0.5, spike: 2 } })).toMatch(
    /2 spikes in both, number 2 the farthest apart, by 0.5\u202fms\.$/,
  );
  expect(of([10], [10], { shift: { ms: 0, spike: 1 } })).toMatch(/1 spike in both, all at the same times\.$/);
  expect(of([10], [], {})).toMatch(/1 spike and 0 spikes\.$/);
  expect(of([10], [11, 12], { shift: { ms: 1, spike: 1 }, chance: true })).toMatch(/other noise\.$/);
});
