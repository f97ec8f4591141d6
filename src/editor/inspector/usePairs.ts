import { useEffect, useState } from "react";
import type { Reply } from "../../engine/index.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";

export type PairsReply = Extract<Reply, { type: "pairs" }>;

/** So many pairs are drawn in the picture of W; more look the same. */
const mostPairs = 200_000;
const settleMs = 60;

/** The pairs of a synapse as they are in the running network; asked again when its node or its neighbours change. */
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: node, seed and compiled say that the answer has changed
  useEffect(() => {
    if (id === undefined || !has) {
      setPairs(undefined);
      return;
    }
    let wanted = true;
    // A drag changes the node many times a second; the last answer is the one to draw.
    const timer = setTimeout(() => {
      session.pairs(id, mostPairs).then(
        (reply) => wanted && setPairs(reply),
        () => wanted && setPairs(undefined),
      );
    }, settleMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [id, has, node, seed, compiled, session]);
  return pairs?.node === id ? pairs : undefined;
}
