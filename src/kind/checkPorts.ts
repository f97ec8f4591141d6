/** Ports, the spike rule's place in its family, and a synapse's delay: how a kind meets the rest of the network. */
import { type Dimension, isUnit, listWords, parseStatements, parseUnit, sameDimension } from "../expression/index.ts";
import type { Findings } from "./findings.ts";
import type { Family, Port, SpikeRule } from "./kind.ts";
import { messages } from "./messages.ts";
import type { ResolvedKind } from "./resolve.ts";
import type { Names } from "./scope.ts";

/** Which spike rules a family can have. */
const rules: Readonly<Record<Family, readonly SpikeRule["type"][]>> = {
  neuron: ["threshold", "crossing"],
  synapse: [],
  current: [],
  spikes: ["count", "times"],
};

/** @param names the scope after the equations */
export function checkPorts(
  kind: ResolvedKind,
  names: Names,
  target: Readonly<Record<string, string>>,
  findings: Findings,
): void {
  for (const [name, port] of Object.entries(kind.inputs)) {
    if (port.reads !== undefined) findings.report(messages.inputReads(name), `inputs.${name}.reads`);
    if (port.signal !== "spikes" && port.signal !== "patterns" && port.unit === undefined)
      findings.report(messages.inputUnit(name), `inputs.${name}.unit`);
  }
  for (const [name, port] of Object.entries(kind.outputs)) {
    if (port.signal === "patterns") checkPatterns(kind, name, port, findings);
    else if (port.signal !== "spikes") checkOutput(kind, name, port, names, target, findings);
  }
  for (const [name, computed] of Object.entries(kind.computed ?? {})) {
    if (computed.type === "place" || computed.type === "cells") continue;
    const { type, patterns } = computed;
    const held = type === "cue" ? kind.parameters[patterns]?.type : kind.inputs[patterns]?.signal;
    if (held !== "patterns") findings.report(messages.noPatterns(name, patterns), "equations");
    const unknown = Object.entries(computed).flatMap(([key, of]) =>
      ["type", "about", "patterns"].includes(key) || Object.hasOwn(kind.parameters, of) ? [] : [of],
    );
    for (const of of unknown) findings.report(messages.noPatterns(name, of), "equations");
  }
  checkLesson(kind, names, findings);
  checkSpikes(kind, findings);
  checkSynapse(kind, findings);
}

/** Names of a lesson are those of parameters, and for units of what the equations move and send. */
function checkLesson({ lesson, parameters }: ResolvedKind, names: Names, findings: Findings): void {
  if (!lesson) return;
  const known = (name: string): boolean => Object.hasOwn(parameters, name);
  const asked =
    lesson.type === "samples"
      ? [...lesson.inputs, lesson.target, lesson.rows, lesson.rule]
      : lesson.type === "pictures"
        ? [lesson.patterns, lesson.amplitude]
        : lesson.type === "target"
          ? []
          : lesson.type === "weights"
            ? [lesson.weight, lesson.gain]
            : [lesson.bias, ...(lesson.step === undefined ? [] : [lesson.step])];
  const sent = lesson.type === "units" ? [lesson.activation, lesson.sends] : [];
  for (const name of [...asked.filter((each) => !known(each)), ...sent.filter((each) => !names.has(each))])
    findings.report(messages.noLesson(name), "equations");
}

function checkOutput(
  kind: ResolvedKind,
  name: string,
  { reads, unit, signal }: Port,
  names: Names,
  target: Readonly<Record<string, string>>,
  findings: Findings,
): void {
  const whole = { from: 0, to: kind.equations.length };
  if (reads === undefined) {
    const jumps = kind.family === "synapse" && signal === "current" && changesTarget(kind, target);
    if (!jumps) findings.report(messages.nothingLeaves(name), "equations", whole);
    return;
  }
  // What a kind sends is a state of its own, or what its equations assign.
  const { parameters, inputs, state } = kind;
  const assigned = (known: string): boolean =>
    ![parameters, inputs, target].some((given) => Object.hasOwn(given, known));
  const sent = new Set([...Object.keys(state), ...[...names.keys()].filter(assigned)]);
  if (!sent.has(reads)) {
    findings.report(messages.readsUnknown(name, reads, listWords(sent)), "equations", whole);
    return;
  }
  const [declared, found] = [dimension(unit), dimension(names.get(reads))];
  if (declared && found && !sameDimension(declared, found)) {
    findings.report(
      messages.readsUnit(name, reads, unit ?? "1"),
      signal === "current" ? "current" : `outputs.${name}.unit`,
    );
  }
}

function checkPatterns({ parameters }: ResolvedKind, name: string, { reads = "" }: Port, findings: Findings): void {
  if (!Object.hasOwn(parameters, reads) || parameters[reads]?.type !== "patterns")
    findings.report(messages.noPatterns(name, reads), `outputs.${name}.reads`);
}

function dimension(unit: string | Dimension | undefined): Dimension | undefined {
  if (typeof unit !== "string") return unit;
  const parsed = parseUnit(unit);
  return isUnit(parsed) ? parsed.dimension : undefined;
}

const changesTarget = (kind: ResolvedKind, target: Readonly<Record<string, string>>): boolean =>
  parseStatements(kind.onSpike ?? "").statements.some(
    ({ name }) => Object.hasOwn(target, name) && !Object.hasOwn(kind.state, name),
  );

function checkSpikes(kind: ResolvedKind, findings: Findings): void {
  const { family, spike } = kind;
  const needed = rules[family];
  if (spike && !needed.includes(spike.type)) {
    findings.report(messages.wrongRule(family, spike.type, needed.join(" or ") || "none"), "spike");
  }
  if (!spike) {
    const port = Object.keys(kind.outputs).find((name) => kind.outputs[name]?.signal === "spikes");
    if (port !== undefined) findings.report(messages.noSpikeRule(port), "threshold");
  }
  if (spike?.type === "times") {
    const list = kind.parameters[spike.times];
    if (list?.type !== "list" || !isTime(list.unit)) findings.report(messages.notATimeList(spike.times), "spike");
    const cells = spike.cells === undefined ? undefined : kind.parameters[spike.cells];
    if (spike.cells !== undefined && cells?.type !== "list")
      findings.report(messages.notACellList(spike.cells), "spike");
  }
}

function checkSynapse(kind: ResolvedKind, findings: Findings): void {
  if (kind.family !== "synapse") {
    if (kind.onSpike !== undefined) findings.report(messages.onlySynapse("What an arriving spike does"), "onSpike");
    if (kind.onPost !== undefined) findings.report(messages.onlySynapse("What a spike of the target does"), "onPost");
    if (kind.delay !== undefined) findings.report(messages.onlySynapse("A delay"), "delay");
    if (kind.arrives !== undefined) findings.report(messages.onlySynapse("Where in a step a spike acts"), "arrives");
    if (kind.followsTo !== undefined) findings.report(messages.onlySynapse("Following a value"), "followsTo");
    if (kind.delaySide !== undefined) findings.report(messages.onlySynapse("The side of a delay"), "delaySide");
    return;
  }
  // A graded synapse reads its source at every step: nothing arrives, and nothing travels.
  if (Object.values(kind.inputs).some(({ signal }) => signal === "value")) {
    if (kind.onSpike !== undefined) findings.report(messages.needsSpikes("What an arriving spike does"), "onSpike");
    if (kind.delay !== undefined) findings.report(messages.needsSpikes("A delay"), "delay");
    return;
  }
  if (!kind.onSpike?.trim()) findings.report(messages.missingWords("What an arriving spike does"), "onSpike");
  const delay = kind.delay === undefined ? undefined : kind.parameters[kind.delay];
  if (!delay)
    findings.report(messages.noDelay(kind.delay === undefined ? "none is named" : `${kind.delay} is not one`), "delay");
  else if (!isTime(delay.unit) || delay.per !== "pair") {
    findings.report(messages.noDelay(`${kind.delay} is in ${delay.unit} per ${delay.per ?? "cell"}`), "delay");
  }
}

function isTime(unit: string): boolean {
  const [found, time] = [dimension(unit), dimension("ms")];
  return found !== undefined && time !== undefined && sameDimension(found, time);
}
