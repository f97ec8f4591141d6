/** Where the text being read stands, and how its problems are put together. */
import type { Diagnostic, Fix } from "../diagnostic/index.ts";
import type { Span } from "./tree.ts";

/** The text a diagnostic points into. `node` is absent when the text belongs to a kind. */
export interface TextPlace {
  /** Name of the text: "equations", "when", "r". */
  field?: string;
  node?: string;
}

/** A sentence of the table with its code. `replace` is what the fix writes over the span, `declare` the state that it adds. */
export interface Sentence {
  code: string;
  message: string;
  severity?: Diagnostic["severity"];
  replace?: { label: string; span: Span; text: string };
  declare?: { name: string; unit: string };
}

/**
 * Puts a sentence at a span. The fix is the edit `replaceText(node, field, from, to, text)` or `declareState(node, name, unit)`,
 * offered where there is a node.
 */
export function diagnose(sentence: Sentence, span: Span | undefined, place: TextPlace = {}): Diagnostic {
  const { node, field = "equations" } = place;
  const { code, message, severity = "error" } = sentence;
  const diagnostic: Diagnostic = {
    code,
    severity,
    at: { type: "equation", ...(node === undefined ? {} : { node }), field, from: span?.from ?? 0, to: span?.to ?? 0 },
    message,
  };
  const fix = node === undefined ? undefined : fixOf(sentence, node, field);
  return fix ? { ...diagnostic, fix } : diagnostic;
}

/** The edit that mends what a sentence speaks of, if it names one. */
export function fixOf({ replace, declare }: Sentence, node: string, field: string): Fix | undefined {
  if (replace)
    return {
      label: replace.label,
      edit: { name: "replaceText", args: [node, field, replace.span.from, replace.span.to, replace.text] },
    };
  return (
    declare && {
      label: `Declare the state ${declare.name}`,
      edit: { name: "declareState", args: [node, declare.name, declare.unit] },
    }
  );
}
