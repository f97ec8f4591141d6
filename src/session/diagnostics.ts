/** One list of problems out of several: what the check of the graph says, what the compiler adds, what the session notes. */
import type { Diagnostic } from "../diagnostic/index.ts";

const rank = { error: 0, warning: 1, note: 2 } as const;

/** All of them, errors first, each once, otherwise in the order given. */
export function mergeDiagnostics(...lists: readonly (readonly Diagnostic[])[]): readonly Diagnostic[] {
  const known = new Set<string>();
  return lists
    .flat()
    .filter(({ code, at, message }) => {
      const key = JSON.stringify([code, at, message]);
      return !known.has(key) && known.add(key);
    })
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** The list that was shown, if the next one says nothing else: what follows it then has nothing to draw anew. */
export function settled(shown: readonly Diagnostic[], next: readonly Diagnostic[]): readonly Diagnostic[] {
  return shown.length === next.length && JSON.stringify(shown) === JSON.stringify(next) ? shown : next;
}
