/**
 * White noise in a step of a method that is not exact: factor · sqrt(dt) · N(0, 1), with the factor at the start of the step.
 *
 * @source Euler-Maruyama; Kloeden & Platen (1992), Numerical Solution of Stochastic Differential Equations, chapter 9
 */
import type { Tree } from "../../expression/index.ts";
import { call, mul, num, ref } from "../trees.ts";
import type { System } from "./system.ts";

/** The term of one state; 0 if it has no noise. */
export function noiseTerm(system: System, state: string): Tree {
  const noise = system.noise.get(state);
  return noise ? mul(mul(noise.factor, call("sqrt", ref("dt"))), ref(noise.draw)) : num(0);
}
