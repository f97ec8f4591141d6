/**
 * Which nodes are wired together for a lesson, by what their kinds say of one. Asked at every look at a node, so it is told apart
 * from what they make (`lesson.ts`), which is fetched with the laboratory.
 */
import { type Graph, indexGraph, type Node, splitEnd } from "../../graph/index.ts";
import { type Catalogue, kindOf, type Lesson, type ResolvedKind } from "../../kind/index.ts";

export type Role = Lesson["type"];
export type RoleOf<T extends Role> = Extract<Lesson, { type: T }>;

export interface Part<L extends Lesson = Lesson> {
  node: Node;
  kind: ResolvedKind;
  lesson: L;
}

export interface Parts {
  parts: readonly Part[];
  part: (id: string) => Part | undefined;
  /** Nodes at the two ends of every wire. */
  ends: readonly (readonly [from: string, to: string])[];
}

export const isPart = <T extends Role>(part: Part | undefined, type: T): part is Part<RoleOf<T>> =>
  part?.lesson.type === type;

/** The parts that a node is wired together with, itself among them; undefined where there are no samples among them. */
export function lessonParts(graph: Graph, catalogue: Catalogue, id: string): Parts | undefined {
  const nodes = indexGraph(graph).nodes;
  const part = (of: string): Part | undefined => {
    const node = nodes.get(of);
    const kind = node && kindOf(catalogue, node);
    return node && kind?.lesson ? { node, kind, lesson: kind.lesson } : undefined;
  };
  if (!part(id)) return undefined;
  const ends = graph.wires.map(({ from, to }) => [splitEnd(from).node, splitEnd(to).node] as const);
  const together = new Set([id]);
  for (const one of together) {
    for (const [from, to] of ends) {
      const other = from === one ? to : to === one ? from : undefined;
      if (other !== undefined && part(other)) together.add(other);
    }
  }
  const parts = [...together].flatMap((one) => part(one) ?? []);
  return parts.some((each) => isPart(each, "samples")) ? { parts, part, ends } : undefined;
}
