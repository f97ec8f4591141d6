import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds now; the component renders again when that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** Widths at which the layout changes. */
export const phoneQuery = "(max-width: 699.9px)";
export const sheetQuery = "(max-width: 1099.9px)";
