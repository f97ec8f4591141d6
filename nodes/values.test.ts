/** Numbers that a textbook, a paper or another simulator gives, asked of the equations by the interpreter. No engine runs here. */
import { describe, expect, it } from "vitest";
import { evaluate, inline, numberOps, parse, parseStatements, type Tree, test, toEngine } from "../src/expression/index.ts";
import { defaultValue, type Kind, resolve } from "../src/kind/index.ts";
import { constant } from "./currents/constant.ts";
import { ouNoise } from "./currents/ouNoise.ts";
import { pulseTrain } from "./currents/pulseTrain.ts";
import { ramp } from "./currents/ramp.ts";
import { sine } from "./currents/sine.ts";
import { step } from "./currents/step.ts";
import { hodgkinHuxley } from "./neurons/hodgkinHuxley.ts";
import { integrateAndFire } from "./neurons/integrateAndFire.ts";
import { izhikevich } from "./neurons/izhikevich.ts";
import { lif } from "./neurons/lif.ts";
import { inhomogeneousPoisson } from "./spikes/inhomogeneousPoisson.ts";
import { regular } from "./spikes/regular.ts";
import { alpha } from "./synapses/alpha.ts";
import { exponentialConductance } from "./synapses/exponentialConductance.ts";

type Values = Readonly<Record<string, number>>;

/** Defaults of a kind in engine units, with `given` (in engine units too) over them. */
function defaults(kind: Kind, form: string | undefined, given: Values): Record<string, number> {
  const values: Record<string, number> = {};
  for (const [name, { unit, default: value }] of Object.entries(resolve(kind, form).parameters)) {
    if (typeof value === "number") values[name] = toEngine(value, unit);
  }
  return { ...values, ...given };
}

const numberFrom = (tree: Tree, values: Values): number => evaluate(tree, numberOps, (name) => values[name]);
const trees = new Map<string, Tree>();
const read = (text: string): Tree => {
  const tree = trees.get(text) ?? (parse(text).tree as Tree);
  trees.set(text, tree);
  return tree;
};

/** Start values of all states. */
function start(kind: Kind, form?: string, given: Values = {}): Record<string, number> {
  const values = defaults(kind, form, given);
  for (const [name, { start }] of Object.entries(kind.state)) values[name] = numberFrom(read(start), values);
  return values;
}

const sides = new Map<string, ReturnType<typeof inline>>();
/** Right sides of all equations at the given values; derivatives under "dx/dt". */
function rightSides(kind: Kind, values: Values): Record<string, number> {
  const { derivatives, assigned } = sides.get(kind.equations) ?? inline(parseStatements(kind.equations).statements);
  sides.set(kind.equations, { derivatives, assigned });
  return Object.fromEntries([
    ...[...derivatives].map(([name, tree]) => [`d${name}/dt`, numberFrom(tree, values)]),
    ...[...assigned].map(([name, tree]) => [name, numberFrom(tree, values)]),
  ]);
}

const current = (kind: Kind, t: number, given: Values = {}): number => rightSides(kind, { dt: 0.1, t, ...defaults(kind, undefined, given) }).i as number;

describe("neurons at rest", () => {
  it("keeps the leaky neuron at E_L, and settles it at the threshold for 375 pA", () => {
    expect(rightSides(lif, { ...start(lif), i: 0 })["dv/dt"]).toBe(0);
    expect(rightSides(lif, { ...start(lif), v: -55, i: 375 })["dv/dt"]).toBeCloseTo(0, 12);
  });

  it("lets the perfect integrator rise by I/C from anywhere", () => {
    for (const v of [-70, -60]) expect(rightSides(integrateAndFire, { ...start(integrateAndFire), v, i: 500 })["dv/dt"]).toBe(2);
  });

  it.each(["per area", "absolute"])("rests Hodgkin and Huxley's axon near -65 mV (%s)", (form) => {
    const at = rightSides(hodgkinHuxley, { ...start(hodgkinHuxley, form), i: 0 });
    // 0.02 mV/ms is 0.02 uA/cm^2 on 1 uF/cm^2: an error of 0.03 mV in the rest.
    expect(Math.abs(at["dv/dt"] as number)).toBeLessThan(0.02);
    for (const gate of ["m", "h", "n"]) expect(at[`d${gate}/dt`]).toBeCloseTo(0, 14);
  });

  it("starts the gates at the values of NEST's hh_psc_alpha", () => {
    const { m, h, n } = start(hodgkinHuxley, "absolute");
    expect(m).toBeCloseTo(0.05293248526, 10);
    expect(h).toBeCloseTo(0.5961207535, 10);
    expect(n).toBeCloseTo(0.3176769141, 10);
  });

  it("has no hole where the textbook's rates are 0/0", () => {
    for (const [v, rate, limit] of [
      [-40, "alpha_m", 1],
      [-55, "alpha_n", 0.1],
    ] as const) {
      for (const near of [v - 1e-7, v, v + 1e-7]) {
        expect(rightSides(hodgkinHuxley, { ...start(hodgkinHuxley), v: near, i: 0 })[rate]).toBeCloseTo(limit, 7);
      }
    }
  });

  it("agrees with the 1952 rates in their textbook form", () => {
    for (const v of [-90, -65, -50, -20, 30]) {
      const at = rightSides(hodgkinHuxley, { ...start(hodgkinHuxley), v, i: 0 });
      expect(at.alpha_m).toBeCloseTo((0.1 * (v + 40)) / (1 - Math.exp(-(v + 40) / 10)), 10);
      expect(at.alpha_n).toBeCloseTo((0.01 * (v + 55)) / (1 - Math.exp(-(v + 55) / 10)), 10);
      expect(at.beta_h).toBeCloseTo(1 / (1 + Math.exp(-(v + 35) / 10)), 10);
    }
  });

  it("gives both forms of the axon one membrane, a patch of 1e-4 cm^2", () => {
    const rest = { E_L: -54.4, v: -30 };
    const area = rightSides(hodgkinHuxley, { ...start(hodgkinHuxley, "per area"), ...rest, i: 10 });
    const absolute = rightSides(hodgkinHuxley, { ...start(hodgkinHuxley, "absolute"), ...rest, i: 1000 });
    expect(absolute["dv/dt"]).toBeCloseTo(area["dv/dt"] as number, 10);
  });

  it("starts Izhikevich's cell where NEST does, and rests it at -70 mV", () => {
    expect(start(izhikevich)).toMatchObject({ v: -65, u: -13 });
    // 0.04 v^2 + 5 v + 140 = 0.2 v has the roots -70 and -50.
    for (const v of [-70, -50]) {
      const at = rightSides(izhikevich, { ...start(izhikevich), v, u: 0.2 * v, i: 0 });
      expect(at["dv/dt"]).toBeCloseTo(0, 10);
      expect(at["du/dt"]).toBeCloseTo(0, 12);
    }
  });

  it("fires the leaky neuron exactly at its threshold", () => {
    const { spike } = lif;
    if (spike?.type !== "threshold") throw new Error("lif has a threshold");
    const fires = (v: number) => test(read(spike.when), numberOps, (name) => ({ ...start(lif), v })[name]);
    expect([fires(-55.001), fires(-55), fires(-54)]).toEqual([false, true, true]);
  });
});

describe("synapses", () => {
  it("makes the alpha current peak at its weight, tau_syn after the spike", () => {
    const values = start(alpha, "absolute");
    const tau = values.tau_syn as number;
    const jump = parseStatements(alpha.onSpike as string).statements[0];
    const x = numberFrom((jump as { right: Tree }).right, values);
    // The solution of dx/dt = -x/tau, di/dt = x - i/tau is i = x t exp(-t/tau).
    expect(x * tau * Math.exp(-1)).toBeCloseTo(values.weight as number, 9);
    expect(rightSides(alpha, { ...values, x: x * Math.exp(-1), i_syn: values.weight as number })["di_syn/dt"]).toBeCloseTo(0, 9);
  });

  it("pushes towards E_rev, and not at all when it is reached", () => {
    const at = (v: number, E_rev: number) => rightSides(exponentialConductance, { ...start(exponentialConductance, undefined, { E_rev }), g: 5, v }).i;
    expect(at(-70, 0)).toBe(350);
    expect(at(-70, -80)).toBe(-50);
    expect(at(-70, -70)).toBe(0);
  });
});

describe("current sources", () => {
  it("is on from start to stop, the start included", () => {
    const on = [9.9, 10, 19.9, 20].map((t) => current(step, t, { start: 10, stop: 20 }));
    expect(on).toEqual([0, 500, 500, 0]);
    expect(current(constant, 1234.5)).toBe(500);
  });

  it("sends each pulse for whole steps, also where 0.1 ms is not a binary fraction", () => {
    const given = { start: 0.3, width: 0.3, period: 0.7, stop: 1e9 };
    const on = Array.from({ length: 700 }, (_, k) => current(pulseTrain, (k * 100) / 1000, given) > 0);
    expect(on).toEqual(on.map((_, k) => k >= 3 && (k - 3) % 7 < 3));
  });

  it("moves along a line and holds its ends", () => {
    const at = (t: number) => current(ramp, t, { start: 100, stop: 200 });
    expect([0, 100, 125, 200, 900].map(at)).toEqual([0, 0, 250, 1000, 1000]);
  });

  it("is a step when the ramp has no length", () => {
    expect([90, 100, 110].map((t) => current(ramp, t, { start: 100, stop: 100 }))).toEqual([0, 0, 1000]);
  });

  it("counts the phase of a sine in degrees from time 0, as NEST's ac_generator does", () => {
    const given = { amplitude: 300, offset: 250, frequency: toEngine(25, "Hz"), phase: toEngine(30, "deg"), start: 12, stop: 160 };
    expect(current(sine, 11.9, given)).toBe(0);
    for (const t of [12, 50.3, 159.9]) {
      expect(current(sine, t, given)).toBeCloseTo(250 + 300 * Math.sin((2 * Math.PI * 25 * t) / 1000 + (30 * Math.PI) / 180), 9);
    }
    expect(current(sine, 160, given)).toBe(0);
  });

  it("draws the first value of the noise from its stationary law", () => {
    const tree = read(ouNoise.state.x?.start as string);
    const values = defaults(ouNoise, undefined, {});
    const drawn = evaluate(
      tree,
      numberOps,
      (name) => values[name],
      (name) => (name === "randn" ? 1 : undefined),
    );
    expect(drawn).toBe((values.mean as number) + (values.sigma as number));
  });
});

describe("spike sources", () => {
  const count = (kind: Kind, t: number, dt: number, given: Values): number => {
    if (kind.spike?.type !== "count") throw new Error(`${kind.kind} counts`);
    return numberFrom(read(kind.spike.count), { t, dt, ...defaults(kind, undefined, given) });
  };

  it.each([0.1, 0.025, 0.05, 0.2, 1])("sends a regular train on its times and nowhere else (dt %s ms)", (dt) => {
    const given = { rate: toEngine(250, "Hz"), start: 3, stop: 200 };
    for (let k = 0; k <= 300 / dt; k++) {
      const t = Number((k * dt).toFixed(6));
      const due = t >= 3 && t < 200 && Math.abs(((t - 3) / 4) % 1) < 1e-9;
      expect(count(regular, t, dt, given), `at ${t} ms`).toBe(due ? 1 : 0);
    }
  });

  it("keeps the mean of a regular train whose period is no whole step", () => {
    let total = 0;
    for (let k = 0; k < 10000; k++) total += count(regular, (k * 100) / 1000, 0.1, { rate: toEngine(333, "Hz"), start: 0 });
    expect(total).toBe(333);
  });

  it("sends nothing at rate 0", () => {
    expect([0, 10, 500].map((t) => count(regular, t, 0.1, { rate: 0 }))).toEqual([0, 0, 0]);
  });

  it("has a default rate r(t) that never goes below 0", () => {
    const tree = read(defaultValue(inhomogeneousPoisson, "rate") as string);
    for (let t = 0; t < 500; t += 1) expect(numberFrom(tree, { t })).toBeGreaterThanOrEqual(0);
    expect(numberFrom(tree, { t: 62.5 })).toBeCloseTo(toEngine(36, "Hz"), 12);
  });
});
