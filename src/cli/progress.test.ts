import { expect, test } from "vitest";
import { progressLine, startProgress, startWiring } from "./progress.ts";
import { testTerminal } from "./testTerminal.ts";

test("a short run says nothing", () => {
  const terminal = testTerminal();
  const progress = startProgress(terminal, 1000);
  progress.report(500);
  progress.end();
  expect(terminal.problems).toBe("");
});

test("a log gets a line every few seconds", () => {
  let nowMs = 0;
  const terminal = Object.assign(testTerminal(), { now: () => nowMs });
  const progress = startProgress(terminal, 10_000);
  for (nowMs = 0; nowMs <= 11_000; nowMs += 100) progress.report(nowMs / 2);
  progress.end();
  expect(terminal.problems).toBe(
    "2500 of 10000 ms, 0.5 times real time, 15 s left\n5000 of 10000 ms, 0.5 times real time, 10 s left\n",
  );
});

test("a person sees one line that rewrites itself and is gone at the end", () => {
  let nowMs = 0;
  const terminal = Object.assign(testTerminal(), { now: () => nowMs, live: true });
  const progress = startProgress(terminal, 1000);
  nowMs = 200;
  progress.report(100);
  progress.end();
  expect(terminal.problems).toBe("\r\u001b[K100 of 1000 ms, 0.5 times real time, 2 s left\r\u001b[K");
});

test("a run that has not moved promises no end", () => {
  expect(progressLine(0, 1000, 300)).toBe("0 of 1000 ms, 0 times real time");
});

test("wiring tells how much of the pairs is made", () => {
  let nowMs = 0;
  const terminal = Object.assign(testTerminal(), { now: () => nowMs, live: true });
  const progress = startWiring(terminal);
  nowMs = 200;
  progress.report({ made: 111_000_000, total: 298_880_968 });
  progress.end();
  expect(terminal.problems).toBe("\r\u001b[Kwiring 37 % of 298,880,968 pairs of cells\r\u001b[K");
});
