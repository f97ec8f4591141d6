/** What an integrator is given, and what it gives back. */
import type { Tree } from "../../expression/index.ts";
import type { Assignment, Constant, Tolerance, Update } from "../network.ts";

export interface System {
  /** In the order of the equations. */
  states: readonly { name: string; held: boolean; voltage: boolean }[];
  /** dx/dt for each state, free of assigned names and of noise; may read states, parameters, inputs, `t`, `dt`. */
  rights: ReadonlyMap<string, Tree>;
  /** Factor of the white noise in dx/dt, where there is one, and the name of its draw (a standard normal number a step). */
  noise: ReadonlyMap<string, { factor: Tree; draw: string }>;
  /** Parameters: names that do not change within a run. Coefficients made of these alone become constants. */
  parameters: ReadonlySet<string>;
  /** Those that have a value for each cell. */
  each: ReadonlySet<string>;
  /** Error allowed in one step (adaptive methods). */
  tolerance: Tolerance;
  /** Within the stages of an adaptive step a state does not pass this ceiling (the threshold it is reset from). */
  ceilings: ReadonlyMap<string, Tree>;
}

export interface Integrated {
  update: Update;
  constants: readonly Constant[];
  /** Assignments after the step: noise of methods that know none. */
  after: readonly Assignment[];
  needsHeld: boolean;
  /** States stored relative to a parameter. */
  relativeTo: ReadonlyMap<string, string>;
  /** What people should know of how it is done. */
  notes?: readonly string[];
}

/** An integrator: null when it does not apply to the system. */
export type Integrator = (system: System) => Integrated | null;

export const plain = { constants: [], after: [], needsHeld: false, relativeTo: new Map<string, string>() } as const;
