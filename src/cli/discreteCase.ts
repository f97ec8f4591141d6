/**
 * Golden cases of discrete networks that remember: the lecture's 784 x 10 with and without its stroke, energy along a path,
 * mixtures, the two-cycle and the capacity curve. States must agree to the unit, energies within the tolerance of the case.
 *
 * @source exact rational arithmetic, hand calculation and many networks; each case names its own
 */
import {
  type CapacityPoint,
  capacityCurve,
  energy,
  isFixed,
  lookUp,
  overlaps,
  recall,
  rowOf,
} from "../learning/index.ts";
import { fromHex, store, stroke } from "../patterns/index.ts";
import type { CaseReader, Deviation } from "./reference.ts";

interface Given {
  schema?: string;
  kind?: string;
  model: { name?: string; weights?: string };
  parameters: Readonly<Record<string, { value: number }>>;
  stimulus?: {
    patterns_hex?: readonly string[];
    queries?: readonly (readonly number[])[];
    lesion_mask?: string;
    mask_first_row_first_8?: readonly number[];
    mask_sum?: number;
    initial_hex?: string;
    update_order?: readonly number[];
    W?: readonly (readonly number[])[];
    u0?: readonly number[];
    async_order?: readonly number[];
  };
  expected: Readonly<Record<string, unknown>>;
  tolerance: { energy_abs?: number };
}

export const discreteCases: CaseReader = {
  reads: (data) => {
    const given = data as Given | null;
    return (
      given?.schema?.startsWith("neuro-golden-case") === true &&
      given.kind === "discrete" &&
      given.model?.name === "hopfield"
    );
  },
  compare: (data) => {
    const given = data as Given;
    if ("curve" in given.expected) return capacity(given);
    if (given.stimulus?.W) return byHand(given);
    if (given.stimulus?.queries) return lecture(given);
    return "mixture_hex" in given.expected ? mixtures(given) : path(given);
  },
};

function patternsOf({ stimulus, parameters }: Given): { patterns: Float64Array; n: number; m: number } {
  const n = parameters["N"]?.value ?? 0;
  const rows = stimulus?.patterns_hex ?? [];
  const patterns = new Float64Array(rows.length * n);
  for (const [k, hex] of rows.entries()) patterns.set(stateOf(hex, n), k * n);
  return { patterns, n, m: rows.length };
}

/** @throws when the case is no pattern of n units */
function stateOf(hex: unknown, n: number): Float64Array {
  const state = typeof hex === "string" ? fromHex(hex, n) : undefined;
  if (!state) throw new Error(`${String(hex)} is no pattern of ${n} units`);
  return state;
}

function lecture(given: Given): Deviation[] {
  const { patterns, n, m } = patternsOf(given);
  const { stimulus, expected, parameters } = given;
  let weights = store(patterns, n, { rule: "mean", diagonal: true });
  const deviations: Deviation[] = [
    {
      what: "trace of W over n",
      found: off(traceOf(weights, n) / n, expected["trace_W_diagonal"]),
      allowed: 1e-12,
      unit: "",
    },
  ];
  if (stimulus?.lesion_mask) {
    // The mask comes from the case's own generator, after a number for each point of the patterns, one for each of the queries,
    // and another where that one said to replace it.
    const replaced = (stimulus.queries ?? []).flat().filter((x) => Math.abs(x) < 1).length;
    const draw = generator(parameters["lcg_seed"]?.value ?? 0, 2 * m * n + replaced);
    const mask: number[] = [];
    weights = stroke(weights, parameters["deletion_fraction"]?.value ?? 0, 0, () => {
      const u = draw();
      mask.push(Math.max(0, u - (parameters["deletion_fraction"]?.value ?? 0)));
      return u;
    });
    deviations.push(
      { what: "sum of the mask", found: off(sumOf(mask), stimulus.mask_sum), allowed: 1e-6, unit: "" },
      { what: "start of the mask", found: worst(stimulus.mask_first_row_first_8 ?? [], mask), allowed: 1e-9, unit: "" },
    );
  }
  const finals = expected["final_state_hex"] as readonly string[];
  const rounds = expected["iterations_including_the_unchanged_one"] as readonly number[];
  const classes = expected["retrieved_pattern_index"] as readonly number[];
  for (const [k, query] of (stimulus?.queries ?? []).entries()) {
    const found = recall(weights, Float64Array.from(query), { update: "synchronous", atZero: "zero" });
    deviations.push(
      units(`query ${k}`, stateOf(finals[k], n), found.state),
      exact(`rounds of query ${k}`, found.rounds, rounds[k]),
      exact(`class of query ${k}`, lookUp(patterns, found.state) ?? -1, classes[k]),
    );
  }
  return deviations;
}

function path(given: Given): Deviation[] {
  const { patterns, n } = patternsOf(given);
  const { stimulus, expected, tolerance } = given;
  const weights = store(patterns, n, { rule: "hebb", diagonal: false });
  const { state, energies } = recall(weights, stateOf(stimulus?.initial_hex, n), {
    update: "given",
    order: stimulus?.update_order ?? [],
  });
  const listed = expected["energy_after_each_flip"] as readonly number[];
  const allowed = tolerance.energy_abs ?? 0;
  return [
    exact("flips", energies.length - 1, expected["n_flips"]),
    { what: "energy", found: worst(listed, energies), allowed, unit: "" },
    units("final state", stateOf(expected["final_hex"], n), state),
    { what: "overlaps", found: worst(expected["overlaps"] as number[], overlaps(patterns, state)), allowed, unit: "" },
    exact("fixed point", Number(isFixed(weights, state)), Number(expected["is_fixed_point"])),
  ];
}

function mixtures(given: Given): Deviation[] {
  const { patterns, n } = patternsOf(given);
  const { expected, tolerance } = given;
  const weights = store(patterns, n, { rule: "hebb", diagonal: false });
  const first = rowOf(patterns, 0, n);
  const mixture = first.map((_, i) =>
    Math.sign((patterns[i] as number) + (patterns[n + i] as number) + (patterns[2 * n + i] as number)),
  );
  const allowed = tolerance.energy_abs ?? 0;
  const fixed = (state: Float64Array): number => Number(isFixed(weights, state));
  return [
    units("mixture", stateOf(expected["mixture_hex"], n), mixture),
    exact("mixture is a fixed point", fixed(mixture), Number(expected["mixture_is_fixed_point"])),
    exact("negative is a fixed point", fixed(first.map((x) => -x)), Number(expected["negative_is_fixed_point"])),
    {
      what: "overlaps of the mixture",
      found: worst(expected["overlaps_of_mixture"] as number[], overlaps(patterns, mixture)),
      allowed,
      unit: "",
    },
    { what: "energy of a pattern", found: off(energy(weights, first), expected["energy_pattern"]), allowed, unit: "" },
    {
      what: "energy of the mixture",
      found: off(energy(weights, mixture), expected["energy_mixture"]),
      allowed,
      unit: "",
    },
  ];
}

function byHand({ stimulus, expected }: Given): Deviation[] {
  const weights = Float64Array.from((stimulus?.W ?? []).flat());
  const start = Float64Array.from(stimulus?.u0 ?? []);
  const once = expected["synchronous"] as readonly (readonly number[])[];
  const order = stimulus?.async_order ?? [];
  const states = expected["asynchronous"] as readonly (readonly number[])[];
  const energies = expected["async_energy"] as readonly number[];
  const cycle = recall(weights, start, { update: "synchronous" });
  const alternating = once.map((_, k) => cycle.frames[k % 2]?.state ?? start);
  return [
    exact("cycle of two", Number(cycle.end === "cycle"), 1),
    ...once.map((state, k) => units(`synchronous round ${k}`, state, alternating[k] as Float64Array)),
    ...states.flatMap((state, k) => {
      const { state: found } = recall(weights, start, { update: "given", order: order.slice(0, k) });
      return [
        units(`after ${k} single updates`, state, found),
        exact(`energy after ${k} single updates`, energy(weights, found), energies[k]),
      ];
    }),
  ];
}

function capacity({ expected, parameters }: Given): Deviation[] {
  const listed = expected["curve"] as readonly {
    alpha: number;
    mean_final_overlap: number;
    sd_across_networks: number;
  }[];
  const networks = 20;
  const work = capacityCurve({
    n: parameters["N"]?.value ?? 0,
    loads: listed.map(({ alpha }) => alpha),
    networks,
    seed: 1,
  });
  let points: readonly CapacityPoint[] = [];
  for (let step = work.next(); ; step = work.next()) {
    if (!step.done) continue;
    points = step.value;
    break;
  }
  return listed.map(({ alpha, mean_final_overlap, sd_across_networks }, k) => {
    const { mean = Number.NaN, sd = Number.NaN } = points[k] ?? {};
    const error = Math.sqrt(
      sd ** 2 / networks + sd_across_networks ** 2 / (parameters["networks_per_load"]?.value ?? 1),
    );
    return {
      what: `overlap at load ${alpha}`,
      found: Math.abs(mean - mean_final_overlap),
      allowed: 4 * error + 0.01,
      unit: "",
    };
  });
}

/** x -> 1664525 x + 1013904223 modulo 2^32, as a share of 2^32. @param skip numbers drawn before */
function generator(seed: number, skip: number): () => number {
  let word = seed >>> 0;
  const next = (): number => {
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    return word / 4294967296;
  };
  for (let k = 0; k < skip; k++) next();
  return next;
}

const traceOf = (weights: Float64Array, n: number): number =>
  Array.from({ length: n }, (_, i) => weights[i * n + i] as number).reduce((sum, w) => sum + w, 0);

const sumOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0);

const off = (found: number, expected: unknown): number => Math.abs(found - (expected as number));

const exact = (what: string, found: number, expected: unknown): Deviation => ({
  what,
  found: off(found, expected),
  allowed: 0,
  unit: "",
});

/** How many units differ. */
const units = (what: string, expected: ArrayLike<number>, found: Float64Array): Deviation => ({
  what,
  found: found.length === expected.length ? found.filter((u, i) => u !== expected[i]).length : Number.NaN,
  allowed: 0,
  unit: "units",
});

/** The greatest difference; not a number where a value is missing. */
const worst = (expected: readonly number[], found: ArrayLike<number>): number =>
  expected.reduce((most, value, k) => Math.max(most, Math.abs((found[k] ?? Number.NaN) - value)), 0);
