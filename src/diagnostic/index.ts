/**
 * What a message to the user is made of. A fault of the user's is a value of this type and never an exception;
 * a fault of ours throws. Every stage keeps its sentences in one table beside it, so wording is reviewed in one place.
 */
export interface Diagnostic {
  /** Stable, kebab-case, unique to the sentence: "unit-mismatch". */
  code: string;
  severity: "error" | "warning" | "note";
  at: Place;
  /** Names the thing, what was found, what would do. One or two plain sentences. */
  message: string;
  /** The way out, offered as a button. */
  fix?: Fix;
}

/** Where the trouble is. */
export type Place =
  | { type: "graph" }
  | { type: "file"; path: string }
  | { type: "node"; node: string }
  | { type: "port"; node: string; port: string }
  | { type: "wire"; from: string; to: string }
  | { type: "parameter"; node: string; parameter: string }
  /** Characters `from` to `to` of one equation text; `node` is absent when the text belongs to a catalogue kind. */
  | { type: "equation"; node?: string; field: string; from: number; to: number };

/** A named edit of `src/graph/edits.ts` with its arguments: plain data, so that it can cross from the worker. */
export interface Fix {
  label: string;
  edit: { name: string; args: readonly unknown[] };
}

/** True when nothing in the list forbids going on. */
export const passes = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.every((diagnostic) => diagnostic.severity !== "error");
