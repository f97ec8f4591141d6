/**
 * How the editor reaches the thread that analyses cells, and what it is looking at. The thread is started at the first
 * question; a page that asks none has none.
 */
import { createContext, useContext } from "react";
import type { AnalysisReply, AnalysisRequest } from "../analysis/index.ts";

/** What the editor needs of a Worker. */
export interface AnalystThread {
  postMessage(request: AnalysisRequest): void;
  addEventListener(type: "message", listener: (event: { data: AnalysisReply }) => void): void;
  addEventListener(type: "error", listener: (event: { message?: string }) => void): void;
}

export type StartAnalyst = () => AnalystThread;

const Context = createContext<StartAnalyst | null>(null);
export const AnalystProvider = Context.Provider;
/** Null where the page was given none: then firing analysis is not offered. */
export const useAnalyst = (): StartAnalyst | null => useContext(Context);
