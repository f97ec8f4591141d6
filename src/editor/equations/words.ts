import { type MathNode, parse, printMathML, type TypesetOptions } from "../../expression/index.ts";

/** An expression's text, typeset; undefined when it cannot be read. */
export function printExpression(text: string, options?: TypesetOptions): MathNode | undefined {
  const { tree } = parse(text);
  return tree && printMathML(tree, options);
}
