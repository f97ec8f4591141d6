/**
 * Integrators by name, one file each: a system of equations in, the assignments of one step out. To add one, write the file
 * and its line here. `choose` reads the form of the equations and takes the best that applies.
 */
import type { Method } from "../../kind/index.ts";
import { euler } from "./euler.ts";
import { exact } from "./exact.ts";
import { exponentialEuler } from "./exponentialEuler.ts";
import { gsEuler } from "./gsEuler.ts";
import { rk4 } from "./rk4.ts";
import { rkf45 } from "./rkf45.ts";
import type { Integrated, Integrator, System } from "./system.ts";
import { tabulated } from "./tabulated.ts";

export type { Integrated, System } from "./system.ts";

export const integrators: Readonly<Record<Method, { words: string; integrate: Integrator }>> = {
  exact: { words: "exact propagator", integrate: exact },
  exponential_euler: { words: "exponential Euler", integrate: exponentialEuler },
  exponential_euler_tabulated: { words: "exponential Euler, tabulated", integrate: tabulated },
  euler: { words: "forward Euler", integrate: euler },
  gs_euler: { words: "Gauss-Seidel Euler", integrate: gsEuler },
  rk4: { words: "Runge-Kutta 4", integrate: rk4 },
  rkf45: { words: "Runge-Kutta-Fehlberg 4(5), adaptive", integrate: rkf45 },
};

/**
 * The integrator to use: the one asked for if it applies, else exact for linear systems, and for others the adaptive method
 * of NEST or, in Brian2's order, exponential Euler where it applies and Runge-Kutta 4 where not.
 *
 * @returns the method taken; `refused` when the one asked for does not apply
 */
export function choose(
  system: System,
  order: "nest" | "brian2",
  wanted: Method | undefined,
): { method: Method; integrated: Integrated; refused?: Method } {
  const usual: readonly Method[] = order === "nest" ? ["exact", "rkf45"] : ["exact", "exponential_euler", "rk4"];
  for (const method of wanted ? [wanted, ...usual] : usual) {
    const integrated = integrators[method].integrate(system);
    if (integrated)
      return method === wanted || !wanted ? { method, integrated } : { method, integrated, refused: wanted };
  }
  throw new Error("rk4 and rkf45 apply to every system");
}
