/** Questions and answers of a laboratory, as they pass between the page and a thread. */
import { type Clock, createDesk, faultWords, type Request } from "../desk/index.ts";

export type DeskRequest<Q> = Request<{ id: number; question: Q }>;

export type DeskReply<P, A> =
  /** What is known so far. */
  | { type: "progress"; id: number; progress: P }
  | { type: "answer"; id: number; answer: A }
  /** Why there is no answer, in a sentence. */
  | { type: "refused"; id: number; why: string };

/** @param answer works on a question; what it yields is told now and then */
export const createLaboratoryDesk = <Q, P, A>(
  answer: (question: Q, clock: Clock) => Generator<P, A>,
  post: (reply: DeskReply<P, A>) => void,
  clock: Clock,
): { handle(request: DeskRequest<Q>): void } =>
  createDesk<{ id: number; question: Q }, P, DeskReply<P, A>>(
    function* ({ id, question }) {
      return { type: "answer", id, answer: yield* answer(question, clock) };
    },
    {
      progress: ({ id }, progress) => ({ type: "progress", id, progress }),
      refused: ({ id }, fault) => ({ type: "refused", id, why: `It broke off: ${faultWords(fault)}.` }),
    },
    post,
    clock,
  );
