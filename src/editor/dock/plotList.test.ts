import { describe, expect, it } from "vitest";
import { populationStyle } from "../../plots/index.ts";
import { defaultPicks, plotHeights, plotsOf, rasterPopulations, requestsOf } from "./plotList.ts";
import { inPlotOrder, movedTo } from "./plotOrder.ts";
import type { Population } from "./populations.ts";

const v = { name: "v", unit: "mV" };
const gates = ["m", "h", "n"].map((name) => ({ name, unit: "1" }));
const population = (node: string, extra: Partial<Population> = {}): Population => ({
  node,
  label: node.toUpperCase(),
  family: "neuron",
  n: 10,
  first: 0,
  style: populationStyle(1),
  states: [v],
  ...extra,
});
const e = population("e");
const squid = population("squid", { n: 1, first: -1, states: [v, ...gates] });
const noise = population("noise", { family: "spikes", n: 80, states: [], first: 20 });

describe("what is recorded by itself", () => {
  it("is the first cell's membrane of up to six populations", () => {
    const many = Array.from({ length: 9 }, (_, k) => population(`p${k}`));
    expect(Object.keys(defaultPicks(many, undefined))).toEqual(["p0", "p1", "p2", "p3", "p4", "p5"]);
    expect(defaultPicks(many, undefined).p0).toEqual({ variables: ["v"], cells: [0] });
  });
  it("and every state of the one looked at, even the seventh", () => {
    const many = [...Array.from({ length: 6 }, (_, k) => population(`p${k}`)), squid];
    expect(defaultPicks(many, "squid").squid?.variables).toEqual(["v", "m", "h", "n"]);
    expect(defaultPicks([e, squid], "e").squid?.variables).toEqual(["v"]);
  });
  it("or of the richest, before anything was looked at", () =>
    expect(defaultPicks([e, squid], undefined).squid?.variables).toHaveLength(4));
  it("is asked of the engine only for cells that exist", () => {
    expect(
      requestsOf([e, squid], { e: { variables: ["v"], cells: [0, 99] }, squid: { variables: ["v", "n"], cells: [0] } }),
    ).toEqual([
      { node: "e", variable: "v", cells: [0], everyMs: 0 },
      { node: "squid", variable: "v", cells: [0], everyMs: 0 },
      { node: "squid", variable: "n", cells: [0], everyMs: 0 },
    ]);
  });
});

describe("the plots", () => {
  it("stand in order: spikes, rate, membrane, further variables by unit", () => {
    const plots = plotsOf([e, squid], defaultPicks([e, squid], "squid"));
    expect(plots.map(({ title, unit }) => [title, unit])).toEqual([
      ["Spikes", ""],
      ["Rate", "Hz"],
      ["Membrane", "mV"],
      ["Gates", "1"],
    ]);
  });
  it("tell the variables of one cell apart by dash", () => {
    const gatesPlot = plotsOf([squid], defaultPicks([squid], "squid")).at(-1);
    if (gatesPlot?.type !== "trace") throw new Error("no gates");
    expect(gatesPlot.series.map(({ key, dash }) => [key, dash.length])).toEqual([
      ["squid.m.0", 0],
      ["squid.h.0", 2],
      ["squid.n.0", 2],
    ]);
  });
  it("of an empty board are one: where spikes will land", () =>
    expect(plotsOf([], {}).map((plot) => plot.title)).toEqual(["Spikes"]));
  it("of rate units alone are their activity, all cells that the file asks for in one plot", () => {
    const units = population("u", {
      n: 4,
      first: -1,
      states: [
        { name: "x", unit: "1" },
        { name: "f", unit: "1" },
      ],
    });
    const plots = plotsOf([units], defaultPicks([units], undefined, ["u.x", "u.x.2"]));
    expect(plots.map(({ title }) => title)).toEqual(["Activity"]);
    expect(plots.flatMap((plot) => (plot.type === "trace" ? plot.series.map(({ key }) => key) : []))).toEqual([
      "u.x.0",
      "u.x.2",
    ]);
    expect(plotsOf([e, units], defaultPicks([e, units], "u")).map(({ title }) => title)).toEqual([
      "Spikes",
      "Rate",
      "Membrane",
      "Activity",
    ]);
  });
  it("keep a large source out of the raster until asked", () => {
    expect(rasterPopulations([e, noise], {})).toEqual([e]);
    expect(rasterPopulations([e, noise], { noise: true, e: false })).toEqual([noise]);
    expect(rasterPopulations([e, { ...noise, n: 4 }], {})).toHaveLength(2);
  });
  it("share the height, doubled ones twice, and none vanishes", () => {
    const plots = plotsOf([e, squid], defaultPicks([e, squid], "squid"));
    const [spikes, rate, membrane, gate] = plotHeights(plots, new Set(), 300, 12) as [number, number, number, number];
    expect([spikes, rate, membrane, gate].map((tall) => Math.round((100 * tall) / 264))).toEqual([39, 17, 25, 19]);
    const doubled = plotHeights(plots, new Set(["rate"]), 300, 12)[1] as number;
    expect(doubled / rate).toBeGreaterThan(1.6);
    expect(Math.min(...plotHeights(plots, new Set(), 20, 12))).toBeGreaterThanOrEqual(28);
  });
});

describe("the order of the plots", () => {
  it("is what the circuit says, and the rest follows", () =>
    expect(
      inPlotOrder(plotsOf([e], defaultPicks([e], undefined)), ["membrane:mV", "gone", "rate"]).map(({ key }) => key),
    ).toEqual(["membrane:mV", "rate", "spikes"]));
  it("moves one among the seen and leaves the closed where they are", () => {
    const all = ["spikes", "rate", "membrane:mV", "state:1"];
    const seen = ["spikes", "membrane:mV", "state:1"];
    expect(movedTo(all, seen, "state:1", 0)).toEqual(["state:1", "rate", "spikes", "membrane:mV"]);
    expect(movedTo(all, seen, "spikes", 9)).toEqual(["membrane:mV", "rate", "state:1", "spikes"]);
  });
});
