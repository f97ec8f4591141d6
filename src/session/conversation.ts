/**
 * The talk with the engine. Requests go out at once; replies come later, in the order in which the engine worked, and may
 * answer a graph that is no longer the present one. Each kind of lateness is settled here, so that the store never shows
 * a run or a problem that belongs to something else.
 */
import type { StoreApi } from "zustand/vanilla";
import { type Diagnostic, passes } from "../diagnostic/index.ts";
import type { Frame, NetworkSummary, Reply, StopWhen, TraceRequest } from "../engine/index.ts";
import type { Graph } from "../graph/index.ts";
import { sessionDiagnostic } from "./messages.ts";
import { type Kept, type Recorder, recordingLimits } from "./recordings.ts";
import type { EngineLink, SessionState } from "./types.ts";

type PairsReply = Extract<Reply, { type: "pairs" }>;

export interface Conversation {
  /** `fresh`: another circuit; what the engine still says of the old one is not listened to. */
  sendGraph(graph: Graph, fresh: boolean): void;
  stopWiring(): void;
  wireAgain(): void;
  play(): void;
  pause(): void;
  step(steps: number): void;
  seek(timeMs: number): void;
  reset(): void;
  poke(node: string, by: number): void;
  setSpeed(speed: number | "max"): void;
  stopWhen(stop: StopWhen | null): void;
  watch(traces: readonly TraceRequest[], levels: readonly string[]): void;
  pairs(node: string, limit: number): Promise<PairsReply>;
  saveState(): Promise<Uint8Array>;
  restoreState(bytes: Uint8Array): Promise<readonly Diagnostic[]>;
  dispose(): void;
}

/**
 * @param problems hears what the engine says of the present graph, and what went wrong with the recording of this run
 */
export function createConversation(
  link: EngineLink,
  store: StoreApi<SessionState>,
  recorder: Recorder,
  problems: (from: "engine" | "recording", diagnostics: readonly Diagnostic[]) => void,
): Conversation {
  let version = 0;
  /** Replies to older graphs than this are of another circuit. */
  let firstVersion = 0;
  /** Nothing of the present circuit runs yet: frames are of another one. */
  let foreign = true;
  /** A reset was asked for: frames are of the run before, until one says that it went back to 0. */
  let resetting = false;
  /** Recordings from here on [ms] are void as soon as the run goes on. */
  let pendingCut: number | undefined;
  /** The user moves through what is recorded: a frame there moves the cursor and records nothing … */
  let scrubbing = false;
  /** … unless the circuit was changed since, so that a replay gives something else than what was recorded ahead. */
  let changed = false;
  const waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>();
  let lastId = 0;

  const setRun = (change: Partial<SessionState["run"]>, more: Partial<SessionState> = {}) =>
    store.setState((state) => ({ ...more, run: { ...state.run, ...change } }));
  const withoutStop = (): Partial<SessionState["run"]> => ({ stopped: undefined });

  const ask = <R extends Reply>(send: (id: number) => void): Promise<R> => {
    const id = ++lastId;
    return new Promise<R>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as (reply: Reply) => void, reject });
      send(id);
    });
  };
  const answer = (reply: Reply & { id: number }) => {
    waiting.get(reply.id)?.resolve(reply);
    waiting.delete(reply.id);
  };

  const onCompiled = (reply: Extract<Reply, { type: "compiled" }>) => {
    if (reply.version < firstVersion) return;
    // A late network is still the one that runs and numbers the cells of the next frames; late problems are of no use.
    if (reply.network && reply.how !== "refused") adopt(reply.network, reply.how);
    if (pendingCut !== undefined && (reply.how === "written" || reply.how === "recompiled")) changed = true;
    if (reply.version !== version) return;
    store.setState({ compiled: { tookMs: reply.tookMs, how: reply.how }, wiring: undefined });
    problems("engine", reply.diagnostics);
  };
  const adopt = (network: NetworkSummary, how: string) => {
    const { network: before } = store.getState();
    foreign = false;
    if (before && how !== "recompiled") return;
    if (before) recorder.renumber(before, network, store.getState().run.recordedMs);
    store.setState((state) => ({ network, tick: state.tick + 1 }));
  };

  const onFrame = (frame: Frame) => {
    if (foreign) return;
    const { graph, run, tick } = store.getState();
    if (resetting) {
      if (frame.rewoundToMs === undefined || frame.rewoundToMs >= graph.dt / 2) return;
      resetting = false;
    }
    const forward = pendingCut !== undefined && frame.timeMs > pendingCut + graph.dt / 2;
    const within = scrubbing && frame.timeMs <= run.recordedMs + graph.dt / 2 && !(forward && changed);
    if (within) pendingCut = frame.timeMs;
    else if (frame.rewoundToMs !== undefined)
      pendingCut = frame.rewoundToMs < run.recordedMs ? frame.rewoundToMs : undefined;
    const goesOn =
      !within &&
      (pendingCut === undefined || frame.timeMs > pendingCut + graph.dt / 2 || frame.spikes.times.length > 0);
    if (goesOn) {
      // Stamps are the ends of steps in NEST's order and the starts in Brian2's: the present moment is, or is not, recorded.
      const half = graph.order === "brian2" ? -graph.dt / 2 : graph.dt / 2;
      const full = recorder.append(frame, pendingCut === undefined ? undefined : pendingCut + half);
      pendingCut = undefined;
      changed = false;
      if (full.size > 0) problems("recording", fullRecording(full, graph.dt));
    } else {
      recorder.append({ ...frame, spikes: { times: new Float64Array(0), cells: new Uint32Array(0) }, traces: [] });
    }
    setRun(
      {
        timeMs: frame.timeMs,
        reached: run.running ? frame.speed : 0,
        threads: frame.threads,
        recordedMs: goesOn ? frame.timeMs : run.recordedMs,
      },
      { tick: tick + 1 },
    );
  };

  const onStopped = ({ why, timeMs }: Extract<Reply, { type: "stopped" }>) => {
    // A stop that was asked for is known already, and the user may have started again since.
    if (foreign || ("type" in why && why.type === "asked")) return;
    setRun({ running: false, reached: 0, timeMs, ...("code" in why ? { stopped: why } : {}) });
  };

  link.onReply((reply) => {
    switch (reply.type) {
      case "compiled":
        return onCompiled(reply);
      case "wiring":
        if (reply.version >= firstVersion) store.setState({ wiring: { made: reply.made, total: reply.total } });
        return;
      case "frame":
        return onFrame(reply);
      case "stopped":
        return onStopped(reply);
      case "restored":
        if (passes(reply.diagnostics)) {
          pendingCut = reply.timeMs;
          setRun({ timeMs: reply.timeMs });
        }
        return answer(reply);
      case "saved":
      case "pairs":
        return answer(reply);
    }
  });

  const pause = () => {
    if (!store.getState().run.running) return;
    link.send({ type: "pause" });
    setRun({ running: false, reached: 0 });
  };
  /** The engine has no answer without one. */
  const needNetwork = () => {
    if (!store.getState().network) throw new Error("No network runs yet.");
  };
  const stopWhen = (stop: StopWhen | null) => {
    setRun({ stopWhen: stop, ...withoutStop() });
    link.send({ type: "stopWhen", stop });
  };
  const clearRun = () => {
    scrubbing = false;
    changed = false;
    pendingCut = undefined;
    problems("recording", []);
    setRun(
      { running: false, reached: 0, timeMs: 0, recordedMs: 0, ...withoutStop() },
      { tick: store.getState().tick + 1 },
    );
  };

  const conversation: Conversation = {
    sendGraph(graph, fresh) {
      version++;
      if (fresh) {
        pause();
        firstVersion = version;
        foreign = true;
        resetting = false;
        recorder.clear();
        store.setState({ network: undefined, compiled: undefined, wiring: undefined });
        clearRun();
        if (store.getState().run.stopWhen) stopWhen(null);
      }
      // As long as another circuit's network is the last good one, nothing of its state may be carried over.
      link.send({ type: "graph", version, graph, ...(foreign ? { reset: true } : {}) });
      // A reset ends the run, which may have been started while the first compile was still under way.
      const { running, speed } = store.getState().run;
      if (foreign && running) link.send({ type: "run", speed });
    },
    stopWiring() {
      if (!store.getState().wiring) return;
      link.send({ type: "stopWiring" });
      if (!store.getState().network) setRun({ running: false, reached: 0 });
    },
    wireAgain: () => conversation.sendGraph(store.getState().graph, false),
    play() {
      const { network, diagnostics, run } = store.getState();
      const error = diagnostics.find(({ severity }) => severity === "error");
      if (!network && error) return setRun({ stopped: error });
      scrubbing = false;
      setRun({ running: true, ...withoutStop() });
      link.send({ type: "run", speed: run.speed });
    },
    pause,
    step(steps) {
      pause();
      scrubbing = false;
      setRun(withoutStop());
      link.send({ type: "step", steps });
    },
    seek(timeMs) {
      pause();
      scrubbing = true;
      // The readout goes along at once, so that one press of a key builds on the last; the engine's answer has the last word.
      setRun({ timeMs: Math.max(0, timeMs) });
      link.send({ type: "seek", timeMs });
    },
    reset() {
      const { network } = store.getState();
      pause();
      resetting = network !== undefined;
      recorder.reset();
      clearRun();
      link.send({ type: "reset" });
    },
    poke(node, by) {
      // From the past on, the run is another one now.
      if (pendingCut !== undefined) changed = true;
      link.send({ type: "poke", node, by });
    },
    setSpeed(speed) {
      setRun({ speed });
      if (store.getState().run.running) link.send({ type: "run", speed });
    },
    stopWhen,
    watch: (traces, levels) => link.send({ type: "watch", traces, levels }),
    async pairs(node, limit) {
      needNetwork();
      return ask<PairsReply>((id) => link.send({ type: "pairs", id, node, limit }));
    },
    async saveState() {
      needNetwork();
      const reply = await ask<Extract<Reply, { type: "saved" }>>((id) => link.send({ type: "save", id }));
      return reply.bytes;
    },
    async restoreState(bytes) {
      pause();
      scrubbing = false;
      const reply = await ask<Extract<Reply, { type: "restored" }>>((id) => link.send({ type: "restore", id, bytes }));
      return reply.diagnostics;
    },
    dispose() {
      for (const { reject } of waiting.values()) reject(new Error("The session was closed."));
      waiting.clear();
      link.dispose();
    },
  };
  return conversation;
}

function fullRecording(full: ReadonlySet<Kept>, dt: number): Diagnostic[] {
  const { spikes, samples } = recordingLimits;
  return [
    ...(full.has("spikes") ? [sessionDiagnostic("spikes-full", "note", `${spikes / 1e6} million spikes`)] : []),
    ...(full.has("samples")
      ? [sessionDiagnostic("curves-full", "note", `${samples / 1e6} million samples or ${(samples * dt) / 1000} s`)]
      : []),
  ];
}
