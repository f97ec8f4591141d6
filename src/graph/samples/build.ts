/** Shorthand for the graphs of tests. */
import { emptyGraph } from "../edits/circuit.ts";
import type { Graph, Node } from "../schema.ts";

/** A node labelled by its id, at the corner of the board. */
export const node = (id: string, kind: string, more: Partial<Node> = {}): Node => ({
  id,
  kind,
  label: id,
  at: [0, 0],
  ...more,
});

/** Nodes and wires, these written "a.spikes -> s.spikes". */
export const graphOf = (nodes: readonly Node[], wires: readonly string[] = [], more: Partial<Graph> = {}): Graph => ({
  ...emptyGraph("Test"),
  nodes,
  wires: wires.map((wire) => {
    const [from = "", to = ""] = wire.split(" -> ");
    return { from, to };
  }),
  ...more,
});

/** The quickest of five runs [ms]: what the code takes, and not what else the machine does. */
export function quickest(run: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const before = performance.now();
    run();
    return performance.now() - before;
  });
  return Math.min(...times);
}
