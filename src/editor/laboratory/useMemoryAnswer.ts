/** A question to the memory's thread and what is known of its answer; asked again when it changes, taken back when it goes. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { DeskReply, MemoryAnswer, MemoryProgress, MemoryQuestion } from "../../learning/index.ts";
import { type MemoryThread, type StartMemory, useMemoryThread } from "./start.ts";

type Reply = DeskReply<MemoryProgress, MemoryAnswer>;
type AnswerTo<T extends MemoryQuestion["type"]> = Extract<MemoryAnswer, { type: T }>;

interface Client {
  ask(question: MemoryQuestion, listen: (reply: Reply) => void): () => void;
}

const clients = new WeakMap<StartMemory, Client>();

/** The one client of a page: what was learned last is kept when the panel is closed and opened again. */
function clientOf(start: StartMemory): Client {
  const known = clients.get(start);
  if (known) return known;
  const waiting = new Map<number, (reply: Reply) => void>();
  let thread: MemoryThread | undefined;
  let last = 0;
  const running = (): MemoryThread => {
    if (thread) return thread;
    const fresh = start();
    thread = fresh;
    fresh.addEventListener("message", ({ data }) => waiting.get(data.id)?.(data));
    fresh.addEventListener("error", ({ message }) => {
      // The next question starts another.
      if (thread === fresh) thread = undefined;
      const why = `The laboratory broke off: ${message || "its thread could not start"}.`;
      for (const [id, listen] of [...waiting]) listen({ type: "refused", id, why });
    });
    return fresh;
  };
  const client: Client = {
    ask(question, listen) {
      const id = ++last;
      waiting.set(id, (reply) => {
        if (reply.type !== "progress") waiting.delete(id);
        listen(reply);
      });
      running().postMessage({ type: "ask", id, question });
      return () => {
        if (waiting.delete(id)) thread?.postMessage({ type: "cancel", id });
      };
    },
  };
  clients.set(start, client);
  return client;
}

export interface Following<T extends MemoryQuestion["type"]> {
  /** The last answer; it stays while another is found. */
  answer: AnswerTo<T> | undefined;
  progress: MemoryProgress | undefined;
  busy: boolean;
  why: string | undefined;
  stop(): void;
}

/** A dragged fader asks when it has rested so long [ms]. */
const restMs = 120;

/**
 * @param question undefined: nothing is asked, and what was found stays
 */
export function useMemoryAnswer<T extends MemoryQuestion["type"]>(
  question: Extract<MemoryQuestion, { type: T }> | undefined,
): Following<T> {
  const start = useMemoryThread();
  const [state, setState] = useState<Omit<Following<T>, "stop">>({
    answer: undefined,
    progress: undefined,
    busy: false,
    why: undefined,
  });
  const taken = useRef<() => void>(undefined);
  useEffect(() => {
    if (!start || !question) return;
    setState((before) => ({ ...before, busy: true, progress: undefined, why: undefined }));
    const timer = setTimeout(() => {
      taken.current = clientOf(start).ask(question, (reply) => {
        switch (reply.type) {
          case "progress":
            return setState((before) => ({ ...before, progress: reply.progress }));
          case "answer":
            return setState({ answer: reply.answer as AnswerTo<T>, progress: undefined, busy: false, why: undefined });
          case "refused":
            return setState({ answer: undefined, progress: undefined, busy: false, why: reply.why });
        }
      });
    }, restMs);
    return () => {
      clearTimeout(timer);
      taken.current?.();
    };
  }, [start, question]);
  const stop = useCallback(() => {
    taken.current?.();
    setState((before) => ({ ...before, busy: false }));
  }, []);
  return { ...state, stop };
}
