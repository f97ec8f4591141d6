/**
 * The graph: what the user edits and saves. Plain JSON, readable and writable by hand; holds the seed, never results.
 * Keys are saved in the order in which they stand here; what equals its default is left out, so that diffs stay small.
 */
import type { Method } from "../kind/index.ts";

/** The format this program writes. A file with a higher number is refused by name. */
export const formatVersion = 1;

export interface Graph {
  spikeboard: number;
  name: string;
  /** Words for the reader: what to notice. */
  about?: string;
  /** 0 to 2^53 - 1. Same graph and seed: same spikes. */
  seed: number;
  /** Time step [ms]. */
  dt: number;
  /** The order of things within a step: NEST's (default) or Brian2's. */
  order: "nest" | "brian2";
  nodes: readonly Node[];
  wires: readonly Wire[];
  notes?: readonly Note[];
  groups?: readonly Group[];
  /** How the circuit wants to be looked at when it opens; results do not depend on it. */
  view?: View;
  /** Unknown fields are kept. */
  [unknown: string]: unknown;
}

export interface Node {
  /** Unique; letters, digits, `_` and `-`. */
  id: string;
  /** Name of a kind, or "custom" family kinds with `definition`. */
  kind: string;
  /** Version of the kind the parameters were written for; absent: 1. */
  version?: number;
  label: string;
  /** Place of the top left corner on the board [px], whole multiples of 16. */
  at: readonly [number, number];
  /** Number of cells; absent: 1. Not for synapses. */
  n?: number;
  /** Colour number of a population, from 1. */
  color?: number;
  /** Inputs on the right. */
  flipped?: boolean;
  /** Name of a form of the kind (its units); absent: the first. */
  form?: string;
  /** Only what differs from the default, in the unit of the parameter. */
  parameters?: Readonly<Record<string, Value>>;
  /** Only what differs from the kind's own start. */
  start?: Readonly<Record<string, Value>>;
  /** Integrator; absent: the kind's, or the compiler's choice. */
  method?: Method;
  /** Synapses: who reaches whom; absent: all to all. */
  connect?: Connect;
  /** The user's own equations (kinds customNeuron and customSynapse). */
  definition?: Definition;
  [unknown: string]: unknown;
}

export type Value = number | string | readonly number[] | Distribution;

/** Drawn once for each cell or pair from the graph's seed; `min` and `max` redraw what falls outside. */
export type Distribution =
  | { uniform: readonly [low: number, high: number] }
  | { normal: readonly [mean: number, sd: number]; min?: number; max?: number }
  /** Mean and standard deviation of the values themselves. */
  | { lognormal: readonly [mean: number, sd: number]; min?: number; max?: number }
  /** One value a cell, in order, repeated if short. */
  | { values: readonly number[] };

/** Autapses (a cell onto itself) and multapses (a pair drawn twice) are allowed where the rule draws, unless false. */
export type Connect =
  | { rule: "all-to-all"; autapses?: boolean }
  | { rule: "one-to-one" }
  | { rule: "probability"; p: number; autapses?: boolean }
  | { rule: "in-degree"; k: number; autapses?: boolean; multapses?: boolean }
  | { rule: "out-degree"; k: number; autapses?: boolean; multapses?: boolean }
  | { rule: "total"; k: number; autapses?: boolean; multapses?: boolean }
  /** [pre cell, post cell], or with [weight, delay] in the units of the parameters. */
  | { rule: "pairs"; pairs: readonly (readonly [number, number] | readonly [number, number, number, number])[] };

/** What a custom node adds to its kind: the same fields as a kind file. */
export interface Definition {
  parameters: Readonly<
    Record<string, { default: number; unit: string; range?: readonly [number, number]; about?: string }>
  >;
  state: Readonly<Record<string, { unit: string; start: string; about?: string }>>;
  equations: string;
  /** Neurons. */
  threshold?: string;
  reset?: string;
  refractory?: string;
  /** Synapses. */
  onSpike?: string;
  onPost?: string;
  /** Unit of the input (neuron) or output (synapse) current. */
  current?: string;
}

/** A line between two ports, each "node.port". */
export interface Wire {
  from: string;
  to: string;
  [unknown: string]: unknown;
}

export interface View {
  /** Simulated time over real time. */
  speed?: number;
  /** "node.variable" of cell 0, or "node.variable.3" of cell 3, drawn from the start. */
  traces?: readonly string[];
  /** Width of the plots [ms]. */
  spanMs?: number;
  /** Plots from top to bottom, such as "spikes", "rate", "membrane:mV"; those that are not named follow. */
  plots?: readonly string[];
  /** Node whose laboratory is open beside the board from the start. */
  panel?: string;
  [unknown: string]: unknown;
}

export interface Note {
  id: string;
  at: readonly [number, number];
  size?: readonly [number, number];
  text: string;
  [unknown: string]: unknown;
}

export interface Group {
  id: string;
  label: string;
  nodes: readonly string[];
  [unknown: string]: unknown;
}
