/** Gauss-Seidel Euler: one state after the other, each seeing the new values of those before it, as in Izhikevich's scripts. */
import { substitute, type Tree } from "../../expression/index.ts";
import type { Assignment } from "../network.ts";
import { add, mul, ref, whenHeld } from "../trees.ts";
import { noiseTerm } from "./noise.ts";
import { type Integrator, plain } from "./system.ts";

export const gsEuler: Integrator = (system) => {
  const lets: Assignment[] = [];
  const done = new Map<string, Tree>();
  for (const { name, held } of system.states) {
    const right = substitute(system.rights.get(name) as Tree, done);
    const moved = add(add(ref(name), mul(ref("dt"), right)), noiseTerm(system, name));
    lets.push({ name: `$new_${name}`, tree: held ? whenHeld(ref(name), moved) : moved });
    done.set(name, ref(`$new_${name}`));
  }
  const next = system.states.map(({ name }) => ({ name, tree: ref(`$new_${name}`) }));
  return { ...plain, update: { type: "straight", lets, next }, needsHeld: system.states.some((state) => state.held) };
};
