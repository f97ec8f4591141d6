/**
 * Runge-Kutta-Fehlberg 4(5) with a step length kept for each cell from step to step: fifth order kept, error by the
 * embedded fourth. The loop around a trial step is the engine's (`rkf45Control`); this file says which right sides it calls.
 *
 * @source Fehlberg (1969), NASA TR R-315; control as in GSL 2.7, which NEST 3.10 uses for its conductance models
 */
import { substitute, type Tree } from "../../expression/index.ts";
import type { Assignment } from "../network.ts";
import { add, call, num, ref, whenHeld } from "../trees.ts";
import { noiseTerm } from "./noise.ts";
import { type Integrator, plain } from "./system.ts";

export const rkf45: Integrator = (system) => {
  const ceilings = new Map<string, Tree>();
  for (const [name, ceiling] of system.ceilings) ceilings.set(name, call("min", ref(name), ceiling));
  const rights = system.states.map(({ name, held }): Assignment => {
    const right = substitute(system.rights.get(name) as Tree, ceilings);
    return { name, tree: held ? whenHeld(num(0), right) : right };
  });
  const after = [...system.noise.keys()].map(
    (name): Assignment => ({ name, tree: add(ref(name), noiseTerm(system, name)) }),
  );
  return {
    ...plain,
    update: { type: "adaptive", rights, tolerance: system.tolerance },
    after,
    needsHeld: system.states.some((state) => state.held),
  };
};

/** Stage times as fractions of the step. */
export const nodes = [0, 1 / 4, 3 / 8, 12 / 13, 1, 1 / 2] as const;
/** Row k: weights of the stages before it. */
export const rows = [
  [],
  [1 / 4],
  [3 / 32, 9 / 32],
  [1932 / 2197, -7200 / 2197, 7296 / 2197],
  [8341 / 4104, -32832 / 4104, 29440 / 4104, -845 / 4104],
  [-6080 / 20520, 41040 / 20520, -28352 / 20520, 9295 / 20520, -5643 / 20520],
] as const;
/** Fifth order. */
export const weights = [
  902880 / 7618050,
  0,
  3953664 / 7618050,
  3855735 / 7618050,
  -1371249 / 7618050,
  277020 / 7618050,
] as const;
/** Fifth minus fourth order. */
export const errors = [1 / 360, 0, -128 / 4275, -2197 / 75240, 1 / 50, 2 / 55] as const;
/**
 * Reject above, lengthen below, safety, limits of one change. `pieces`: a state that is not at the end of the engine's step after
 * so many tries runs away, and would shorten its pieces for ever; it becomes NaN, which the run's check finds.
 */
export const control = { reject: 1.1, lengthen: 0.5, safety: 0.9, least: 0.2, most: 5, pieces: 5000 } as const;
