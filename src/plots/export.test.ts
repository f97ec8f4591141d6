import { describe, expect, it } from "vitest";
import { matrixToCSV, pairsToCSV, spikesToCSV, tracesToCSV } from "./csv.ts";
import { type Picture, toSVG } from "./picture.ts";

const head = { name: "Two cells", seed: 7, dtMs: 0.1 };
const spikes = { count: 3, times: Float64Array.from([0.1, 12.3, 40]), cells: Uint32Array.from([0, 5, 1]) };
const samples = (values: number[]) => ({
  count: values.length,
  times: Float64Array.from(values, (_, k) => k * 0.1),
  values: Float32Array.from(values),
});

describe("CSV", () => {
  it("says where the numbers come from, then names population and cell", () => {
    const text = spikesToCSV(head, spikes, [
      { label: 'E, "big"', first: 0, n: 5 },
      { label: "I", first: 5, n: 2 },
    ]);
    expect(text.split("\n")).toEqual([
      "# Two cells",
      "# seed: 7",
      "# dt: 0.1 ms",
      "# units: time in ms, cell counted from 0",
      "time_ms,population,cell",
      '0.1,"E, ""big""",0',
      "12.3,I,0",
      '40,"E, ""big""",1',
      "",
    ]);
  });
  it("puts curves with the same times beside each other", () => {
    const text = tracesToCSV(head, [
      { label: "v of E", unit: "mV", samples: samples([-70, -69.5]) },
      { label: "m", unit: "1", samples: samples([0.1, 0.2]) },
    ]);
    expect(text).toContain("time_ms,v of E (mV),m\n0,-70,0.100000001\n0.1,-69.5,0.200000003\n");
  });
  it("and others one after the other", () => {
    const text = tracesToCSV(head, [
      { label: "a", unit: "mV", samples: samples([1, 2]) },
      { label: "b", unit: "mV", samples: samples([3]) },
    ]);
    expect(text).toContain("time_ms,curve,value\n0,a (mV),1\n0.1,a (mV),2\n0,b (mV),3\n");
  });
});

describe("pairs of cells as CSV", () => {
  // Cell 1 reaches cell 0 twice.
  const pairs = {
    nPre: 2,
    nPost: 3,
    pre: Uint32Array.of(0, 1, 1),
    post: Uint32Array.of(2, 0, 0),
    weight: Float64Array.of(1 / 3, -50, 20),
    delayMs: Float64Array.of(3 * 0.1, 1.5, 1),
  };
  it("are listed with every digit of the weight", () =>
    expect(pairsToCSV(head, pairs, "pA").split("\n").slice(3)).toEqual([
      "# units: cells counted from 0; weight in pA; delay in ms",
      "from,to,weight,delay",
      "0,2,0.3333333333333333,0.3",
      "1,0,-50,1.5",
      "1,0,20,1",
      "",
    ]));
  it("have no delay where what is sent acts at once", () =>
    expect(pairsToCSV(head, { ...pairs, delayMs: undefined }, "1")).toContain(
      "from,to,weight\n0,2,0.3333333333333333\n",
    ));
  it("make a matrix, in which weights between the same cells add up and the shortest delay stands", () => {
    expect(matrixToCSV(head, pairs, "weight", "pA").split("\n").slice(4)).toEqual([
      ",,0.3333333333333333",
      "-30,,",
      "",
    ]);
    expect(matrixToCSV(head, pairs, "delay", "ms").split("\n").slice(4)).toEqual([",,0.3", "1,,", ""]);
  });
});

describe("SVG", () => {
  const picture: Picture = {
    title: "E < I & co",
    description: "Two populations.",
    width: 600,
    view: { fromMs: 0, toMs: 50, follow: false },
    colors: { ground: "#fff", ink: "#000", quiet: "#666", rule: "#ccc" },
    panels: [
      {
        type: "raster",
        title: "Spikes",
        unit: "",
        height: 80,
        spikes,
        bands: [
          { first: 0, n: 5, color: "#1a4a8a", label: "E" },
          { first: 5, n: 2, color: "#a83a08", label: "I" },
        ],
      },
      {
        type: "curves",
        title: "Membrane",
        unit: "mV",
        height: 80,
        domain: { low: -80, high: 40 },
        curves: [{ label: "E", color: "#1a4a8a", dash: [5, 2.5], samples: samples([-70, 20]) }],
        levels: [-55],
      },
    ],
  };
  const svg = toSVG(picture);
  it("stands alone: title, description, no reference outwards, no style attribute", () => {
    expect(svg).toContain('<title id="title">E &lt; I &amp; co</title>');
    expect(svg).toContain('<desc id="desc">Two populations.</desc>');
    expect(svg).not.toMatch(/style=|href|class=/);
  });
  it("carries units on its axes", () => {
    expect(svg).toContain("Time (ms)");
    expect(svg).toContain("Membrane (mV)");
    expect(svg).toContain(">−80<");
  });
  it("draws a threshold at its value, dotted, across the whole plot", () => {
    const place = (words: string): number => Number(new RegExp(`y="([\\d.]+)"[^>]*>${words}<`).exec(svg)?.[1]) - 4;
    const [low, high] = [place("−80"), place("40")];
    const level = /d="M132,([\d.]+)h444" stroke="#666" stroke-dasharray="2 3"/.exec(svg);
    expect(Number(level?.[1])).toBeCloseTo(low + (25 / 120) * (high - low), 1);
  });
  it("keeps the name of a panel above the numbers of its axis", () => {
    const lineOf = (words: string): number => Number(new RegExp(`y="([\\d.]+)"[^>]*>${words}<`).exec(svg)?.[1]);
    expect(lineOf("40") - lineOf("Membrane \\(mV\\)")).toBeGreaterThanOrEqual(11);
  });
  it("draws a tick for each spike of its band, and dashes", () => {
    const ticks = [...svg.matchAll(/d="((?:M[\d.]+,[\d.]+v[\d.]+)+)" stroke="#1a4a8a"/g)];
    expect(ticks[0]?.[1]?.match(/M/g)).toHaveLength(2);
    expect(svg).toContain('stroke-dasharray="5 2.5"');
  });
});
