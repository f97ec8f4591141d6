/**
 * Answers questions one after another, in short pieces between messages, so that each can be taken back while it is worked on, and
 * tells how far it is. Lives in a thread of its own; the clock and the scheduler are handed in. It knows nothing of what is asked.
 */

export interface Clock {
  /** [ms], monotonic. */
  now(): number;
  /** Runs `piece` soon, messages first. */
  schedule(piece: () => void): void;
}

export type Request<Ask> = ({ type: "ask" } & Ask) | { type: "cancel"; id: number };

/** How replies other than answers are put. */
export interface Says<Ask, Progress, Reply> {
  progress(ask: Ask, progress: Progress): Reply;
  refused(ask: Ask, fault: unknown): Reply;
}

/** Longest time between looking at messages [ms]. */
const pieceMs = 12;
const progressMs = 80;

/** @param work answers a question; what it yields is told now and then */
export function createDesk<Ask extends { id: number }, Progress, Reply>(
  work: (ask: Ask) => Generator<Progress, Reply>,
  says: Says<Ask, Progress, Reply>,
  post: (reply: Reply) => void,
  clock: Clock,
): { handle(request: Request<Ask>): void } {
  const waiting: Ask[] = [];
  let now: { ask: Ask; steps: Generator<Progress, Reply>; toldAt: number } | undefined;
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
        now = { ask, steps: work(ask), toldAt: began };
      }
      const { ask, steps } = now;
      try {
        const step = steps.next();
        if (step.done) {
          now = undefined;
          post(step.value);
        } else if (clock.now() - now.toldAt > progressMs) {
          now.toldAt = clock.now();
          post(says.progress(ask, step.value));
        }
      } catch (fault) {
        now = undefined;
        post(says.refused(ask, fault));
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
      if (now?.ask.id === request.id) now = undefined;
    },
  };
}

/** What a thrown thing says of itself. */
export const faultWords = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));
