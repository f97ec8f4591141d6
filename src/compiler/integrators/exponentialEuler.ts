/**
 * Exponential Euler: every state is advanced by the exact solution of dx/dt = a x + b with a and b frozen at the start of
 * the step. Needs right sides that are linear in their own state (gates and membranes of the Hodgkin-Huxley family).
 *
 * @source MacGregor (1987), Neural and Brain Modeling; first order in dt, stable for any dt
 */
import { conditionallyLinear, linearPart, names, type Tree } from "../../expression/index.ts";
import type { Assignment, Constant } from "../network.ts";
import { add, call, div, isZero, mul, num, ref, sub } from "../trees.ts";
import { noiseTerm } from "./noise.ts";
import { type Integrator, plain } from "./system.ts";

export const exponentialEuler: Integrator = (system) => {
  const lets: Assignment[] = [];
  const constants: Constant[] = [];
  const next: Assignment[] = [];
  const states = system.states.map(({ name }) => name);
  for (const { name } of system.states) {
    const part = conditionallyLinear(system.rights.get(name) as Tree, name);
    if (!part) return null;
    const x = ref(name);
    if (isZero(part.a)) {
      next.push({ name, tree: add(add(x, mul(part.b, ref("dt"))), noiseTerm(system, name)) });
      continue;
    }
    const [a, decay, rest] = [`$a_${name}`, `$e_${name}`, `$r_${name}`];
    // What is a sum over states (a membrane's conductances) changes little in a step; rates that are exponentials may be fast.
    const calm = linearPart([part.a], states) !== null;
    const growth: Tree = { type: "call", name: "exp", args: [mul(ref(a), ref("dt"))], ...(calm && { rare: true }) };
    if ([...names(part.a)].every((other) => system.parameters.has(other)))
      constants.push({ type: "tree", name: a, tree: part.a }, { type: "tree", name: decay, tree: growth });
    else lets.push({ name: a, tree: part.a }, { name: decay, tree: growth });
    if (isZero(part.b)) {
      next.push({ name, tree: add(mul(x, ref(decay)), noiseTerm(system, name)) });
      continue;
    }
    lets.push({ name: `$b_${name}`, tree: part.b }, { name: rest, tree: div(ref(`$b_${name}`), ref(a)) });
    const moved = sub(mul(add(x, ref(rest)), ref(decay)), ref(rest));
    // Where a is nearly 0 (a conductance that has faded away), b/a is huge and its difference loses all digits: a series instead.
    const z = mul(ref(a), ref("dt"));
    const slope = add(mul(ref(a), x), ref(`$b_${name}`));
    const mean = add(num(1), mul(div(z, num(2)), add(num(1), div(z, num(3)))));
    const series = add(x, mul(mul(slope, ref("dt")), mean));
    const slow: Tree = { type: "compare", op: "<", left: call("abs", z), right: num(1e-4) };
    const either: Tree = { type: "call", name: "if", args: [slow, series, moved], rare: true };
    next.push({ name, tree: add(either, noiseTerm(system, name)) });
  }
  return { ...plain, update: { type: "straight", lets, next }, constants };
};
