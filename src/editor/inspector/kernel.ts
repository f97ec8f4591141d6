/**
 * What one spike does to the cell it reaches: the target's equations are run twice over the same time, once with one spike
 * arriving through the synapse and once without, and subtracted. The equations are all it reads, so it holds for any neuron
 * and any synapse. It is a picture for the eye; the network itself is run by the engine.
 */
import {
  fromEngine,
  type Late,
  type LateTest,
  lateBy,
  parse,
  parseStatements,
  type Statement,
  type Tree,
  toEngine,
} from "../../expression/index.ts";
import type { Value } from "../../graph/index.ts";
import type { ResolvedKind } from "../../kind/index.ts";
import { type Known, middle, valueIn } from "../nodes.ts";

export interface Kernel {
  /** [ms] from the moment of the presynaptic spike. */
  times: Float64Array;
  /** Change of the target's first state, in `unit`. */
  values: Float64Array;
  unit: string;
  /** The value furthest from zero. */
  peak: number;
  delayMs: number;
  /** The one spike alone made the cell fire; the curve ends there. */
  fires: boolean;
}

class NoKernel extends Error {}

/** Names of one node: where each lives, and what reads a tree of them. */
interface Scope {
  values: Map<string, { at: number }>;
  find(name: string): Late<void> | undefined;
  late(tree: Tree): Late<void>;
  test(tree: Tree): LateTest<void>;
}

function scopeOf(outer: (name: string) => Late<void> | undefined): Scope {
  const values = new Map<string, { at: number }>();
  const find = (name: string): Late<void> | undefined => {
    const cell = values.get(name);
    return cell ? () => cell.at : outer(name);
  };
  const { value: late, test } = lateBy<void>(find);
  return { values, find, late, test };
}

function tree(text: string): Tree {
  const { tree: found } = parse(text);
  if (!found) throw new NoKernel("Its equations cannot be read yet.");
  return found;
}

function statements(text: string): readonly Statement[] {
  const { statements: found, diagnostics } = parseStatements(text);
  if (diagnostics.some(({ severity }) => severity === "error")) throw new NoKernel("Its equations cannot be read yet.");
  return found;
}

function fill(scope: Scope, { node, kind }: Known): void {
  for (const [name, parameter] of Object.entries(kind.parameters)) {
    const value = valueIn(node, name, parameter);
    if (typeof value === "string") scope.values.set(name, { at: scope.late(tree(value))() });
    else scope.values.set(name, { at: toEngine(middle(value), parameter.unit) });
  }
  for (const [name, state] of Object.entries(kind.state)) {
    const start: Value = node.start?.[name] ?? state.start;
    scope.values.set(name, {
      at: typeof start === "string" ? scope.late(tree(start))() : toEngine(middle(start), state.unit),
    });
  }
}

/** Statements made ready: `step` computes assigned names and returns the derivatives in order. */
interface Ready {
  derivatives: readonly { cell: { at: number }; slope: Late<void> }[];
  assigned: readonly { cell: { at: number }; value: Late<void>; order: number }[];
}

function ready(kind: ResolvedKind, scope: Scope): Ready {
  const derivatives: { cell: { at: number }; slope: Late<void> }[] = [];
  const assigned: { cell: { at: number }; value: Late<void>; order: number }[] = [];
  for (const statement of statements(kind.equations)) {
    if (statement.type === "derivative") {
      const cell = scope.values.get(statement.name);
      if (cell) derivatives.push({ cell, slope: scope.late(statement.right) });
    } else {
      // Made before it is read, since the text is in the order of evaluation.
      const value = scope.late(statement.right);
      const cell = { at: 0 };
      scope.values.set(statement.name, cell);
      assigned.push({ cell, value, order: assigned.length });
    }
  }
  return { derivatives, assigned };
}

const stepMs = 0.02;
const longestMs = 300;
const sampleMs = 0.1;

interface Run {
  samples: number[];
  /** Index of the sample at which the cell fired, if it did. */
  fired: number | undefined;
}

/** The first state of the target, sampled, with a spike arriving at `arrivalMs` or (undefined) none. */
function run(synapse: Known, target: Known, arrivalMs: number | undefined): Run {
  const time = { at: 0 };
  const common = (name: string): Late<void> | undefined =>
    name === "t" ? () => time.at : name === "dt" ? () => stepMs : name === "xi" ? () => 0 : undefined;
  const output = Object.values(synapse.kind.outputs).find(({ signal }) => signal === "current")?.reads;
  const inputs = Object.entries(target.kind.inputs).filter(([, { signal }]) => signal === "current");
  const flow = { at: 0 };
  const there: Scope = scopeOf((name) => (inputs.some(([input]) => input === name) ? () => flow.at : common(name)));
  fill(there, target);
  const here: Scope = scopeOf((name) => there.find(name));
  fill(here, synapse);

  const synapseStep = ready(synapse.kind, here);
  const targetStep = ready(target.kind, there);
  const derivatives = [...synapseStep.derivatives, ...targetStep.derivatives];
  const out = output === undefined ? undefined : here.values.get(output);
  const settle = (): void => {
    for (const { cell, value } of synapseStep.assigned) cell.at = value();
    if (out) flow.at = out.at;
    for (const { cell, value } of targetStep.assigned) cell.at = value();
  };

  const arrive = statements(synapse.kind.onSpike ?? "").flatMap((statement) => {
    if (statement.type !== "assign") return [];
    const cell = here.values.get(statement.name) ?? there.values.get(statement.name);
    return cell ? [{ cell, op: statement.op, value: here.late(statement.right) }] : [];
  });
  const rule = target.kind.spike;
  const fires: LateTest<void> | undefined =
    rule?.type === "threshold"
      ? there.test(tree(rule.when))
      : rule?.type === "crossing"
        ? (
            (of, level) => () =>
              of() >= level()
          )(there.late(tree(rule.of)), there.late(tree(rule.level)))
        : undefined;
  const first = there.values.get(Object.keys(target.kind.state)[0] ?? "");
  if (!first) throw new NoKernel("The target has no state to follow.");

  // Classical Runge-Kutta over all states of both.
  const slopes = derivatives.map(() => [0, 0, 0, 0]);
  const samples: number[] = [];
  const each = Math.round(sampleMs / stepMs);
  const arrival = arrivalMs === undefined ? -1 : Math.round(arrivalMs / stepMs);
  for (let step = 0; step * stepMs <= longestMs; step++) {
    if (step === arrival) {
      settle();
      for (const { cell, op, value } of arrive) {
        const by = value();
        cell.at = op === "=" ? by : op === "+=" ? cell.at + by : op === "-=" ? cell.at - by : cell.at * by;
      }
    }
    if (step % each === 0) samples.push(first.at);
    if (fires?.()) return { samples, fired: samples.length - 1 };
    const before = derivatives.map(({ cell }) => cell.at);
    const t0 = step * stepMs;
    for (let stage = 0; stage < 4; stage++) {
      const share = stage === 0 ? 0 : stage === 3 ? 1 : 0.5;
      time.at = t0 + share * stepMs;
      if (stage > 0)
        for (const [k, { cell }] of derivatives.entries())
          cell.at = (before[k] ?? 0) + share * stepMs * (slopes[k]?.[stage - 1] ?? 0);
      settle();
      for (const [k, { slope }] of derivatives.entries()) (slopes[k] as number[])[stage] = slope();
    }
    for (const [k, { cell }] of derivatives.entries()) {
      const [a = 0, b = 0, c = 0, d = 0] = slopes[k] ?? [];
      cell.at = (before[k] ?? 0) + (stepMs / 6) * (a + 2 * b + 2 * c + d);
    }
    time.at = t0 + stepMs;
    if (!Number.isFinite(first.at)) return { samples, fired: samples.length - 1 };
  }
  return { samples, fired: undefined };
}

/**
 * The response of the target's first state to one spike.
 *
 * @returns the curve, cut where it has faded; or a sentence why there is none
 */
export function kernelOf(synapse: Known, target: Known): Kernel | { why: string } {
  try {
    const { kind, node } = synapse;
    const delay = kind.delay === undefined ? undefined : kind.parameters[kind.delay];
    const delayMs =
      delay && kind.delay !== undefined ? toEngine(middle(valueIn(node, kind.delay, delay)), delay.unit) : 0;
    const without = run(synapse, target, undefined);
    const withSpike = run(synapse, target, delayMs);
    if (without.fired !== undefined && without.fired * sampleMs < delayMs + 20)
      return { why: "It fires without input, so one spike more has no shape of its own." };
    const until = Math.min(without.fired ?? without.samples.length, withSpike.samples.length);
    const unit = Object.values(target.kind.state)[0]?.unit ?? "1";
    const change = Float64Array.from({ length: until }, (_, k) =>
      fromEngine((withSpike.samples[k] ?? 0) - (without.samples[k] ?? 0), unit),
    );
    let peak = 0;
    for (const value of change) if (Math.abs(value) > Math.abs(peak)) peak = value;
    let last = change.length - 1;
    while (last > 0 && Math.abs(change[last] ?? 0) < 0.03 * Math.abs(peak)) last--;
    const spans = [20, 40, 60, 80, 100, 150, 200, 300];
    const spanMs = spans.find((span) => span >= last * sampleMs) ?? longestMs;
    const count =
      withSpike.fired !== undefined ? change.length : Math.min(change.length, Math.round(spanMs / sampleMs) + 1);
    return {
      times: Float64Array.from({ length: count }, (_, k) => k * sampleMs),
      values: change.slice(0, count),
      unit,
      peak,
      delayMs,
      fires: withSpike.fired !== undefined && without.fired === undefined,
    };
  } catch (fault) {
    if (fault instanceof NoKernel) return { why: fault.message };
    // A text that is being typed may name what is not there yet; that is reported where it is typed.
    return { why: "Its equations cannot be run yet." };
  }
}
