/** How the learning laboratory reaches its thread, and what is known of the network that is taught there. */
import { createContext, useCallback, useContext, useEffect, useRef, useState } from "react";
import type { DataSet, Report, SchoolReply, SchoolRequest, TrainingOptions } from "../../learning/index.ts";
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

/**
 * A thread for as long as the panel is open. Other `texts` open a network anew, with its own weights; with other `data` it goes on from what
 * it has learned.
 */
export function useSchool(
  { texts, data }: Pick<Taught, "texts" | "data">,
  options: TrainingOptions,
  rate: number,
  pace: number,
): Teaching {
  const start = useContext(Context);
  const thread = useRef<SchoolThread>(undefined);
  const last = useRef(0);
  const owed = useRef(false);
  const [state, setState] = useState<Omit<Teaching, "send">>({ report: undefined, training: false, why: undefined });
  useEffect(() => {
    if (!start) return;
    const fresh = start();
    thread.current = fresh;
    fresh.addEventListener("message", ({ data }) => {
      owed.current = false;
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
  const shown = useRef<DataSet>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: data, options, rate and pace have their own messages
  useEffect(() => {
    shown.current = data;
    thread.current?.postMessage({ type: "open", id: ++last.current, layers: texts, data, options, rate, pace });
  }, [texts]);
  useEffect(() => {
    if (shown.current === data) return;
    shown.current = data;
    thread.current?.postMessage({ type: "show", data });
  }, [data]);
  const { training } = state;
  // One report a frame, asked for when the last has come: neither side works for pictures that nobody sees.
  useEffect(() => {
    if (!training) return;
    owed.current = false;
    let frame = requestAnimationFrame(function ask() {
      if (!owed.current) thread.current?.postMessage({ type: "frame" });
      owed.current = true;
      frame = requestAnimationFrame(ask);
    });
    return () => cancelAnimationFrame(frame);
  }, [training]);
  const send = useCallback((request: SchoolRequest) => {
    if (request.type === "train") setState((before) => ({ ...before, training: request.on }));
    thread.current?.postMessage(request);
  }, []);
  return { ...state, send };
}
