/** Exponential Euler from tables: what is looked up, how exactly, and what is said where nothing can be. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { createSimulation } from "../engine/index.ts";
import type { Definition, Graph, Value } from "../graph/index.ts";
import type { Method } from "../kind/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { compile, type Network, printNetwork, stepNotes } from "./index.ts";
import { lookUp, type TableConstant, tabulate } from "./tables.ts";
import { num } from "./trees.ts";

const definition = (rate: string): Definition => ({
  parameters: { V: { default: -40, unit: "mV" }, k: { default: 5, unit: "mV" } },
  state: { v: { unit: "mV", start: "-70 mV" }, x: { unit: "1", start: "0" }, c: { unit: "1", start: "0" } },
  equations: `dv/dt = (20 mV - v)*x/(10 ms)\ndx/dt = (1/(1 + exp((V - v)/k)) - x)*${rate}\ndc/dt = (x - c)/(50 ms)`,
  threshold: "v > 15 mV",
  reset: "v = -70 mV",
});
const graphOf = (
  rate: string,
  parameters: Record<string, Value> = {},
  method: Method = "exponential_euler_tabulated",
): Graph =>
  circuit([node("n", "customNeuron", { n: 16, method, definition: definition(rate), parameters })], [], {
    order: "brian2",
  });
function networkOf(graph: Graph): Network {
  const { network, diagnostics } = compile(graph, catalogue);
  if (!network) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return network;
}
const usual = "(1 + exp(v/(60 mV)))/ms";
const said = (graph: Graph) =>
  printNetwork(networkOf(graph))
    .split("\n")
    .filter((line) => line.startsWith("  ") && line.includes("tabulated"))
    .map((line) => line.trim());

describe("tables", () => {
  const table = networkOf(graphOf(usual)).populations[0]?.constants.find(
    (each): each is TableConstant => each.type === "table" && each.state === "x",
  ) as TableConstant;
  const values: Record<string, number> = { V: -40, k: 5, dt: 0.1 };
  const exact = (v: number) => {
    const rate = 1 + Math.exp(v / 60);
    const kept = Math.exp(-rate * 0.1);
    return [kept, (1 - kept) / (1 + Math.exp((values.V! - v) / values.k!))];
  };

  it("are everywhere as exact as they say", () => {
    const { pieces, per, cubics, error } = tabulate(table, (name) => values[name]);
    expect(pieces).toBeGreaterThan(100);
    expect(error).toBeLessThan(1e-9);
    for (let v = -119.97; v < 120; v += 0.0731)
      exact(v).forEach((value, which) => {
        const found = lookUp(cubics, (v + 120) * per, which);
        // Neither function is above 1.
        expect(Math.abs(found - value) / (value + 1e-3), `${which} at ${v} mV`).toBeLessThan(1.2e-9);
      });
  });

  it("have more pieces where functions are steeper, and none where there would be too many", () => {
    const piecesOf = (k: number) => tabulate(table, (name) => ({ ...values, k })[name]).pieces;
    expect(piecesOf(10)).toBeLessThan(piecesOf(5));
    expect(piecesOf(0.5)).toBe(0);
  });

  it("say no where the function is no number", () => {
    const broken: TableConstant = { ...table, trees: [num(Number.NaN), num(0)] };
    expect(tabulate(broken, (name) => values[name]).pieces).toBe(0);
  });
});

describe("exponential Euler, tabulated", () => {
  it("says what is looked up, and how exactly", () => {
    const [other, gate, ...more] = said(graphOf(usual));
    expect(gate).toMatch(/^tabulated: x, of v from -120 to 120 mV, in \d+ pieces, each to \d\.\de-10 of its value$/);
    expect(other).toMatch(/^tabulated: exp of what rates make of a step, from -7.5 to 0.5, in \d+ pieces, each to/);
    expect(more).toEqual([]);
  });

  it("says so in a line, whatever the values are", () => {
    const [cells] = networkOf(graphOf(usual)).populations;
    expect(cells && stepNotes(cells)).toEqual([
      "looked up, each value to 1e-9 or else computed: x of v, exp of other rates",
    ]);
  });

  it("says why something is not", () => {
    expect(said(graphOf(usual, { V: { uniform: [-41, -39] } }))).toContain(
      "x is not tabulated: V differs from cell to cell; only exp of its rate is",
    );
    expect(said(graphOf("(1 + exp(v/(20 mV)) + c)/ms"))).toContain(
      "x is not tabulated: its rates ask for v, c, and a table is of one variable; only exp of its rate is",
    );
    expect(said(graphOf("exp(c)/ms"))).toContain(
      "x is not tabulated: its rates ask for c, v, and a table is of one variable; only exp of its rate is",
    );
    expect(said(graphOf(usual, { k: 0.5 })).join()).toMatch(
      /not tabulated: x, since 2048 pieces of v from -120 to 120 mV leave an error of .*; it is computed in full/,
    );
  });

  it("makes the table anew when a rate is changed on the way", () => {
    const gateAfter = (start: number, then: number, method: Method = "exponential_euler_tabulated") => {
      const simulation = createSimulation(networkOf(graphOf(usual, { V: start }, method)));
      simulation.run(100);
      simulation.write("n", "V", Float64Array.of(then));
      simulation.run(150);
      return simulation.state(0, "x")[0] as number;
    };
    expect(gateAfter(-40, -55)).toBeCloseTo(gateAfter(-40, -55, "exponential_euler"), 5);
    expect(gateAfter(-40, -55)).not.toBeCloseTo(gateAfter(-40, -40), 3);
  });

  it("fires with exponential Euler itself", () => {
    const times = (method: Method) => {
      const simulation = createSimulation(networkOf(graphOf(usual, {}, method)));
      simulation.run(20_000);
      return [...simulation.takeSpikes().times];
    };
    const tabulated = times("exponential_euler_tabulated");
    expect(tabulated.length).toBeGreaterThan(16);
    expect(tabulated).toEqual(times("exponential_euler"));
  });
});
