/** The order of the plots, from top to bottom: kept in the circuit's view, so that a moved plot is found where it was put. */
import { createContext, useContext } from "react";
import { setPlots } from "../../graph/index.ts";
import { announce } from "../announce.ts";
import { useSession } from "../SessionContext.tsx";
import type { PlotSpec } from "./plotList.ts";

/** Plots in the wanted order; those that are not named follow in their own. */
export function inPlotOrder(plots: readonly PlotSpec[], order: readonly string[] = []): PlotSpec[] {
  const rank = ({ key }: PlotSpec): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...plots].sort((a, b) => rank(a) - rank(b));
}

/**
 * All keys with one of them moved among those that are seen; the unseen stay where they are.
 *
 * @param to its new place among the seen, from 0
 */
export function movedTo(all: readonly string[], seen: readonly string[], key: string, to: number): string[] {
  const moved = seen.filter((each) => each !== key);
  moved.splice(Math.max(0, Math.min(to, moved.length)), 0, key);
  return all.map((each) => (seen.includes(each) ? (moved.shift() as string) : each));
}

interface PlotOrder {
  all: readonly string[];
  seen: readonly string[];
}
const Context = createContext<PlotOrder>({ all: [], seen: [] });
export const PlotOrderProvider = Context.Provider;

/** Where a plot stands among those that are seen, and the way to move it there. */
export function usePlotMove(plot: PlotSpec): { at: number; last: number; moveTo: (place: number) => void } {
  const session = useSession();
  const { all, seen } = useContext(Context);
  const at = seen.indexOf(plot.key);
  const last = seen.length - 1;
  return {
    at,
    last,
    moveTo(place) {
      if (place < 0 || place > last || place === at) return;
      session.edit(setPlots(movedTo(all, seen, plot.key, place)));
      announce(`${plot.title}: plot ${place + 1} of ${last + 1}`);
    },
  };
}
