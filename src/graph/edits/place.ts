/** How large a node is on the board, and where there is room for a new one. */
import { type Catalogue, type Family, kindOf } from "../../kind/index.ts";
import type { Graph, Node } from "../schema.ts";
import { pitch, snap } from "./change.ts";

/** Width and height of a node by its family [px]; the editor draws them so. */
export const sizes: Readonly<Record<Family, readonly [number, number]>> = {
  neuron: [168, 112],
  synapse: [112, 48],
  current: [128, 80],
  spikes: [128, 80],
};

/** Width and height of a node [px]; one of an unknown kind takes as much as a source. */
export const sizeOf = (catalogue: Catalogue, node: Pick<Node, "kind">): readonly [number, number] =>
  sizes[kindOf(catalogue, { kind: node.kind })?.family ?? "current"];

/** The first place at or below `at` where a node of that size lies on no other. */
export function freePlace(
  graph: Graph,
  catalogue: Catalogue,
  at: readonly [number, number],
  size: readonly [number, number],
): readonly [number, number] {
  const covers = ([x, y]: readonly [number, number]): boolean =>
    graph.nodes.some((node) => {
      const [w, h] = sizeOf(catalogue, node);
      return x < node.at[0] + w && node.at[0] < x + size[0] && y < node.at[1] + h && node.at[1] < y + size[1];
    });
  let place = snap(at);
  for (let tries = 0; tries < 200 && covers(place); tries++) place = [place[0], place[1] + 2 * pitch];
  return snap(place);
}

/** The place of a node of that size half way from one node to another. */
export function between(
  catalogue: Catalogue,
  from: Node,
  to: Node,
  size: readonly [number, number],
): readonly [number, number] {
  const middle = (node: Node): readonly [number, number] => {
    const [w, h] = sizeOf(catalogue, node);
    return [node.at[0] + w / 2, node.at[1] + h / 2];
  };
  const [a, b] = [middle(from), middle(to)];
  // Onto itself: under the cell, where the way back runs.
  if (from.id === to.id) return [from.at[0], from.at[1] + sizeOf(catalogue, from)[1] + 2 * pitch];
  // Its ports stand on the row of theirs, which is one hole below the top of what it joins.
  return snap([(a[0] + b[0]) / 2 - size[0] / 2, (from.at[1] + to.at[1]) / 2 + pitch]);
}
