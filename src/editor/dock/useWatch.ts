/** Tells the engine what to record: levels of all neurons for the board, and the curves that the plots show. */
import { useEffect, useMemo } from "react";
import { useSession } from "../SessionContext.tsx";
import { type Picks, requestsOf } from "./plotList.ts";
import type { Population } from "./populations.ts";

export function useWatch(populations: readonly Population[], picks: Picks): void {
  const session = useSession();
  const requests = useMemo(() => requestsOf(populations, picks), [populations, picks]);
  const levels = useMemo(
    () => populations.filter((each) => each.family === "neuron").map((each) => each.node),
    [populations],
  );
  // The lists are made anew whenever a node moves; the engine hears of them only when they say something new.
  const order = JSON.stringify([requests, levels]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `order` stands for the contents of both lists
  useEffect(() => {
    session.watch(requests, levels);
  }, [session, order]);
}
