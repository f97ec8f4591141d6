import { describe, expect, it } from "vitest";
import { catalogue } from "../../../../nodes/index.ts";
import type { Node } from "../../../graph/index.ts";
import { type Catalogue, kindOf, type ResolvedKind } from "../../../kind/index.ts";
import { kernelOf, signOf, ticksOf, waveformOf } from "./index.ts";

const node = (kind: string, more: Partial<Node> = {}): Node => ({ id: "a", kind, label: "a", at: [0, 0], ...more });
const kindFor = (each: Node): ResolvedKind => {
  const kind = kindOf(catalogue as Catalogue, each);
  if (!kind) throw new Error(`no kind ${each.kind}`);
  return kind;
};

describe("the kernel of an exponential current", () => {
  const synapse = node("exponential", { parameters: { weight: 50, tau_syn: 5 } });
  const curve = kernelOf(synapse, kindFor(synapse));

  it("jumps by the weight and has fallen to 1/e after tau", () => {
    if (!curve) throw new Error("no kernel");
    expect(curve.high).toBeCloseTo(50, 0);
    const stepMs = curve.spanMs / curve.values.length;
    const peak = curve.values.indexOf(curve.high);
    expect((curve.values[peak + Math.round(5 / stepMs)] ?? 0) / curve.high).toBeCloseTo(1 / Math.E, 1);
  });

  it("is flat before the spike", () => {
    expect(curve?.values[0]).toBe(0);
  });
});

describe("the sign", () => {
  it("follows the weight of a current synapse", () => {
    for (const [weight, sign] of [
      [50, "excites"],
      [-50, "inhibits"],
    ] as const) {
      const synapse = node("exponential", { parameters: { weight } });
      expect(signOf(synapse, kindFor(synapse))).toBe(sign);
    }
  });

  it("is mixed where the weight is spread over zero", () => {
    const synapse = node("exponential", { parameters: { weight: { normal: [0, 20] } } });
    expect(signOf(synapse, kindFor(synapse))).toBe("mixed");
  });

  it("follows the reversal potential of a conductance, whose weight is never negative", () => {
    for (const [E_rev, sign] of [
      [0, "excites"],
      [-90, "inhibits"],
    ] as const) {
      const synapse = node("exponentialConductance", { parameters: { E_rev } });
      const cell = node("lif");
      expect(signOf(synapse, kindFor(synapse), { node: cell, kind: kindFor(cell) })).toBe(sign);
    }
  });

  it("of a jump of the membrane is that of the jump", () => {
    const synapse = node("delta", { parameters: { weight: -2 } });
    expect(signOf(synapse, kindFor(synapse))).toBe("inhibits");
  });

  it("of a sine around zero is mixed", () => {
    const source = node("sine", { parameters: { amplitude: 100, offset: 0 } });
    expect(signOf(source, kindFor(source))).toBe("mixed");
  });
});

describe("the window of a source", () => {
  it("shows a step before and after it", () => {
    const source = node("step", { parameters: { amplitude: 200, start: 100 } });
    const curve = waveformOf(source, kindFor(source));
    expect(curve?.values[0]).toBe(0);
    expect(curve?.values.at(-1)).toBe(200);
    expect(curve?.spanMs).toBeGreaterThan(100);
  });

  it("looks the same each time, though the source is noise", () => {
    const source = node("ouNoise");
    expect(waveformOf(source, kindFor(source))?.values).toEqual(waveformOf({ ...source }, kindFor(source))?.values);
  });

  it("shows a regular train's spikes at their times", () => {
    const source = node("regular", { parameters: { rate: 50, start: 10 } });
    const times = ticksOf(source, kindFor(source))?.times ?? [];
    expect(times[0]).toBeCloseTo(10, 0);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeCloseTo(20, 0);
  });

  it("shows of a list of amplitudes the largest, and says that it pushes both ways", () => {
    const cue = node("step", { form: "plain", n: 4, parameters: { amplitude: { values: [-1, 0, 2, -1] }, start: 0 } });
    expect(waveformOf(cue, kindFor(cue))?.high).toBe(2);
    expect(signOf(cue, kindFor(cue))).toBe("mixed");
  });

  it("shows the listed spikes", () => {
    const source = node("spikeList", { parameters: { times: [5, 7, 30] } });
    expect(ticksOf(source, kindFor(source))?.times).toEqual([5, 7, 30]);
  });
});

it("a synapse that reads a value follows a pulse of it, up or down with its weight", () => {
  for (const kind of ["weightedSum", "graded", "gapJunction"]) {
    const synapse = node(kind);
    const { values } = kernelOf(synapse, kindFor(synapse)) as { values: Float64Array };
    expect(Math.max(...values.slice(20, 60)), kind).toBeGreaterThan(2 * Math.abs(values[0] as number));
    expect(values.at(-1), kind).toBeCloseTo(values[0] as number, 9);
    expect(signOf(synapse, kindFor(synapse)), kind).toBe("excites");
  }
  const inhibits = node("weightedSum", { parameters: { weight: -2 } });
  expect(signOf(inhibits, kindFor(inhibits))).toBe("inhibits");
  const both = node("weightedSum", { parameters: { weight: { values: [-1, 2] } } });
  expect(signOf(both, kindFor(both))).toBe("mixed");
});

it("every kind of the catalogue has a picture", () => {
  for (const kind of catalogue) {
    const each = node(kind.kind);
    const resolved = kindFor(each);
    if (kind.family === "synapse") expect(kernelOf(each, resolved), kind.kind).toBeDefined();
    if (kind.family === "current") expect(waveformOf(each, resolved), kind.kind).toBeDefined();
    if (kind.family === "spikes") expect(ticksOf(each, resolved)?.times.length, kind.kind).toBeGreaterThan(0);
  }
});

it("equations that cannot be read have no picture, and nothing throws", () => {
  const synapse = node("customSynapse", {
    definition: {
      parameters: {},
      state: { g: { unit: "nS", start: "0*nS" } },
      equations: "dg/dt = -g/(",
      onSpike: "g += w",
    },
  });
  expect(kernelOf(synapse, kindFor(synapse))).toBeUndefined();
});
