/**
 * Exponential Euler from tables: a state goes from x to K x + G in a step, with K = exp(a dt) and G = b (exp(a dt) - 1)/a.
 *
 * - A gate of a voltage, whose a and b know nothing else: K and G are functions of the voltage, each a table.
 * - Any other state: K and G/(b dt) are functions of a dt, one table for all.
 *
 * Tables are cubics with an error of at most a part in 10^9 (`tables.ts`). Beyond them, or where they cannot be that exact, the
 * whole expression is computed.
 *
 * @source Hines (1984), Int. J. Biomed. Comput. 15, 69-76 (tables of rates)
 */
import { callsIn, conditionallyLinear, names, type Tree } from "../../expression/index.ts";
import type { Assignment, Constant } from "../network.ts";
import { tableCall } from "../tables.ts";
import { add, call, isZero, mul, num, ref, sub } from "../trees.ts";
import { exponentialEuler } from "./exponentialEuler.ts";
import { noiseTerm } from "./noise.ts";
import type { Integrator, System } from "./system.ts";

/** Voltages that are looked up [mV]. */
const voltages = { low: -120, high: 120, most: 2048 } as const;
/** a dt, which is negative but for what runs away. */
const exponents = { low: -7.5, high: 0.5, most: 256 } as const;

export const tabulated: Integrator = (system) => {
  const plainly = exponentialEuler(system);
  if (plainly?.update.type !== "straight") return null;
  const lets: Assignment[] = [];
  const constants: Constant[] = [];
  const moved = new Map<string, Tree>();
  const notes: string[] = [];
  const common = "$T_exp";

  /** K and G, or what else is in the table, where `of` is in its range; else as they stand. */
  const looked = (table: string, of: string, { low }: { low: number }, whole: readonly [Tree, Tree]) => {
    const place = `$x_${of}_${table}`;
    if (!lets.some(({ name }) => name === place))
      lets.push({ name: place, tree: mul(sub(ref(of), num(low)), ref(`${table}_per`)) });
    const outside: Tree = {
      type: "logic",
      op: "or",
      left: { type: "compare", op: "<", left: ref(place), right: num(0) },
      right: { type: "compare", op: ">=", left: ref(place), right: ref(`${table}_pieces`) },
    };
    return whole.map((tree, which): Tree => {
      const found = call(tableCall, ref(table), ref(place), num(which));
      return { type: "call", name: "if", args: [outside, tree, found], rare: true };
    }) as [Tree, Tree];
  };

  for (const { name } of system.states) {
    const part = conditionallyLinear(system.rights.get(name) as Tree, name);
    if (!part || isZero(part.a)) continue;
    const gate = callsIn(part.a).size + callsIn(part.b).size > 0;
    const obstacle = gate ? whyNot(system, [part.a, part.b]) : undefined;
    const growth = mul(part.a, ref("dt"));
    if (gate && obstacle === undefined) {
      const of = system.states.find(({ name: other }) => names(part.a).has(other) || names(part.b).has(other));
      if (!of) continue;
      const table = `$T_${name}`;
      const whole = [call("exp", growth), mul(mul(part.b, ref("dt")), call("exprel", growth))] as const;
      constants.push({ type: "table", name: table, state: name, of: of.name, ...voltages, trees: whole });
      const [kept, gained] = looked(table, of.name, voltages, whole);
      moved.set(name, add(mul(ref(name), kept), gained));
      continue;
    }
    if ([...names(part.a)].every((other) => system.parameters.has(other))) continue;
    if (obstacle !== undefined) notes.push(`${name} is not tabulated: ${obstacle}; only exp of its rate is`);
    const z = `$z_${name}`;
    lets.push({ name: z, tree: growth });
    const whole = (of: string): [Tree, Tree] => [call("exp", ref(of)), call("exprel", ref(of))];
    if (!constants.some((each) => each.type === "table" && each.name === common))
      constants.push({ type: "table", name: common, of: "$z", ...exponents, trees: whole("$z") });
    const [kept, mean] = looked(common, z, exponents, whole(z));
    moved.set(name, add(mul(ref(name), kept), mul(mul(part.b, ref("dt")), mean)));
  }
  const own = new Set([...moved.keys()].flatMap((name) => ["$a_", "$b_", "$e_", "$r_"].map((prefix) => prefix + name)));
  return {
    ...plainly,
    update: {
      type: "straight",
      lets: [...plainly.update.lets.filter(({ name }) => !own.has(name)), ...lets],
      next: plainly.update.next.map(({ name, tree }) => {
        const next = moved.get(name);
        return { name, tree: next ? add(next, noiseTerm(system, name)) : tree };
      }),
    },
    constants: [...plainly.constants.filter((each) => each.type !== "tree" || !own.has(each.name)), ...constants],
    notes,
  };
};

/** Why rates are not functions of a voltage alone that is the same for every cell; undefined where they are. */
function whyNot({ states, parameters, each }: System, rates: readonly Tree[]): string | undefined {
  const asked = [...new Set(rates.flatMap((rate) => [...names(rate)]))];
  const drawn = asked.find((name) => each.has(name));
  if (drawn !== undefined) return `${drawn} differs from cell to cell`;
  const variables = asked.filter((name) => !parameters.has(name));
  const [variable] = variables;
  if (variables.length !== 1) return `its rates ask for ${variables.join(", ")}, and a table is of one variable`;
  return states.some(({ name, voltage }) => name === variable && voltage)
    ? undefined
    : `${variable} is not a voltage, and its range is not known`;
}
