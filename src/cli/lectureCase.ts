/**
 * Golden cases of the lecture's two loops, sample by sample: as the text of the case and as the catalogue's kind.
 *
 * @source the lecture's loops, run again in float64; each case names its own
 */
import { formatVersion, type Graph, type Node } from "../graph/index.ts";
import type { Catalogue, Kind } from "../kind/index.ts";
import { words as caseWords, expectFields, type Quantity, quantityOf, worstOf } from "./caseFields.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { runGolden } from "./goldenRun.ts";
import type { CaseReader, Deviation } from "./reference.ts";

interface Given {
  id: string;
  model: { name: string; equations: string[] };
  parameters: Record<string, Quantity>;
  stimulus: { rule: string };
  dt_s: number;
  n_samples: number;
  expected: Record<string, number[]>;
  tolerance: Record<string, unknown>;
}

/** The kind that says the same, and what it calls the numbers of the case. */
interface Loop {
  kind: string;
  names: Readonly<Record<string, string>>;
}
const plain: Loop = { kind: "lectureIf", names: { g: "g", thresh: "V_th", reset: "V_reset", v0: "v_0" } };
const leaky: Loop = { kind: "lectureLif", names: { ...plain.names, v_r: "v_r" } };

export const lectureCases = (catalogue: Catalogue): CaseReader => ({
  reads: (data) => {
    const given = data as { schema?: string; n_samples?: number } | null;
    return given?.schema?.startsWith("neuro-golden-case") === true && given.n_samples !== undefined;
  },
  compare: (data, fingerprint) => compare(data as Given, catalogue, fingerprint),
});

function compare(given: Given, catalogue: Catalogue, fingerprint: Fingerprint): Deviation[] {
  const { model, expected, tolerance } = given;
  const loop = "v_r" in given.parameters ? leaky : plain;
  expectFields(given, "", [...caseWords, ..."model parameters stimulus dt_s n_samples expected tolerance".split(" ")]);
  expectFields(model, "model", ["name", "equations"]);
  expectFields(given.parameters, "parameters", ["dt", ...Object.keys(loop.names)]);
  expectFields(given.stimulus, "stimulus", ["rule"]);
  expectFields(expected, "expected", [
    "v",
    "spike_indices_0based",
    "spike_indices_julia_1based",
    "spike_times_s",
    "spike_indices_0based_in_exact_arithmetic",
  ]);
  expectFields(tolerance, "tolerance", ["v_abs", "spike_indices"]);
  return [asText(given), asKind(given, loop)].flatMap(({ what, graph, kinds }) => {
    const steps = given.n_samples - 1;
    const run = runGolden(
      graph,
      [...catalogue, ...kinds],
      steps + 1,
      [{ node: "loop", variable: "v", cells: [0], every: 1 }],
      fingerprint,
      what,
    );
    // Step k of the loop makes sample k, and is step k - 1 of the engine, which begins at sample 0.
    const found = run.spikes("loop").steps.flatMap((step) => (step < steps ? [step + 1] : []));
    const wanted = expected["spike_indices_0based"] as number[];
    return [
      {
        what: `${wanted.length} ${wanted.length === 1 ? "spike" : "spikes"} ${what}`,
        found: Math.abs(found.length - wanted.length) + wanted.filter((index, k) => found[k] !== index).length,
        allowed: 0,
        unit: "",
      },
      {
        what: `${given.n_samples} samples of v ${what}`,
        // NEST's order samples at the end of a step, so the start is not among them.
        found: worstOf([number(given, "v0"), ...(run.samples[0] ?? [])], expected["v"] ?? []),
        allowed: Number(tolerance["v_abs"]),
        unit: "",
      },
    ];
  });
}

interface Circuit {
  what: string;
  graph: Graph;
  kinds: readonly Kind[];
}

const number = (given: Given, name: string): number => quantityOf(given.parameters[name], name);
const at = [0, 0] as const;

/** The statements as they stand: Euler's method, a second of the loop as 1 ms. */
function asText(given: Given): Circuit {
  const [slope, change, reset, ...more] = given.model.equations;
  const dv = /^dv = (.*)$/.exec(slope ?? "")?.[1];
  if (
    dv === undefined ||
    change !== "v[k] = v[k-1] + dt*dv" ||
    reset !== "if v[k] > thresh then v[k] = reset" ||
    more.length > 0
  )
    throw new Error(`model.equations are ${given.model.equations.join("; ")}, which is not a loop that can be read`);
  const names = Object.keys(given.parameters).filter((name) => name !== "dt");
  const kind: Kind = {
    version: 1,
    label: "",
    short: "",
    about: "",
    notes: "",
    sources: [],
    icon: "",
    kind: "loop as text",
    family: "neuron",
    inputs: { I: { signal: "current", unit: "1", about: "" } },
    outputs: { spikes: { signal: "spikes", about: "" } },
    parameters: Object.fromEntries(names.map((name) => [name, { default: 0, unit: "1", about: "" }])),
    state: { v: { unit: "1", start: "v0", about: "" } },
    equations: `dv/dt = (${dv})/ms`,
    spike: { type: "threshold", when: "v > thresh", then: "v = reset" },
  };
  const parameters = Object.fromEntries(names.map((name) => [name, number(given, name)]));
  return circuitOf(
    given,
    "as text",
    { id: "loop", kind: kind.kind, label: "loop", at, method: "euler", parameters },
    "I",
    [kind],
  );
}

/** The kind of the catalogue. */
function asKind(given: Given, { kind, names }: Loop): Circuit {
  const parameters = Object.fromEntries(Object.entries(names).map(([theirs, ours]) => [ours, number(given, theirs)]));
  return circuitOf(given, `as ${kind}`, { id: "loop", kind, label: "loop", at, parameters }, "i", []);
}

/** In NEST's order a spike carries the end of its step, which is the time of the lecture's sample. */
function circuitOf(given: Given, what: string, loop: Node, input: string, kinds: Kind[]): Circuit {
  const { level, from, to } = stimulusOf(given);
  const dt = given.dt_s;
  const source: Node = {
    id: "input",
    kind: "step",
    form: "plain",
    label: "input",
    at,
    // Sample k is made with the input of sample k.
    parameters: { amplitude: level, start: (from - 1) * dt, stop: to * dt },
  };
  return {
    what,
    kinds,
    graph: {
      spikeboard: formatVersion,
      name: given.id,
      seed: 0,
      dt,
      order: "nest",
      nodes: [source, loop],
      wires: [{ from: "input.i", to: `loop.${input}` }],
    },
  };
}

/** "I[k] = 1 if 0.25 < T[k] < 0.75 (both strict) else 0": its level, and the first and last sample that have it. */
function stimulusOf({ stimulus, dt_s, n_samples }: Given): { level: number; from: number; to: number } {
  const [, level, low, high] =
    /^I\[k\] = (\S+) if (\S+) < T\[k\] < (\S+) \(both strict\) else 0\b/.exec(stimulus.rule) ?? [];
  if (level === undefined) throw new Error(`stimulus.rule is ${stimulus.rule}, which cannot be read`);
  // T[k] is k dt to the nearest double, as the decimals in the rule are.
  const perSecond = Math.round(1 / dt_s);
  const on = Array.from({ length: n_samples }, (_, k) => k).filter(
    (k) => k / perSecond > Number(low) && k / perSecond < Number(high),
  );
  const [first = 1, last = 0] = [on[0], on.at(-1)];
  if (first === 0) throw new Error("the input of sample 0 has no step that could take it");
  return { level: Number(level), from: first, to: last };
}
