/** Periods, rates, rests and classes that a closed form or a textbook gives, asked of the kinds through compiler and engine. */
import { describe, expect, it } from "vitest";
import type { Node } from "../../src/graph/index.ts";
import { circuit, node } from "../../src/testing/circuits.ts";
import { deviation, intervals, mean, run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

type Numbers = Readonly<Record<string, number>>;
const alone = (kind: string, parameters: Numbers, more: Partial<Node> = {}): Node => node("n", kind, { parameters, ...more });
const spikesOf = (cell: Node, ms: number, dt = 0.1, order: "nest" | "brian2" = "nest"): number[] =>
  run(circuit([cell], [], { dt, order }), catalogue, ms).spikes("n");
const presetOf = (kind: string, preset: string) => catalogue.find((each) => each.kind === kind)?.presets?.[preset]?.parameters ?? {};
/** Steady rate [Hz] after the first spikes; 0 if there are fewer than three. */
const rateOf = (times: readonly number[]): number => (times.length < 3 ? 0 : 1000 / mean(intervals(times).slice(-5)));

describe("adaptive LIF", () => {
  it("settles where a spike adds what fades in an interval", () => {
    const times = spikesOf(alone("adaptiveLif", { I_e: 600, tau_w: 100, b: 40 }), 3000, 0.02);
    const gaps = intervals(times);
    for (let k = 1; k < 5; k++) expect(gaps[k]).toBeGreaterThan(gaps[k - 1] as number);
    // w just after a spike is b/(1 - exp(-T/tau_w)); v must reach the threshold exactly T later.
    const T = mean(gaps.slice(-10));
    const w = 40 / (1 - Math.exp(-T / 100));
    const [R, tau] = [0.04, 10];
    // v - E_L after t_ref of rest, with w fading: response of the membrane to 600 - w exp(-t/tau_w).
    const [rest, free] = [2, T - 2];
    const fading = (R * w * Math.exp(-rest / 100)) / (1 - tau / 100);
    const v = R * 600 * (1 - Math.exp(-free / tau)) - fading * (Math.exp(-free / 100) - Math.exp(-free / tau));
    expect(v).toBeCloseTo(15, 1);
  });
});

describe("EIF and AdEx", () => {
  it("starts to fire at V_th - E_L - Delta_T over R", () => {
    const rheobase = 25 * (-59.9 + 65 - 3.48);
    expect(spikesOf(alone("eif", { I_e: rheobase - 1 }), 1000)).toEqual([]);
    expect(spikesOf(alone("eif", { I_e: rheobase + 2 }), 1000).length).toBeGreaterThan(0);
  });

  it.each(["eif", "adex"])("%s is a leaky neuron where Delta_T is 0", (kind) => {
    const membrane = { C_m: 250, E_L: -70, V_th: -55, V_reset: -70, t_ref: 2, I_e: 500 };
    const sharp: Numbers = kind === "adex" ? { a: 0, b: 0 } : {};
    const times = spikesOf(alone(kind, { ...membrane, g_L: 25, Delta_T: 0, ...sharp }), 500);
    const leaky = spikesOf(alone("lif", membrane), 500);
    expect(times).toHaveLength(leaky.length);
    // 2 + 10 ln 4 = 15.863 ms.
    expect(Math.abs(mean(intervals(times)) - (2 + 10 * Math.log(4)))).toBeLessThan(0.15);
  });

  it.each([
    ["tonic", 500, [14.2229339, 23.1518256, 32.2421193, 41.4576074, 50.7686396, 60.1516683]],
    ["adaptation", 500, [14.9040436, 26.1718122, 40.5479176, 60.1580378, 89.5806345, 137.3246392]],
    ["regularBursting", 210, [16.1579838, 19.0756362, 24.1984302, 155.9559957, 161.3099411, 294.5033947]],
    ["transient", 180, [30.2898639]],
  ])("%s comes near SciPy's converged spikes when it is integrated adaptively in small steps", (preset, I_e, converged) => {
    const times = spikesOf(alone("adex", { ...presetOf("adex", preset), I_e }), (converged.at(-1) as number) + 2, 0.005);
    expect(times).toHaveLength(converged.length);
    // Each reset waits for the end of its step, half a step on average.
    for (const [k, time] of times.entries()) expect(Math.abs(time - (converged[k] as number))).toBeLessThan(0.25);
  });
});

describe("QIF and theta", () => {
  it.each([0.05, 0.25, 1, 4])("fire every pi tau/sqrt(I), I = %s", (I) => {
    const period = (Math.PI * 10) / Math.sqrt(I);
    const tails = (10 / Math.sqrt(I)) * 2 * (Math.PI / 2 - Math.atan(100 / Math.sqrt(I)));
    const qif = intervals(spikesOf(alone("qif", { I_e: I }), 6 * period, 0.01));
    expect(mean(qif)).toBeCloseTo(period - tails, 1);
    const theta = intervals(spikesOf(alone("theta", { I_e: I }), 6 * period, 0.01));
    expect(mean(theta)).toBeCloseTo(period, 1);
  });

  it("rests at -sqrt(-I) and turns at +sqrt(-I)", () => {
    const from = (v: number) => run(circuit([alone("qif", { I_e: -4 }, { start: { v } })]), catalogue, 60, ["n.v"]);
    expect(from(1.99).trace("n", "v").values.at(-1)).toBeCloseTo(-2, 3);
    expect(from(2.01).spikes("n").length).toBe(1);
  });
});

describe("Izhikevich's models", () => {
  it.each([
    ["RS", 14, 15, 150, 6],
    ["IB", 11, 15, 150, 7],
    ["FS", 10, 15, 150, 19],
    ["LTS", 10, 25, 250, 20],
  ])("%s converges to the exact count of spikes in small steps", (preset, amplitude, start, ms, count) => {
    const set = catalogue.find(({ kind }) => kind === "izhikevich")?.presets?.[preset];
    const cell = node("n", "izhikevich", { method: "rk4", parameters: set?.parameters ?? {}, ...(set?.start ? { start: set.start } : {}) });
    const drive = node("s", "step", { form: "rate", parameters: { amplitude, start } });
    expect(run(circuit([cell, drive], ["s.i > n.i"], { dt: 0.005 }), catalogue, ms + 0.25).spikes("n")).toHaveLength(count);
  });
});

describe("escape noise", () => {
  it("fires at rho_0 when it is held at the threshold, as a Poisson neuron", () => {
    // V_reset at V_th: a spike changes nothing.
    const held = { V_reset: -55, t_ref: 0, rho_0: 50, I_e: 375 };
    const ran = run(circuit([alone("escapeNoise", held, { n: 50, start: { v: -55 } })]), catalogue, 10_000);
    const times = Array.from({ length: 50 }, (_, cell) => ran.spikes("n", cell));
    const gaps = times.flatMap((each) => intervals(each));
    expect(Math.abs(times.flat().length / 500 / 50 - 1)).toBeLessThan(0.03);
    expect(Math.abs(deviation(gaps) / mean(gaps) - 1)).toBeLessThan(0.03);
  });

  it.each([1, 0.1])("fires with the probability 1 - exp(-rho dt), dt %s ms", (dt) => {
    const held = { V_reset: -55, t_ref: 0, rho_0: 1000, I_e: 375 };
    const ran = run(circuit([alone("escapeNoise", held, { n: 50, start: { v: -55 } })], [], { dt, order: "brian2" }), catalogue, 1000);
    expect(Math.abs(ran.spikes("n").length / (50 * (1000 / dt)) / (1 - Math.exp(-dt)) - 1)).toBeLessThan(0.03);
  });

  it("is the leaky neuron where the threshold is sharp", () => {
    const times = spikesOf(alone("escapeNoise", { Delta_u: 1e-4, I_e: 500 }), 500);
    expect(times).toEqual(spikesOf(alone("lif", { I_e: 500 }), 500));
  });
});

describe("GLIF", () => {
  it("at level 1 is the leaky neuron", () => {
    const membrane = { C_m: 100, E_L: -70, V_th: -50, t_ref: 3, I_e: 200 };
    const times = spikesOf(alone("glif", { ...presetOf("glif", "GLIF1"), ...membrane, g_L: 5 }), 500);
    expect(times).toEqual(spikesOf(alone("lif", { ...membrane, tau_m: 20, V_reset: -70 }), 500));
  });

  it("fires later and later where spikes raise the threshold", () => {
    const gaps = intervals(spikesOf(alone("glif", { ...presetOf("glif", "GLIF2"), I_e: 200 }), 1000));
    for (let k = 1; k < 5; k++) expect(gaps[k]).toBeGreaterThan(gaps[k - 1] as number);
  });
});

describe("Hodgkin-Huxley cells", () => {
  it.each([
    [7, 58.3],
    [10, 68.3],
    [20, 86.4],
    [40, 108.6],
  ])("fires at %s uA/cm^2 with %s Hz", (I_e, rate) => {
    expect(rateOf(spikesOf(alone("hodgkinHuxley", { I_e }, { method: "rk4" }), 400, 0.01))).toBeCloseTo(rate, 0);
  });

  it.each([
    ["rest", 0],
    ["single", 1],
  ])("is in the regime of its preset %s", (preset, count) => {
    const drive = node("s", "step", { form: "per area", parameters: { amplitude: presetOf("hodgkinHuxley", preset).I_e ?? 0, start: 20 } });
    const ran = run(circuit([alone("hodgkinHuxley", {}), drive], ["s.i > n.i"], { dt: 0.05 }), catalogue, 300);
    expect(ran.spikes("n")).toHaveLength(count);
  });

  it("is blocked far above, and fires once when an anode's hold ends", () => {
    const late = spikesOf(alone("hodgkinHuxley", presetOf("hodgkinHuxley", "block")), 200, 0.05).filter((time) => time > 100);
    expect(late).toEqual([]);
    const release = node("s", "step", { form: "per area", parameters: { amplitude: 5, start: 30 } });
    const ran = run(circuit([alone("hodgkinHuxley", presetOf("hodgkinHuxley", "anodeBreak")), release], ["s.i > n.i"], { dt: 0.05 }), catalogue, 150);
    const times = ran.spikes("n");
    expect(times).toHaveLength(1);
    expect(times[0]).toBeGreaterThan(30);
  });

  it("makes spikes brief when it is warm: gates are 3^((T - 6.3)/10) times as fast", () => {
    const width = (T: number) => {
      const pulse = node("s", "step", { form: "per area", parameters: { amplitude: 60, start: 5, stop: 6 } });
      const { values } = run(circuit([alone("hodgkinHuxley", { T }), pulse], ["s.i > n.i"], { dt: 0.01 }), catalogue, 25, ["n.v"]).trace("n", "v");
      return values.filter((v) => v > -30).length * 0.01;
    };
    expect(width(6.3)).toBeGreaterThan(1);
    expect(width(18.5) / width(6.3)).toBeLessThan(0.6);
  });

  it("rests Connor and Stevens' axon at -68 mV", () => {
    const { values } = run(circuit([alone("connorStevens", {})], [], { dt: 0.05 }), catalogue, 200, ["n.v"]).trace("n", "v");
    expect(values.at(-1)).toBeCloseTo(-68, 0);
  });

  it("is class 1 with the A-current and class 2 without", () => {
    const rate = (parameters: Numbers, I_e: number): number => {
      const times = spikesOf(alone("connorStevens", { ...parameters, I_e }, { method: "rk4" }), 800, 0.04);
      return times.length < 2 ? 0 : 1000 / (intervals(times).at(-1) as number);
    };
    expect(rate({}, 8.1)).toBe(0);
    expect(rate({}, 8.2)).toBeGreaterThan(0);
    expect(rate({}, 8.2)).toBeLessThan(5);
    expect(rate({}, 9)).toBeLessThan(20);
    // Without it the leak is set so that the cell rests at the same potential; it jumps from one spike to some 90 Hz.
    const bare = { g_A: 0, E_L: -72.3 };
    const count = spikesOf(alone("connorStevens", { ...bare, I_e: 8.5 }, { method: "rk4" }), 800, 0.04).length;
    expect(count).toBeLessThan(3);
    expect(rate(bare, 9)).toBeGreaterThan(80);
  });

  it("lets Wang and Buzsaki's interneuron fire slowly (class 1)", () => {
    const rates = [0.1, 0.17, 0.2, 0.5, 1].map((I_e) => rateOf(spikesOf(alone("wangBuzsaki", { I_e }), 1500, 0.05)));
    expect(rates[0]).toBe(0);
    expect(Math.max(rates[1] as number, 0)).toBeLessThan(15);
    // 16.75 ms at 1 uA/cm^2, by SciPy.
    expect(rates[4]).toBeCloseTo(1000 / 16.75, 0);
  });
});

describe("models in the plane", () => {
  it.each([
    [0.3, 0],
    [0.36, 1],
    [1.38, 1],
    [1.45, 0],
  ])("FitzHugh-Nagumo at I = %s oscillates: %s", (I_e, oscillates) => {
    const late = spikesOf(alone("fitzHughNagumo", { I_e }), 1000).filter((time) => time > 500);
    // Near the upper end the swing is small, but still passes 1.
    expect(late.length > 3 ? 1 : 0).toBe(oscillates);
  });

  it("has FitzHugh-Nagumo at rest where it says", () => {
    const { values } = run(circuit([alone("fitzHughNagumo", {})]), catalogue, 100, ["n.v"]).trace("n", "v");
    expect(values.at(-1)).toBeCloseTo(-1.19941, 5);
  });

  it("has both classes among Morris and Lecar's sets", () => {
    const rate = (preset: string, I_e: number) => rateOf(spikesOf(alone("morrisLecar", { ...presetOf("morrisLecar", preset), I_e }), 4000, 0.1));
    expect(rate("snic", 39)).toBe(0);
    expect(rate("snic", 40.2)).toBeLessThan(4.5);
    expect(rate("snic", 42)).toBeCloseTo(1000 / 145.45, 1);
    expect(rate("hopf", 100)).toBeCloseTo(1000 / 85.29, 1);
  });

  it("rests or fires, as it was left, in the homoclinic set", () => {
    const set = { ...presetOf("morrisLecar", "homoclinic"), I_e: 37 };
    expect(rateOf(spikesOf(alone("morrisLecar", set, { start: { v: -35, w: 0.01 } }), 1500))).toBe(0);
    expect(rateOf(spikesOf(alone("morrisLecar", set, { start: { v: 0, w: 0.1 } }), 1500))).toBeGreaterThan(5);
  });

  it("makes Hindmarsh and Rose's cell burst", () => {
    const gaps = intervals(spikesOf(alone("hindmarshRose", { I_e: 2 }), 1500));
    expect(Math.min(...gaps)).toBeLessThan(20);
    expect(Math.max(...gaps.slice(2))).toBeCloseTo(113.5, 0);
  });
});
