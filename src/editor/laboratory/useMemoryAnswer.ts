/** A question to the memory's thread and what is known of its answer; asked again when it changes, taken back when it goes. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { DeskReply, DeskRequest, MemoryAnswer, MemoryProgress, MemoryQuestion } from "../../learning/index.ts";
import { clientOf } from "../thread.ts";
import { useMemoryThread } from "./start.ts";

type Request = DeskRequest<MemoryQuestion>;
type Reply = DeskReply<MemoryProgress, MemoryAnswer>;
type AnswerTo<T extends MemoryQuestion["type"]> = Extract<MemoryAnswer, { type: T }>;

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
      taken.current = clientOf<Request, Reply>(start, "laboratory").ask(
        (id) => ({ type: "ask", id, question }),
        (reply) => {
          switch (reply.type) {
            case "progress":
              return setState((before) => ({ ...before, progress: reply.progress }));
            case "answer":
              return setState({
                answer: reply.answer as AnswerTo<T>,
                progress: undefined,
                busy: false,
                why: undefined,
              });
            case "refused":
              return setState({ answer: undefined, progress: undefined, busy: false, why: reply.why });
          }
        },
      );
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
