/**
 * What the compiler makes and the engine runs: populations of elements with states, a step written as assignments of
 * expression trees, and projections as compressed rows. Plain data; the same value drives the WebAssembly emitter, the
 * slow reference engine and the printed equations. All numbers are in the engine's coherent units (ms, mV, pA, nS, pF …).
 *
 * Names in trees are the population's own slots: parameters and states as in the kind, those of a synapse summed onto the
 * population as "synapse.name", and generated ones that start with `$`.
 */
import type { Tree } from "../expression/index.ts";
import type { CourseList } from "../kind/index.ts";

/** In the right sides of an adaptive step: `$old_x` is the state x as it was when the step began. */
export const oldPrefix = "$old_";

/** The coefficient of theta^k in the course of a state within the step, and theta itself. */
export const waveName = (state: string, k: number): string => `$wave${k}_${state}`;
export const theta = "$theta";

/** Rounds in which coupled cells come to agree on a step, at most. */
export const mostRounds = 30;

/**
 * Populations that repeat a step until they agree: those that are followed and those that follow, where integrated adaptively.
 */
export function coupledOf({ populations }: Network): number[] {
  return populations.flatMap(({ type, update, spike, waves, inputs }, index) => {
    const follows = inputs.some(({ from, part }) => part !== undefined && part > 1 && populations[from]?.pairs);
    const pieces = update.type === "adaptive" && !(spike?.type === "threshold" && spike.substep);
    return type === "cells" && pieces && (waves.length > 0 || follows) ? [index] : [];
  });
}

export interface Network {
  dt: number;
  seed: number;
  order: StepOrder;
  populations: readonly Population[];
  projections: readonly Projection[];
}

/** The order of one step, as data: see `orders.ts`. */
export interface StepOrder {
  name: "nest" | "brian2";
  phases: readonly ("record" | "integrate" | "test" | "deliver" | "reset")[];
  /** Steps between the index of the step in which a spike is found and its time stamp. */
  stampOffset: 0 | 1;
  /** Added to t_ref in steps, to give the number of steps (the spike's own included) until a cell is free again. */
  holdOffset: 0 | 1;
  /** Fewest steps a spike may travel. */
  minDelay: 0 | 1;
  /** t_ref and off-grid source times: upwards or to the nearest step. */
  rounding: "up" | "nearest";
  /** How a crossing without reset is stamped: at the first sample past the peak, or at the first above the level. */
  crossing: "peak" | "level";
}

export interface Population {
  node: string;
  label: string;
  /** What is stepped: cells of a node, or one element for each pair of a synapse node. */
  type: "cells" | "pairs";
  family: "neuron" | "synapse" | "current" | "spikes";
  n: number;
  states: readonly StateSlot[];
  parameters: readonly ParameterSlot[];
  /** Numbers that depend on parameters alone, evaluated in this order whenever one changes. */
  constants: readonly Constant[];
  /** Currents from other populations, summed inside the trees under their names; held over the step. */
  inputs: readonly InputSlot[];
  /** Cells: what adds up in each current input of the kind, by the name of the input. */
  drive?: readonly Assignment[];
  /** dx/dt as written, with inputs and summed synapses in place: for people; `update` is what runs. */
  equations: readonly Assignment[];
  /** The threshold rule as written, likewise. */
  rule?: { when: Tree; then: readonly Assignment[] };
  update: Update;
  /** After the integration, in order: noise, and in Brian2's order the kind's own statements. */
  after: readonly Assignment[];
  /** The kind's statements between arriving spikes and the test, where the order of the step has them in this sequence: `v = max(v, V_min)`. */
  beforeTest: readonly Assignment[];
  spike?: Spike;
  /** What leaves as a current, evaluated at the start of each step (current sources; pairs: summed over the target's pairs). */
  output?: Tree;
  /** Graded outputs that are not states, evaluated at the start of each step; `text` as written, for people, where states are stored otherwise. */
  sent: readonly { name: string; tree: Tree; text: Tree }[];
  /** Lists that trees read by name, and the time at which. */
  courses: readonly (CourseList & { name: string; at: Tree })[];
  /** Unit in which the output is shown. */
  outputUnit?: string;
  /** States whose course within a step others follow: V(theta) = x + c1 theta + c2 theta^2 + c3 theta^3, theta from 0 to 1, with c_k among `sent` of the engine. */
  waves: readonly { state: string; tolerance: number }[];
  /** Random draws of one step, by name in the trees. */
  draws: readonly Draw[];
  /** Pairs only: the projection whose rows the elements are, and the states read from the target cell, by name in the trees. */
  pairs?: {
    projection: number;
    post: number;
    reads: readonly { name: string; state: string }[];
    /** A name in the trees for a sum over all pairs on the same target, as it is at the start of the step. */
    total?: Assignment;
    /** Values read from the sending cell: a state, or one of `sent`. */
    readsPre: readonly { name: string; pre: number; from: string }[];
    onSpike: readonly Assignment[];
    /** Summed over the target's pairs like `output`: how what leaves changes with a state of the target, where that moves on within the step. */
    more: readonly Tree[];
    /** When the target cell fires. */
    onPost: readonly Assignment[];
    /** That is felt two delays after the target fired, before what arrives then: the delay lies on the target's side. */
    back: boolean;
  };
  /** Stream of start values. */
  start: readonly { state: string; tree: Tree }[];
  /** Integrator, in words. */
  method: string;
  /** What is to be said of it. */
  notes?: readonly string[];
  /** True when the derivative must know whether a cell is refractory (several stages, or states that follow a held one). */
  needsHeld: boolean;
}

export interface StateSlot {
  name: string;
  /** For display, and as of the kind. */
  unit: string;
  /** Frozen while refractory. */
  held: boolean;
  /**
   * The state is stored relative to this parameter (a resting potential), so that a rest is exactly a rest and rounding is
   * that of NEST's linear models. Trees in `update` mean the stored value; all others the absolute one.
   */
  relativeTo?: string;
  /** Voltages get a runaway check. */
  voltage: boolean;
  /** A receptor's: the synapse nodes whose spikes add up in it, the one it is named after first. */
  sharers?: readonly string[];
}

export interface ParameterSlot {
  name: string;
  /** Where the user sets it. */
  node: string;
  parameter: string;
  unit: string;
  /** One value for all, or one a cell. */
  values: Float64Array;
  /** Other synapse nodes with the same value live on this slot: a change needs a new network. */
  shared?: boolean;
}

export type Constant =
  | { type: "tree"; name: string; tree: Tree }
  /** Whole steps from a time, rounded as the order says. */
  | { type: "steps"; name: string; tree: Tree }
  /** P = expm(A dt), Q = integral of expm(A s) from 0 to dt; entries with a name are stored. */
  | {
      type: "propagator";
      A: readonly (readonly Tree[])[];
      P: readonly (readonly (string | null)[])[];
      Q: readonly (readonly (string | null)[])[];
    }
  /** Two functions of `of` from `low` to `high`, as cubics on at most so many pieces: see `tables.ts`. Makes also `name_per` and `name_pieces`. */
  | {
      type: "table";
      name: string;
      of: string;
      /** The state that it is for; absent: for any. */
      state?: string;
      low: number;
      high: number;
      /** A power of two. */
      most: number;
      trees: readonly [Tree, Tree];
    };

export interface InputSlot {
  name: string;
  /** Population that sends. */
  from: number;
  /** "all": its only element to every cell; "each": element k to cell k; "target": summed over the pairs onto the cell. */
  pick: "all" | "each" | "target";
  /** Pairs: which of their sums, 0 for `output` and from 1 on those of `more`. */
  part?: number;
}

export interface Assignment {
  name: string;
  tree: Tree;
}

export type Update =
  /** `lets` in order, then every `next` from old values; all are stored together. */
  | { type: "straight"; lets: readonly Assignment[]; next: readonly Assignment[] }
  /** Runge-Kutta-Fehlberg 4(5) with a step length kept for each cell: contract of NEST's GSL models. `rights` may read `$held`. */
  | { type: "adaptive"; rights: readonly Assignment[]; tolerance: Tolerance };

/** Error allowed in one adaptive step: `allowed`, or `allowed` (1 + |h f|) when relative, f being the slope at the end. */
export interface Tolerance {
  allowed: number;
  relative: boolean;
}

export type Spike =
  /** `when` may use last(x). `then` runs on the cell that spiked. `hold`: name of the constant with the steps. */
  | {
      type: "threshold";
      when: Tree;
      then: readonly Assignment[];
      hold?: string;
      lasts: readonly string[];
      substep?: boolean;
      /** What `then` makes of held states is seen from the next step on, where the cell rests. */
      late?: boolean;
    }
  | { type: "count"; count: Tree }
  /** Steps (index of the step in which they are found), ascending, and the cell of each. */
  | { type: "times"; steps: Int32Array; cells: Uint32Array };

export type Draw =
  | { name: string; type: "uniform" | "normal"; stream: number; block: number }
  | { name: string; type: "poisson"; stream: number; block: number; mean: Tree };

/** Numbers of cells, two bytes each where there are no more than 65 536. */
export type Indices = Uint16Array | Uint32Array;

/** Zeros, for `length` numbers below `n`. */
export const indices = (n: number, length: number): Indices =>
  n <= 65536 ? new Uint16Array(length) : new Uint32Array(length);

/** A number for each pair: `values[pair] * scale`. The scale of doubles is 1; whole numbers of 16 bits have a power of two. */
export interface PairValues {
  name: string;
  values: Float64Array | Int16Array;
  scale: number;
}

/** Memory for numbers that will move elsewhere: what is resized to nothing is free at once, where a collector would wait. */
export const movable = (bytes: number): ArrayBuffer => new ArrayBuffer(bytes, { maxByteLength: bytes });

/** Projections of more pairs than this are filled in bulk (`fill.ts`), and their arrays move into the engine's memory. */
export const manyPairs = 2 ** 20;

/**
 * Who reaches whom: rows by presynaptic cell, cut by delay. The pairs of cell j with delay `delays[k]` are its piece
 * `j * delays.length + k`, from `beginOf` to `endOf`; targets ascend within, except in rows that were filled in bulk.
 */
export interface Projection {
  node: string;
  label: string;
  /** What its rows were made from: equal texts mean equal rows. */
  made: string;
  pre: number;
  post: number;
  /** Distinct delays, ascending [steps]. */
  delays: Int32Array;
  /** Pairs in all. */
  size: number;
  offsets: Uint32Array;
  /** Each piece has so many offsets, and the pairs of this projection are between the one at `lane` and the next: see `bundles.ts`. */
  stride: number;
  lane: number;
  targets: Indices;
  /** Values of the parameters given per pair, by name; those that are one number are parameters of the target population. */
  perPair: readonly PairValues[];
  /** For synapses summed on the target: what a spike adds to which of its states. Names: slots of the target population and of `perPair`. */
  onSpike: readonly Assignment[];
  /** Spikes act from the start of the step that ends with their arrival. */
  early: boolean;
  /** Population of pairs when the synapse has states of its own for each pair. */
  pairs?: number;
}

/** Number of the first pair of a piece. */
export const beginOf = ({ offsets, stride, lane }: Rows, piece: number): number =>
  offsets[piece * stride + lane] as number;
/** Number after that of the last pair of a piece. */
export const endOf = ({ offsets, stride, lane }: Rows, piece: number): number =>
  offsets[piece * stride + lane + 1] as number;

/** Number of the first pair of all, if there is one. */
export function firstPair(rows: Rows): number {
  const pieces = (rows.offsets.length - 1) / rows.stride;
  let piece = 0;
  while (piece < pieces && beginOf(rows, piece) === endOf(rows, piece)) piece++;
  return beginOf(rows, piece);
}

/** Goes through the numbers of all pairs. */
export function eachPair(rows: Rows, visit: (pair: number) => void): void {
  const pieces = (rows.offsets.length - 1) / rows.stride;
  for (let piece = 0; piece < pieces; piece++)
    for (let pair = beginOf(rows, piece), end = endOf(rows, piece); pair < end; pair++) visit(pair);
}

type Rows = Pick<Projection, "offsets" | "stride" | "lane">;
