/**
 * Stores what was edited, soon and in order: one write at a time, always of the newest graph. A write that fails leaves the
 * graph waiting here, in memory, until the next edit or flush tries again; also when another circuit is opened meanwhile.
 */
import type { Graph } from "../graph/index.ts";
import { saveFailure } from "./messages.ts";
import type { Shelf } from "./shelf.ts";
import type { SessionState } from "./types.ts";

/** From the first unsaved edit to the start of its write. A drag does not put it off: edits meanwhile join that write. */
const delayMs = 150;

export interface Autosave {
  /** The graph of a circuit changed. */
  changed(id: string, graph: Graph): void;
  /** A graph that waits to be stored. */
  waiting(id: string): Graph | undefined;
  /** The circuit is not to be stored any more. */
  forget(id: string): void;
  /** Writes what waits, now. Resolves to false when something could not be stored. */
  flush(): Promise<boolean>;
  dispose(): void;
}

export function createAutosave(
  shelf: Shelf,
  now: () => number,
  onStatus: (saved: SessionState["saved"]) => void,
): Autosave {
  const queue = new Map<string, Graph>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<boolean> | undefined;

  const writeAll = async (): Promise<boolean> => {
    const tried = new Set<Graph>();
    let failure: { error: unknown } | undefined;
    for (;;) {
      const next = [...queue].find(([, graph]) => !tried.has(graph));
      if (!next) break;
      const [id, graph] = next;
      tried.add(graph);
      try {
        await shelf.save(id, graph);
        // What was edited during the write waits on.
        if (queue.get(id) === graph) queue.delete(id);
      } catch (error) {
        failure = { error };
      }
    }
    if (failure) {
      onStatus({ status: "failed", message: saveFailure(failure.error) });
      return false;
    }
    onStatus({ status: "saved", atMs: now() });
    return true;
  };
  const stopTimer = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const flush = async (): Promise<boolean> => {
    stopTimer();
    // An edit may come between the last look at the queue and the end of the write: look again.
    while (writing) await writing;
    if (queue.size === 0) return true;
    writing = writeAll();
    try {
      return await writing;
    } finally {
      writing = undefined;
    }
  };

  return {
    changed(id, graph) {
      queue.set(id, graph);
      onStatus({ status: "saving" });
      timer ??= setTimeout(() => void flush(), delayMs);
    },
    waiting: (id) => queue.get(id),
    forget: (id) => void queue.delete(id),
    flush,
    dispose: stopTimer,
  };
}
