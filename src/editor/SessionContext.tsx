/** Hands the session to the view: `useSession()` for acts, `useSessionState(select)` to follow a piece of its store. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Session, SessionState } from "../session/index.ts";

const Context = createContext<Session | null>(null);
export const SessionProvider = Context.Provider;

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error("useSession outside SessionProvider");
  return session;
}

/** Select small, stable pieces: the component renders again whenever the selected value is a new one. */
export function useSessionState<T>(select: (state: SessionState) => T): T {
  return useStore(useSession().store, select);
}
