/** Units, defaults and ranges of parameters, and units of states and ports. */

import type { Diagnostic } from "../diagnostic/index.ts";
import { checkTree, isUnit, listWords, parse, parseUnit } from "../expression/index.ts";
import { parsePatterns } from "../patterns/index.ts";
import type { Findings } from "./findings.ts";
import type { Kind } from "./kind.ts";
import { messages } from "./messages.ts";
import { formNames, isResolved, type ResolvedKind, type ResolvedParameter } from "./resolve.ts";

/** @param kind as declared, which says whether each form has its numbers. @param concrete the same in one form */
export function checkParameters(kind: Kind, concrete: ResolvedKind, findings: Findings): void {
  for (const [name, parameter] of Object.entries(concrete.parameters)) {
    const field = `parameters.${name}`;
    checkUnit(parameter.unit, `${field}.unit`, findings);
    if (!isResolved(kind) && !coversForms(kind, name)) {
      findings.report(messages.missingForm(name, formNames(kind)), field);
      continue;
    }
    checkDefault(name, parameter, concrete, findings);
    checkRange(name, parameter, findings);
    if (parameter.per === "pair" && concrete.family !== "synapse") findings.report(messages.perPair(name), field);
  }
  for (const [name, { unit }] of Object.entries(concrete.state)) checkUnit(unit, `state.${name}.unit`, findings);
  for (const side of ["inputs", "outputs"] as const) {
    for (const [name, { signal, unit }] of Object.entries(concrete[side])) {
      if (unit !== undefined) checkUnit(unit, signal === "current" ? "current" : `${side}.${name}.unit`, findings);
    }
  }
}

function checkUnit(unit: string, field: string, findings: Findings): void {
  const parsed = parseUnit(unit);
  if (isUnit(parsed)) return;
  const { code, message } = parsed;
  findings.report({ code, message }, field, { from: 0, to: unit.length });
}

/** Where a value is given by form, it is given for all of them and for nothing else. */
function coversForms(kind: Kind, name: string): boolean {
  const forms = formNames(kind).toSorted().join();
  const { default: value, range, slider } = kind.parameters[name] ?? { default: 0 };
  return [value, range, slider].every(
    (given) =>
      given === undefined ||
      typeof given !== "object" ||
      Array.isArray(given) ||
      Object.keys(given).toSorted().join() === forms,
  );
}

function checkDefault(name: string, parameter: ResolvedParameter, kind: ResolvedKind, findings: Findings): void {
  const { default: value, range, unit, type = "number" } = parameter;
  const field = `parameters.${name}.default`;
  const inside = (number: number): void => {
    if (!Number.isFinite(number)) findings.report(messages.badDefault(name, "a finite number"), field);
    else if (range && (number < range[0] || number > range[1]))
      findings.report(messages.outOfRange(name, number, range, unit), field);
  };
  switch (type) {
    case "number":
    case "integer":
      if (typeof value !== "number") findings.report(messages.badDefault(name, "a number"), field);
      else if (type === "integer" && !Number.isInteger(value))
        findings.report(messages.badDefault(name, "a whole number"), field);
      else inside(value);
      break;
    case "list":
      if (!Array.isArray(value)) findings.report(messages.badDefault(name, "a list of numbers"), field);
      else value.forEach(inside);
      break;
    case "equation":
      if (typeof value !== "string") findings.report(messages.badDefault(name, "the text of an equation"), field);
      else findings.add(checkEquationValue(kind, name, value, findings.node));
      break;
    case "patterns": {
      const [problem] = typeof value === "string" ? parsePatterns(value).problems : ["Patterns are a text."];
      if (problem !== undefined)
        findings.report(messages.badDefault(name, `patterns that can be read. ${problem}`), field);
      break;
    }
    case "choice": {
      const known = Object.keys(parameter.choices ?? {});
      if (typeof value !== "string" || !known.includes(value))
        findings.report(messages.badDefault(name, `one of its choices: ${listWords(known)}`), field);
      break;
    }
  }
}

function checkRange(name: string, { range, slider, scale }: ResolvedParameter, findings: Findings): void {
  const rises = ([low, high]: readonly [number, number]): boolean => low < high;
  if (range && !rises(range)) findings.report(messages.badRange(name, "range"), `parameters.${name}.range`);
  if (slider && !(rises(slider) && (!range || (slider[0] >= range[0] && slider[1] <= range[1]))))
    findings.report(messages.badRange(name, "slider"), `parameters.${name}.slider`);
  const ends = slider ?? range;
  if (scale === "log" && !(ends && ends[0] > 0)) findings.report(messages.logRange(name), `parameters.${name}.range`);
}

/**
 * Problems of a text given for a parameter of the type "equation", such as a rate r(t). It may use the time `t` and the
 * kind's parameters that are numbers, and must come out in the parameter's unit.
 *
 * @param kind in the node's form
 */
export function checkEquationValue(kind: ResolvedKind, parameter: string, text: string, node?: string): Diagnostic[] {
  const names = new Map(
    Object.entries(kind.parameters)
      .filter(([, { type = "number" }]) => type === "number" || type === "integer")
      .map(([name, { unit }]) => [name, unit]),
  );
  const place = { field: parameter, ...(node === undefined ? {} : { node }) };
  const { tree, diagnostics } = parse(text, { names: names.keys(), ...place });
  return tree ? checkTree(tree, { names, ...place }, kind.parameters[parameter]?.unit) : diagnostics;
}
