/**
 * The live app without a view, as the editor sees it. `session.store` is a zustand vanilla store of small immutable state;
 * large arrays (recordings, levels) live beside it and are announced by a counter.
 */
import type { StoreApi } from "zustand/vanilla";
import type { Diagnostic, Fix } from "../diagnostic/index.ts";
import type { NetworkSummary, Reply, Request, StopWhen, TraceRequest } from "../engine/index.ts";
import type { Graph } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";

/** A pure change of the graph. `coalesce`: edits in a row with the same key become one undo step (a slider drag). */
export interface Edit {
  label: string;
  apply: (graph: Graph) => Graph;
  coalesce?: string;
}

export interface SessionState {
  graph: Graph;
  /** Labels for the undo and redo buttons; undefined when there is nothing. */
  undo?: string;
  redo?: string;
  /** All problems of the present graph, errors first. */
  diagnostics: readonly Diagnostic[];
  /** The compiled network that runs; undefined before the first good compile. */
  network?: NetworkSummary;
  /** Milliseconds the last compile took, and how the last edit reached the engine. */
  compiled?: { tookMs: number; how: "written" | "recompiled" | "refused" | "unchanged" };
  /** How far a network of very many pairs is, while it is being made. */
  wiring?: { made: number; total: number };
  run: {
    running: boolean;
    timeMs: number;
    /** Asked for. */
    speed: number | "max";
    /** Reached; 0 when paused. */
    reached: number;
    /** Threads that take part, of those that the network may take. */
    threads: number;
    stopWhen: StopWhen | null;
    /** Why it stopped by itself, until the next start. */
    stopped?: Diagnostic;
    /** Latest model time that has been recorded (scrubbing back keeps what lies ahead until the run goes on). */
    recordedMs: number;
  };
  selection: { nodes: readonly string[]; wires: readonly number[]; notes: readonly string[] };
  saved: { status: "new" | "saving" | "saved" | "failed"; atMs?: number; message?: string };
  /** Counts up whenever recordings or levels changed; read them from `session.recordings`. */
  tick: number;
  circuit: { id: string };
  /** Another window stores this circuit: it is for looking here, and the first edit makes it a copy. */
  elsewhere: boolean;
}

/** The sizes that a population had before: `n` cells until `untilMs`, in order of time. */
export interface Past {
  /** The number that spikes of cells carry which the population no longer has. */
  gone: number;
  sizes: { untilMs: number; n: number }[];
}

/** What the run left behind. Typed arrays that only grow, cut by a rewind. Times in ms. */
export interface Recordings {
  /** All spikes in order of time; `count` valid entries; `cells` as in Frame.spikes. */
  spikes: { count: number; times: Float64Array; cells: Uint32Array };
  /** Key "node.variable.cell" -> samples in order of time. */
  traces: ReadonlyMap<string, { count: number; times: Float64Array; values: Float32Array }>;
  /** Present levels by node: first state of up to 400 cells. */
  levels: ReadonlyMap<string, { values: Float32Array; held: Uint8Array }>;
  /** Spikes of the present frame by node, for flashes and beads. */
  fresh: { times: Float64Array; cells: Uint32Array };
  /** By node: populations whose number of cells has changed in the course of the run. */
  past: ReadonlyMap<string, Past>;
  /** The run before the last reset, to lay under this one. */
  last?: Pick<Recordings, "spikes" | "traces" | "past">;
}

export interface CircuitEntry {
  id: string;
  name: string;
  savedAtMs: number;
  cells: number;
}

export interface Session {
  store: StoreApi<SessionState>;
  catalogue: Catalogue;
  recordings: Recordings;

  /** One undo step (or part of one, see Edit.coalesce). An edit that changes nothing makes no step. */
  edit(edit: Edit): void;
  /** Runs the named edit of a diagnostic's fix. */
  fix(fix: Fix): void;
  undo(): void;
  redo(): void;
  select(selection: Partial<SessionState["selection"]>): void;

  /** Gives up a network that is being made … */
  stopWiring(): void;
  /** … and makes it after all. */
  wireAgain(): void;
  play(): void;
  pause(): void;
  /** Whole steps, backwards if negative. */
  step(steps: number): void;
  seek(timeMs: number): void;
  /** Back to 0 ms; the recordings become `last`. */
  reset(): void;
  /** Adds to the first state of the cells of a node at once, `by` in its unit: part of the run, which replays it. */
  poke(node: string, by: number): void;
  setSpeed(speed: number | "max"): void;
  stopWhen(stop: StopWhen | null): void;
  watch(traces: readonly TraceRequest[], levels: readonly string[]): void;
  /** Present pairs of a synapse node, at most `limit`. */
  pairs(node: string, limit: number): Promise<Extract<Reply, { type: "pairs" }>>;
  /** Whole engine state, to restore later. */
  saveState(): Promise<Uint8Array>;
  restoreState(bytes: Uint8Array): Promise<readonly Diagnostic[]>;

  /** Replaces the open graph with another circuit (new history, time 0). The old one stays in the library. */
  open(graph: Graph, id?: string): Promise<void>;
  library: {
    list(): Promise<readonly CircuitEntry[]>;
    open(id: string): Promise<readonly Diagnostic[]>;
    remove(id: string): Promise<void>;
  };
  /** The circuit that another window has: from now on this one stores it, as it is stored now. */
  takeOver(): Promise<readonly Diagnostic[]>;
  /** What is on the board becomes a circuit of its own, which this window stores. */
  workOnCopy(): void;
  /** Resolves when the open circuit is safely stored. */
  flush(): Promise<void>;
  dispose(): void;
}

/** The engine as the session sees it: a worker in the app, in-process in Node and in tests. */
export interface EngineLink {
  send(request: Request, transfer?: readonly ArrayBuffer[]): void;
  onReply(listener: (reply: Reply) => void): void;
  dispose(): void;
}

/** Where circuits are kept: IndexedDB in the app, a Map in tests. Each call is one transaction. */
export interface Storage {
  get(key: string): Promise<unknown>;
  /** Resolves when the data is safely on disk. */
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<readonly string[]>;
}
