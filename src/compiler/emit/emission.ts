/** What the parts of the emitter share: the network, its layout, and the module that is being written. */
import type { Tree } from "../../expression/index.ts";
import type { Dag, Ir, Module } from "../../wasm/index.ts";
import type { Layout, PopulationLayout } from "../layout.ts";
import type { Network, Population, Spike } from "../network.ts";
import type { Runtime } from "../runtime/runtime.ts";

export interface Emission {
  network: Network;
  layout: Layout;
  module: Module;
  /** Global with the index of the step. */
  step: number;
  /** Global with `runFlags`. */
  flags: number;
  runtime: Runtime;
  /** Number of the thread for which this is written, where the network is shared out. */
  thread?: number;
  /** Functions that draw for several vectors of cells, by what and for how many. */
  draws: Map<string, number>;
}

/** Flags that `run` leaves in its error global. */
export const runFlags = { historyFull: 1, spikesFull: 2, stopped: 4, lost: 8 } as const;

/** A condition that stops the run when it holds for any cell of a population. */
export interface StopCondition {
  population: number;
  when: Tree;
}

/** Values that a run records: a state, or what a source sends under any other name. */
export interface Sampling {
  population: number;
  variable: string;
  cells: readonly number[];
  /** [steps], 1 or more. */
  every: number;
}

export type Threshold = Extract<Spike, { type: "threshold" }>;

/** How one function sees the elements: which registers hold the place, and how many lanes go at a time. */
export interface View {
  dag: Dag;
  population: Population;
  layout: PopulationLayout;
  /** Local with the byte offset of the element's doubles (element * 8). */
  place: number;
  /** Bytes added to it: later elements of an unrolled loop. */
  shift: number;
  /** Vectors of elements in the block that this is one of. */
  vectors: number;
  /** Names that stand for something computed here. */
  env: Map<string, Ir>;
  /** `t` of the equations: step index plus this, times dt. */
  stamp: number;
  /** What the loop that is written goes over, cells where absent: what stays the same for all of it is computed before. */
  over?: "steps";
  /** Time within the step, for stages (adaptive): local. */
  time?: number;
}
