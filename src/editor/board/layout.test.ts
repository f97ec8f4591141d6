import { describe, expect, it } from "vitest";
import { catalogue } from "../../../nodes/index.ts";
import type { Graph } from "../../graph/index.ts";
import { createFlow, handleId, portOf } from "./flow.ts";
import { layOut, nameOf } from "./layout.ts";
import { describeWires } from "./wires.ts";

const token = (color: number | undefined): string => (color === undefined ? "--src" : `--c${color}`);

/** E and I excite and inhibit each other; a source drives E. */
const graph: Graph = {
  spikeboard: 1,
  name: "EI",
  seed: 1,
  dt: 0.1,
  order: "nest",
  nodes: [
    { id: "P", kind: "constant", label: "Drive", at: [0, 0] },
    { id: "E", kind: "lif", label: "E", at: [320, 0], n: 80, color: 1 },
    { id: "EI", kind: "exponential", label: "E → I", at: [560, 16] },
    { id: "I", kind: "lif", label: "I", at: [720, 0], color: 2 },
    {
      id: "IE",
      kind: "exponential",
      label: "I → E",
      at: [560, 200],
      flipped: true,
      parameters: { weight: -80, delay: 1.5 },
    },
    { id: "X", kind: "martian", label: "X", at: [0, 400] },
  ],
  wires: [
    { from: "IE.i", to: "E.i" },
    { from: "P.i", to: "E.i" },
    { from: "E.spikes", to: "EI.spikes" },
    { from: "EI.i", to: "I.i" },
    { from: "I.spikes", to: "IE.spikes" },
  ],
};
const layout = layOut(graph, catalogue, token);
const socketsOf = (id: string, way: "in" | "out") =>
  layout.nodes.get(id)?.sockets.filter((socket) => socket.way === way) ?? [];

describe("the input rail", () => {
  it("has one socket for each wire, from top to bottom as the wires come in, and one to spare", () => {
    const [first, second, spare] = socketsOf("E", "in");
    expect([first?.wires, second?.wires, spare?.wires]).toEqual([[1], [0], []]);
    expect([first?.y, second?.y]).toEqual([48, 80]);
    expect(spare?.spare).toBe(true);
  });

  it("of a node that is flipped is on the right", () => {
    expect(socketsOf("IE", "in")[0]?.x).toBe(112);
    expect(socketsOf("IE", "out")[0]?.x).toBe(0);
  });

  it("makes a neuron with five inputs taller, so that every socket has a place", () => {
    const sources = Array.from({ length: 5 }, (_, k) => ({
      id: `s${k}`,
      kind: "constant",
      label: `s${k}`,
      at: [0, k * 100] as const,
    }));
    const many: Graph = {
      ...graph,
      nodes: [...sources, { id: "N", kind: "lif", label: "N", at: [300, 0] }],
      wires: sources.map(({ id }) => ({ from: `${id}.i`, to: "N.i" })),
    };
    const part = layOut(many, catalogue, token).nodes.get("N");
    const places = part?.sockets.filter(({ way }) => way === "in").map(({ y }) => y) ?? [];
    expect(new Set(places).size).toBe(6);
    expect(Math.max(...places)).toBeLessThan(part?.h ?? 0);
  });
});

describe("colour", () => {
  it("is that of the sending population through to the last port", () => {
    const wires = describeWires(graph, layout);
    expect(wires.map(({ color }) => color)).toEqual(["--c2", "--src", "--c1", "--c1", "--c2"]);
  });
});

describe("a wire", () => {
  const wires = describeWires(graph, layout);

  it("says at its end whether it excites or inhibits", () => {
    expect(wires.map(({ sign }) => sign)).toEqual(["inhibits", "excites", undefined, "excites", undefined]);
  });

  it("into a synapse carries its delay", () => {
    expect(wires[4]?.delayMs).toBe(1.5);
    expect(wires[0]?.delayMs).toBe(0);
  });
});

it("a reader hears what a node is", () => {
  const part = layout.nodes.get("E");
  expect(part && nameOf(part)).toBe("E, 80 leaky integrate-and-fire cells, 2 inputs");
  const unknown = layout.nodes.get("X");
  expect(unknown && nameOf(unknown)).toBe('X, of the unknown kind "martian"');
});

describe("the arrays for React Flow", () => {
  const flow = createFlow();
  const inputs = {
    graph,
    layout,
    wires: describeWires(graph, layout),
    selection: { nodes: [], wires: [], notes: [] },
    live: new Map(),
    problems: new Map(),
    roving: "E",
  };

  it("keep every object when nothing changed, and all but one when one node was moved", () => {
    const first = flow.nodes(inputs);
    expect(flow.nodes(inputs).every((node, k) => node === first[k])).toBe(true);
    const moved = {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === "X" ? { ...node, at: [16, 400] as const } : node)),
    };
    const next = layOut(moved, catalogue, token, layout);
    const second = flow.nodes({ ...inputs, graph: moved, layout: next });
    expect(second.filter((node, k) => node !== first[k]).map(({ id }) => id)).toEqual(["X"]);
  });

  it("give size and handles up front, so that nothing has to be measured", () => {
    for (const node of flow.nodes(inputs)) {
      expect(node.measured?.width).toBeGreaterThan(0);
      if (node.id === "E")
        expect(node.handles?.map(({ id }) => id)).toEqual(["in:i#0", "in:i#1", "in:i#2", "out:spikes#0", "out:v#0"]);
    }
  });

  it("have one tab stop", () => {
    expect(
      flow
        .nodes(inputs)
        .filter((node) => node.domAttributes?.tabIndex === 0)
        .map(({ id }) => id),
    ).toEqual(["E"]);
  });

  it("name handles so that the port can be read back", () => {
    for (const part of layout.nodes.values())
      for (const socket of part.sockets)
        expect(portOf(handleId(socket))).toEqual({ port: socket.port, way: socket.way });
  });
});
