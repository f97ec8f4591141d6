import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createFingerprint, fingerprintOf } from "./fingerprint.ts";

const of = (...spikes: [node: string, steps: number[], cells: number[]][]): string => {
  const fingerprint = createFingerprint();
  for (const [node, steps, cells] of spikes) fingerprint.add(node, steps, cells);
  return fingerprint.text();
};

test("is what its description says, so that any program can make it", () => {
  const bytes = [...new TextEncoder().encode("exc"), 0, 3, 0, 0, 0, 7, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0];
  expect(of(["exc", [3, 256], [7, 2]])).toBe(
    createHash("sha256").update(Uint8Array.from(bytes)).digest("hex").slice(0, 16),
  );
});

test("does not depend on the order within a step, of nodes, or on where a run was cut", () => {
  const whole = of(["a", [1, 1, 2], [4, 0, 9]], ["b", [5], [1]]);
  expect(of(["b", [5], [1]], ["a", [1, 1, 2], [0, 4, 9]])).toBe(whole);
  expect(of(["a", [1], [4]], ["b", [5], [1]], ["a", [1, 2], [0, 9]])).toBe(whole);
});

test("tells apart what differs: a step, a cell, a node, a spike more", () => {
  const all = [
    of(["a", [1, 2], [0, 0]]),
    of(["a", [1, 3], [0, 0]]),
    of(["a", [1, 2], [0, 1]]),
    of(["b", [1, 2], [0, 0]]),
    of(["a", [1, 2, 2], [0, 0, 0]]),
    of(["a", [1], [0]], ["b", [2], [0]]),
    of(["a", [], []]),
    of(),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(of()).toBe("");
});

test("takes times that are whole steps but for their rounding", () => {
  const spikes = new Map([["n", { timesMs: [0.1 + 0.2, 31.8], cells: [0, 0] }]]);
  expect(fingerprintOf(spikes, 0.1)).toBe(of(["n", [3, 318], [0, 0]]));
});
