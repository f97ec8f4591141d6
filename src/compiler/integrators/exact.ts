/**
 * Exact integration of linear systems: x(t + dt) = P x(t) + Q b with P = expm(A dt), Q its integral, and b constant over
 * the step. A voltage that decays to a parameter E is kept relative to E: rest is then exactly rest, and sums round as in
 * NEST's linear models.
 *
 * @source Rotter & Diesmann (1999), Biol. Cybern. 81, 381-402
 */
import { derivative, equalTrees, linearPart, names, simplify, substitute, type Tree } from "../../expression/index.ts";
import type { Assignment, Constant } from "../network.ts";
import { add, call, isZero, mul, num, ref, sum, whenHeld } from "../trees.ts";
import type { Integrator, System } from "./system.ts";

export const exact: Integrator = (system) => {
  const states = system.states.map((state) => state.name);
  const partOf = (rights: ReadonlyMap<string, Tree>) =>
    linearPart(
      states.map((name) => rights.get(name) as Tree),
      states,
    );
  const constant = (tree: Tree) => [...names(tree)].every((name) => system.parameters.has(name));
  const plainly = partOf(system.rights);
  if (!plainly?.A.every((row) => row.every(constant))) return null;
  const { rights, relativeTo } = makeRelative(system);
  const linear = relativeTo.size > 0 ? partOf(rights) : plainly;
  if (!linear) return null;
  if (linear.b.some((tree) => names(tree).has("t"))) return null;

  const constants: Constant[] = [];
  const lets: Assignment[] = [];
  const drive = linear.b.map((tree, k) => {
    if (isZero(tree)) return num(0);
    lets.push({ name: `$b_${states[k]}`, tree });
    return ref(`$b_${states[k]}`);
  });
  const advance = (A: readonly (readonly Tree[])[], tag: string): Tree[] => {
    const reach = closure(A);
    const label = (kind: string) =>
      reach.map((row, i) => row.map((on, j) => (on ? `$${kind}${tag}_${states[i]}_${states[j]}` : null)));
    const P = label("P");
    const Q = label("Q").map((row) => row.map((name, j) => (isZero(drive[j] as Tree) ? null : name)));
    constants.push({ type: "propagator", A, P, Q });
    return states.map((_, i) =>
      sum([
        ...states.map((name, j) => (P[i]?.[j] ? mul(ref(P[i][j] as string), ref(name)) : num(0))),
        ...states.map((_name, j) => (Q[i]?.[j] ? mul(ref(Q[i][j] as string), drive[j] as Tree) : num(0))),
      ]),
    );
  };

  let next = advance(linear.A, "");
  // States that follow a held one need a second propagator, in which the held ones stand still.
  const held = system.states.map((state) => state.held);
  const follows = linear.A.some((row, i) => !held[i] && row.some((entry, j) => held[j] && !isZero(entry)));
  if (follows) {
    const still = linear.A.map((row, i) => (held[i] ? row.map(() => num(0)) : row));
    const inactive = drive.slice();
    for (let i = 0; i < drive.length; i++) if (held[i]) drive[i] = num(0);
    const resting = advance(still, "h");
    for (let i = 0; i < drive.length; i++) drive[i] = inactive[i] as Tree;
    next = next.map((free, i) => whenHeld(held[i] ? ref(states[i] as string) : (resting[i] as Tree), free));
  }

  // Exact variance of the noise of one state: the integral of exp(2 A s) over the step.
  for (const [name, { factor, draw }] of system.noise) {
    const i = states.indexOf(name);
    const spread = call("sqrt", mul(ref("dt"), call("exprel", mul(num(2), mul(linear.A[i]?.[i] as Tree, ref("dt"))))));
    let kick = mul(factor, spread);
    if (constant(factor)) {
      constants.push({ type: "tree", name: `$s_${name}`, tree: kick });
      kick = ref(`$s_${name}`);
    }
    next[i] = add(next[i] as Tree, mul(kick, ref(draw)));
  }
  return {
    update: { type: "straight", lets, next: states.map((name, i) => ({ name, tree: next[i] as Tree })) },
    constants,
    after: [],
    needsHeld: follows,
    relativeTo,
  };
};

/** Which entries of expm(A dt) can differ from 0: where a path of couplings leads from j to i. */
function closure(A: readonly (readonly Tree[])[]): boolean[][] {
  const reach = A.map((row, i) => row.map((entry, j) => i === j || !isZero(entry)));
  for (let k = 0; k < A.length; k++)
    for (let i = 0; i < A.length; i++)
      if (reach[i]?.[k]) for (let j = 0; j < A.length; j++) if (reach[k]?.[j]) (reach[i] as boolean[])[j] = true;
  return reach;
}

/** A right side that knows state v and parameter E only through their difference is written in v - E. */
function makeRelative(system: System): { rights: Map<string, Tree>; relativeTo: Map<string, string> } {
  const rights = new Map(system.rights);
  const relativeTo = new Map<string, string>();
  for (const { name } of system.states) {
    const users = [...rights].filter(([, tree]) => names(tree).has(name));
    // What nothing asks for has no level, and a level is a parameter of the cell.
    if (users.length === 0) continue;
    const candidates = [...names(rights.get(name) as Tree)].filter(
      (other) => system.parameters.has(other) && other !== "dt" && other !== "pi",
    );
    const level = candidates.find((parameter) =>
      users.every(([, tree]) =>
        equalTrees(simplify({ type: "negate", arg: derivative(tree, name) }), simplify(derivative(tree, parameter))),
      ),
    );
    if (level === undefined) continue;
    for (const [user, tree] of users) rights.set(user, simplify(substitute(tree, new Map([[level, num(0)]]))));
    relativeTo.set(name, level);
  }
  return { rights, relativeTo };
}
