import { describe, expect, it } from "vitest";
import type { Graph } from "../../graph/index.ts";
import type { Catalogue } from "../../kind/index.ts";
import { populationStyle } from "../../plots/index.ts";
import { populationsOf, rolesOf } from "./populations.ts";
import { legendTops } from "./RasterPlot.tsx";
import { speeds, speedText, speedWords, stopOf } from "./SpeedFader.tsx";
import { stopWords } from "./StopWhen.tsx";
import { parseCells } from "./TracePicker.tsx";

describe("speed in words", () => {
  it("keeps up, or says what was asked and what was reached", () => {
    expect(speedWords(0.05, 0.0497, true)).toEqual({ lead: "0.05×", rest: "real time · keeping up" });
    expect(speedWords(0.05, 0.0203, true)).toEqual({ lead: "0.05× asked,", rest: "0.02× reached" });
    expect(speedWords("max", 3.27, true)).toEqual({ lead: "As fast as possible", rest: "· 3.3× reached" });
    expect(speedWords(1, 0, false)).toEqual({ lead: "1×", rest: "real time" });
  });
  it("writes speeds without idle zeros", () =>
    expect([0.001, 0.05, 0.1, 0.5, 1, 10].map(speedText)).toEqual(["0.001×", "0.05×", "0.1×", "0.5×", "1×", "10×"]));
  it("finds the stop nearest to any speed", () => {
    expect(speeds[stopOf(0.07)]).toBe(0.05);
    expect(speeds[stopOf(100)]).toBe(10);
    expect(speeds[stopOf("max")]).toBe("max");
  });
});

it("cells are read as a person writes them", () => {
  expect(parseCells("0, 3, 10-12", 80)).toEqual([0, 3, 10, 11, 12]);
  expect(parseCells("5 5 99", 80)).toEqual([5]);
  expect(parseCells("0-1000000", 1e6)).toHaveLength(12);
  expect(parseCells("a", 80)).toBeUndefined();
  expect(parseCells("", 80)).toBeUndefined();
});

it("legend rows stand beside their bands and never over each other", () => {
  expect(legendTops([30, 90], 110)).toEqual({ tops: [21, 81], tight: false });
  expect(legendTops([10, 20, 30], 90).tops).toEqual([20, 40, 60]);
  expect(legendTops([10, 20, 30], 70)).toEqual({ tops: [15, 30, 45], tight: true });
  expect(
    legendTops(
      Array.from({ length: 9 }, (_, k) => 10 * k),
      90,
    ).tops,
  ).toHaveLength(4);
});

describe("populations", () => {
  const kind = (name: string, family: "neuron" | "spikes" | "synapse", when?: string) => ({
    kind: name,
    family,
    parameters: { V_th: { default: -55, unit: "mV", about: "" } },
    spike: when ? { type: "threshold", when, then: "v = 0" } : undefined,
  });
  const catalogue = [
    kind("lif", "neuron", "v >= V_th"),
    kind("poisson", "spikes"),
    kind("exp", "synapse"),
  ] as unknown as Catalogue;
  const graph = {
    nodes: [
      { id: "p", kind: "poisson", label: "Poisson" },
      { id: "e", kind: "lif", label: "E", color: 8, parameters: { V_th: -50 } },
      { id: "i", kind: "lif", label: "I", color: 2 },
    ],
    wires: [
      { from: "e.spikes", to: "ei.spikes" },
      { from: "ei.i", to: "i.i" },
    ],
  } as unknown as Graph;
  const member = (node: string, first: number) => ({
    node,
    n: 5,
    first,
    states: [{ name: "v", unit: "mV" }],
    method: "exact",
  });
  const network = {
    populations: [member("p", 0), member("e", 5), member("i", 10), member("gone", 15)],
    pairs: [],
    projections: [],
    threads: 1,
    bytes: 0,
    dtMs: 0.1,
  };

  it("are neurons first, without what the graph no longer has", () => {
    const all = populationsOf(graph, network, catalogue);
    expect(all.map(({ node }) => node)).toEqual(["e", "i", "p"]);
    expect(all.map(({ style }) => style)).toEqual([populationStyle(8), populationStyle(2), populationStyle()]);
  });
  it("know their threshold: their own, or their kind's", () =>
    expect(populationsOf(graph, network, catalogue).map(({ threshold }) => threshold)).toEqual([-50, -55, undefined]));
  it("are source and target of a selected synapse", () =>
    expect([...rolesOf(graph.wires, ["ei"])]).toEqual([
      ["e", "source"],
      ["i", "target"],
      ["ei", "selected"],
    ]));
  it("are named in words where a run is to stop", () => {
    const all = populationsOf(graph, network, catalogue);
    expect(stopWords({ type: "spike", node: "e", cell: 3 }, all)).toBe("E, cell 3 spikes");
    expect(stopWords({ type: "condition", node: "i", text: "v > -60" }, all)).toBe("I: v > -60");
  });
});
