import { describe, expect, it } from "vitest";
import { catalogue } from "../../../nodes/index.ts";
import { check } from "../check.ts";
import { parseGraph } from "../parse.ts";
import { graphOf, node } from "../samples/build.ts";
import { toys } from "../samples/toyCatalogue.ts";
import type { Graph, Node } from "../schema.ts";
import { serialize } from "../serialize.ts";
import { changeOfKind, setKind } from "./kind.ts";

const one = (graph: Graph | undefined, id: string): Node => {
  const found = graph?.nodes.find((each) => each.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe("changing a kind in place", () => {
  const circuit = graphOf(
    [
      node("in", "constant", { form: "absolute", parameters: { amplitude: 300 } }),
      node("a", "lif", {
        at: [160, 32],
        n: 4,
        color: 3,
        flipped: true,
        label: "Hand made",
        parameters: { V_th: -50, t_ref: { uniform: [1, 3] }, tau_m: 12 },
        start: { v: -68 },
      }),
      node("s", "exponential"),
      node("b", "lif"),
    ],
    ["in.i -> a.i", "a.spikes -> s.spikes", "s.i -> b.i"],
  );

  it("keeps wires, place, cells, colour, side, name and the values that both kinds have", () => {
    const change = changeOfKind(circuit, catalogue, "a", "adex");
    const before = one(circuit, "a");
    const { kind, at, n, color, flipped, label, parameters, start } = one(change?.graph, "a");
    expect({ kind, at, n, color, flipped, label }).toEqual({ ...keep(before), kind: "adex" });
    // AdEx has its own time constant from C_m and g_L, and no tau_m.
    expect(parameters).toEqual({ V_th: -50, t_ref: { uniform: [1, 3] } });
    expect(start).toEqual({ v: -68 });
    expect(change?.dropped).toEqual(["tau_m"]);
    expect(change?.graph.wires).toEqual(circuit.wires);
    expect([change?.lost, change?.faults]).toEqual([[], []]);
  });

  const keep = ({ at, n, color, flipped, label }: Node) => ({ at, n, color, flipped, label });

  it("names the wires that find no port, and takes away only those", () => {
    const change = changeOfKind(circuit, catalogue, "a", "tanhUnit");
    expect(change?.lost).toEqual([{ from: "a.spikes", to: "s.spikes" }]);
    expect(change?.graph.wires).toHaveLength(2);
  });

  it("says where a unit no longer fits, and leaves the wire to be mended", () => {
    const change = changeOfKind(circuit, catalogue, "a", "izhikevich2003");
    expect(change?.lost).toEqual([]);
    expect(change?.faults.map(({ at }) => at)).toContainEqual({ type: "wire", from: "in.i", to: "a.i" });
  });

  it("takes the form in which the wires fit", () => {
    const dense = graphOf(
      [
        node("in", "constant", { form: "per area" }),
        node("a", "hodgkinHuxley", { form: "per area" }),
        node("b", "lif"),
      ],
      ["in.i -> a.i"],
    );
    expect(changeOfKind(dense, catalogue, "in", "step")?.faults).toEqual([]);
    expect(one(changeOfKind(dense, catalogue, "in", "step")?.graph, "in").form).toBe("per area");
  });

  it("goes from one unit of a layer to another with the same wires, whatever their outputs are called", () => {
    const layer = graphOf(
      [node("m", "matsuokaUnit"), node("w", "weightedSum"), node("r", "tanhUnit")],
      ["m.y -> w.r_pre", "w.i -> r.i"],
    );
    const change = changeOfKind(layer, catalogue, "m", "sigmoidUnit");
    expect(change?.graph.wires[0]).toEqual({ from: "m.r", to: "w.r_pre" });
    expect(change?.faults).toEqual([]);
  });

  it("gives a name that was made up the new kind's, and is one step called by both", () => {
    const graph = graphOf([node("a", "tanhUnit", { label: "tanh 2" })]);
    const edit = setKind("a", "sigmoidUnit", catalogue, "tanh 2");
    expect(edit.label).toBe("Change tanh 2 to Sigmoid unit");
    expect(one(edit.apply(graph), "a").label).toBe("sigmoid 1");
  });

  it("drops a value that the new kind forbids, and converts one that has another unit", () => {
    const pico = toys[0] as (typeof toys)[number];
    const kinds = [
      pico,
      {
        ...pico,
        kind: "nano",
        label: "Nano",
        parameters: {
          C_m: { default: 0.1, unit: "nF", range: [0.01, 1], about: "Capacitance" },
          t_ref: { default: 2, unit: "ms", range: [0, 5], about: "Refractory period" },
        },
      } as const,
    ];
    const graph = graphOf([node("a", "cell", { parameters: { C_m: 500, t_ref: 10 } })]);
    const change = changeOfKind(graph, kinds, "a", "nano");
    expect(one(change?.graph, "a").parameters).toEqual({ C_m: 0.5 });
    expect(change?.dropped).toEqual(["t_ref"]);
  });

  it("changes nothing between families, to itself, or for what is not there", () => {
    for (const [id, kind] of [
      ["a", "exponential"],
      ["a", "lif"],
      ["nobody", "adex"],
      ["a", "nothing"],
    ] as const)
      expect(setKind(id, kind, catalogue).apply(circuit)).toBe(circuit);
  });

  it("leaves a circuit that opens again as it was, from every kind to every other of its family", () => {
    for (const from of catalogue)
      for (const to of catalogue.filter(({ family, kind }) => family === from.family && kind !== from.kind)) {
        const graph = graphOf([node("a", from.kind)]);
        const { graph: after } = changeOfKind(graph, catalogue, "a", to.kind) ?? {};
        if (!after) throw new Error(`${from.kind} to ${to.kind}`);
        const opened = parseGraph(serialize(after), catalogue);
        expect(opened.graph?.nodes).toEqual(after.nodes);
        const faults = check(after, catalogue).filter(({ code }) => !/^no-/.test(code));
        expect(faults.filter(({ severity }) => severity === "error")).toEqual([]);
      }
  });
});
