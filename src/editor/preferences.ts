/**
 * How the reader likes the view: theme, sizes of the regions, what is folded. Kept in localStorage, never in the circuit, and
 * never needed: a browser that refuses storage gets the defaults.
 */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

export type ThemeChoice = "system" | "light" | "dark";

export interface Preferences {
  theme: ThemeChoice;
  /** Height of the dock [px]; undefined: by the height of the window. */
  dock: number | undefined;
  /** Width of the inspector [px]. */
  inspector: number;
  folded: { palette: boolean; inspector: boolean; dock: boolean };
  /** Nothing flashes or travels, and plots advance four times a second; the system's own wish counts as well. */
  still: boolean;
  /** Large type for a room; not kept. */
  projected: boolean;
  /** Speed last chosen, and for which circuit: a reload goes on as it was. */
  speed: { circuit: string; times: number | "max" } | undefined;
  /** What was chosen of the plots of the circuits last looked at, the newest first. */
  plots: readonly PlotChoices[];
  /** Values in place of symbols in the equation strip. */
  numbers: boolean;
}

/** What is kept of the choices of one circuit: keys of plots, and what is drawn in them. */
export interface PlotChoices {
  circuit: string;
  closed: readonly string[];
  doubled: readonly string[];
  ghost: boolean;
  picks?: Readonly<Record<string, { variables: readonly string[]; cells: readonly number[] }>>;
  shown: Readonly<Record<string, boolean>>;
}

const key = "spikeboard.view";
const defaults: Preferences = {
  theme: "system",
  dock: undefined,
  inspector: 296,
  folded: { palette: false, inspector: false, dock: false },
  still: false,
  projected: false,
  speed: undefined,
  plots: [],
  numbers: false,
};

function stored(): Partial<Preferences> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Partial<Preferences>) : {};
  } catch {
    return {};
  }
}

export const preferences = createStore<Preferences>(() => {
  const old = stored();
  return { ...defaults, ...old, folded: { ...defaults.folded, ...old.folded }, projected: false };
});

export function prefer(change: Partial<Preferences>): void {
  preferences.setState(change);
  try {
    localStorage.setItem(key, JSON.stringify(preferences.getState()));
  } catch {
    // Storage is refused: the choice holds until the page is closed.
  }
}

export const usePreference = <T>(select: (state: Preferences) => T): T => useStore(preferences, select);

/** Writes theme and projection on the root element and keeps them in step. Returns the way to stop. */
export function followTheme(root: HTMLElement): () => void {
  const apply = ({ theme, projected }: Preferences): void => {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.toggleAttribute("data-projected", projected);
  };
  apply(preferences.getState());
  return preferences.subscribe(apply);
}

let calmQuery: MediaQueryList | undefined;

/** Whether the reader wants nothing to flash or travel. Asked in every frame. */
export function isCalm(): boolean {
  calmQuery ??= matchMedia("(prefers-reduced-motion: reduce)");
  return preferences.getState().still || calmQuery.matches;
}

const darkQuery = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now. */
export const isDark = (theme: ThemeChoice): boolean => theme === "dark" || (theme === "system" && darkQuery().matches);

/** Calls back whenever the page turns dark or light; for what is drawn on a canvas and must be drawn again. */
export function onTheme(listener: (dark: boolean) => void): () => void {
  const query = darkQuery();
  let last = isDark(preferences.getState().theme);
  const check = (): void => {
    const now = isDark(preferences.getState().theme);
    if (now !== last) {
      last = now;
      listener(now);
    }
  };
  query.addEventListener("change", check);
  const stop = preferences.subscribe(check);
  return () => {
    query.removeEventListener("change", check);
    stop();
  };
}
