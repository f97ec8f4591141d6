/** Numbers that stand in textbooks, found again by the analyses. */
import { describe, expect, test } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import type { Definition, Graph } from "../graph/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import {
  channelGates,
  compareSteps,
  cvOf,
  findOnset,
  finish,
  firingPattern,
  isolate,
  type OtherWay,
  phasePlane,
  presentOf,
  rateCurve,
  stepFamily,
  stepsAround,
  systemOf,
} from "./index.ts";

const alone = (kind: string, more: object = {}, dt = 0.1): Graph => circuit([node("a", kind, more)], [], { dt });
const cellOf = (graph: Graph) => isolate(graph, "a", catalogue);

/** FitzHugh (1961), in the form of Gerstner et al. (2014), section 4.3. */
const fitzHughNagumo: Definition = {
  parameters: {
    a: { default: 0.7, unit: "1" },
    b: { default: 0.8, unit: "1" },
    epsilon: { default: 0.08, unit: "1" },
  },
  state: { v: { unit: "1", start: "-1.2" }, w: { unit: "1", start: "-0.62" } },
  equations: "dv/dt = (v - v^3/3 - w + i)/ms\ndw/dt = epsilon*(v + a - b*w)/ms",
  threshold: "v > 1",
  current: "1",
};

test("a leaky cell's rheobase is C_m (V_th - E_L) / tau_m, and it is of class 1", () => {
  const onset = finish(findOnset(cellOf(alone("lif"))));
  expect(onset.rheobase).toBeCloseTo((250 * 15) / 10, 2);
  expect(onset.onset).toBeCloseTo(375, 2);
  expect(onset).toMatchObject({ excitability: "1", vanishing: false, spontaneous: false });
});

test("a leaky cell's rate is 1 / (t_ref + tau ln(...)), to within a step", () => {
  const cell = cellOf(alone("lif"));
  const curve = finish(rateCurve(cell, finish(findOnset(cell)), [400, 1200]));
  const closed = (current: number): number => {
    const drive = (current * 10) / 250;
    return 2 + 10 * Math.log(drive / (drive - 15));
  };
  expect(curve.currents.length).toBeGreaterThan(40);
  curve.currents.forEach((current, k) => {
    const interval = 1000 / curve.steady[k]!;
    expect(interval - closed(current)).toBeGreaterThanOrEqual(-1e-9);
    expect(interval - closed(current)).toBeLessThanOrEqual(0.1 + 1e-9);
    expect(curve.first[k]).toBeCloseTo(curve.steady[k]!, 0);
  });
});

test("without a leak the faintest current fires in the end", () => {
  const onset = finish(findOnset(cellOf(alone("integrateAndFire"))));
  expect(onset).toMatchObject({ vanishing: true, excitability: "1" });
});

test("the squid axon starts at some 50 Hz at once, from 6.3 uA/cm^2 on", { timeout: 30_000 }, () => {
  const onset = finish(findOnset(cellOf(alone("hodgkinHuxley"))));
  expect(onset.onset).toBeGreaterThan(6.1);
  expect(onset.onset).toBeLessThan(6.4);
  expect(onset.rheobase).toBeLessThan(2.5);
  expect(onset.startHz).toBeGreaterThan(45);
  expect(onset.startHz).toBeLessThan(56);
  expect(onset.excitability).toBe("2");
});

test("a cell that fires by itself is silenced by a current below zero", () => {
  const onset = finish(findOnset(cellOf(alone("lif", { parameters: { I_e: 500 } }))));
  expect(onset.spontaneous).toBe(true);
  expect(onset.onset).toBeCloseTo(-125, 1);
});

test("FitzHugh-Nagumo rests at (-1.19941, -0.62426), on a stable spiral", () => {
  const cell = cellOf(alone("customNeuron", { definition: fitzHughNagumo }, 0.05));
  const plane = finish(phasePlane(cell, { current: 0, firing: 0.5 }));
  if (plane.type !== "plane") throw new Error("no plane");
  expect(plane.fixedPoints).toHaveLength(1);
  const [point] = plane.fixedPoints;
  expect(point!.at[0]).toBeCloseTo(-1.19941, 5);
  expect(point!.at[1]).toBeCloseTo(-0.62426, 5);
  expect(point).toMatchObject({ stable: true, name: "stable spiral" });
});

test("FitzHugh-Nagumo loses its rest to a limit cycle between I = 0.33 and 0.34", () => {
  const cell = cellOf(alone("customNeuron", { definition: fitzHughNagumo }, 0.05));
  const at = (current: number) => {
    const plane = finish(phasePlane(cell, { current }));
    return plane.type === "plane" ? plane.fixedPoints[0] : undefined;
  };
  expect(at(0.32)!.stable).toBe(true);
  expect(at(0.34)!.name).toBe("unstable spiral");
});

test("Izhikevich's nullclines are the parabola and the line of the paper", () => {
  const plane = finish(phasePlane(cellOf(alone("izhikevich")), { current: 2, firing: 10 }));
  if (plane.type !== "plane") throw new Error("no plane");
  const [forV, forU] = plane.nullclines;
  const height = (plane.ranges[0][1] - plane.ranges[0][0]) / 120;
  for (let k = 0; k < forV.length; k += 2)
    // Straight pieces between crossings of the grid: off by a second difference at most.
    expect(Math.abs(forV[k + 1]! - (0.04 * forV[k]! ** 2 + 5 * forV[k]! + 142))).toBeLessThan(0.04 * height ** 2);
  for (let k = 0; k < forU.length; k += 2) expect(forU[k + 1]).toBeCloseTo(0.2 * forU[k]!, 9);
  expect(forV.length).toBeGreaterThan(200);
  // 0.04 v^2 + 4.8 v + 142 = 0
  const roots = [-1, 1].map((sign) => (-4.8 + sign * Math.sqrt(4.8 ** 2 - 0.16 * 142)) / 0.08);
  for (const [k, { at }] of plane.fixedPoints.entries()) expect(at[0]).toBeCloseTo(roots[k]!, 8);
  expect(plane.fixedPoints.map(({ name }) => name)).toEqual([expect.stringMatching(/^stable/), "saddle"]);
  expect(plane.guides).toEqual([
    { state: "v", value: 30, type: "threshold" },
    { state: "v", value: -65, type: "reset" },
  ]);
});

test("the line of a leaky cell crosses zero once, at rest, and its slope is one over tau", () => {
  const line = finish(phasePlane(cellOf(alone("lif")), { current: 250 }));
  if (line.type !== "line") throw new Error("no line");
  expect(line.fixedPoints).toHaveLength(1);
  expect(line.fixedPoints[0]!.at[0]).toBeCloseTo(-60, 9);
  expect(line.fixedPoints[0]!.eigenvalues[0]!.re).toBeCloseTo(-0.1, 12);
});

test.each(["izhikevich", "hodgkinHuxley", "customNeuron", "lif"])("%s: derivatives agree with differences", (kind) => {
  const system = systemOf(cellOf(alone(kind)), 3)!;
  const point = system.variables.map(({ unit }, k) => (unit === "mV" ? -57.3 : 0.3 + 0.1 * k));
  system.rights.forEach((right, i) => {
    system.variables.forEach((_, j) => {
      const h = 1e-5 * Math.max(1, Math.abs(point[j]!));
      const moved = (by: number) => right(point.map((value, k) => (k === j ? value + by : value)));
      const difference = (moved(h) - moved(-h)) / (2 * h);
      const exact = system.jacobian[i]![j]!(point);
      expect(Math.abs(exact - difference)).toBeLessThan(1e-6 * Math.max(1, Math.abs(exact)));
    });
  });
});

test("gates of the squid axon: half open where the tables have it, and one spike beside them", () => {
  const gates = finish(channelGates(cellOf(alone("hodgkinHuxley")), 10))!;
  expect(gates.gates.map(({ name }) => name)).toEqual(["m", "h", "n"]);
  const at = (name: string, level: number) => {
    const gate = gates.gates.find((each) => each.name === name)!;
    const k = gates.levels.findIndex((each) => each >= level);
    return { steady: gate.steady[k]!, tau: gate.tau[k]! };
  };
  // At rest, -65 mV: m 0.0529, h 0.5961, n 0.3177; tau 0.237, 8.516, 5.459 ms.
  const k = gates.levels.findIndex((level) => Math.abs(level + 65) < 0.5);
  const level = gates.levels[k]!;
  expect(at("m", level).steady).toBeCloseTo(0.053, 2);
  expect(at("h", level).steady).toBeCloseTo(0.596, 1);
  expect(at("n", level).tau).toBeCloseTo(5.46, 0);
  expect(Math.max(...gates.spike!.v)).toBeGreaterThan(20);
  expect(gates.spike!.gates).toHaveLength(3);
  expect(finish(channelGates(cellOf(alone("lif")), 500))).toBeUndefined();
});

test("regular spiking slows down, chattering bursts, and a step below the onset is silent", () => {
  const pattern = (parameters: object, current: number) =>
    finish(firingPattern(cellOf(alone("izhikevich", { parameters }, 0.1)), current));
  expect(pattern({}, 10)).toMatchObject({ type: "tonic" });
  expect(pattern({}, 10).adaptation).toBeGreaterThan(0.2);
  expect(pattern({ c: -50, d: 2 }, 10)).toMatchObject({ type: "bursting" });
  expect(pattern({ c: -50, d: 2 }, 10).perBurst).toBeGreaterThan(2);
  expect(pattern({}, 1)).toMatchObject({ type: "silent", count: 0 });
  expect(finish(firingPattern(cellOf(alone("hodgkinHuxley")), 4))).toMatchObject({ type: "phasic" });
});

test("steps around the onset: silent below, firing above", () => {
  const cell = cellOf(alone("lif"));
  const currents = stepsAround(finish(findOnset(cell)));
  const family = finish(stepFamily(cell, currents));
  expect(family.curves.map(({ spikes }) => spikes.length > 0)).toEqual([false, false, false, true, true]);
  expect(family.times[0]).toBeGreaterThanOrEqual(-40);
});

test("intervals of a Poisson train have a CV of 1, those of a clock 0", () => {
  const graph = circuit(
    [
      node("p", "poisson", { parameters: { rate: 50 }, n: 20 }),
      node("d", "delta", { parameters: { weight: 100 }, connect: { rule: "one-to-one" } }),
      node("a", "lif", { n: 20, parameters: { t_ref: 0 } }),
    ],
    ["p.spikes > d.spikes", "d.i > a.i"],
  );
  const present = finish(presentOf(graph, isolate(graph, "a", catalogue), catalogue));
  expect(present.statistics.count).toBeGreaterThan(2000);
  expect(present.statistics.cv).toBeGreaterThan(0.95);
  expect(present.statistics.cv).toBeLessThan(1.05);
  expect(present.rateHz).toBeCloseTo(50, -1);
  expect(cvOf([10, 10, 10])).toBe(0);
});

test("the working point is the mean of all that adds up in the input", () => {
  const graph = circuit(
    [
      node("c", "constant", { parameters: { amplitude: 300 } }),
      node("s", "constant", { parameters: { amplitude: 120 } }),
      node("p", "regular", { parameters: { rate: 100 } }),
      node("e", "exponential", { parameters: { weight: 50, tau_syn: 5 } }),
      node("a", "lif"),
    ],
    ["c.i > a.i", "s.i > a.i", "p.spikes > e.spikes", "e.i > a.i"],
  );
  const present = finish(presentOf(graph, isolate(graph, "a", catalogue), catalogue));
  // 300 + 120 + rate * weight * tau_syn = 420 + 0.1 * 50 * 5
  expect(present.mean).toBeCloseTo(445, 0);
  expect(present.rateHz).toBeGreaterThan(30);
});

test.each(catalogue.filter(({ family }) => family === "neuron").map(({ kind }) => kind))(
  "%s: steps, plane and gates have an answer, in finite numbers",
  { timeout: 30_000 },
  (kind) => {
    const cell = cellOf(alone(kind));
    const [curve] = finish(stepFamily(cell, [0])).curves;
    expect(curve!.values.every(Number.isFinite)).toBe(true);
    expect(["plane", "line", "none"]).toContain(finish(phasePlane(cell, { current: 0 })).type);
    const gates = finish(channelGates(cell, 0));
    for (const { steady, tau } of gates?.gates ?? []) expect([...steady, ...tau].every(Number.isFinite)).toBe(true);
  },
);

test("a cell with escape noise has no sharp rheobase, and a unit without spikes none", () => {
  expect(finish(findOnset(cellOf(alone("escapeNoise"))))).toMatchObject({ chance: true, excitability: undefined });
  const unit = finish(findOnset(cellOf(alone("linearUnit"))));
  expect(unit).toMatchObject({ rheobase: undefined, onset: undefined });
  // dv/dt = (-v + i)/tau: an input of 2 moves it by 2.
  expect(unit.highest).toBeCloseTo(2, 9);
});

describe("two ways to step", () => {
  const compared = (parameters: Record<string, number>, options: Partial<OtherWay>, noisy = false) => {
    const cell = node("a", "lif", { parameters });
    const graph = noisy ? circuit([cell, node("s", "ouNoise")], ["s.i > a.i"]) : circuit([cell]);
    return finish(compareSteps(graph, cellOf(graph), { durationMs: 100, ...options }, catalogue));
  };

  test("Euler's error on a leaky membrane is the closed one, where it is largest", () => {
    // 300 pA into 25 nS lift it by 12 mV: v = 12 (1 - exp(-t/10)), and by Euler 12 (1 - (1 - dt/10)^k).
    const { largest, runs, shift, chance } = compared({ I_e: 300 }, { method: "euler" });
    const errors = Array.from({ length: 1001 }, (_, k) => 12 * Math.abs(Math.exp(-k * 0.01) - 0.99 ** k));
    const worst = Math.max(...errors);
    expect(largest?.difference).toBeCloseTo(worst, 4);
    expect(largest?.atMs).toBeCloseTo(errors.indexOf(worst) * 0.1, 6);
    expect(runs.map(({ method }) => method)).toEqual(["exact propagator", "forward Euler"]);
    expect([shift, chance]).toEqual([undefined, false]);
  });

  test("the exact solution has one course in any step, at their common moments", () => {
    expect(compared({ I_e: 300 }, { dt: 0.05 }).largest?.difference).toBeLessThan(1e-5);
    expect(compared({ I_e: 300 }, {}).largest?.difference).toBe(0);
  });

  test("spikes are compared one by one", () => {
    const { runs, shift } = compared({ I_e: 500 }, { dt: 0.01 });
    // 2 ms + 10 ms ln 4, rounded up to the step: 15.9 ms and 15.87 ms, so that the sixth is 0.18 ms late.
    expect(runs.map(({ spikes }) => spikes.length)).toEqual([6, 6]);
    expect(shift?.spike).toBe(6);
    expect(shift?.ms).toBeGreaterThan(0.1);
    expect(shift?.ms).toBeLessThan(0.3);
  });

  test("without steps spikes fall where they fall: tau ln(RI/(RI - theta)), and the circuit's own are late by part of a step each", () => {
    const { runs, shift, chance, largest } = compared({ I_e: 500 }, { method: "reference", dt: 0.01 });
    const first = 10 * Math.log(4);
    expect(runs[1]).toMatchObject({ method: "reference without steps" });
    expect(runs[1].dt).toBeUndefined();
    runs[1].spikes.forEach((time, k) => {
      expect(time).toBeCloseTo(first + k * (first + 2), 8);
    });
    expect(shift?.ms).toBeCloseTo((runs[0].spikes[5] as number) - (first + 5 * (first + 2)), 8);
    expect(chance).toBe(false);
    expect(runs[1].times).toEqual(runs[0].times);
    expect(largest?.difference).toBeGreaterThan(1);
  });

  test("without steps an exact method is right between spikes, and Euler is off by its closed error", () => {
    expect(compared({ I_e: 300 }, { method: "reference" }).largest?.difference).toBeLessThan(1e-5);
    const cell = node("a", "lif", { method: "euler", parameters: { I_e: 300 } });
    const graph = circuit([cell]);
    const { largest } = finish(compareSteps(graph, cellOf(graph), { durationMs: 100, method: "reference" }, catalogue));
    const errors = Array.from({ length: 1001 }, (_, k) => 12 * Math.abs(Math.exp(-k * 0.01) - 0.99 ** k));
    expect(largest?.difference).toBeCloseTo(Math.max(...errors), 4);
  });

  test("what has no solution without steps is refused with the reason", () => {
    expect(() => compared({}, { method: "reference" }, true)).toThrow('"s" draws by chance');
  });

  test("chance is named where another step draws it otherwise", () => {
    expect(compared({}, { dt: 0.05 }, true).chance).toBe(true);
    expect(compared({}, { method: "euler" }, true).chance).toBe(false);
  });
});
