/**
 * How the editor reaches the thread that analyses cells. The thread is started at the first question; a page that asks none has
 * none.
 */
import { createContext, useContext } from "react";
import type { AnalysisReply, AnalysisRequest } from "../analysis/index.ts";
import type { Start } from "./thread.ts";

export type StartAnalyst = Start<AnalysisRequest, AnalysisReply>;

const Context = createContext<StartAnalyst | null>(null);
export const AnalystProvider = Context.Provider;
/** Null where the page was given none: then firing analysis is not offered. */
export const useAnalyst = (): StartAnalyst | null => useContext(Context);
