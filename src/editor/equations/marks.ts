/** Pieces of typeset mathematics that terms are put together from. */
import type { MathNode, Tree } from "../../expression/index.ts";

export const leaf = (tag: string, text: string, attributes?: Readonly<Record<string, string>>): MathNode => ({
  tag,
  text,
  ...(attributes ? { attributes } : {}),
});
export const row = (...children: MathNode[]): MathNode => ({ tag: "mrow", children });
export const space = (width: string): MathNode => ({ tag: "mspace", children: [], attributes: { width } });

/** ∑_j */
export const sumOver = (index: string): MathNode => ({
  tag: "msub",
  children: [leaf("mo", "∑", { largeop: "false", lspace: "0", rspace: "0" }), leaf("mi", index)],
});

/** A letter with indices below and the name of its node above. */
export const indexed = (base: MathNode, below: MathNode, above: string): MathNode =>
  above === ""
    ? { tag: "msub", children: [base, below] }
    : { tag: "msubsup", children: [base, below, leaf("mi", above, { mathvariant: "normal" })] };

export const fenced = (tree: Tree, math: MathNode): MathNode =>
  tree.type === "binary" && (tree.op === "+" || tree.op === "-") ? row(leaf("mo", "("), math, leaf("mo", ")")) : math;
