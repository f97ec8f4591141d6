import { describe, expect, it } from "vitest";
import { checkKind } from "./check.ts";
import { type DefinitionLike, definitionOf, kindOf } from "./definition.ts";
import { scopeOf } from "./scope.ts";
import { cell, source, synapse } from "./toys.ts";

const neuron: DefinitionLike = {
  parameters: { a: { default: 2, unit: "1/ms", range: [0, 10] } },
  state: { x: { unit: "1", start: "0" }, y: { unit: "1", start: "a*ms" } },
  equations: "dx/dt = y/ms - a*x + i\ndy/dt = -y/ms",
  threshold: "x > 1",
  reset: "x = 0; y += 1",
  refractory: "3 ms",
  current: "1/ms",
};
const catalogue = [cell(), synapse(), source()];
const own = (definition: DefinitionLike, kind = "cell") => {
  const result = kindOf(catalogue, { kind, definition });
  if (!result) throw new Error("no such kind");
  return result;
};

describe("the kind of a node", () => {
  it("is that of the catalogue, in the node's form", () => {
    expect(kindOf(catalogue, { kind: "source", form: "rate" })?.form).toBe("rate");
    expect(kindOf(catalogue, { kind: "nothing" })).toBeUndefined();
  });

  it("is the user's own where the node has a definition", () => {
    const kind = own(neuron);
    expect(checkKind(kind)).toEqual([]);
    expect(kind).toMatchObject({
      family: "neuron",
      kind: "cell",
      inputs: { i: { unit: "1/ms" } },
      parameters: { a: { default: 2, unit: "1/ms" } },
      spike: { type: "threshold", when: "x > 1", then: "x = 0; y += 1", hold: "3 ms" },
    });
    expect(Object.keys(kind.parameters)).toEqual(["a"]);
  });

  it("shows v, or else the first state, for plots", () => {
    expect(Object.keys(own(neuron).outputs)).toEqual(["spikes", "x"]);
    const state = { w: { unit: "pA", start: "0" }, v: { unit: "mV", start: "0" } };
    expect(Object.keys(own({ ...neuron, state }).outputs)).toEqual(["spikes", "v"]);
  });

  it("is the same object for the same definition, so that nothing is compiled twice", () => {
    expect(own(neuron)).toBe(own(neuron));
    expect(own({ ...neuron })).not.toBe(own(neuron));
  });

  it("counts upward crossings when there is no reset, and points into the threshold all the same", () => {
    const kind = own({ ...neuron, threshold: "x >= z", reset: " " });
    expect(kind.spike).toEqual({ type: "crossing", of: "x", level: "     z", hold: "3 ms" });
    expect(checkKind(kind)[0]).toMatchObject({ code: "unknown-name", at: { field: "threshold", from: 5, to: 6 } });
  });

  it("never spikes without a threshold", () => {
    expect(own({ ...neuron, threshold: "" }).spike).toBeUndefined();
  });

  it("reports the user's mistakes at the node, whatever they typed", () => {
    const broken: DefinitionLike = {
      ...neuron,
      equations: "dx/dt = = (",
      threshold: "x >",
      reset: "1",
      refractory: ")",
      current: "?",
    };
    const found = checkKind(own(broken), { node: "n7" });
    expect(new Set(found.map(({ at }) => at.type === "equation" && at.field))).toEqual(
      new Set(["equations", "threshold", "reset", "refractory", "current"]),
    );
    for (const { at } of found) expect(at).toMatchObject({ type: "equation", node: "n7" });
  });
});

describe("a user's own synapse", () => {
  const definition: DefinitionLike = {
    parameters: { weight: { default: 3, unit: "pA" }, tau: { default: 5, unit: "ms" } },
    state: { s: { unit: "pA", start: "0" } },
    equations: "ds/dt = -s/tau\ni = s",
    onSpike: "s += weight",
    current: "pA",
  };

  it("keeps the delay, and one weight for each pair", () => {
    const kind = own(definition, "synapse");
    expect(checkKind(kind)).toEqual([]);
    expect(kind.parameters).toMatchObject({ weight: { default: 3, unit: "pA", per: "pair" }, delay: { per: "pair" } });
    expect(kind.parameters.tau?.per).toBeUndefined();
  });

  it("makes jumps only when it has no i", () => {
    const jump = {
      ...definition,
      state: {},
      equations: "",
      parameters: { weight: { default: 1, unit: "mV" } },
      onSpike: "v += weight",
    };
    const kind = own(jump, "synapse");
    expect(checkKind(kind)).toEqual([]);
    expect(kind.outputs.i).toEqual({ signal: "current", about: "Current" });
  });
});

describe("a kind as text", () => {
  it("can be laid over itself and is the same model", () => {
    for (const kind of [cell(), synapse()]) {
      const again = own(definitionOf(kind), kind.kind);
      expect(again.equations).toBe(kind.equations);
      expect(again.spike).toEqual(kind.spike);
      expect(again.onSpike).toBe(kind.onSpike);
      expect(again.outputs).toMatchObject(kind.outputs);
    }
  });
});

describe("the scope of a kind", () => {
  it("knows parameters, states, inputs and what the equations assign", () => {
    const kind = cell({ equations: "leak = g_L*(E_L - v)\ndv/dt = (leak + i)/C_m" });
    expect([...scopeOf(kind).keys()]).toEqual(["C_m", "g_L", "E_L", "V_th", "t_ref", "v", "i", "leak"]);
    expect(scopeOf(kind).get("leak")).toEqual([0, 0, 1, 0, 0]);
  });
});
