/** Cells that stand for the points of patterns, and so make a picture. */
import { type Catalogue, kindOf } from "../kind/index.ts";
import { parsePatterns } from "../patterns/index.ts";
import { patternsAt } from "./checkSynapse.ts";
import { cellsOf, indexGraph, own, splitEnd } from "./lookup.ts";
import type { Graph, Node } from "./schema.ts";

export interface Picture {
  /** Points in a row, and rows. */
  width: number;
  height: number;
}

/** The picture that the cells of a node make: that of patterns which are shown to them or stored among them. */
export function pictureOf(graph: Graph, catalogue: Catalogue, node: Node): Picture | undefined {
  const { nodes, arriving } = indexGraph(graph);
  for (const port of Object.keys(kindOf(catalogue, node)?.inputs ?? {})) {
    for (const wire of arriving.get(`${node.id}.${port}`) ?? []) {
      const from = nodes.get(splitEnd(wire.from).node);
      const kind = from && kindOf(catalogue, from);
      for (const computed of Object.values(kind?.computed ?? {})) {
        if (!from || computed.type === "place" || computed.type === "cells") continue;
        const text =
          computed.type === "cue"
            ? (own(from.parameters, computed.patterns) ?? kind?.parameters[computed.patterns]?.default)
            : patternsAt(graph, catalogue, from, computed.patterns)?.text;
        if (typeof text !== "string") continue;
        const { width, height } = parsePatterns(text);
        if (width * height === cellsOf(node) && height > 1) return { width, height };
      }
    }
  }
  return undefined;
}
