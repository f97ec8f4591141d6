/**
 * How the editor reaches the thread of the memory laboratory. It is started at the first question; a page that asks none has
 * none.
 */
import { createContext, useContext } from "react";
import type { DeskReply, DeskRequest, MemoryAnswer, MemoryProgress, MemoryQuestion } from "../../learning/index.ts";
import type { Start } from "../thread.ts";

export type StartMemory = Start<DeskRequest<MemoryQuestion>, DeskReply<MemoryProgress, MemoryAnswer>>;

const Context = createContext<StartMemory | null>(null);
export const MemoryProvider = Context.Provider;
/** Null where the page was given none: then the laboratory is not offered. */
export const useMemoryThread = (): StartMemory | null => useContext(Context);
