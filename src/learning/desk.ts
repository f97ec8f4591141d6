/**
 * Works on questions one after another, in short pieces between messages, so that a question can be taken back while it is
 * worked on, and tells how far it is. Lives in a thread of its own; the clock and the scheduler are handed in.
 */

export interface DeskClock {
  /** [ms], monotonic. */
  now(): number;
  /** Runs `piece` soon, messages first. */
  schedule(piece: () => void): void;
}

export type DeskRequest<Q> = { type: "ask"; id: number; question: Q } | { type: "cancel"; id: number };

export type DeskReply<P, A> =
  /** What is known so far. */
  | { type: "progress"; id: number; progress: P }
  | { type: "answer"; id: number; answer: A }
  /** Why there is no answer, in a sentence. */
  | { type: "refused"; id: number; why: string };

/** Longest time between looking at messages [ms]. */
const pieceMs = 12;
const progressMs = 80;

/** @param answer works on a question; what it yields is told now and then */
export function createDesk<Q, P, A>(
  answer: (question: Q, clock: DeskClock) => Generator<P, A>,
  post: (reply: DeskReply<P, A>) => void,
  clock: DeskClock,
): { handle(request: DeskRequest<Q>): void } {
  type Ask = Extract<DeskRequest<Q>, { type: "ask" }>;
  const waiting: Ask[] = [];
  let now: { id: number; work: Generator<P, A>; toldAt: number } | undefined;
  let scheduled = false;

  function wake(): void {
    if (scheduled) return;
    scheduled = true;
    clock.schedule(() => {
      scheduled = false;
      piece();
    });
  }

  function piece(): void {
    const began = clock.now();
    while (clock.now() - began < pieceMs) {
      if (!now) {
        const ask = waiting.shift();
        if (!ask) return;
        now = { id: ask.id, work: answer(ask.question, clock), toldAt: began };
      }
      const { id, work } = now;
      try {
        const step = work.next();
        if (step.done) {
          now = undefined;
          post({ type: "answer", id, answer: step.value });
        } else if (clock.now() - now.toldAt > progressMs) {
          now.toldAt = clock.now();
          post({ type: "progress", id, progress: step.value });
        }
      } catch (fault) {
        now = undefined;
        post({ type: "refused", id, why: `It broke off: ${fault instanceof Error ? fault.message : String(fault)}.` });
      }
    }
    if (now || waiting.length > 0) wake();
  }

  return {
    handle(request) {
      if (request.type === "ask") {
        waiting.push(request);
        wake();
        return;
      }
      const at = waiting.findIndex(({ id }) => id === request.id);
      if (at >= 0) waiting.splice(at, 1);
      if (now?.id === request.id) now = undefined;
    },
  };
}
