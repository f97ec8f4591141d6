import { describe, expect, it } from "vitest";
import { catalogue } from "../../../../nodes/index.ts";
import type { NetworkSummary } from "../../../engine/index.ts";
import { kindOf } from "../../../kind/index.ts";
import type { Recordings } from "../../../session/index.ts";
import { beadsOf } from "../beads.ts";
import { createActivities, rateOf } from "./activity.ts";
import { fieldBox, gridFor, holeAt, holePlace } from "./field.ts";
import { scaleOf } from "./scale.ts";

const network: NetworkSummary = {
  populations: [
    { node: "E", n: 80, first: 0, states: [], method: "" },
    { node: "I", n: 1000, first: 80, states: [], method: "" },
  ],
  pairs: [],
  projections: [],
  threads: 1,
  bytes: 0,
  dtMs: 0.1,
};

const recorded = (spikes: readonly (readonly [time: number, cell: number])[]): Recordings => ({
  spikes: {
    count: spikes.length,
    times: Float64Array.from(spikes, ([time]) => time),
    cells: Uint32Array.from(spikes, ([, cell]) => cell),
  },
  traces: new Map(),
  levels: new Map(),
  past: new Map(),
  fresh: { times: new Float64Array(), cells: new Uint32Array() },
});

describe("activity", () => {
  it("lights the hole of the cell that spiked; above 400 cells the hole of its block", () => {
    const activities = createActivities();
    activities.update(
      recorded([
        [1, 33],
        [1, 80 + 999],
      ]),
      network,
      5000,
      1000,
    );
    expect(activities.of("E")?.hot[33]).toBe(5000);
    expect(activities.of("I")?.hot.length).toBe(400);
    expect(activities.of("I")?.hot[399]).toBe(5000);
  });

  it("counts each spike once, however often it is asked", () => {
    const activities = createActivities();
    const spikes = recorded(Array.from({ length: 80 }, (_, k) => [10 * k, k] as const));
    for (let k = 0; k < 5; k++) activities.update(spikes, network, 1000 + k, 1000);
    const E = activities.of("E");
    expect(E && rateOf(E, 1000)).toBeCloseTo(1, 6);
  });

  it("takes the rate over the last second only", () => {
    const activities = createActivities();
    activities.update(recorded(Array.from({ length: 400 }, (_, k) => [5 * k, 0] as const)), network, 1, 2000);
    const E = activities.of("E");
    expect(E && rateOf(E, 2000) * 80).toBeCloseTo(200, -1);
    expect(E && rateOf(E, 4000)).toBe(0);
  });

  it("counts nothing that lies ahead of the moment gone back to", () => {
    const activities = createActivities();
    const spikes = recorded(Array.from({ length: 400 }, (_, k) => [5 * k, 0] as const));
    activities.update(spikes, network, 1, 2000);
    activities.update(spikes, network, 2, 100);
    const E = activities.of("E");
    // One spike every 5 ms, also in the first 100 ms.
    expect(E && rateOf(E, 100) * 80).toBeCloseTo(210, 6);
    expect(E?.hot[0]).toBe(0);
    activities.update(spikes, network, 3, 2000);
    expect(E && rateOf(E, 2000) * 80).toBeCloseTo(200, -1);
  });

  it("takes the rate over the time that the newest half million spikes fill", () => {
    const activities = createActivities();
    // Each of 80 cells in every 0.1 ms: 800 000 spikes in a second.
    const spikes = recorded(Array.from({ length: 800_000 }, (_, k) => [Math.floor(k / 80) / 10, k % 80] as const));
    activities.update(spikes, network, 1, 1000);
    const E = activities.of("E");
    expect((E && rateOf(E, 1000))! / 10_000).toBeCloseTo(1, 1);
  });

  it("forgets what a rewind has cut, and lights nothing for what was there before", () => {
    const activities = createActivities();
    activities.update(
      recorded([
        [1, 0],
        [2, 1],
        [3, 2],
      ]),
      network,
      100,
      10,
    );
    activities.update(recorded([[1, 0]]), network, 200, 10);
    const E = activities.of("E");
    expect(E && rateOf(E, 10) * 80).toBeCloseTo(100, 6);
    expect(E?.hot[0]).toBe(0);
  });
});

describe("the cell field", () => {
  it("has a hole for each cell inside the window", () => {
    for (const n of [1, 2, 7, 20, 80, 137, 400]) {
      const { columns, rows } = gridFor(n, 138, 44);
      expect(columns * rows).toBeGreaterThanOrEqual(n);
      expect(columns * (rows - 1)).toBeLessThan(n);
    }
  });

  it("keeps the form of a picture, in the middle of the window", () => {
    const window = { x: 10, y: 32, w: 148, h: 54 };
    for (const [width, height] of [
      [8, 8],
      [8, 10],
      [20, 20],
      [3, 64],
    ] as const) {
      const box = fieldBox(window, { width, height });
      const { columns, rows, pitchX, pitchY } = gridFor(width * height, box.w, box.h);
      expect([columns, rows]).toEqual([width, height]);
      expect(pitchX).toBeCloseTo(pitchY, 9);
      expect(box.x + box.w / 2).toBeCloseTo(84, 9);
      expect(box.y).toBeGreaterThanOrEqual(36.999);
    }
  });

  it("finds the cell under the pointer", () => {
    const box = { x: 15, y: 37, w: 138, h: 44 };
    for (const cell of [0, 41, 79]) {
      const { x, y } = holePlace(box, 80, cell);
      expect(holeAt(box, 80, x, y)).toBe(cell);
    }
    expect(holeAt(box, 80, 0, 0)).toBeUndefined();
  });
});

describe("the scale of a hole", () => {
  it("runs from rest to the threshold that the kind's text names", () => {
    const node = { id: "a", kind: "lif", label: "a", at: [0, 0] as const };
    const kind = kindOf(catalogue, node);
    const scale = kind && scaleOf(node, kind);
    expect(scale?.state).toBe("v");
    expect(scale?.start).toBe(-70);
    expect(scale?.threshold).toBe(-55);
    expect(scale?.holdMs).toBeCloseTo(2, 6);
  });

  it("starts small for a unit that never spikes, since only the run tells how far its values go", () => {
    const node = { id: "u", kind: "tanhUnit", label: "u", at: [0, 0] as const, start: { v: 0.5 } };
    const kind = kindOf(catalogue, node);
    expect(kind && scaleOf(node, kind)).toMatchObject({ state: "v", low: 0, graded: true, threshold: undefined });
  });

  it("exists for every neuron of the catalogue", () => {
    for (const { kind: name } of catalogue.filter(({ family }) => family === "neuron")) {
      const node = { id: "a", kind: name, label: "a", at: [0, 0] as const };
      const kind = kindOf(catalogue, node);
      const scale = kind && scaleOf(node, kind);
      // A cell that fires by chance, and a unit that does not fire at all, have a range but no level to draw.
      const rule = kind?.spike;
      const chance =
        rule?.type !== "threshold" && rule?.type !== "crossing"
          ? true
          : rule.type === "threshold" && rule.when.includes("rand()");
      if (!chance) expect(scale?.threshold, name).toBeTypeOf("number");
      expect((scale?.high ?? 0) > (scale?.low ?? 0), name).toBe(true);
    }
  });
});

describe("delay beads", () => {
  it("stand for 0.5 ms each where there is room", () => {
    expect(beadsOf(1.5, 200)).toEqual({ at: [0.25, 0.5, 0.75], eachMs: 0.5 });
  });

  it("stand for more where they would come closer than 8 px", () => {
    const { at, eachMs } = beadsOf(20, 100);
    expect(eachMs).toBe(2);
    expect(100 / (at.length + 1)).toBeGreaterThanOrEqual(8);
  });

  it("are absent without a delay", () => {
    expect(beadsOf(0, 100).at).toEqual([]);
  });
});
