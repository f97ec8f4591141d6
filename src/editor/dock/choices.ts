/**
 * What the reader chose in the dock: plots closed or doubled, curves picked, the last run shown. View state, never undone; each
 * circuit has its own, which a reload finds again.
 */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Session, SessionState } from "../../session/index.ts";
import { prefer, preferences } from "../preferences.ts";
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

/** Circuits whose choices are kept, and which of them. */
const mostKept = 24;
const keptKeys = ["closed", "doubled", "ghost", "picks", "shown"] as const;

function choicesOf(circuit: string): Choices {
  const kept = preferences.getState().plots.find((each) => each.circuit === circuit);
  return {
    closed: new Set(kept?.closed),
    doubled: new Set(kept?.doubled),
    ghost: kept?.ghost ?? true,
    picks: kept?.picks,
    shown: kept?.shown ?? {},
    table: undefined,
  };
}

/** Under which name choices are kept: one that was never stored, such as the first example, is another in each window. */
const keyOf = ({ saved, circuit, graph }: SessionState): string =>
  saved.status === "new" ? `new: ${graph.name}` : circuit.id;

/** Follows the circuit on the board until it is told to stop. */
export function createChoices(session: Session): { store: ChoicesStore; stop: () => void } {
  let shown = session.store.getState();
  const store = createStore<Choices>(() => choicesOf(keyOf(shown)));
  const keep = (): void => {
    const circuit = keyOf(shown);
    const { closed, doubled, ghost, picks, shown: populations } = store.getState();
    const own = { circuit, closed: [...closed], doubled: [...doubled], ghost, shown: populations };
    const others = preferences.getState().plots.filter((each) => each.circuit !== circuit);
    prefer({ plots: [{ ...own, ...(picks ? { picks } : {}) }, ...others].slice(0, mostKept) });
  };
  let finding = false;
  const stop = session.store.subscribe((state) => {
    const before = shown;
    shown = state;
    if (keyOf(state) === keyOf(before)) return;
    if (state.circuit.id === before.circuit.id) return keep();
    finding = true;
    store.setState(choicesOf(keyOf(state)));
    finding = false;
  });
  store.subscribe((now, before) => {
    if (!finding && keptKeys.some((key) => now[key] !== before[key])) keep();
  });
  return { store, stop };
}

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
