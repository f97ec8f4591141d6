/** How the learning laboratory reaches its thread, and what is known of the network that is taught there. */
import { createContext, useCallback, useContext, useEffect, useRef, useState } from "react";
import type { Report, SchoolReply, SchoolRequest, TrainingOptions } from "../../learning/index.ts";
import { brokeOff, type Thread } from "../thread.ts";
import type { Taught } from "./lesson.ts";

interface SchoolThread extends Thread<SchoolRequest, SchoolReply> {
  terminate(): void;
}

export type StartSchool = () => SchoolThread;

const Context = createContext<StartSchool | null>(null);
export const SchoolProvider = Context.Provider;

export interface Teaching {
  report: Report | undefined;
  training: boolean;
  why: string | undefined;
  send(request: SchoolRequest): void;
}

/** A thread for as long as the panel is open; a changed network is opened anew, with its own weights. */
export function useSchool(taught: Taught | undefined, options: TrainingOptions, rate: number, pace: number): Teaching {
  const start = useContext(Context);
  const thread = useRef<SchoolThread>(undefined);
  const last = useRef(0);
  const [state, setState] = useState<Omit<Teaching, "send">>({ report: undefined, training: false, why: undefined });
  useEffect(() => {
    if (!start) return;
    const fresh = start();
    thread.current = fresh;
    fresh.addEventListener("message", ({ data }) => {
      if (data.id !== last.current) return;
      if (data.type === "report") setState({ report: data.report, training: data.training, why: undefined });
      else setState({ report: undefined, training: false, why: data.why });
    });
    fresh.addEventListener("error", ({ message }) =>
      setState({
        report: undefined,
        training: false,
        why: brokeOff("laboratory", message),
      }),
    );
    return () => fresh.terminate();
  }, [start]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: options, rate and pace have their own messages
  useEffect(() => {
    if (!taught) return;
    const { texts: layers, data } = taught;
    thread.current?.postMessage({ type: "open", id: ++last.current, layers, data, options, rate, pace });
  }, [taught]);
  const send = useCallback((request: SchoolRequest) => {
    if (request.type === "train") setState((before) => ({ ...before, training: request.on }));
    thread.current?.postMessage(request);
  }, []);
  return { ...state, send };
}
