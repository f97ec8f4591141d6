/**
 * How the editor reaches the thread of the memory laboratory. It is started at the first question; a page that asks none has
 * none.
 */
import { createContext, useContext } from "react";
import type { DeskReply, DeskRequest, MemoryAnswer, MemoryProgress, MemoryQuestion } from "../../learning/index.ts";

/** What the editor needs of a Worker. */
export interface MemoryThread {
  postMessage(request: DeskRequest<MemoryQuestion>): void;
  addEventListener(type: "message", listener: (event: { data: DeskReply<MemoryProgress, MemoryAnswer> }) => void): void;
  addEventListener(type: "error", listener: (event: { message?: string }) => void): void;
}

export type StartMemory = () => MemoryThread;

const Context = createContext<StartMemory | null>(null);
export const MemoryProvider = Context.Provider;
/** Null where the page was given none: then the laboratory is not offered. */
export const useMemoryThread = (): StartMemory | null => useContext(Context);
