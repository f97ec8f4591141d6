/** Currents that are written down: what flows at each moment, asked of a unit that follows them at once. */
import { expect, it } from "vitest";
import { createReference } from "../../src/engine/index.ts";
import { courseAt } from "../../src/kind/index.ts";
import { circuit, node } from "../../src/testing/circuits.ts";
import { networkOf, run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

/** Values that flow in the steps up to an end [ms]; a unit of 1 ms by Euler's rule holds what came in the step before. */
function flow(kind: string, parameters: Readonly<Record<string, number | readonly number[]>>, endMs: number) {
  const graph = circuit(
    [node("I", kind, { form: "plain", parameters: { amplitude: 1, ...parameters } }), node("u", "linearUnit", { method: "euler", parameters: { tau: 1 } })],
    ["I.i > u.i"],
    { dt: 1 },
  );
  const { values } = run(graph, catalogue, endMs, ["u.v"]).trace("u", "v");
  const network = networkOf(graph, catalogue);
  const reference = createReference(network);
  const index = network.populations.findIndex((each) => each.node === "u");
  const slow = values.map(() => {
    reference.run(1);
    return reference.state(index, "v")[0];
  });
  expect(slow, "in both engines").toEqual(values);
  return (timeMs: number): number => values[timeMs] as number;
}

it("a step list holds each level until the next, and is 0 before the first", () => {
  const at = flow("stepList", { times: [5, 8, 20], levels: [2, -1, 0.5] }, 40);
  expect([4, 5, 7, 8, 19, 20, 39].map(at)).toEqual([0, 2, 2, -1, -1, 0.5, 0.5]);
});

it("a waveform is straight between its samples, and 0 outside", () => {
  const at = flow("waveform", { times: [2, 6, 10], samples: [1, 3, -1], start: 3 }, 30);
  expect([4, 5, 7, 9, 11, 13, 14, 29].map(at)).toEqual([0, 1, 2, 3, 1, -1, 0, 0]);
});

it("a waveform with a period begins anew after each", () => {
  const at = flow("waveform", { times: [0, 4], samples: [0, 4], start: 2, period: 10 }, 40);
  for (const cycle of [0, 10, 20]) expect([2, 3, 5, 6, 7, 11].map((ms) => at(cycle + ms))).toEqual([0, 1, 3, 4, 0, 0]);
});

it("looking up is right at the ends, and for one entry and none", () => {
  const list = (times: number[], values: number[], line: boolean) => ({ times: Float64Array.from(times), values: Float64Array.from(values), line });
  expect(courseAt(list([], [], true), 3)).toBe(0);
  expect([2, 3, 4].map((t) => courseAt(list([3], [7], true), t))).toEqual([0, 7, 0]);
  expect([2, 3, 4].map((t) => courseAt(list([3], [7], false), t))).toEqual([0, 7, 7]);
});
