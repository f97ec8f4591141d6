/**
 * Spikes of other programs, asked of the kinds: the same parameters, stimulus, scheme and step give the same steps. The numbers
 * are those of Brian2 2.5.1 in its own step order, where a spike carries the start of its step; each was found by a second
 * program too. The converged solutions, which these schemes approach, are SciPy's DOP853 at a tolerance of 1e-12.
 */
import { describe, expect, it } from "vitest";
import type { Node } from "../../src/graph/index.ts";
import { circuit, node } from "../../src/testing/circuits.ts";
import { run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

type Numbers = Readonly<Record<string, number>>;
interface Golden {
  kind: string;
  preset?: string;
  parameters?: Numbers;
  start?: Numbers;
  method: NonNullable<Node["method"]>;
  dt: number;
  duration: number;
  /** Values held from, until. */
  stimulus: readonly (readonly [amplitude: number, from: number, until: number])[];
  steps: readonly number[];
  /** Only the first spikes are listed: the rest is long, or rounding takes over. */
  opening?: true;
}

const ever = 1e9;
const forms: Readonly<Record<string, string>> = { pA: "absolute", "uA/cm^2": "per area", "mV/ms": "rate" };

/** Spikes as steps, in Brian2's order. */
function stepsOf({ kind, preset, parameters, start, method, dt, duration, stimulus }: Golden): number[] {
  const found = catalogue.find((each) => each.kind === kind);
  const set = preset === undefined ? undefined : found?.presets?.[preset];
  const form = forms[found?.inputs.i?.unit ?? ""] as string;
  const pieces = stimulus.map(([amplitude, from, until], k) => node(`s${k}`, "step", { form, parameters: { amplitude, start: from, stop: until } }));
  const cell = node("n", kind, { method, parameters: { ...set?.parameters, ...parameters }, start: { ...set?.start, ...start } });
  const graph = circuit(
    [cell, ...pieces],
    pieces.map(({ id }) => `${id}.i > n.i`),
    { dt, order: "brian2" },
  );
  return run(graph, catalogue, duration)
    .spikes("n")
    .map((time) => Math.round(time / dt));
}

const izh = (preset: string, dt: number, duration: number, stimulus: Golden["stimulus"], steps: readonly number[]): Golden => ({
  kind: "izhikevich",
  preset,
  method: "gs_euler",
  dt,
  duration,
  stimulus,
  steps,
});
const aeif = (preset: string, current: number, steps: readonly number[], more: Pick<Golden, "opening"> = {}): Golden => ({
  kind: "adex",
  preset,
  method: "euler",
  dt: 0.1,
  duration: 600,
  stimulus: [[current, 0, ever]],
  steps,
  ...more,
});
const qif = (current: number, steps: readonly number[]): Golden => ({
  kind: "qif",
  start: { v: -100 },
  method: "rk4",
  dt: 0.01,
  duration: 250,
  stimulus: [[current, 0, ever]],
  steps,
});
const fhn = (preset: string, current: number, steps: readonly number[]): Golden => ({
  kind: "fitzHughNagumo",
  preset,
  parameters: { I_e: 0 },
  method: "rk4",
  dt: 0.02,
  duration: 200,
  stimulus: [[current, 0, ever]],
  steps,
});

/** Under the name of the reference case. */
const cases: Readonly<Record<string, Golden>> = {
  n040_eif: {
    kind: "eif",
    // tau 10 ms and R 10 MOhm are 1000 pF and 100 nS.
    parameters: { C_m: 1000, g_L: 100 },
    method: "euler",
    dt: 0.01,
    duration: 200,
    stimulus: [[900, 10, ever]],
    steps: [2392, 4286, 6180, 8074, 9968, 11862, 13756, 15650, 17544, 19438],
  },
  n042_qif_0p25: qif(0.25, [6263, 12527, 18791]),
  n043_qif_1: qif(1, [3121, 6243, 9365, 12487, 15609, 18731, 21853, 24975]),
  n045_qif_bistable: {
    kind: "qif",
    parameters: { I_e: -0.25 },
    start: { v: -0.9 },
    method: "rk4",
    dt: 0.01,
    duration: 200,
    stimulus: [[2.25, 40, 60]],
    steps: [5343],
  },
  n046_theta: { kind: "theta", method: "rk4", dt: 0.01, duration: 600, stimulus: [[0.04, 0, ever]], steps: [7853, 23561, 39269, 54977] },
  n050_fhn_rest_pulse: {
    kind: "fitzHughNagumo",
    method: "rk4",
    dt: 0.02,
    duration: 200,
    stimulus: [
      [1, 20, 22],
      [0.1, 120, 122],
    ],
    steps: [1079],
  },
  n051_fhn_osc: fhn("oscillating", 0.5, [137, 2193, 4167, 6140, 8114]),
  n052_fhn_block: fhn("blocked", 1.6, [53]),
  n055_ml_hopf: {
    kind: "morrisLecar",
    preset: "hopf",
    method: "rk4",
    dt: 0.02,
    duration: 400,
    stimulus: [[100, 20, ever]],
    steps: [1801, 6134, 10398, 14663, 18927],
  },
  n056_ml_snic: { kind: "morrisLecar", preset: "snic", method: "rk4", dt: 0.02, duration: 440, stimulus: [[42, 20, ever]], steps: [6910, 14182, 21454] },
  n058_ml_sub: { kind: "morrisLecar", preset: "hopf", method: "rk4", dt: 0.02, duration: 400, stimulus: [[60, 20, ever]], steps: [] },
  n060_hindmarsh_rose: {
    kind: "hindmarshRose",
    start: { v: -1.6, y: -11.8, z: 2 },
    method: "rk4",
    dt: 0.02,
    duration: 500,
    stimulus: [[2, 0, ever]],
    steps: [3440, 4155, 10040, 10789, 16452, 17198, 22879, 23626],
  },
  n084_traub_miles: { kind: "traubMiles", method: "rk4", dt: 0.02, duration: 130, stimulus: [[300, 10, 110]], steps: [747, 1594, 2441, 3288, 4135, 4982] },
  n084_exponential_euler: {
    kind: "traubMiles",
    method: "exponential_euler",
    dt: 0.02,
    duration: 130,
    stimulus: [[300, 10, 110]],
    steps: [752, 1614, 2476, 3339, 4201, 5063],
  },
  n086_wang_buzsaki: {
    kind: "wangBuzsaki",
    method: "rk4",
    dt: 0.02,
    duration: 200,
    stimulus: [[1, 10, ever]],
    steps: [1086, 1924, 2761, 3599, 4436, 5274, 6111, 6949, 7786, 8624, 9461],
  },
  n090_adex_tonic: aeif("tonic", 500, [144, 237, 331, 427, 524, 622, 720, 819, 918, 1017], { opening: true }),
  n091_adex_adaptation: aeif("adaptation", 500, [151, 267, 414, 614, 912, 1392, 2070, 2819, 3578, 4339, 5099, 5860]),
  n093_adex_regular_bursting: aeif("regularBursting", 210, [164, 197, 253, 1572, 1630, 2963, 3021, 4354, 4412, 5745, 5803]),
  n095_adex_delayed_regular_bursting: aeif("delayedRegularBursting", 110, [575, 611, 657, 729, 1252, 1289, 1338, 1417, 1968, 2005, 2053, 2131], {
    opening: true,
  }),
  n096_adex_transient: aeif("transient", 180, [304]),
  n097_adex_irregular: aeif("irregular", 160, [159, 197, 245, 314, 463, 767, 851, 1148, 1235, 1546, 1629, 1911, 2002, 2342, 2419, 2633], { opening: true }),
  n098_adex_brette_gerstner: {
    kind: "adex",
    preset: "cortical",
    method: "euler",
    dt: 0.05,
    duration: 140,
    stimulus: [[1000, 20, 120]],
    steps: [635, 907, 1224, 1596, 2034],
  },

  // The scripts switch with strict inequalities, so a step after 15 ms begins one step later.
  n100_izh03_RS: izh("RS", 0.25, 150.25, [[14, 15.25, ever]], [73, 97, 218, 351, 484]),
  n100_izh03_IB: izh("IB", 0.25, 150.25, [[11, 15.25, ever]], [75, 85, 100, 233, 351, 470, 588]),
  n100_izh03_FS: izh("FS", 0.25, 150.25, [[10, 15.25, ever]], [76, 96, 126, 161, 196, 233, 270, 309, 346, 383, 421, 457, 493, 528, 565]),
  n100_izh03_LTS: izh("LTS", 0.25, 250.25, [[10, 25.25, ever]], [112, 126, 143, 166, 201, 254, 312, 372, 431, 489, 547, 607, 665, 723, 783, 843, 902, 962]),
  n100_izh03_TC_rebound: izh("TCRebound", 0.25, 150.25, [[-25, 0, 45.25]], [204, 224, 247, 276, 319]),
  n11_izh04_A: izh("A", 0.25, 100.25, [[14, 10.25, ever]], [52, 68, 126, 237, 347]),
  n11_izh04_B: izh("B", 0.25, 200.25, [[0.5, 20.25, ever]], [175]),
  n11_izh04_D: izh("D", 0.2, 200.2, [[0.6, 20.2, ever]], [195, 214, 235, 259, 288, 336]),
  n11_izh04_E: izh("E", 0.25, 160.25, [[10, 16.25, ever]], [80, 91, 109, 268, 397, 526]),
  n11_izh04_I: izh("I", 0.2, 100.2, [[7.04, 10.2, 13]], [133]),
  n11_izh04_J: izh("J", 0.25, 200.25, [[2, 20.25, 25]], [106]),
  n11_izh04_L: izh(
    "L",
    0.25,
    100.25,
    [
      [9, 9.25, 11.25],
      [9, 14.25, 16.25],
      [9, 70.25, 72],
      [9, 80.25, 82],
    ],
    [80],
  ),
  n11_izh04_M: izh("M", 0.2, 200.2, [[-15, 20.2, 25]], [340]),
  n11_izh04_O: izh(
    "O",
    0.25,
    100.25,
    [
      [1, 10.25, 15],
      [-6, 70.25, 75],
      [1, 80.25, 85],
    ],
    [373],
  ),
  n11_izh04_P: izh(
    "P",
    0.25,
    300.25,
    [
      [0.24, 0, 37.75],
      [1.24, 37.75, 42.5],
      [0.24, 42.5, 216.25],
      [1.24, 216.25, 221],
      [0.24, 221, ever],
    ],
    [181, 344, 506, 669, 832],
  ),
  n11_izh04_Q: izh("Q", 0.1, 50.1, [[20, 9.1, 11]], [113]),
  n11_izh04_T: izh(
    "T",
    0.5,
    350.5,
    [
      [80, 0, 50],
      [75, 50, 250.5],
      [80, 250.5, ever],
    ],
    [173, 177, 181, 186, 191, 197, 206, 383, 388, 393, 399, 408],
  ),
  n120_izh2007_RS: {
    kind: "izhikevich2007",
    preset: "RS",
    method: "euler",
    dt: 0.1,
    duration: 1000,
    stimulus: [[70, 100, 900]],
    steps: [2002, 3481, 4959, 6437, 7917],
  },
  n122_izh_euler_RS: {
    kind: "izhikevich",
    method: "euler",
    dt: 0.1,
    duration: 500,
    stimulus: [[10, 20, ever]],
    steps: [239, 455, 907, 1358, 1809, 2260, 2711, 3162, 3613, 4064, 4515, 4966],
  },
  n123_glif3: {
    kind: "glif",
    preset: "GLIF3",
    method: "exact",
    dt: 0.1,
    duration: 350,
    stimulus: [[200, 10, 310]],
    steps: [238, 503, 791, 1096, 1417, 1755, 2109, 2478, 2861],
  },
  n124_glif5: {
    kind: "glif",
    preset: "GLIF5",
    method: "rk4",
    dt: 0.05,
    duration: 350,
    stimulus: [[220, 10, 310]],
    steps: [453, 977, 1622, 2368, 3205, 4117, 5085, 6095],
  },
};

describe("spikes as in the reference, step for step", { timeout: 30_000 }, () => {
  it.each(Object.entries(cases))("%s", (_, golden) => {
    const found = stepsOf(golden);
    expect(golden.opening ? found.slice(0, golden.steps.length) : found).toEqual(golden.steps);
  });

  it("n11_izh04_G and R, whose currents are ramps held over the step", () => {
    const ramp = (id: string, from: number, slope: number, start: number, stop: number) =>
      node(id, "ramp", { form: "rate", parameters: { I_start: from, I_stop: from + slope * (stop - start), start, stop } });
    const cell = (preset: string) => {
      const { parameters, start } = catalogue.find(({ kind }) => kind === "izhikevich")?.presets?.[preset] ?? { parameters: {}, start: {} };
      return node("n", "izhikevich", { method: "gs_euler", parameters, ...(start ? { start } : {}) });
    };
    const G = circuit([cell("G"), ramp("r", 0, 0.075, 30, 1030)], ["r.i > n.i"], { dt: 0.25, order: "brian2" });
    expect(
      run(G, catalogue, 300.25)
        .spikes("n")
        .map((time) => time / 0.25),
    ).toEqual([338, 500, 623, 724, 814, 895, 968, 1037, 1102, 1162]);
    // 8 at 200 ms, then 0: a ramp down within no time at all. The second ramp ends in the same way.
    const drop = (id: string, amplitude: number, start: number) => node(id, "step", { form: "rate", parameters: { amplitude, start } });
    const R = circuit(
      [cell("R"), ramp("r", 0, 0.04, 0, 200), drop("d", -8, 200), ramp("q", 0, 0.32, 300, 312.5), drop("e", -4, 312.5)],
      ["r.i > n.i", "d.i > n.i", "q.i > n.i", "e.i > n.i"],
      { dt: 0.5, order: "brian2" },
    );
    expect(
      run(R, catalogue, 400.5)
        .spikes("n")
        .map((time) => time / 0.5),
    ).toEqual([623]);
  });
});
