/**
 * What a node kind may say. A kind is data: what a textbook page holds, in one file under `nodes/`. Palette, inspector,
 * tooltip, equation sheet, unit check, compiled code and docs are all made from it; nothing else knows kinds by name.
 */

export type Family = "neuron" | "synapse" | "current" | "spikes";

/**
 * What flows through a port. `spikes`: events. `current`: whatever adds up in a neuron's input. `value`: a graded value.
 * `patterns`: nothing in a run; what is sent is read once, when the network is made.
 */
export type Signal = "spikes" | "current" | "value" | "patterns";

export interface Port {
  signal: Signal;
  about: string;
  /** Outputs: the state or assigned name that leaves here, or for patterns the parameter that holds them. Absent on a synapse that only makes jumps (`v += weight`). Inputs: absent. */
  reads?: string;
  /** Unit of the value, or a unit alias of `forms`. A current input and output fit when their units have one dimension. */
  unit?: string;
}

/**
 * One set of units for a kind that works in several: a current source in pA, in µA/cm² or in mV/ms. Keys are aliases that
 * parameters, states and ports use in place of a unit: `{ I: "pA", G: "nS" }`.
 */
export type Form = Readonly<Record<string, string>>;

export interface Parameter {
  about: string;
  /** A unit ("mV", "1" for none) or an alias of `forms`. */
  unit: string;
  /**
   * In `unit`. With `forms`, may be given for each form by its name. A list for type "list", a text for type "equation",
   * "patterns" and "choice".
   */
  default: number | readonly number[] | string | Readonly<Record<string, number>>;
  /** Lowest and highest allowed value, in `unit`, ends included; with `forms`, may be given for each form. */
  range?: readonly [number, number] | Readonly<Record<string, readonly [number, number]>>;
  /** Where a slider ends when the range is much wider than what one usually wants; with `forms`, may be given for each form. */
  slider?: readonly [number, number] | Readonly<Record<string, readonly [number, number]>>;
  scale?: "linear" | "log";
  /** One value for each cell (default) or for each pair of cells (synapses: weight, delay). */
  per?: "cell" | "pair";
  /**
   * "number" (default), "integer", "list" (numbers, such as spike times), "equation" (text, such as r(t)), "patterns" (text
   * that says what they are) or "choice" (one of `choices`, which equations read as its place in the list, from 0).
   */
  type?: "number" | "integer" | "list" | "equation" | "patterns" | "choice";
  /** Of a choice: each by the name that is saved, with the words that are shown. */
  choices?: Readonly<Record<string, string>>;
}

export interface State {
  about: string;
  unit: string;
  /** Expression for the value at time 0, of parameters and of states declared above it. May draw: rand(), randn(). */
  start: string;
}

/** A number that decides whether a kind does what it says. */
export interface Limit {
  /** Expression without a unit, of parameters and the time step `dt`. */
  of: string;
  /** Above this the kind is still stepped, and `about` is said of it. */
  warn: number;
  /** Above this it cannot be. */
  most: number;
  /** What happens above `warn`: a sentence. */
  about: string;
}

/**
 * A value that nobody types in: it is made when the network is made, mostly of patterns. Equations read it as a parameter without a
 * unit. The other fields name parameters of the kind, so that a change of one of them makes the network anew.
 */
export type Computed =
  /** One value a cell: its place in the population, k/n for cell k of n; `drawn`: in an order drawn from the seed. */
  | { type: "place"; about: string; drawn?: true }
  /** The number of cells of the population. */
  | { type: "cells"; about: string }
  /** One value a cell: a pattern as a cue. */
  | {
      type: "cue";
      about: string;
      /** Parameter with the patterns. */
      patterns: string;
      /** Which one is shown, from 1; 0 shows none. */
      shown: string;
      /** A choice of `whole`, `partial`, `noise`, `corrupt`. */
      cue: string;
      /** Share that is seen or turned. */
      share: string;
    }
  /** One value a pair: the weights that store the patterns that arrive at an input. */
  | {
      type: "weights";
      about: string;
      /** Input that takes the patterns. */
      patterns: string;
      /** A choice among the rules of storage, by their names. */
      rule: string;
      /** A choice of `zero` or `kept`. */
      diagonal: string;
      /** Share of the weights that is damaged, and a choice of `pairs`, `single`, `stroke`. */
      lesion: string;
      damage: string;
    };

/** What a kind is in a network that is taught from samples. The fields name parameters, ports and variables of the kind. */
export type Lesson =
  /** What goes in and what should come out: lists, one entry a sample. */
  | {
      type: "samples";
      /** Lists, one for each cell. */
      inputs: readonly string[];
      target: string;
      /** How many samples of the lists count, from the first. */
      rows: string;
      /** A choice of `corrected` and `literal`: the rule by which units that answer in a step are taught. */
      rule: string;
    }
  /** Patterns that go in, each of the class that its name says; what is sent is a point times the amplitude. */
  | { type: "pictures"; patterns: string; amplitude: string }
  /** Marks the units it is wired to as those that answer: what should come out of them comes from the samples. */
  | { type: "target" }
  /** The weights of a layer: one for each pair, all times the gain. */
  | { type: "weights"; weight: string; gain: string }
  /** The units of a layer, at rest: they send `sends`, a function of `activation`, which is what they hear and the bias. */
  | {
      type: "units";
      activation: string;
      sends: string;
      bias: string;
      /** Units that send 1 above this parameter and 0 below. */
      step?: string;
    };

/** How a network is stepped. */
export interface Stepping {
  /** Time step [ms]. */
  dt: number;
  /** Absent: the kind's own. */
  method?: Method;
}

/** The experiment that shows a published set, so that one choice sets it up. */
export interface Shown {
  /** A source, by its kind and what differs from its defaults, wired to the first input that takes a current. */
  stimulus: { kind: string; parameters: Readonly<Record<string, number | readonly number[]>> };
  /** How long it takes [ms]. */
  duration: number;
  /** As whoever published it stepped it, and so finely that the solution no longer changes. */
  published?: Stepping;
  converged?: Stepping;
  /** What the step has to do with it: one sentence or two. */
  why?: string;
}

/** A published set of values under the name the field knows it by. What it leaves out is at its default. */
export interface Preset {
  label: string;
  /** The stimulus that shows it, the published time step, and what to expect. */
  about?: string;
  /** The form of units in which `parameters` and `start` are written; absent: the first. */
  form?: string;
  parameters: Readonly<Record<string, number>>;
  /** Starts that differ from the kind's own. */
  start?: Readonly<Record<string, number>>;
  /** Where the values stand, with the year; absent: the kind's sources. */
  source?: string;
  shown?: Shown;
}

/** A course over time that is written down as two lists, and read by its name in the equations; 0 before the first time. */
export interface Course {
  about: string;
  /** Parameters of the type "list": times [ms], rising, and the value at each. Without times the values are numbered from 0, as rows of a table. */
  times?: string;
  values: string;
  /** "hold": each value until the next. "line": straight from one to the next, and 0 after the last. */
  between: "hold" | "line";
  /**
   * Expression for the time that is looked up, or for the number of the row; absent: `t`. Of `t` and parameters that are one for
   * all cells.
   */
  at?: string;
}

export type SpikeRule =
  /**
   * Threshold and reset. `when`: condition on the state after the step. `then`: statements, one a line or with `;`.
   * `hold`: a time; for so long no new spike and the variables in `holds` (by default those that `then` assigns with `=`)
   * keep their values and lose what arrives.
   */
  | {
      type: "threshold";
      when: string;
      then: string;
      hold?: string;
      holds?: readonly string[];
      /** Variables that do not move by themselves during the rest, but take what arrives: `afterStep` sees it. */
      pauses?: readonly string[];
      /** "substep": tested after every accepted piece of an adaptive step in NEST's order; a cell may fire more than once. */
      at?: "step" | "substep";
      /**
       * What held states show in the step of a spike: what `then` makes of them (default), or the peak that fired, with the
       * reset as the rest begins. Without a rest there is then no reset.
       */
      shows?: "reset" | "peak";
      /** Adaptive steps: what the tested state counts as at most in the right sides; by default the threshold, if it is a parameter. */
      ceiling?: string;
    }
  /** No reset: a spike is an upward crossing of `level` by `of` (stamped as the step order says). `hold`: none for so long. */
  | { type: "crossing"; of: string; level: string; hold?: string }
  /** Spike sources: how many spikes each cell sends in this step; `t` is the stamp of the step. */
  | { type: "count"; count: string }
  /** Spike sources: a list parameter that holds the spike times, and maybe one with the cell of each (else every cell sends all). */
  | { type: "times"; times: string; cells?: string };

export type Method =
  | "exact"
  | "exponential_euler"
  | "exponential_euler_tabulated"
  | "euler"
  | "gs_euler"
  | "rk4"
  | "rkf45";

export interface Kind {
  family: Family;
  /** Written into saved files: never renamed, only migrated. Equal to the export's name. */
  kind: string;
  version: number;
  /** Full name, sentence case: palette, inspector. */
  label: string;
  /** A few letters for the node itself: "LIF". */
  short: string;
  /** One sentence for the palette's tooltip. */
  about: string;
  /** Two to five sentences: what it is, when to use it, what to watch for. */
  notes: string;
  /** What the lecture says otherwise, and why this is right: a slip a string, in a sentence or three, formulas between backquotes. */
  lecture?: readonly string[];
  /** Papers or books with year and place in them. */
  sources: readonly string[];
  /** 24 x 24 icon: the `d` of one stroked path, inside x 5 to 19 and y 7 to 19: the outline of the family goes around it. */
  icon: string;
  /** The user may write the equations: a node of this kind can carry a `definition`, and the kind holds the first one. */
  editable?: boolean;

  /** By name, the first is the default. Absent when the kind has one set of units. */
  forms?: Readonly<Record<string, Form>>;
  inputs: Readonly<Record<string, Port>>;
  outputs: Readonly<Record<string, Port>>;
  parameters: Readonly<Record<string, Parameter>>;
  state: Readonly<Record<string, State>>;
  /** By name: values made with the network. A synapse's own are called `weight`, as typed ones are. */
  computed?: Readonly<Record<string, Computed>>;
  /** Part of a network that can be taught. */
  lesson?: Lesson;
  /** By the name under which the equations read them. */
  courses?: Readonly<Record<string, Course>>;
  /** `dx/dt = …` and `name = …`, one a line, in the order of evaluation. Synapses may read the target's states by name. */
  equations: string;
  spike?: SpikeRule;
  /** Statements after every step, before the threshold test: `v = max(v, V_min)`. `resting` is 1 while the cell rests, else 0. */
  afterStep?: string;
  /** What parameters and the time step must keep to together, beyond the range of each. */
  limits?: readonly Limit[];
  /**
   * Synapses that learn: a name for the sum of a state over all pairs that end on the same cell, as it is at the start of a step.
   * `afterStep` may read it.
   */
  total?: { name: string; of: string; about: string };
  /** Synapses that take spikes: statements when one arrives. Names: own states, own parameters, states of the target cell. */
  onSpike?: string;
  /** Synapses: a spike acts at the end of the step that ends with its arrival (default), or from that step's start on. */
  arrives?: "end" | "start";
  /** Synapses: statements when the target cell fires. Names as in `onSpike`. */
  onPost?: string;
  /**
   * Synapses that learn: where the delay lies. "source" (default): a spike takes it to the synapse, where the target's spikes
   * are known at once. "target", along the dendrite: a spike is at the synapse at once, what it causes takes the delay to the
   * cell, and a spike of the target takes it back. As `onSpike` runs when the cell feels it, `onPost` runs two delays after
   * the target fired, and before the spikes that arrive then.
   */
  delaySide?: "source" | "target";
  /** Synapses: states of the target that the equations read by name, with their units; absent: a membrane potential `v` in mV. */
  target?: Readonly<Record<string, string>>;
  /**
   * Graded synapses between cells that are integrated adaptively, in NEST's step order: the value that comes in is not held
   * over a step but followed as a cubic in time, and the step is repeated until no such value moves by more than this, in the
   * engine's unit of the value.
   */
  followsTo?: number;
  /** Synapses: the parameter that is the delay; none where a value comes in, which acts at once. */
  delay?: string;

  /** Preferred integrator for each step order; absent: chosen from the form of the equations. */
  method?: Partial<Record<"nest" | "brian2", Method>>;
  /** For rkf45: the error allowed in one step, absolute, in the units of the state (default 1e-3). */
  tolerance?: number;
  /** With it, tolerance counts relative to the change of the state over the step, plus absolute (NEST's aeif models). */
  relativeTolerance?: boolean;
  /** Named sets of values, in the order of their menu; keys are kept in links and examples, as kinds are. */
  presets?: Readonly<Record<string, Preset>>;
  /** From version k to k + 1, for the saved parameters of a node. */
  migrations?: Readonly<Record<number, (parameters: Readonly<Record<string, unknown>>) => Record<string, unknown>>>;
}

/** All kinds, in the order of the palette. */
export type Catalogue = readonly Kind[];

const of =
  <F extends Family>(family: F) =>
  (kind: Omit<Kind, "family">): Kind => ({ ...kind, family });
export const defineNeuron = of("neuron");
export const defineSynapse = of("synapse");
export const defineCurrent = of("current");
export const defineSpikes = of("spikes");
