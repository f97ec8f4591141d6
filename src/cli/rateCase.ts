/**
 * Golden cases of rate units: activation functions, Wilson-Cowan populations, ring attractor, winner-take-all, half centre and
 * the lecture's network. Traces are held against an error-controlled solution, within the error of the case's method.
 *
 * @source SciPy's DOP853 with tolerances of 1e-12, closed forms; each case names its own
 */
import { compile } from "../compiler/index.ts";
import { createSimulation } from "../engine/index.ts";
import { derivative, evaluate, numberOps, parseStatements } from "../expression/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { expectFields, words } from "./caseFields.ts";
import {
  activation,
  asText,
  type Circuit,
  type Given,
  lectureNetwork,
  matsuoka,
  ringAttractor,
  wilsonCowan,
  winnerTakeAll,
} from "./rateCircuit.ts";
import type { CaseReader, Deviation } from "./reference.ts";

export const rateCases = (catalogue: Catalogue): CaseReader => ({
  reads: (data) => {
    const given = data as { schema?: string; kind?: string; model?: unknown } | null;
    return (
      given?.schema?.startsWith("neuro-golden-case") === true && given.kind === "rate" && given.model !== undefined
    );
  },
  compare: (data) => compare(data as Given, catalogue),
});

function compare(given: Given, catalogue: Catalogue): Deviation[] {
  expectFields(given, "", [
    ...words,
    ..."model parameters initial stimulus dt_ms duration_ms method expected tolerance".split(" "),
  ]);
  expectFields(given.model, "model", ["name", "conventions", "equations", "state"]);
  expectFields(given.tolerance, "tolerance", ["rel", "abs", "rk4_abs", "euler_abs", "angle_rad"]);
  if (given.stimulus) {
    expectFields(given.stimulus, "stimulus", ["x"]);
    expectFields(given.expected, "expected", [...Object.keys(curves), "sigmoid_max_slope"]);
    return activations(given, catalogue);
  }
  const { equations = [] } = given.model;
  if ("N" in given.parameters) {
    expectFields(given.parameters, "parameters", ["N", "J0", "J1", "tau", "cue", "I0", "I1"]);
    const rates = Object.keys(given.expected).filter((name) => /^rates_at_\d+$/.test(name));
    expectFields(given.expected, "expected", ["bump_angle_at_ms", ...rates]);
    return ring(given, catalogue);
  }
  expectFields(given.expected, "expected", [
    ..."t_ms converged winner closed_form_winner_rate winner_rate_at_end".split(" "),
  ]);
  const circuits = equations.some((line) => line.startsWith("S("))
    ? [wilsonCowan(given)]
    : [asText(given), wired(given)];
  return circuits.flatMap((circuit) => traces(given, circuit, catalogue));
}

/** The circuit of kinds that says what the equations say. */
function wired(given: Given): Circuit {
  const { parameters } = given;
  if ("W" in parameters) return lectureNetwork(given);
  return "w_self" in parameters ? winnerTakeAll(given) : matsuoka(given);
}

function traces(given: Given, circuit: Circuit, catalogue: Catalogue): Deviation[] {
  const { t_ms, converged, closed_form_winner_rate, winner_rate_at_end, winner } = given.expected as {
    t_ms: number[];
    converged: Record<string, number[]>;
    closed_form_winner_rate?: number;
    winner_rate_at_end?: number;
    winner?: number;
  };
  const found = sample(circuit, given, catalogue, t_ms);
  const allowed = given.tolerance[circuit.tolerance] as number;
  const deviations = Object.entries(converged).map(
    ([name, values]): Deviation => ({
      what: `${name} ${circuit.what}`,
      found: worst(values, found.get(name) ?? []),
      allowed,
      unit: "",
    }),
  );
  for (const wanted of [closed_form_winner_rate, winner_rate_at_end]) {
    if (wanted === undefined) continue;
    const rate = found.get(`r${winner}`)?.at(-1) ?? Number.NaN;
    deviations.push({
      what: `the winner's rate ${circuit.what}`,
      found: Math.abs(rate - wanted),
      allowed: Math.max(allowed, 1e-9),
      unit: "",
    });
  }
  return deviations;
}

function ring(given: Given, catalogue: Catalogue): Deviation[] {
  const circuit = ringAttractor(given);
  const allowed = given.tolerance["abs"] as number;
  const deviations: Deviation[] = [];
  const rates = (ms: number): number[] => {
    const found = sample(circuit, given, catalogue, [ms]);
    return [...found.values()].map(([rate = Number.NaN]) => rate);
  };
  for (const [key, value] of Object.entries(given.expected)) {
    const [, at] = /^rates_at_(\d+)$/.exec(key) ?? [];
    if (at !== undefined)
      deviations.push({
        what: `rates at ${at} ms`,
        found: worst(value as number[], rates(Number(at))),
        allowed,
        unit: "",
      });
  }
  for (const [at, angle] of Object.entries((given.expected["bump_angle_at_ms"] ?? {}) as Record<string, number>)) {
    const found = rates(Number(at));
    const part = (of: (x: number) => number): number =>
      found.reduce((sum, rate, k) => sum + rate * of((2 * Math.PI * k) / found.length), 0);
    const away = Math.atan2(part(Math.sin), part(Math.cos)) - angle;
    deviations.push({
      what: `angle at ${at} ms`,
      found: Math.abs(Math.atan2(Math.sin(away), Math.cos(away))),
      allowed: given.tolerance["angle_rad"] as number,
      unit: "rad",
    });
  }
  return deviations;
}

const curves = {
  sigmoid: "sigmoidUnit",
  tanh: "tanhUnit",
  relu: "reluUnit",
  heaviside: "heavisideUnit",
  softplus: "softplusUnit",
} as const;

function activations(given: Given, catalogue: Catalogue): Deviation[] {
  const { parameters, expected, tolerance } = given;
  const sigmoid = Object.fromEntries(["Q", "theta", "beta"].map((name) => [name, parameters[name]?.value as number]));
  const deviations = Object.entries(curves).flatMap(([name, kind]): Deviation[] => {
    const values = expected[name] as number[] | undefined;
    if (!values) return [];
    const found = sample(
      activation(given, kind, name === "sigmoid" ? sigmoid : {}),
      { ...given, dt_ms: 1 },
      catalogue,
      [1],
    );
    const bound = (value: number): number =>
      (tolerance["abs"] as number) + (tolerance["rel"] as number) * Math.abs(value);
    // Of each value, as a share of what it may be off.
    const off = values.map((value, k) => Math.abs((found.get(String(k))?.[0] ?? Number.NaN) - value) / bound(value));
    return [
      {
        what: `${name}, as a share of its tolerance`,
        found: off.reduce((most, each) => Math.max(most, each), 0),
        allowed: 1,
        unit: "",
      },
    ];
  });
  const slope = expected["sigmoid_max_slope"] as number | undefined;
  const curve = catalogue.find(({ kind }) => kind === curves.sigmoid);
  const r = parseStatements(curve?.equations ?? "").statements.find(({ name }) => name === "r")?.right;
  if (slope === undefined || !r) return deviations;
  const at = evaluate(derivative(r, "v"), numberOps, (name) => (name === "v" ? sigmoid["theta"] : sigmoid[name]));
  return [
    ...deviations,
    { what: "greatest slope", found: Math.abs(at / slope - 1), allowed: tolerance["rel"] as number, unit: "" },
  ];
}

/** Values of each variable at the given times. @throws when the circuit does not compile or run */
function sample(
  { graph, catalogue: own, places }: Circuit,
  { dt_ms }: Given,
  catalogue: Catalogue,
  times: readonly number[],
): Map<string, number[]> {
  const { network, diagnostics } = compile(graph, [...catalogue, ...own]);
  if (!network) throw new Error(diagnostics.map(({ message }) => message).join(" "));
  const refused = diagnostics.find(({ code }) => code === "method-not-applicable");
  if (refused) throw new Error(refused.message);
  const simulation = createSimulation(network);
  const values = new Map([...places.keys()].map((name): [string, number[]] => [name, []]));
  for (const time of times) {
    const step = Math.round(time / dt_ms);
    while (simulation.step < step) {
      const { flags } = simulation.run(step - simulation.step);
      if (flags !== 0) throw new Error(`the engine stopped with flags ${flags}`);
    }
    for (const [name, { node, state, cell }] of places) {
      const population = network.populations.findIndex((each) => each.node === node);
      values.get(name)?.push(simulation.state(population, state)[cell] as number);
    }
  }
  return values;
}

/** The greatest difference; not a number where a value is missing or lost. */
const worst = (expected: readonly number[], found: readonly number[]): number =>
  expected.reduce((most, value, k) => Math.max(most, Math.abs((found[k] ?? Number.NaN) - value)), 0);
