/** Where the kind check collects what it finds. */
import type { Diagnostic } from "../diagnostic/index.ts";
import { fixOf, type Span } from "../expression/index.ts";
import type { Sentence } from "./messages.ts";

export class Findings {
  readonly node: string | undefined;
  /** By place and sentence: a kind is asked in each of its forms and would say the same thing three times. */
  readonly #found = new Map<string, Diagnostic>();

  readonly #suspected: (() => void)[] = [];

  constructor(node?: string) {
    this.node = node;
  }

  /** Where texts of `field` are read: to be handed to the expression language. */
  place(field: string): { field: string; node?: string } {
    return this.node === undefined ? { field } : { field, node: this.node };
  }

  report(sentence: Sentence, field: string, { from, to }: Span = { from: 0, to: 0 }): void {
    const { code, message, severity = "error" } = sentence;
    const fix = this.node === undefined ? undefined : fixOf(sentence, this.node, field);
    this.add([
      { code, severity, at: { type: "equation", ...this.place(field), from, to }, message, ...(fix ? { fix } : {}) },
    ]);
  }

  add(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      const { code, at, message } = diagnostic;
      const key = JSON.stringify([code, at, message]);
      if (!this.#found.has(key)) this.#found.set(key, diagnostic);
    }
  }

  /** Reported if nothing is in error: while a text cannot be read, every name in it looks forgotten. */
  suspect(sentence: Sentence, field: string): void {
    this.#suspected.push(() => this.report(sentence, field));
  }

  /** Errors first, else in the order of finding. */
  list(): Diagnostic[] {
    if ([...this.#found.values()].every(({ severity }) => severity !== "error"))
      for (const say of this.#suspected) say();
    const rank = { error: 0, warning: 1, note: 2 };
    return [...this.#found.values()].sort((a, b) => rank[a.severity] - rank[b.severity]);
  }
}
