/**
 * Broken circuits that are accepted all the same: each compiles, and runs to the same bits in WebAssembly and in the interpreter.
 * 400 of them, or as many as SPIKEBOARD_FUZZ says.
 */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { compile } from "../compiler/index.ts";
import { passes } from "../diagnostic/index.ts";
import { check, parseGraph } from "../graph/index.ts";
import { mutate } from "../graph/samples/mutate.ts";
import { networkOf } from "../testing/run.ts";
import { createReference } from "./reference.ts";
import { createSimulation } from "./simulation.ts";

const files = Number(process.env["SPIKEBOARD_FUZZ"] ?? 400);
const steps = 10;
/** The interpreter takes its time. */
const mostCells = 300;
const folder = new URL("../../public/examples/", import.meta.url);
const sound = readdirSync(folder)
  .filter((name) => name.endsWith(".json") && name !== "index.json")
  .map((name) => readFileSync(new URL(name, folder), "utf8"));

it(`compiles and runs what is accepted of ${files} broken files`, { timeout: 3_600_000 }, () => {
  let ran = 0;
  for (let seed = 0; seed < files; seed++) {
    const { graph } = parseGraph(mutate(sound[seed % sound.length] as string, seed), catalogue);
    if (!graph || !passes(check(graph, catalogue))) continue;
    if (graph.nodes.reduce((sum, { n = 1 }) => sum + n, 0) > mostCells) continue;
    expect(
      compile(graph, catalogue).diagnostics.filter(({ severity }) => severity === "error"),
      `seed ${seed}`,
    ).toEqual([]);
    const simulation = createSimulation(networkOf(graph, catalogue));
    const reference = createReference(networkOf(graph, catalogue));
    reference.run(simulation.run(steps).steps);
    simulation.network.populations.forEach((population, index) => {
      for (const { name } of population.states)
        expect([...simulation.state(index, name)], `seed ${seed}: ${population.node}.${name}`).toEqual([
          ...reference.state(index, name),
        ]);
    });
    ran++;
  }
  expect(ran).toBeGreaterThan(files / 10);
});
