/**
 * What passes between the session and the host of the engine (`host.ts`), which lives in a worker in the browser and in
 * the same thread in Node. Arrays are transferred, never copied. Times are [ms] from the start of the run.
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import type { Graph } from "../graph/index.ts";

export type Request =
  /** The graph as it is now. The host finds what changed: values are written at once, a new shape is compiled and the state carried over by name. */
  | { type: "graph"; version: number; graph: Graph; reset?: boolean }
  /** Gives up a network that is being wired; its graph counts as refused. */
  | { type: "stopWiring" }
  /** `speed`: simulated time over real time (0.001 …) or "max". */
  | { type: "run"; speed: number | "max"; untilMs?: number }
  | { type: "pause" }
  /** Whole steps, backwards if negative. */
  | { type: "step"; steps: number }
  /** Go to a moment: restore the checkpoint before it and replay exactly. Recordings after it are void once the run goes on. */
  | { type: "seek"; timeMs: number }
  | { type: "reset" }
  /** Adds to the first state of every cell of a population that does not rest, at once: a kick by hand. `by` in the unit of the state. */
  | { type: "poke"; node: string; by: number }
  | { type: "stopWhen"; stop: StopWhen | null }
  /** What to record (every `everyMs`, 0: each step) and which populations' membrane levels to send each frame. */
  | { type: "watch"; traces: readonly TraceRequest[]; levels: readonly string[] }
  | { type: "save"; id: number }
  | { type: "restore"; id: number; bytes: Uint8Array }
  /** Pairs of a synapse node, at most `limit`. */
  | { type: "pairs"; id: number; node: string; limit: number };

export type StopWhen =
  | { type: "spike"; node: string; cell?: number }
  /** A condition on the states and parameters of a population: stops when it holds for any cell. */
  | { type: "condition"; node: string; text: string };

export interface TraceRequest {
  node: string;
  variable: string;
  cells: readonly number[];
  everyMs: number;
}

export type Reply =
  | {
      type: "compiled";
      version: number;
      diagnostics: readonly Diagnostic[];
      /** Absent when the graph has errors: the last good network goes on. */
      network?: NetworkSummary;
      how: "written" | "recompiled" | "refused" | "unchanged";
      tookMs: number;
    }
  /** A network of very many pairs is being made. */
  | { type: "wiring"; version: number; made: number; total: number }
  | Frame
  | { type: "stopped"; timeMs: number; why: Diagnostic | { type: "asked" | "until" } }
  | { type: "saved"; id: number; bytes: Uint8Array }
  | { type: "restored"; id: number; timeMs: number; diagnostics: readonly Diagnostic[] }
  | {
      type: "pairs";
      id: number;
      node: string;
      total: number;
      nPre: number;
      nPost: number;
      pre: Uint32Array;
      post: Uint32Array;
      /** As they are at this moment of the run. */
      weight: Float64Array;
      /** Where the weights learn: those they started from. */
      start?: Float64Array;
      delayMs: Float64Array;
    };

/** Sent once a frame while running, and after every step, seek and reset. */
export interface Frame {
  type: "frame";
  /** The network the numbers belong to. */
  version: number;
  /** Present model time. */
  timeMs: number;
  running: boolean;
  /** Threads that take part now. */
  threads: number;
  /** Reached speed over the last frames, simulated time over real time; 0 when paused. */
  speed: number;
  /** If set, recordings later than this (in Brian2's order, where stamps are starts of steps: not earlier) are void: the run was rewound or reset. */
  rewoundToMs?: number;
  /** Spikes since the last frame, in order of time. `cells` count through all spiking populations: see NetworkSummary.first. */
  spikes: { times: Float64Array; cells: Uint32Array };
  /** Samples since the last frame: values[k * cells + c]. */
  traces: readonly {
    node: string;
    variable: string;
    cells: readonly number[];
    times: Float64Array;
    values: Float32Array;
  }[];
  /** Present value of the first state (v) for up to 400 cells, a block's highest above that, in its unit; `held`: 1 if refractory. */
  levels: readonly { node: string; values: Float32Array; held: Uint8Array }[];
}

export interface NetworkSummary {
  populations: readonly {
    node: string;
    n: number;
    /** Number of this population's first cell in the cell numbers of spikes; -1 if it never spikes, or its spikes are not recorded. */
    first: number;
    /** States that can be traced, receptor states of its synapses as "synapse.state". */
    states: readonly { name: string; unit: string }[];
    /** Integrator in use, in words, and what is to be said of it. */
    method: string;
    notes?: readonly string[];
  }[];
  /** Synapses whose pairs have states of their own, such as a weight that learns; `n` pairs each. */
  pairs: readonly { node: string; n: number; states: readonly { name: string; unit: string }[] }[];
  projections: readonly { node: string; pre: string; post: string; pairs: number; bytes: number }[];
  /** Bytes of engine memory. */
  bytes: number;
  /** Threads that take part where they are faster. */
  threads: number;
  dtMs: number;
}
