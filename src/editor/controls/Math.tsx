/** Typeset mathematics: the plain tree of `expression` as MathML elements, which the browser draws and readers speak. */
import { createElement, memo, type ReactNode } from "react";
import type { MathNode } from "../../expression/index.ts";

/** d/dt: the d of a derivative is upright, so that it is not taken for a variable. */
function upright(node: MathNode): MathNode {
  const isD = (part: MathNode | undefined): boolean =>
    part?.children?.[0]?.tag === "mi" && part.children[0].text === "d";
  if (node.tag !== "mfrac" || !node.children?.every(isD)) return node;
  const children = node.children.map((part) => ({
    ...part,
    children:
      part.children?.map((each, k) => (k === 0 ? { ...each, attributes: { mathvariant: "normal" } } : each)) ?? [],
  }));
  return { ...node, children };
}

function elementOf(given: MathNode, key: number): ReactNode {
  const node = upright(given);
  const { class: className, ...attributes } = node.attributes ?? {};
  const classes = [className, node.tag === "mi" && isLetter(node) ? "slanted" : undefined].filter(Boolean).join(" ");
  return createElement(
    node.tag,
    { ...attributes, key, ...(classes ? { className: classes } : {}) },
    node.text ?? node.children?.map(elementOf),
  );
}

/**
 * The browser would swap single letters for those of a mathematical alphabet that our font does not carry; `slanted` asks
 * for the italic of the same font instead.
 */
const isLetter = ({ text = "", attributes }: MathNode): boolean =>
  [...text].length === 1 && attributes?.mathvariant !== "normal";

/** @param words read out in place of the signs; without them readers speak the MathML. */
export const MathView = memo(function MathView({
  node,
  block,
  words,
}: {
  node: MathNode;
  block?: boolean;
  words?: string;
}) {
  return createElement(
    "math",
    { display: block ? "block" : "inline", ...(words ? { "aria-label": words } : {}), className: "math-view" },
    elementOf(node, 0),
  );
});
