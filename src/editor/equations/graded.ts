/** The term of a synapse that reads a value at every moment: the sum of a rate network, a gap junction, graded release. */
import {
  build,
  inline,
  linearPart,
  type MathNode,
  parseStatements,
  printMathML,
  simplify,
  substitute,
  type Tree,
} from "../../expression/index.ts";
import type { Graph } from "../../graph/index.ts";
import type { Catalogue, ResolvedKind } from "../../kind/index.ts";
import { type Known, sourcesOf, valueIn } from "../nodes.ts";
import { fenced, leaf, row, space, sumOver } from "./marks.ts";

/** Name of what has a value for each pair of cells: a parameter, or what is made of patterns. */
export const pairWeight = (kind: ResolvedKind): string | undefined =>
  Object.keys(kind.computed ?? {})[0] ??
  Object.keys(kind.parameters).find((name) => kind.parameters[name]?.per === "pair");

/** Stands for the value read until it is written; no font has it, and no equation. */
const placeholder = "\uE000";

/**
 * sum_j W_ij g(v_j): what a synapse makes of the value it reads of the sending cell, with g for a value that the cell computes
 * and its letter for one that is a state.
 *
 * @param reads the input that takes the value
 * @param W how the weight is written
 * @param values text to stand in place of a parameter
 */
export function gradedSum(
  graph: Graph,
  catalogue: Catalogue,
  source: Known,
  reads: string,
  W: MathNode,
  values: (name: string) => string | undefined,
): MathNode {
  const { kind, node } = source;
  const wire = graph.wires.find(({ to }) => to === `${node.id}.${reads}`);
  const pre = wire && sourcesOf(graph, catalogue, node.id).find(({ port }) => port === reads);
  const sent = wire && pre?.kind.outputs[wire.from.slice(wire.from.lastIndexOf(".") + 1)]?.reads;
  const first = pre && Object.keys(pre.kind.state)[0];
  const ofJ = (letter: string): MathNode => printMathML({ type: "name", name: letter }, { subscript: "j" });
  const value =
    sent === undefined || first === undefined
      ? ofJ("r")
      : Object.hasOwn(pre?.kind.state ?? {}, sent)
        ? ofJ(sent)
        : row(leaf("mi", "g"), leaf("mo", "("), ofJ(first), leaf("mo", ")"));
  const output = Object.values(kind.outputs).find(({ signal }) => signal === "current")?.reads ?? "";
  const right = inline(parseStatements(kind.equations).statements).assigned.get(output);
  const weight = pairWeight(kind);
  if (!right || weight === undefined) return row(sumOver("j"), space("0.12em"), W, space("0.12em"), value);
  // A gain of 1 says nothing.
  const ones = Object.entries(kind.parameters).flatMap(([name, parameter]): [string, Tree][] =>
    name !== weight && parameter.unit === "1" && valueIn(node, name, parameter) === 1
      ? [[name, { type: "number", value: 1 }]]
      : [],
  );
  const plain = simplify(substitute(right, new Map(ones)));
  const linear = linearPart([plain], [weight]);
  const factor = linear && build.isZero(linear.b[0] as Tree) ? linear.A[0]?.[0] : undefined;
  const rest = simplify(factor ?? plain);
  const math = printMathML(rest, {
    subscript: "i",
    indexed: (name) => !Object.hasOwn(kind.parameters, name),
    values: (name) => (name === reads ? placeholder : values(name)),
  });
  const written = filled(fenced(rest, math), value);
  return factor
    ? row(sumOver("j"), space("0.12em"), W, space("0.17em"), written)
    : row(sumOver("j"), space("0.12em"), written);
}

const filled = (math: MathNode, value: MathNode): MathNode =>
  math.text === placeholder
    ? value
    : math.children
      ? { ...math, children: math.children.map((child) => filled(child, value)) }
      : math;
