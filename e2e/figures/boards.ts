/** Circuits for the figures. */
import { cuba } from "../../src/cli/bench/circuits.ts";
import type { Graph, Node, Wire } from "../../src/graph/index.ts";

/** 500 nodes in a grid: a current, a cell and a synapse, again and again, each cell wired to the next. */
export function fiveHundred(): Graph {
  const nodes: Node[] = [];
  const wires: Wire[] = [];
  const triples = 166;
  const columns = 9;
  for (let k = 0; k < triples; k++) {
    const x = (k % columns) * 640;
    const y = Math.floor(k / columns) * 160;
    nodes.push({ id: `i${k}`, kind: "constant", label: `I${k}`, at: [x, y], parameters: { amplitude: 380 + k } });
    nodes.push({ id: `c${k}`, kind: "lif", label: `C${k}`, at: [x + 176, y] });
    nodes.push({ id: `s${k}`, kind: "exponential", label: `S${k}`, at: [x + 416, y] });
    wires.push(
      { from: `i${k}.i`, to: `c${k}.i` },
      { from: `c${k}.spikes`, to: `s${k}.spikes` },
      { from: `s${k}.i`, to: `c${(k + 1) % triples}.i` },
    );
  }
  nodes.push(
    { id: "x", kind: "lif", label: "X", at: [0, -160] },
    { id: "y", kind: "lif", label: "Y", at: [640, -160] },
  );
  return { spikeboard: 1, name: "500 nodes", seed: 1, dt: 0.1, order: "nest", nodes, wires };
}

/** CUBA 4000 with its nodes apart. */
export function cubaOnBoard(): Graph {
  const { graph } = cuba();
  return { ...graph, nodes: graph.nodes.map((node, k) => ({ ...node, at: [(k % 3) * 272, Math.floor(k / 3) * 192] })) };
}
