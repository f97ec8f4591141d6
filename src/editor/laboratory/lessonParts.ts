/**
 * Which nodes are wired together for a lesson, by what their kinds say of one. Asked at every look at a node, so it is told apart
 * from what they make (`lesson.ts`), which is fetched with the laboratory.
 */
import { type Graph, indexGraph, type Node, splitEnd } from "../../graph/index.ts";
import { type Catalogue, kindOf, type Lesson, type ResolvedKind } from "../../kind/index.ts";
import { memoryOf } from "./memory.ts";

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

/** Which laboratory a node has: that of a memory, or where its patterns are stored nowhere but taught, that of learning. */
export function laboratoryOf(graph: Graph, catalogue: Catalogue, id: string): "memory" | "lesson" | undefined {
  const memory = memoryOf(graph, catalogue, id);
  if (memory?.synapse) return "memory";
  return lessonParts(graph, catalogue, id) ? "lesson" : memory && "memory";
}

/**
 * The parts that a node is wired together with, itself among them; undefined where there are no samples among them, or pictures with
 * weights to teach.
 */
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
  const has = (type: Role): boolean => parts.some((each) => isPart(each, type));
  return has("samples") || (has("pictures") && has("weights")) ? { parts, part, ends } : undefined;
}
