/**
 * A cell's equations as a dynamical system: right sides and their derivatives as functions of its states, in the units of
 * the states and per ms. Noise is left out, so what is drawn is the skeleton it moves along.
 */
import {
  derivative,
  fromEngine,
  functionOf,
  isNoise,
  names,
  type Right,
  simplify,
  type Tree,
  toEngine,
} from "../expression/index.ts";
import type { Cell, Quantity } from "./cell.ts";
import { constantsOf } from "./functions.ts";

export interface System {
  variables: readonly Quantity[];
  /** d(variable)/dt [unit of the variable / ms] at a point in the units of the variables. */
  rights: readonly Right[];
  /** jacobian[i][j] = ∂ right i / ∂ variable j, from the derivative of the equation and not from differences. */
  jacobian: readonly (readonly Right[])[];
  /** Trees of the right sides, in engine units, for those who want to look closer. */
  trees: readonly Tree[];
  constants: ReadonlyMap<string, number>;
  /** It has noise, which is left out. */
  noisy: boolean;
}

/**
 * @param current in the unit of the input, held
 * @returns undefined when an equation reads the time: such a system has no picture that stands still
 */
export function systemOf(cell: Cell, current: number): System | undefined {
  const { population, input } = cell;
  const constants = constantsOf(population);
  for (const { name } of population.inputs) constants.set(name, toEngine(current, input?.unit ?? "1"));
  constants.set("dt", cell.dt);
  const trees = cell.states.map(({ name }) => population.equations.find((each) => each.name === name)?.tree as Tree);
  const read = new Set(trees.flatMap((tree) => [...names(tree)]));
  if (read.has("t")) return undefined;
  const all = cell.states.map(({ name }) => name);
  const inUnits = (tree: Tree, out: string, per = "1"): Right => {
    const right = functionOf(tree, all, (name) => constants.get(name));
    const scales = cell.states.map(({ unit }) => toEngine(1, unit));
    const scale = fromEngine(1, out) * toEngine(1, per);
    const point = new Float64Array(all.length);
    return (at) => {
      for (let k = 0; k < point.length; k++) point[k] = (at[k] as number) * (scales[k] as number);
      return right(point) * scale;
    };
  };
  return {
    variables: cell.states,
    rights: trees.map((tree, i) => inUnits(tree, cell.states[i]?.unit ?? "1")),
    jacobian: trees.map((tree, i) =>
      cell.states.map(({ name, unit }) => inUnits(simplify(derivative(tree, name)), cell.states[i]?.unit ?? "1", unit)),
    ),
    trees,
    constants,
    noisy: [...read].some(isNoise),
  };
}
