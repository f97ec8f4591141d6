/** Broken files: 10 000 of them, or as many as SPIKEBOARD_FUZZ says. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { parseGraph } from "./parse.ts";
import { graphOf, node } from "./samples/build.ts";
import { mutate } from "./samples/mutate.ts";
import { serialize } from "./serialize.ts";

const files = Number(process.env["SPIKEBOARD_FUZZ"] ?? 10_000);
const manual = readFileSync(new URL("./FORMAT.md", import.meta.url), "utf8");
const definition = {
  parameters: { tau: { default: 10, unit: "ms", range: [1, 100] as const } },
  state: { v: { unit: "mV", start: "0 mV" } },
  equations: "dv/dt = -v/tau",
  threshold: "v > 10 mV",
  reset: "v = 0 mV",
};
const sound: readonly string[] = [
  /```json\n([^`]*)```/.exec(manual)?.[1] ?? "",
  readFileSync(new URL("./samples/format-0.json", import.meta.url), "utf8"),
  serialize(
    graphOf(
      [
        node("own", "customNeuron", { definition, n: 4, start: { v: { uniform: [0, 5] } } }),
        node("syn", "alpha", {
          connect: { rule: "in-degree", k: 2, autapses: false },
          parameters: { delay: { lognormal: [2, 1], min: 0.1 } },
        }),
        node("list", "spikeList", { method: "euler" }),
        node("strange", "future", { parameters: { a: 1 } }),
        node("drive", "sine", { form: "rate" }),
        node("izh", "izhikevich", { flipped: true, color: 3 }),
        node("pairs", "delta", {
          connect: {
            rule: "pairs",
            pairs: [
              [0, 1],
              [1, 2, 3, 1.5],
            ],
          },
        }),
      ],
      [
        "own.spikes -> syn.spikes",
        "syn.i -> own.i",
        "drive.i -> izh.i",
        "list.spikes -> pairs.spikes",
        "pairs.i -> own.i",
      ],
      {
        notes: [{ id: "n", at: [0, 0], text: "Note" }],
        groups: [{ id: "g", label: "G", nodes: ["own", "syn"] }],
        about: "All sorts",
      },
    ),
  ),
];

it(`opens or refuses ${files} broken files: no crash, none over 100 ms, no refusal without place and reason`, {
  timeout: 3_600_000,
}, () => {
  let opened = 0;
  const slow: number[] = [];
  for (let seed = 0; seed < files; seed++) {
    const text = mutate(sound[seed % sound.length] as string, seed);
    const before = performance.now();
    const { graph, diagnostics } = parseGraph(text, catalogue);
    // A pause of the machine is not ours: what was slow is tried again.
    if (performance.now() - before > 100) slow.push(seed);
    if (!graph) {
      expect(diagnostics.length, `seed ${seed}`).toBeGreaterThan(0);
      for (const { at, message, severity } of diagnostics) {
        if (at.type !== "file" || at.path === "" || message.length < 10 || severity !== "error")
          expect.fail(`seed ${seed}: ${JSON.stringify(at)} ${message}`);
        if (message.length > 1500 || /undefined|\[object/.test(message)) expect.fail(`seed ${seed}: ${message}`);
      }
      continue;
    }
    opened++;
    const saved = serialize(graph);
    const again = parseGraph(saved, catalogue);
    if (!again.graph || serialize(again.graph) !== saved) expect.fail(`seed ${seed} does not survive a round trip`);
    for (const { message } of diagnostics)
      if (/undefined|is NaN|\[object/.test(message)) expect.fail(`seed ${seed}: ${message}`);
  }
  for (const seed of slow) {
    const text = mutate(sound[seed % sound.length] as string, seed);
    const before = performance.now();
    parseGraph(text, catalogue);
    expect(performance.now() - before, `seed ${seed}`).toBeLessThan(100);
  }
  // Both ways must be well trodden for the numbers to mean anything.
  expect(opened).toBeGreaterThan(files / 10);
  expect(opened).toBeLessThan(files * 0.9);
});
