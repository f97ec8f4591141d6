/** The lecture's loops, written here as the lecture writes them, and the kinds that say the same: equal to the last bit. */
import { describe, expect, it } from "vitest";
import { circuit, node } from "../../src/testing/circuits.ts";
import { run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

type Numbers = Readonly<Record<string, number>>;

/** Samples 1 to `samples` of the loop; the input is 1 from sample `from` to sample `to`. */
function loop(leaks: boolean, { g, v_r, thresh, reset, v0 }: Record<string, number>, dt: number, [from, to]: readonly number[], samples: number): number[] {
  const v = [v0 as number];
  for (let k = 1; k <= samples; k++) {
    const I = k >= from! && k <= to! ? 1 : 0;
    const dv = leaks ? g! * I - (v[k - 1]! - v_r!) : g! * I;
    v[k] = v[k - 1]! + dt * dv;
    if (v[k]! > thresh!) v[k] = reset!;
  }
  return v.slice(1);
}

const kindOf = (kind: string, parameters: Numbers, dt: number, [from, to]: readonly number[], samples: number) => {
  const input = node("i", "step", { form: "plain", parameters: { amplitude: 1, start: (from! - 1) * dt, stop: to! * dt } });
  const graph = circuit([input, node("n", kind, { parameters })], ["i.i > n.i"], { dt, order: "nest" });
  const ran = run(graph, catalogue, samples * dt, ["n.v"]);
  return { v: ran.trace("n", "v").values, spikes: ran.spikes("n").map((time) => Math.round(time / dt)) };
};

describe("the lecture's integrate-and-fire loop", () => {
  it.each([
    [{ g: 1, thresh: 0.2, reset: 0, v0: 0 }, 0.01, [26, 74], [45, 65]],
    [{ g: 1, thresh: 0.2, reset: -0.1, v0: 0 }, 0.01, [26, 74], [45]],
    [{ g: 0.7, thresh: 0.3, reset: 0.1, v0: 0.05 }, 0.02, [5, 90], undefined],
  ] as const)("%o with dt %s", (given, dt, window, spikes) => {
    const parameters = { g: given.g, V_th: given.thresh, V_reset: given.reset, v_0: given.v0 };
    const found = kindOf("lectureIf", parameters, dt, window, 100);
    expect(found.v).toEqual(loop(false, given, dt, window, 100));
    if (spikes) expect(found.spikes.slice(0, 2)).toEqual(spikes);
  });
});

describe("the lecture's leaky loop", () => {
  it.each([
    [{ g: 1, v_r: -0.05, thresh: 0.05, reset: -0.1, v0: -0.1 }, 0.01, [11, 49], [25, 41]],
    [{ g: 1, v_r: -0.05, thresh: 0.05, reset: 0, v0: -0.1 }, 0.01, [11, 49], [25, 31, 37, 43, 49]],
    [{ g: 1.3, v_r: 0.02, thresh: 0.4, reset: -0.3, v0: -0.17 }, 0.05, [3, 80], undefined],
  ] as const)("%o with dt %s", (given, dt, window, spikes) => {
    const parameters = { g: given.g, v_r: given.v_r, V_th: given.thresh, V_reset: given.reset, v_0: given.v0 };
    const found = kindOf("lectureLif", parameters, dt, window, 100);
    expect(found.v).toEqual(loop(true, given, dt, window, 100));
    if (spikes) expect(found.spikes).toEqual(spikes);
  });
});
