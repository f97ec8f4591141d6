import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CaseReader, runReference } from "./reference.ts";
import { testTerminal } from "./testTerminal.ts";
import { FileError } from "./usage.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reference-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Reads `{ off: [found, allowed][] }`. */
const reader: CaseReader = {
  reads: (data) => typeof data === "object" && data !== null && "off" in data,
  compare: (data) =>
    (data as { off: [number, number][] }).off.map(([found, allowed], i) => ({
      what: `x${i}`,
      found: Number(found),
      allowed,
      unit: "mV",
    })),
};

function runCases(cases: Readonly<Record<string, unknown>>) {
  for (const [name, data] of Object.entries(cases)) writeFileSync(join(folder, name), JSON.stringify(data));
  const terminal = testTerminal();
  return { ok: runReference(folder, [reader], terminal), lines: terminal.printed.trimEnd().split("\n") };
}

test("one line a case, with the deviation nearest to its limit", () => {
  expect(
    runCases({
      "b.json": { off: [[0, 0]] },
      "a.json": {
        off: [
          [1e-12, 1e-9],
          [5e-10, 1e-9],
        ],
      },
      "index.json": [],
    }),
  ).toEqual({
    ok: true,
    lines: ["✓ a.json: x1 off by 5e-10 mV, 1e-9 mV allowed", "✓ b.json: x0 exact", "2 passed, 0 failed"],
  });
});

test("a case beyond its tolerance fails and says by how much, NaN included", () => {
  const { ok, lines } = runCases({
    "a.json": {
      off: [
        [2, 1],
        [0.5, 1],
        ["NaN", 1],
      ],
    },
  });
  expect(ok).toBe(false);
  expect(lines).toEqual([
    "✗ a.json: x0 off by 2 mV, 1 mV allowed; x2 off by NaN mV, 1 mV allowed",
    "0 passed, 1 failed",
  ]);
});

test("spikes leave their fingerprint on the line, and the page is written where it is asked for", () => {
  const spiking: CaseReader = {
    reads: () => true,
    compare: (_, fingerprint) => {
      fingerprint.add("n", [1, 2], [0, 0]);
      return [{ what: "2 spikes", found: 0, allowed: 0, unit: "" }];
    },
  };
  writeFileSync(join(folder, "a.json"), JSON.stringify({ source_of_truth: ["closed form"] }));
  const terminal = testTerminal();
  expect(runReference(folder, [spiking], terminal, "page.md")).toBe(true);
  const [, print] = /^✓ a\.json: 2 spikes exact; spikes ([0-9a-f]{16})\n/.exec(terminal.printed) ?? [];
  expect(print).toBeDefined();
  expect(terminal.written.get("page.md")).toContain(`| a | closed form | 2 spikes | exact | exact | ${print} |`);
});

test("nothing passes unseen: unknown forms, cases without comparisons and empty folders fail", () => {
  expect(runCases({}).ok).toBe(false);
  expect(runCases({ "a.json": { other: 1 } }).lines[0]).toBe("✗ a.json: no reader knows this form of case");
  expect(runCases({ "a.json": { off: [] } }).lines[0]).toBe("✗ a.json: nothing to compare");
  expect(() => runReference(join(folder, "none"), [], testTerminal())).toThrow(FileError);
});
