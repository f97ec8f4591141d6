import { describe, expect, it } from "vitest";
import { catalogue } from "../../../nodes/index.ts";
import { createSimulation } from "../../engine/index.ts";
import { leakyCells, networks } from "./circuits.ts";
import { ratioOf, spreadOf } from "./measure.ts";
import { compiled, runAndCount } from "./ours.ts";
import { arrayCells, unrolledCells } from "./plain.ts";
import { printResult, sound } from "./report.ts";

describe("plain JavaScript", () => {
  it.each([1, 5, 20, 33])("finds the spikes of the compiled code, for %i cells", (n) => {
    const ours = runAndCount(createSimulation(compiled(leakyCells(n), catalogue)), 5000);
    expect(ours).toBeGreaterThan(5 * n);
    expect(arrayCells(n).run(5000)).toBe(ours);
    expect(unrolledCells(n).run(5000)).toBe(ours);
  });
});

describe("circuits", () => {
  // Those of 4000 cells and fewer.
  const small = Object.entries(networks).filter(([key]) => !["brunel", "cuba40k", "cuba400k"].includes(key));
  it.each(small)("%s compiles and spikes", (_, make) => {
    const { graph } = make();
    const simulation = createSimulation(compiled(graph, catalogue));
    expect(runAndCount(simulation, 300)).toBeGreaterThan(0);
    expect(simulation.check()).toBe(0);
  });
});

describe("samples", () => {
  const sample = (cpuS: number) => ({ cpuS, wallS: cpuS, spikes: 1 });
  it("are summed up by their median", () => {
    expect(spreadOf([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5 });
    expect(spreadOf([4, 2])).toEqual({ median: 3, least: 2, most: 4 });
  });
  it("are compared turn by turn", () => {
    // The machine was twice as slow in the second turn, for both.
    expect(ratioOf([sample(1), sample(2)], [sample(3), sample(6)])).toEqual({ median: 3, least: 3, most: 3 });
  });
});

describe("the table", () => {
  const one = { median: 1, least: 1, most: 1 };
  const result = {
    date: "2026-01-01",
    machine: "a machine",
    load: [0, 0] as const,
    rounds: 5,
    peers: ["NEST is absent"],
    leaky: [{ cells: 5, recorded: true, ours: one, plain: one, ratio: one, spikes: [7, 7] as const }],
    networks: [],
  };
  it("says when spikes are equal", () => {
    expect(printResult(result)).toContain("7, equal");
    expect(sound(result)).toBe(true);
  });
  it("does not let unequal spikes pass", () => {
    const unequal = { ...result, leaky: result.leaky.map((row) => ({ ...row, spikes: [7, 8] as const })) };
    expect(printResult(unequal)).toContain("NOT EQUAL");
    expect(sound(unequal)).toBe(false);
  });
});
