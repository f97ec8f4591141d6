/**
 * Classical Runge-Kutta of fourth order. Inputs are held over the step; `t` in the equations is the time of the stage.
 *
 * @source Kutta (1901); Hairer, Norsett & Wanner (1993), Solving Ordinary Differential Equations I, table 1.2
 */
import { substitute, type Tree } from "../../expression/index.ts";
import type { Assignment } from "../network.ts";
import { add, div, mul, num, ref, whenHeld } from "../trees.ts";
import { noiseTerm } from "./noise.ts";
import { type Integrator, plain } from "./system.ts";

export const rk4: Integrator = (system) => {
  const lets: Assignment[] = [];
  const half = div(ref("dt"), num(2));
  const stage = (number: 1 | 2 | 3 | 4): void => {
    const before = number - 1;
    const step = number === 4 ? ref("dt") : half;
    const values = new Map<string, Tree>();
    if (before > 0) {
      for (const { name } of system.states) {
        lets.push({ name: `$x${number}_${name}`, tree: add(ref(name), mul(step, ref(`$k${before}_${name}`))) });
        values.set(name, ref(`$x${number}_${name}`));
      }
      values.set("t", add(ref("t"), step));
    }
    for (const { name, held } of system.states) {
      const right = substitute(system.rights.get(name) as Tree, values);
      lets.push({ name: `$k${number}_${name}`, tree: held ? whenHeld(num(0), right) : right });
    }
  };
  for (const number of [1, 2, 3, 4] as const) stage(number);
  const next = system.states.map(({ name }) => {
    const k = (number: number) => ref(`$k${number}_${name}`);
    const slope = add(add(add(k(1), mul(num(2), k(2))), mul(num(2), k(3))), k(4));
    return { name, tree: add(add(ref(name), mul(div(ref("dt"), num(6)), slope)), noiseTerm(system, name)) };
  });
  return { ...plain, update: { type: "straight", lets, next }, needsHeld: system.states.some((state) => state.held) };
};
