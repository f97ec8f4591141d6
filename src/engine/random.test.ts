/** Circuits nobody wrote: both engines must give the same bits, and the bytes must be WebAssembly to a second reader. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import wabt from "wabt";
import { catalogue } from "../../nodes/index.ts";
import { compile, emit } from "../compiler/index.ts";
import { passes } from "../diagnostic/index.ts";
import { check } from "../graph/index.ts";
import { arbitraryCircuit } from "../testing/arbitraryCircuit.ts";
import { networkOf } from "../testing/run.ts";
import { createReference } from "./reference.ts";
import { createSimulation } from "./simulation.ts";

/** `SPIKEBOARD_RUNS=2000 npx vitest run src/engine/random.test.ts` looks longer. */
const numRuns = Number(process.env.SPIKEBOARD_RUNS ?? 60);
const steps = 60;
/** A few draws ask for partners that are not there. */
const sound = arbitraryCircuit(catalogue).filter((graph) => passes(check(graph, catalogue)));

describe("random circuits", { timeout: 20_000 + 1000 * numRuns }, () => {
  it("compile if they pass the check of the graph", () => {
    fc.assert(
      fc.property(sound, (graph) => passes(compile(graph, catalogue).diagnostics)),
      { numRuns: Math.min(numRuns, 30), seed: 1 },
    );
  });

  it("give the same spikes and bits in WebAssembly and in the interpreter", () => {
    let spiking = 0;
    fc.assert(
      fc.property(sound, (graph) => {
        const network = networkOf(graph, catalogue);
        const simulation = createSimulation(network);
        const reference = createReference(networkOf(graph, catalogue));
        const { steps: done, flags } = simulation.run(steps);
        expect([done, flags]).toEqual([steps, 0]);
        reference.run(steps);
        const { times, cells } = simulation.takeSpikes();
        const spikes = Array.from(times, (time, k) => [
          Math.round(time / network.dt) - network.order.stampOffset,
          cells[k]!,
        ]);
        const inOrder = (list: readonly (readonly number[])[]) =>
          list.toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
        expect(inOrder(spikes)).toEqual(inOrder(reference.spikes));
        network.populations.forEach((population, index) => {
          for (const { name } of population.states)
            expect([population.node, name, ...simulation.state(index, name)]).toEqual([
              population.node,
              name,
              ...reference.state(index, name),
            ]);
        });
        if (spikes.length > 0) spiking += 1;
      }),
      { numRuns, seed: Number(process.env.SPIKEBOARD_SEED ?? 1) },
    );
    // A property of silent circuits would say little.
    expect(spiking).toBeGreaterThan(numRuns / 2);
  });

  it("become bytes that another WebAssembly reader accepts", async () => {
    const { readWasm } = await wabt();
    fc.assert(
      fc.property(sound, (graph) => {
        const module = readWasm(emit(networkOf(graph, catalogue)).bytes, { simd: true });
        module.validate();
        module.destroy();
      }),
      { numRuns: 12, seed: 2 },
    );
  });
});
