/** Colours of the theme for what is drawn on a canvas, read again when the theme changes. */
import { createContext, useContext } from "react";
import type { Inks } from "../../plots/index.ts";

const Context = createContext<Inks | null>(null);
export const InksProvider = Context.Provider;

export function useInks(): Inks {
  const inks = useContext(Context);
  if (!inks) throw new Error("useInks outside InksProvider");
  return inks;
}
