/**
 * Golden cases of plasticity: the weight of a pair after each of its spikes, or the change by one pair of spikes as a function of
 * the time between them. Every case runs as its own text and as the catalogue's kind.
 *
 * @source closed forms, event loops, Brian2 2.5.1; each case names its own
 */
import type { Catalogue } from "../kind/index.ts";
import { expectFields, quantityOf, words, worstOf } from "./caseFields.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { runGolden } from "./goldenRun.ts";
import {
  asKind,
  asText,
  type Circuit,
  delayOf,
  type Given,
  type Pair,
  readRule,
  scaledTarget,
} from "./plasticityCircuit.ts";
import type { CaseReader, Deviation } from "./reference.ts";

export const plasticityCases = (catalogue: Catalogue): CaseReader => ({
  reads: (data) => {
    const given = data as { schema?: string; kind?: string } | null;
    return given?.schema?.startsWith("neuro-golden-case") === true && given.kind === "plasticity";
  },
  compare: (data, fingerprint) => compare(data as Given, catalogue, fingerprint),
});

type Events = readonly (readonly [timeMs: number, side: "pre" | "post", weight: number])[];

function compare(given: Given, catalogue: Catalogue, fingerprint: Fingerprint): Deviation[] {
  expectFields(given, "", [...words, "model", "parameters", "stimulus", "dt_ms", "expected", "tolerance"]);
  expectFields(given.tolerance, "tolerance", ["abs", "weight_abs"]);
  if (given.model.name === "scaling") return scaling(given, catalogue, fingerprint);
  return "t_post_minus_t_pre_ms" in given.expected
    ? learningWindow(given, catalogue, fingerprint)
    : trains(given, catalogue, fingerprint);
}

/** Weights of one target after one scaling. */
function scaling(given: Given, catalogue: Catalogue, fingerprint: Fingerprint): Deviation[] {
  const { model, parameters, stimulus = {}, expected } = given;
  expectFields(model, "model", ["name", "rule"]);
  if (model.rule !== "w_i = w_i*target/sum(w)") throw new Error(`model.rule is ${model.rule}, which is not known here`);
  expectFields(parameters, "parameters", ["target"]);
  expectFields(stimulus, "stimulus", ["weights"]);
  expectFields(expected, "expected", ["weights"]);
  const weights = stimulus.weights ?? [];
  const run = runGolden(
    scaledTarget(given, weights, quantityOf(parameters["target"], "target") as number),
    catalogue,
    12,
    [{ node: "rule", variable: "rule.w", cells: weights.map((_, cell) => cell), every: 11 }],
    fingerprint,
  );
  const [before = [], after = []] = [0, 1].map((k) =>
    (run.samples[0] ?? []).slice(k * weights.length, (k + 1) * weights.length),
  );
  return [
    { what: "weights before", found: worstOf(before, weights), allowed: allowedBy(given), unit: "" },
    {
      what: `${weights.length} weights after`,
      found: worstOf(after, expected["weights"] as number[]),
      allowed: allowedBy(given),
      unit: "",
    },
  ];
}

const allowedBy = ({ tolerance }: Given): number =>
  quantityOf(tolerance["abs"] ?? tolerance["weight_abs"], "tolerance");

/** Weight changes of pairs that differ in one thing, the time between their spikes; 0 is both in one step. */
function learningWindow(given: Given, catalogue: Catalogue, fingerprint: Fingerprint): Deviation[] {
  const { expected } = given;
  expectFields(expected, "expected", ["t_post_minus_t_pre_ms", "delta_w", "delta_w_same_step"]);
  const apart = expected["t_post_minus_t_pre_ms"] as number[];
  const changes = expected["delta_w"] as number[];
  const same = expected["delta_w_same_step"] as { pre_processed_first: number } | undefined;
  const latest = Math.max(...apart.map(Math.abs), 0) + 10;
  const pairs = [...apart, ...(same ? [0] : [])].map((ms): Pair => ({ pre: [latest], post: [latest + ms] }));
  const dt = given.dt_ms ?? stepFor(pairs);
  const end = Math.round((2 * latest + 10) / dt);
  return circuitsOf(given, pairs, dt, 0.5, () => true).flatMap((circuit): Deviation[] => {
    const run = runGolden(
      circuit.graph,
      [...catalogue, ...circuit.catalogue],
      end + 1,
      [{ node: "rule", variable: "rule.w", cells: pairs.map((_, cell) => cell), every: end }],
      fingerprint,
      circuit.what,
    );
    const found = (run.samples[0] ?? []).slice(-pairs.length).map((w) => w - circuit.start);
    return [...changes, ...(same ? [same.pre_processed_first] : [])].map((change, k) => ({
      what: `change for ${apart[k] ?? 0} ms ${circuit.what}`,
      found: Math.abs((found[k] ?? Number.NaN) - change),
      allowed: allowedBy(given),
      unit: "",
    }));
  });
}

/** One pair with two trains: its weight after each event and at the end. */
function trains(given: Given, catalogue: Catalogue, fingerprint: Fingerprint): Deviation[] {
  const { expected, stimulus = {}, parameters } = given;
  expectFields(stimulus, "stimulus", ["pre_spike_times_ms", "post_spike_times_ms"]);
  expectFields(expected, "expected", [
    "final_weight",
    "final_delta_w",
    "weight_after_each_event",
    "after_each_event",
    "final_traces",
  ]);
  const finalTraces = Object.entries((expected["final_traces"] ?? {}) as Readonly<Record<string, number>>);
  const pair: Pair = {
    pre: stimulus.pre_spike_times_ms ?? [],
    post: stimulus.post_spike_times_ms ?? [],
  };
  const dt = given.dt_ms ?? stepFor([pair]);
  const events = (expected["weight_after_each_event"] ?? expected["after_each_event"] ?? []) as Events;
  const changes = "final_delta_w" in expected;
  const final = quantityOf((expected["final_weight"] ?? expected["final_delta_w"]) as number, "a final weight");
  const w0 = parameters["w0"] === undefined ? undefined : (quantityOf(parameters["w0"], "w0") as number);
  if (w0 === undefined && !changes) throw new Error("the case lacks parameters.w0");
  const last = Math.max(...pair.pre.map((time) => time + delayOf(given)), ...pair.post, 0);
  const steps = Math.round(last / dt) + 2;
  // Where the rule has no bounds and the weight leaves those of the kind, the text alone can say it.
  const stays = (start: number): boolean => events.every(([, , w]) => (changes ? start + w : w) >= 0);
  return circuitsOf(given, [pair], dt, changes ? 0.5 : (w0 as number), stays).flatMap((circuit): Deviation[] => {
    const rules = [...circuit.catalogue, ...catalogue];
    const rule = circuit.graph.nodes.find(({ id }) => id === "rule")?.kind;
    const states = rules.find(({ kind }) => kind === rule)?.state ?? {};
    // The catalogue's kind may call them otherwise, or keep none of its own.
    const traces = finalTraces.filter(([name]) => Object.hasOwn(states, name));
    if (rule === "rule" && traces.length < finalTraces.length)
      throw new Error(
        `expected.final_traces are ${finalTraces.map(([name]) => name).join(", ")}; the rule has ${Object.keys(states).join(", ")}`,
      );
    const run = runGolden(
      circuit.graph,
      rules,
      steps,
      ["w", ...traces.map(([name]) => name)].map((name) => ({
        node: "rule",
        variable: `rule.${name}`,
        cells: [0],
        every: 1,
      })),
      fingerprint,
      circuit.what,
    );
    const base = changes ? circuit.start : 0;
    const weights = (run.samples[0] ?? []).map((w) => w - base);
    // What is seen is the state after a whole step: of two events in one, the later.
    const after = new Map(events.map(([time, , w]) => [Math.round(time / dt) + 1, w]));
    const off = [...after].map(([step, w]) => Math.abs((weights[step] ?? Number.NaN) - w));
    const allowed = allowedBy(given);
    return [
      ...(off.length > 0
        ? [
            {
              what: `weight after ${events.length} events ${circuit.what}`,
              found: off.reduce((most, each) => Math.max(most, each), 0),
              allowed,
              unit: "",
            },
          ]
        : []),
      {
        what: `final weight ${circuit.what}`,
        found: Math.abs((weights.at(-1) ?? Number.NaN) - final),
        allowed,
        unit: "",
      },
      // Right after the last event; what is seen of a step is its start, and nothing has decayed since.
      ...traces.map(([name, trace], k) => ({
        what: `${name} after the last event ${circuit.what}`,
        found: Math.abs((run.samples[k + 1]?.[Math.round(last / dt) + 1] ?? Number.NaN) - trace),
        allowed,
        unit: "",
      })),
    ];
  });
}

/**
 * The text, and the kind where it can hold the weights.
 *
 * @param stays whether weights that start here stay at 0 or above
 */
function circuitsOf(
  given: Given,
  pairs: readonly Pair[],
  dt: number,
  start: number,
  stays: (start: number) => boolean,
): Circuit[] {
  const { rule, kind, parameters, top, floor } = readRule(given);
  // A rule without bounds runs in a kind whose bounds are far away.
  const scale = top ?? 1000;
  const from = top === null && "w0" in given.parameters === false ? scale / 2 : start;
  return [
    asText(given, rule, start, pairs, dt),
    ...(floor || stays(from) ? [asKind(given, kind, parameters(scale), from, pairs, dt)] : []),
  ];
}

/** The longest step [ms] of which every time is a whole multiple. @throws when there is none down to 1 µs */
function stepFor(pairs: readonly Pair[]): number {
  const times = pairs.flatMap(({ pre, post }) => [...pre, ...post]);
  const step = [0.1, 0.05, 0.025, 0.02, 0.01, 0.005, 0.001].find((dt) =>
    times.every((time) => Math.abs(time / dt - Math.round(time / dt)) < 1e-6),
  );
  if (step === undefined) throw new Error("its spike times are on no grid of 0.001 ms");
  return step;
}
