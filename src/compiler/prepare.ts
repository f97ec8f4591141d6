/** Numbers that depend on parameters alone: rates, factors and propagators, made when a network is loaded or a value changes. */
import { evaluate, functions, numberOps, type Tree } from "../expression/index.ts";
import type { Network, Population } from "./network.ts";
import { holdSteps } from "./orders.ts";
import { tabulate } from "./tables.ts";

/** Values by name: Float64Array(1) for all cells or Float64Array(n). */
export type Values = Map<string, Float64Array>;

/**
 * Parameters and constants of a population.
 *
 * @param perCell names that hold one value a cell (from the layout): their constants are computed for each
 */
export function prepare(network: Network, population: Population): Values {
  const values: Values = new Map(population.parameters.map((slot) => [slot.name, slot.values]));
  for (const constant of population.constants) {
    if (constant.type === "table") {
      const { name } = constant;
      const shared = (other: string) => (other === "dt" ? network.dt : values.get(other)?.[0]);
      const { cubics, per, pieces } = tabulate(constant, shared);
      values.set(name, cubics).set(`${name}_per`, Float64Array.of(per)).set(`${name}_pieces`, Float64Array.of(pieces));
      continue;
    }
    const trees = constant.type === "propagator" ? constant.A.flat() : [constant.tree];
    const each = trees.some((tree) => varies(tree, values));
    // A synapse that makes no pairs has no values to compute from.
    const count = each || population.n === 0 ? population.n : 1;
    const cell = { index: 0 };
    const lookup = (name: string): number | undefined => {
      if (name === "dt") return network.dt;
      const found = values.get(name);
      return found && (found.length === 1 ? found[0] : found[cell.index]);
    };
    const evaluateTree = (tree: Tree) => evaluate<number, boolean>(tree, numberOps, lookup);
    if (constant.type === "propagator") {
      const size = constant.A.length;
      const store = (name: string | null, value: number): void => {
        if (name === null) return;
        const array = values.get(name) ?? new Float64Array(count);
        array[cell.index] = value;
        values.set(name, array);
      };
      for (cell.index = 0; cell.index < count; cell.index++) {
        const { P, Q } = propagator(
          Float64Array.from(constant.A.flat(), (tree) => evaluateTree(tree)),
          size,
          network.dt,
        );
        for (let i = 0; i < size; i++)
          for (let j = 0; j < size; j++) {
            store(constant.P[i]?.[j] ?? null, P[i * size + j] as number);
            store(constant.Q[i]?.[j] ?? null, Q[i * size + j] as number);
          }
      }
      continue;
    }
    const array = new Float64Array(count);
    for (cell.index = 0; cell.index < count; cell.index++) {
      const value = evaluateTree(constant.tree);
      array[cell.index] = constant.type === "steps" ? holdSteps(network.order, value, network.dt) : value;
    }
    values.set(constant.name, array);
  }
  return values;
}

const varies = (tree: Tree, values: Values): boolean => {
  switch (tree.type) {
    case "number":
      return false;
    case "name":
      return (values.get(tree.name)?.length ?? 1) > 1;
    case "negate":
    case "not":
      return varies(tree.arg, values);
    case "binary":
    case "compare":
    case "logic":
      return varies(tree.left, values) || varies(tree.right, values);
    case "call":
      return tree.args.some((arg) => varies(arg, values));
  }
};

/**
 * P = expm(A dt) and Q = integral of expm(A s) ds over the step, by Taylor series with scaling and squaring:
 * P(2h) = P(h)², Q(2h) = Q(h) + P(h) Q(h). Sums and products alone, so the same bits on every machine; the diagonal of a
 * triangular A is taken from exp itself.
 *
 * @param A Float64Array(n * n) [1/ms], row-major
 * @returns P [1] and Q [ms], Float64Array(n * n) each
 * @source Moler & Van Loan (2003), SIAM Review 45, 3-49, method 3
 */
export function propagator(A: Float64Array, n: number, dt: number): { P: Float64Array; Q: Float64Array } {
  let norm = 0;
  for (const entry of A) norm = Math.max(norm, Math.abs(entry * dt));
  let squarings = 0;
  while (norm * n > 0.25 && squarings < 60) {
    norm /= 2;
    squarings += 1;
  }
  const h = dt / 2 ** squarings;
  let P = identity(n);
  let Q = identity(n).map((entry) => entry * h);
  let term: Float64Array = identity(n);
  for (let k = 1; k <= 16; k++) {
    term = multiply(term, A, n).map((entry) => (entry * h) / k);
    for (let e = 0; e < P.length; e++) {
      P[e] = (P[e] as number) + (term[e] as number);
      Q[e] = (Q[e] as number) + ((term[e] as number) * h) / (k + 1);
    }
  }
  for (let s = 0; s < squarings; s++) {
    const PQ = multiply(P, Q, n);
    Q = Q.map((entry, e) => entry + (PQ[e] as number));
    P = multiply(P, P, n);
  }
  const triangular = Array.from({ length: n }, (_, i) => i).every((i) =>
    Array.from({ length: n }, (_, j) => j).every((j) => i === j || A[i * n + j] === 0 || A[j * n + i] === 0),
  );
  if (triangular) for (let i = 0; i < n; i++) P[i * n + i] = functions.exp(numberOps, (A[i * n + i] as number) * dt);
  return { P, Q };
}

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}

function multiply(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let total = 0;
      for (let k = 0; k < n; k++) total += (a[i * n + k] as number) * (b[k * n + j] as number);
      out[i * n + j] = total;
    }
  return out;
}
