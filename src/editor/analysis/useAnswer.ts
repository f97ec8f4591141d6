/** An answer that follows the circuit: asked again a moment after a number that it depends on has changed. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { AnalysisReply, AnalysisRequest, Facts, Question, Questions } from "../../analysis/index.ts";
import type { Graph } from "../../graph/index.ts";
import { useAnalyst } from "../analyst.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { clientOf } from "../thread.ts";

export interface Following<Q extends Question> {
  /** The last answer; while another is found it stays, and `busy` is true. */
  result: Questions[Q]["answer"] | undefined;
  facts: Facts | undefined;
  busy: boolean;
  /** 0 to 1. */
  share: number;
  /** Why there is none. */
  why: string | undefined;
  /** It was stopped by the reader. */
  stopped: boolean;
  stop(): void;
  again(): void;
}

/** While a fader is dragged, the next answer waits for it to rest so long [ms]. */
const restMs = 180;

/**
 * @param whole the answer depends on the whole circuit, and not on the node alone
 * @param hold ask nothing yet
 */
export function useAnswer<Q extends Question>(
  question: Q,
  node: string,
  options: Questions[Q]["ask"],
  { whole = false, hold = false }: { whole?: boolean; hold?: boolean } = {},
): Following<Q> {
  const start = useAnalyst();
  const session = useSession();
  const graph = useSessionState((state) => state.graph);
  const [state, setState] = useState<Omit<Following<Q>, "stop" | "again">>({
    result: undefined,
    facts: undefined,
    busy: true,
    share: 0,
    why: undefined,
    stopped: false,
  });
  const [round, setRound] = useState(0);
  const asked = useRef<() => void>(undefined);
  const circuit = useMemo(() => keyOf(graph, whole ? undefined : node), [graph, node, whole]);
  const order = JSON.stringify([question, node, options, circuit, round]);
  const first = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `order` stands for everything that is asked
  useEffect(() => {
    if (!start || hold) return;
    setState((before) => ({ ...before, busy: true, share: 0, stopped: false }));
    const ask = (): void => {
      const { graph } = session.store.getState();
      asked.current = clientOf<AnalysisRequest, AnalysisReply>(start, "analysis").ask(
        (id) => ({ type: "ask", id, question, graph, node, options }) as AnalysisRequest,
        (reply) => {
          if (reply.type === "progress") return setState((before) => ({ ...before, share: reply.share }));
          const none = { result: undefined, facts: undefined, busy: false, share: 0, stopped: false };
          if (reply.type === "refused") return setState({ ...none, why: reply.why });
          const result = reply.result as Questions[Q]["answer"];
          setState({ result, facts: reply.facts, busy: false, share: 1, why: undefined, stopped: false });
        },
      );
    };
    const timer = window.setTimeout(ask, first.current ? 0 : restMs);
    first.current = false;
    return () => {
      clearTimeout(timer);
      asked.current?.();
    };
  }, [start, order, hold]);

  const stop = useCallback(() => {
    asked.current?.();
    setState((before) => ({ ...before, busy: false, stopped: true }));
  }, []);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, stop, again };
}

/** What an answer depends on: not names, places or colours. Without a node, the whole circuit. */
function keyOf({ dt, order, seed, nodes, wires }: Graph, node: string | undefined): string {
  const used = node === undefined ? nodes : nodes.filter(({ id }) => id === node);
  const bare = used.map(({ label, at, color, flipped, n, connect, ...rest }) =>
    node === undefined ? { ...rest, n, connect } : rest,
  );
  return JSON.stringify([dt, order, seed, bare, node === undefined ? wires : 0]);
}
