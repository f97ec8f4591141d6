/** Questions to the thread that analyses, as promises that can be taken back. */
import type { AnalysisReply, Facts, Question, Questions } from "../../analysis/index.ts";
import type { Graph } from "../../graph/index.ts";
import type { AnalystThread, StartAnalyst } from "../analyst.ts";

export interface Answered<Q extends Question> {
  facts: Facts;
  result: Questions[Q]["answer"];
}

export interface Asked {
  /** The answer is no longer wanted; nothing more is heard. */
  cancel(): void;
}

export interface Listeners<Q extends Question> {
  progress(share: number): void;
  answer(answered: Answered<Q>): void;
  refused(why: string): void;
}

export interface Client {
  ask<Q extends Question>(
    question: Q,
    graph: Graph,
    node: string,
    options: Questions[Q]["ask"],
    listeners: Listeners<Q>,
  ): Asked;
}

const clients = new WeakMap<StartAnalyst, Client>();

/** The one client of a page: what its thread has found is kept when the panel is closed and opened again. */
export function clientOf(start: StartAnalyst): Client {
  const known = clients.get(start);
  if (known) return known;
  const fresh = createClient(start);
  clients.set(start, fresh);
  return fresh;
}

export function createClient(start: StartAnalyst): Client {
  const waiting = new Map<number, (reply: AnalysisReply) => void>();
  let thread: AnalystThread | undefined;
  let last = 0;

  const running = (): AnalystThread => {
    if (thread) return thread;
    const fresh = start();
    thread = fresh;
    fresh.addEventListener("message", ({ data }) => waiting.get(data.id)?.(data));
    fresh.addEventListener("error", ({ message }) => {
      // The next question starts another.
      if (thread === fresh) thread = undefined;
      const why = `The analysis broke off: ${message || "its thread could not start"}.`;
      for (const [id, listen] of [...waiting]) listen({ type: "refused", id, why });
    });
    return fresh;
  };

  return {
    ask(question, graph, node, options, listeners) {
      const id = ++last;
      waiting.set(id, (reply) => {
        if (reply.type === "progress") return listeners.progress(reply.share);
        waiting.delete(id);
        if (reply.type === "refused") return listeners.refused(reply.why);
        listeners.answer({ facts: reply.facts, result: reply.result } as Answered<typeof question>);
      });
      running().postMessage({ type: "ask", id, question, graph, node, options } as never);
      return {
        cancel() {
          if (waiting.delete(id)) thread?.postMessage({ type: "cancel", id });
        },
      };
    },
  };
}
