/** Texts to trees: one expression here, lists of statements in `statements.ts`. */
import type { Diagnostic } from "../diagnostic/index.ts";
import { type ParseOptions, Reader } from "./reader.ts";
import type { Tree } from "./tree.ts";

/** One expression, over any number of lines. `tree` is absent when anything was wrong. */
export function parse(text: string, options: ParseOptions = {}): { tree?: Tree; diagnostics: Diagnostic[] } {
  const reader = new Reader(text, options);
  const tokens = reader.lex().filter(({ type }) => type !== "newline" && type !== "fault");
  const tree = reader.expression(tokens, text.length);
  return reader.clean && tree ? { tree, diagnostics: [] } : { diagnostics: reader.diagnostics };
}
