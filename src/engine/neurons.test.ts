/** What textbooks say of single neurons, asked of the catalogue's kinds as they run. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { intervals, mean, run } from "../testing/run.ts";

describe("the leaky integrate-and-fire neuron", () => {
  // C_m 250 pF, tau_m 10 ms, E_L = V_reset = -70 mV, V_th -55 mV, t_ref 2 ms: R = 0.04 GOhm, rheobase 375 pA.
  const closedForm = (I: number) => 2 + 10 * Math.log((0.04 * I) / (0.04 * I - 15));

  it.each(["nest", "brian2"] as const)(
    "fires every t_ref + tau ln(RI/(RI - (V_th - V_reset))), to within two steps (%s)",
    (order) => {
      const currents = [376, 380, 400, 450, 500, 600, 800, 1000, 1500, 3000, 10000];
      const lif = node("n", "lif", { n: currents.length, parameters: { I_e: { values: currents } } });
      const { spikes } = run(circuit([lif], [], { order, dt: 0.1 }), catalogue, 600);
      for (const [cell, I] of currents.entries()) {
        // One step for the crossing, which is seen at its end, and one for the order: Brian2's rest is a step shorter.
        const [interval] = intervals(spikes("n", cell));
        expect(interval, `at ${I} pA`).toBeGreaterThan(closedForm(I) - 0.1 - 1e-9);
        expect(interval, `at ${I} pA`).toBeLessThan(closedForm(I) + 0.2 + 1e-9);
      }
    },
  );

  it("comes to the closed form as dt goes to 0", () => {
    const lif = node("n", "lif", { parameters: { I_e: 500 } });
    for (const dt of [0.1, 0.01, 0.001]) {
      const { spikes } = run(circuit([lif], [], { dt }), catalogue, 60);
      expect(Math.abs(mean(intervals(spikes("n"))) - closedForm(500))).toBeLessThan(2 * dt);
    }
  });

  it("is silent at and below its rheobase, C_m (V_th - E_L)/tau_m", () => {
    const lif = node("n", "lif", { n: 3, parameters: { I_e: { values: [0, 374.9, 375] } } });
    expect(run(circuit([lif]), catalogue, 1000).spikes("n")).toEqual([]);
  });

  it("relaxes with its time constant", () => {
    const lif = node("n", "lif", { start: { v: -60 } });
    const { times, values } = run(circuit([lif]), catalogue, 50, ["n.v"]).trace("n", "v");
    times.forEach((t, k) => {
      expect(values[k]).toBeCloseTo(-70 + 10 * Math.exp(-t / 10), 10);
    });
  });

  it("never fires faster than one spike a refractory period", () => {
    const lif = node("n", "lif", { parameters: { I_e: 1e6 } });
    const { spikes } = run(circuit([lif]), catalogue, 100);
    // Driven far beyond, it fires in the first step in which it is free: R + 1 steps after the last.
    expect([...new Set(intervals(spikes("n")).map((interval) => Math.round(interval / 0.1)))]).toEqual([21]);
  });
});

describe("the perfect integrate-and-fire neuron", () => {
  it("fires at I/(C_m (V_th - V_reset)): a straight line through zero", () => {
    const currents = [10, 20, 50, 100, 200, 400];
    const cell = node("n", "integrateAndFire", { n: currents.length, parameters: { I_e: { values: currents } } });
    const { spikes } = run(circuit([cell]), catalogue, 4000);
    for (const [k, I] of currents.entries()) {
      const interval = (250 * 15) / I;
      expect(Math.abs(intervals(spikes("n", k))[0]! - interval), `at ${I} pA`).toBeLessThanOrEqual(0.1 + 1e-9);
    }
  });
});

describe("Hodgkin and Huxley's axon", () => {
  const axon = (currents: readonly number[]) =>
    node("n", "hodgkinHuxley", { n: currents.length, method: "rk4", parameters: { I_e: { values: currents } } });
  const order = "brian2" as const;

  it("answers a long step with no spike at 2.24 uA/cm^2 and with one from 2.26", () => {
    // After 50 ms in which it comes to rest: 0.003 mV beside rest would already move the border.
    const parameters = { amplitude: { values: [2.24, 2.26] }, start: 50 };
    const current = node("c", "step", { n: 2, form: "per area", parameters });
    const graph = circuit([axon([0, 0]), current], ["c.i > n.i"], { order, dt: 0.01 });
    const { spikes } = run(graph, catalogue, 150);
    expect(spikes("n", 0)).toHaveLength(0);
    expect(spikes("n", 1)).toHaveLength(1);
  });

  it("fires for ever from between 6.24 and 6.26 uA/cm^2 on", () => {
    const { spikes } = run(circuit([axon([6.24, 6.26])], [], { order, dt: 0.01 }), catalogue, 600);
    const late = (cell: number) => spikes("n", cell).filter((time) => time > 500);
    expect(late(0)).toHaveLength(0);
    expect(late(1).length).toBeGreaterThanOrEqual(4);
  });

  it("starts at some 50 Hz at once, and has the rates of the 1952 equations to 1 %", () => {
    const rates = { 7: 58.3, 8: 62.5, 10: 68.3, 12: 72.9, 15: 78.6, 20: 86.4, 30: 98.7, 40: 108.6, 60: 124.4 };
    const currents = Object.keys(rates).map(Number);
    const { spikes } = run(circuit([axon(currents)], [], { order, dt: 0.025 }), catalogue, 400);
    for (const [cell, [I, rate]] of Object.entries(rates).entries()) {
      const found = 1000 / mean(intervals(spikes("n", cell).filter((time) => time > 150)));
      expect(Math.abs(found / rate - 1), `at ${I} uA/cm^2 it fires at ${found} Hz`).toBeLessThan(0.01);
    }
  });

  it("is blocked by a very strong current", () => {
    const { spikes } = run(circuit([axon([100])], [], { order, dt: 0.025 }), catalogue, 300);
    expect(spikes("n").filter((time) => time > 100)).toEqual([]);
  });

  it("fires once when let go from hyperpolarization", () => {
    const current = node("c", "step", { form: "per area", parameters: { amplitude: -5, start: 10, stop: 40 } });
    const { spikes } = run(circuit([axon([0]), current], ["c.i > n.i"], { order, dt: 0.01 }), catalogue, 80);
    expect(spikes("n").map(Math.round)).toEqual([45]);
  });

  it("does not answer a second pulse 6 ms after the first, and does after 20 ms", () => {
    const pulse = (id: string, start: number) =>
      node(id, "step", { form: "per area", parameters: { amplitude: 20, start, stop: start + 0.5 } });
    const pulses = [pulse("a", 10), pulse("b", 16), pulse("c", 30)];
    const wires = ["a.i > n.i", "b.i > n.i", "c.i > n.i"];
    const { spikes } = run(circuit([axon([0]), ...pulses], wires, { order, dt: 0.01 }), catalogue, 50);
    expect(spikes("n").map(Math.round)).toEqual([12, 32]);
  });

  it("is the same membrane per area and as a patch of 1e-4 cm^2", () => {
    const parameters = { E_L: -54.4 };
    const area = node("a", "hodgkinHuxley", { parameters: { ...parameters, I_e: 10 } });
    const patch = node("p", "hodgkinHuxley", { form: "absolute", parameters: { ...parameters, I_e: 1000 } });
    const { spikes } = run(circuit([area, patch], [], { dt: 0.025 }), catalogue, 200);
    expect(spikes("a").length).toBeGreaterThan(10);
    expect(spikes("p")).toEqual(spikes("a"));
  });
});

describe("Izhikevich's neuron, as published", () => {
  // His scripts switch currents with t > T, in steps of dt, v before u: the counts belong to dt.
  const types = [
    { name: "regular spiking", a: 0.02, b: 0.2, c: -65, d: 8, v: -63, dt: 0.25, I: 14, from: 15, T: 150, spikes: 5 },
    {
      name: "intrinsically bursting",
      a: 0.02,
      b: 0.2,
      c: -55,
      d: 4,
      v: -70,
      dt: 0.25,
      I: 11,
      from: 15,
      T: 150,
      spikes: 7,
    },
    { name: "fast spiking", a: 0.1, b: 0.2, c: -65, d: 2, v: -70, dt: 0.25, I: 10, from: 15, T: 150, spikes: 15 },
    {
      name: "low-threshold spiking",
      a: 0.02,
      b: 0.25,
      c: -65,
      d: 2,
      v: -63,
      dt: 0.25,
      I: 10,
      from: 25,
      T: 250,
      spikes: 18,
    },
    { name: "tonic spiking", a: 0.02, b: 0.2, c: -65, d: 6, v: -70, dt: 0.25, I: 14, from: 10, T: 100, spikes: 5 },
    { name: "phasic spiking", a: 0.02, b: 0.25, c: -65, d: 6, v: -64, dt: 0.25, I: 0.5, from: 20, T: 200, spikes: 1 },
    {
      name: "phasic bursting",
      a: 0.02,
      b: 0.25,
      c: -55,
      d: 0.05,
      v: -64,
      dt: 0.2,
      I: 0.6,
      from: 20,
      T: 200,
      spikes: 6,
    },
    { name: "mixed mode", a: 0.02, b: 0.2, c: -55, d: 4, v: -70, dt: 0.25, I: 10, from: 16, T: 160, spikes: 6 },
  ];
  it.each(types)("$name: $spikes spikes", ({ a, b, c, d, v, dt, I, from, T, spikes: count }) => {
    const cell = node("n", "izhikevich", { parameters: { a, b, c, d }, start: { v } });
    const current = node("c", "step", { form: "rate", parameters: { amplitude: I, start: from + dt } });
    const graph = circuit([cell, current], ["c.i > n.i"], { order: "brian2", dt });
    expect(run(graph, catalogue, T + dt).spikes("n")).toHaveLength(count);
  });
});
