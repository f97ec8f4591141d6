import { type RefObject, useEffect } from "react";
import { useStoreApi } from "reactflow";
import { farZoom, midZoom } from "./overlay/overlay.ts";

/**
 * Names the level of detail on the board's element, straight from the zoom and past React: a wheel turn must not render 500
 * nodes. `--zoom` moves in steps, and only where names keep their size on screen.
 */
export function useLevelOfDetail(board: RefObject<HTMLElement | null>): void {
  const flow = useStoreApi();
  useEffect(() => {
    let last = "";
    const apply = (): void => {
      const element = board.current;
      if (!element) return;
      const zoom = flow.getState().transform[2];
      const level = zoom <= farZoom ? "far" : zoom <= midZoom ? "mid" : "near";
      const steps = level === "near" ? "1" : (Math.round(zoom * 20) / 20 || 0.05).toFixed(2);
      if (last === level + steps) return;
      last = level + steps;
      element.dataset.level = level;
      element.style.setProperty("--zoom", steps);
    };
    apply();
    return flow.subscribe(apply);
  }, [flow, board]);
}
