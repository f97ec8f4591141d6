/** The kind that the README adds, taken from its text as a reader would copy it. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { checkKind, type Kind } from "../src/kind/index.ts";
import { circuit, node } from "../src/testing/circuits.ts";
import { run } from "../src/testing/run.ts";
import { catalogue } from "./index.ts";

const root = join(import.meta.dirname, "..");

it("a kind of at most 60 lines, which checks, runs, and does what its words say", async () => {
  const text = /```ts\n([^`]*defineNeuron[\s\S]*?)\n```/.exec(readFileSync(join(root, "README.md"), "utf8"))?.[1] ?? "";
  expect(text.split("\n").length).toBeLessThanOrEqual(60);
  // As deep as a folder of nodes, so that its import finds what it names.
  const folder = join(root, ".cache/readme");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "resonator.ts");
  writeFileSync(file, text);
  const { resonator } = (await import(/* @vite-ignore */ file)) as { resonator: Kind };
  expect(checkKind(resonator)).toEqual([]);

  /** Spikes of two short pulses, so far apart. */
  const spikes = (apartMs: number): number => {
    const pulse = (id: string, start: number) => node(id, "step", { form: "rate", parameters: { amplitude: 4, start, stop: start + 0.2 } });
    const graph = circuit([pulse("first", 5), pulse("second", 5 + apartMs), node("r", "resonator")], ["first.i > r.i", "second.i > r.i"]);
    return run(graph, [...catalogue, resonator], 40).spikes("r").length;
  };
  const period = 2 * Math.PI;
  expect([spikes(period / 2), spikes(period), spikes(1.5 * period)]).toEqual([0, 1, 0]);
});
