/** Words, sources, versions and names: all that can be asked of a kind without reading an equation. */
import { isCall, isUnitConstant, parse, reserved } from "../expression/index.ts";
import type { Findings } from "./findings.ts";
import type { Kind, Method } from "./kind.ts";
import { messages } from "./messages.ts";
import { readableInputs } from "./scope.ts";

const methods: Readonly<Record<Method, true>> = {
  exact: true,
  exponential_euler: true,
  exponential_euler_tabulated: true,
  euler: true,
  gs_euler: true,
  rk4: true,
  rkf45: true,
};

export function checkWords(kind: Kind, findings: Findings): void {
  for (const field of ["label", "short", "about", "notes", "icon"] as const) {
    if (!kind[field].trim()) findings.report(messages.missingWords(`The ${field} of ${kind.kind}`), field);
  }
  const described = { parameters: kind.parameters, state: kind.state, inputs: kind.inputs, outputs: kind.outputs };
  for (const [group, entries] of Object.entries(described)) {
    for (const [name, { about }] of Object.entries(entries)) {
      if (!about.trim()) findings.report(messages.missingWords(name), `${group}.${name}.about`);
    }
  }
  for (const [k, slip] of (kind.lecture ?? []).entries())
    if (!slip.trim()) findings.report(messages.missingWords(`Slip ${k + 1} of the lecture`), "lecture");
  if (kind.sources.length === 0) findings.report(messages.missingSource(), "sources");
  for (const source of kind.sources) {
    if (!/\((1[6-9]|20)\d\d\)/.test(source)) findings.report(messages.sourceWithoutYear(source), "sources");
  }

  for (const method of Object.values(kind.method ?? {})) {
    if (!Object.hasOwn(methods, method))
      findings.report(messages.badMethod(method, Object.keys(methods).join(", ")), "method");
  }
  for (let version = 1; version < kind.version; version++) {
    if (!kind.migrations?.[version]) findings.report(messages.missingMigration(version), "migrations");
  }

  checkNames(kind, findings);
}

function checkNames(kind: Kind, findings: Findings): void {
  // The name of a kind is the name of an export and of a file; equations never see it, so `step` and `poisson` are free.
  if (!/^[A-Za-z]\w*$/.test(kind.kind)) findings.report(messages.badName(kind.kind), "kind");
  const seen = new Map<string, string>();
  const declare = (name: string, group: string, as: string): void => {
    const field = `${group}.${name}`;
    const taken = Object.hasOwn(reserved, name) ? reserved[name] : isCall(name) ? "a function" : undefined;
    if (taken !== undefined) findings.report(messages.takenName(name, taken), field);
    else if (isUnitConstant(name)) findings.report(messages.unitAsName(name), field);
    else if (!isName(name)) findings.report(messages.badName(name), field);
    const first = seen.get(name);
    if (first !== undefined) findings.report(messages.twice(name, first, as), field);
    seen.set(name, as);
  };
  for (const [name] of readableInputs(kind)) declare(name, "inputs", "an input");
  for (const name of Object.keys(kind.parameters)) declare(name, "parameters", "a parameter");
  for (const name of Object.keys(kind.state)) declare(name, "state", "a state");
  if (kind.total) {
    declare(kind.total.name, "total", "a sum");
    if (!Object.hasOwn(kind.state, kind.total.of)) findings.report(messages.totalOf(kind.total.of), "total");
  }
}

/** A name is what the expression language reads as one. */
function isName(text: string): boolean {
  const { tree } = parse(text);
  return tree?.type === "name" && tree.name === text;
}
