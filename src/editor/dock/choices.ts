/** What the reader chose in the dock: plots closed or doubled, curves picked, the last run shown. View state, never undone. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Picks } from "./plotList.ts";

export interface Choices {
  /** Keys of plots. */
  closed: ReadonlySet<string>;
  doubled: ReadonlySet<string>;
  /** Draw the last run under this one. */
  ghost: boolean;
  /** Undefined: chosen by what is selected. */
  picks: Picks | undefined;
  /** Populations turned on or off in raster and rate; absent: by the default. */
  shown: Readonly<Record<string, boolean>>;
  /** Plot shown as a table. */
  table: string | undefined;
}

export type ChoicesStore = StoreApi<Choices>;

export const createChoices = (): ChoicesStore =>
  createStore<Choices>(() => ({
    closed: new Set(),
    doubled: new Set(),
    ghost: true,
    picks: undefined,
    shown: {},
    table: undefined,
  }));

/** The set with the key put in or taken out. */
export function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

const Context = createContext<ChoicesStore | null>(null);
export const ChoicesProvider = Context.Provider;

export function useChoicesStore(): ChoicesStore {
  const store = useContext(Context);
  if (!store) throw new Error("useChoicesStore outside ChoicesProvider");
  return store;
}

export const useChoices = <T>(select: (choices: Choices) => T): T => useStore(useChoicesStore(), select);
