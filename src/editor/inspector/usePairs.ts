import { useEffect, useState } from "react";
import type { Reply } from "../../engine/index.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";

export type PairsReply = Extract<Reply, { type: "pairs" }>;

/** So many pairs are drawn in the picture of W; more look the same. */
const mostPairs = 200_000;
const settleMs = 60;
/** How often weights that learn are read while they run. */
const learnMs = 500;

/**
 * The pairs of a synapse as they are in the running network; asked again when its node or its neighbours change, and where weights
 * learn as the run goes on.
 */
export function usePairs(id: string | undefined): PairsReply | undefined {
  const session = useSession();
  const network = useSessionState((state) => state.network);
  const node = useSessionState((state) =>
    id === undefined ? undefined : state.graph.nodes.find((each) => each.id === id),
  );
  const seed = useSessionState((state) => state.graph.seed);
  const compiled = useSessionState((state) => state.compiled);
  const [pairs, setPairs] = useState<PairsReply>();
  const has = network?.projections.some((projection) => projection.node === id) ?? false;
  const learns = network?.pairs.some((pairs) => pairs.node === id) ?? false;
  const moment = useSessionState(({ run }) => (!learns ? undefined : run.running ? "runs" : run.timeMs));
  // biome-ignore lint/correctness/useExhaustiveDependencies: node, seed, compiled and moment say that the answer has changed
  useEffect(() => {
    if (id === undefined || !has) {
      setPairs(undefined);
      return;
    }
    let wanted = true;
    const ask = (): void => {
      session.pairs(id, mostPairs).then(
        (reply) => wanted && setPairs(reply),
        () => wanted && setPairs(undefined),
      );
    };
    // A drag changes the node many times a second; the last answer is the one to draw.
    const timer = setTimeout(ask, settleMs);
    const again = moment === "runs" ? setInterval(ask, learnMs) : undefined;
    return () => {
      wanted = false;
      clearTimeout(timer);
      clearInterval(again);
    };
  }, [id, has, node, seed, compiled, moment, session]);
  return pairs?.node === id ? pairs : undefined;
}
