/**
 * A step is too long where a run with it is wrong. The limits below were found by running: Hodgkin and Huxley's cell under
 * 10 uA/cm^2 fires 69 times in a second with Runge-Kutta 4 up to 0.05 ms, and once, with a NaN behind it, at 0.1 ms.
 */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { run } from "../testing/run.ts";
import { check } from "./check.ts";
import { setUpPreset } from "./edits/presets.ts";
import { editOf } from "./edits.ts";
import type { Graph, Node } from "./schema.ts";

const coarse = (graph: Graph) => check(graph, catalogue).filter(({ code }) => code === "coarse-step");
const alone = (kind: string, dt: number, more: Partial<Node> = {}, order: Graph["order"] = "brian2") =>
  circuit([node("E", kind, more)], [], { dt, order });
const warns = (...told: Parameters<typeof alone>) => coarse(alone(...told)).map(({ message }) => message);

describe("time constants", () => {
  it("finds a leak's, given as such or as C/g", () => {
    const leaky = (tau_m: number, method: Node["method"]) => warns("lif", 0.1, { method, parameters: { tau_m } });
    expect(leaky(0.4, "euler")[0]).toContain("v has a time constant of 0.4 ms");
    expect(leaky(0.5, "euler")).toEqual([]);
    expect(leaky(0.4, "rk4")[0]).toContain("0.4 ms");
    expect(leaky(0.5, "rk4")).toEqual([]);
    expect(warns("adex", 0.1, { parameters: { C_m: 12, g_L: 30 } })[0]).toContain("v has a time constant of 0.4 ms");
    expect(warns("adex", 0.1, { parameters: { C_m: 16, g_L: 30 } })).toEqual([]);
    // Alone it is exact, and it is exact whatever is wired to it with the exact method.
    expect(leaky(0.05, "exponential_euler")).toEqual([]);
    expect(leaky(0.05, "exact")).toEqual([]);
    expect(leaky(0.05, "rkf45")).toEqual([]);
    expect(warns("lif", 0.1, { parameters: { tau_m: 0.05 } })).toEqual([]);
  });

  it("says what the step does: too low, overshooting, growing", () => {
    const words = (tau_m: number, method: Node["method"]) => warns("lif", 0.1, { method, parameters: { tau_m } })[0];
    // (1 - 1/4)^4 = 0.32
    expect(words(0.4, "euler")).toContain("falls to 32 % in place of 37 %");
    expect(words(0.08, "euler")).toContain("overshoots with every step");
    expect(words(0.04, "euler")).toContain("grows with every step");
    expect(words(0.05, "rk4")).toContain("falls between the steps");
    expect(words(0.03, "rk4")).toContain("grows with every step");
  });

  it("takes the shortest of cells that differ", () => {
    expect(warns("lif", 0.1, { method: "euler", n: 5, parameters: { tau_m: { uniform: [0.2, 20] } } })[0]).toContain(
      "0.2 ms",
    );
    expect(warns("lif", 0.1, { method: "euler", parameters: { tau_m: { values: [10, 0.3] } } })[0]).toContain("0.3 ms");
  });

  it.each(["hodgkinHuxley", "traubMiles"])("warns of Runge-Kutta where %s breaks, and not before", (kind) => {
    const spikes = (dt: number) =>
      run(
        alone(kind, dt, { method: "rk4", parameters: { I_e: kind === "traubMiles" ? 400 : 10 } }),
        catalogue,
        500,
      ).spikes("E").length;
    expect(warns(kind, 0.05, { method: "rk4" })).toEqual([]);
    expect(spikes(0.05)).toBeGreaterThan(30);
    const [message] = warns(kind, 0.1, { method: "rk4" });
    expect(message).toContain("it grows with every step where it should fade");
    expect(spikes(0.1)).toBe(1);
  });

  it.each([
    ["wangBuzsaki", { I_e: 1 }],
    ["hindmarshRose", { I_e: 2 }],
  ] as const)("warns of Runge-Kutta where %s goes astray, and not before", (kind, parameters) => {
    const spikes = (dt: number) =>
      run(alone(kind, dt, { method: "rk4", parameters }), catalogue, 500).spikes("E").length;
    expect(warns(kind, 0.1, { method: "rk4", parameters })).toEqual([]);
    expect(spikes(0.1)).toBe(spikes(0.01));
    expect(warns(kind, 0.25, { method: "rk4", parameters })).toHaveLength(1);
    expect(spikes(0.25)).toBeLessThan(spikes(0.01));
  });

  it("finds a gate's as 1/(alpha + beta), and names the membrane where it is so short", () => {
    // alpha_m(-65) = 2.5/(e^2.5 - 1) = 0.2236 and beta_m = 4: 1/4.2236 ms
    const [message] = warns("hodgkinHuxley", 0.5, { method: "exponential_euler" });
    expect(message).toContain("m has a time constant of 0.237 ms at v = -65 mV");
    expect(warns("hodgkinHuxley", 0.1, { method: "exponential_euler" })).toEqual([]);
    // Three times as fast for each 10 degrees
    expect(warns("hodgkinHuxley", 0.1, { parameters: { T: 18.5 } })[0]).toContain("m has a time constant of 0.062 ms");
  });

  it("finds a synapse's where it is stepped with its target, and not where the target is exact", () => {
    const onto = (
      synapse: string,
      tau: Record<string, number>,
      cell: Partial<Node>,
      order: Graph["order"] = "brian2",
    ) =>
      coarse(
        circuit(
          [node("A", "regular"), node("S", synapse, { parameters: tau }), node("E", "lif", cell)],
          ["A.spikes > S.spikes", "S.i > E.i"],
          { order },
        ),
      );
    expect(onto("exponential", { tau_syn: 0.2 }, {})).toEqual([]);
    expect(onto("exponential", { tau_syn: 0.2 }, {}, "nest")).toEqual([]);
    expect(onto("exponential", { tau_syn: 0.2 }, { method: "euler" })[0]).toMatchObject({
      at: { type: "node", node: "S" },
      message: expect.stringContaining("time constant of 0.2 ms"),
    });
    // A conductance makes the membrane's equation one that exponential Euler takes.
    expect(onto("exponentialConductance", { tau_syn: 0.2 }, {})[0]?.message).toContain("exponential Euler");
    expect(onto("exponentialConductance", { tau_syn: 0.2 }, {}, "nest")).toEqual([]);
    expect(onto("exponentialConductance", { tau_syn: 2 }, {})).toEqual([]);
  });

  it("reads the user's own equations, and mends them with one click", () => {
    const own = (text: string, method: Node["method"]) =>
      circuit(
        [
          node("E", "customNeuron", {
            method,
            definition: {
              parameters: {},
              state: { v: { unit: "mV", start: "-70 mV" }, y: { unit: "1", start: "1" } },
              equations: text,
              threshold: "v > 0 mV",
              reset: "v = -70 mV",
            },
          }),
        ],
        [],
        { dt: 0.5 },
      );
    const graph = own("dv/dt = (-70 mV - v)/(20 ms)\nq = 1/(1.5 ms)\ndy/dt = -q*y*y", "euler");
    const [found] = coarse(graph);
    expect(found?.message).toContain("y has a time constant of 0.75 ms");
    expect(found?.fix?.label).toBe("Set dt to 0.1 ms");
    expect(coarse(editOf(found?.fix as never, catalogue).apply(graph))).toEqual([]);
  });

  it("says nothing of any published set as its experiment is set up, nor of any kind as it is placed", () => {
    for (const { kind, presets = {} } of catalogue) {
      for (const order of ["nest", "brian2"] as const) {
        const board = circuit([node("E", kind)], [], { order });
        // Connor and Stevens' sodium gates take 0.03 ms: exponential Euler in Brian2's order asks for finer steps.
        if (kind !== "connorStevens") expect(coarse(board), `${kind} ${order}`).toEqual([]);
        for (const [key, { shown }] of Object.entries(presets))
          for (const way of ["published", "converged"] as const)
            if (shown?.[way])
              expect(coarse(setUpPreset(["E"], key, way, catalogue).apply(board)), `${kind} ${key}`).toEqual([]);
      }
    }
  });
});

describe("a published step", () => {
  const told = (dt: number, more: Partial<Node>, order: Graph["order"] = "brian2") =>
    check(alone("izhikevich", dt, more, order), catalogue).filter(({ code }) => code === "unpublished-step");
  const RS = { parameters: { a: 0.02, b: 0.2, c: -65, d: 8 }, start: { v: -63 } };

  it("is missed where Euler steps a published set otherwise", () => {
    expect(told(0.1, RS)[0]?.message).toContain('"Regular spiking (RS)" belong to the steps of 0.25 ms');
    expect(told(0.1, RS)[0]?.fix?.label).toBe("Set dt to 0.25 ms");
    expect(told(0.1, RS, "nest")).toHaveLength(1);
  });

  it("is not missed where it is there, where steps no longer matter, or where the values are one's own", () => {
    expect(told(0.25, RS)).toEqual([]);
    expect(told(0.0025, RS)).toEqual([]);
    expect(told(0.1, { ...RS, method: "rk4" })).toEqual([]);
    expect(told(0.1, {})).toEqual([]);
  });
});
