/** Presets: words, a year, and values that the kind knows and allows. */
import type { Findings } from "./findings.ts";
import type { Kind, Shown } from "./kind.ts";
import { messages } from "./messages.ts";
import { formNames, isResolved, resolve } from "./resolve.ts";

export function checkPresets(kind: Kind, findings: Findings): void {
  for (const [key, { label, form, parameters, start = {}, source, shown }] of Object.entries(kind.presets ?? {})) {
    const field = `presets.${key}`;
    if (!label.trim()) findings.report(messages.missingWords(`The label of the preset ${key}`), field);
    if (source !== undefined && !/\((1[6-9]|20)\d\d\)/.test(source))
      findings.report(messages.sourceWithoutYear(source), field);
    if (shown) checkShown(key, shown, kind, findings);
    if (form !== undefined && !formNames(kind).includes(form)) {
      findings.report(messages.presetForm(key, form, formNames(kind)), field);
      continue;
    }
    // A kind already in one form is asked about the presets of that form only.
    const concrete = isResolved(kind) ? kind : resolve(kind, form);
    if (isResolved(kind) && (form ?? formNames(kind)[0]) !== kind.form) continue;
    for (const [name, value] of Object.entries(parameters)) {
      const parameter = Object.hasOwn(concrete.parameters, name) ? concrete.parameters[name] : undefined;
      const { range, unit = "1" } = parameter ?? {};
      if (!parameter) findings.report(messages.presetName(key, name, "a parameter"), field);
      else if (!Number.isFinite(value) || (range && (value < range[0] || value > range[1])))
        findings.report(messages.presetValue(key, name, value, range, unit), field);
    }
    for (const [name, value] of Object.entries(start)) {
      if (!Object.hasOwn(kind.state, name)) findings.report(messages.presetName(key, name, "a state"), field);
      else if (!Number.isFinite(value)) findings.report(messages.presetValue(key, name, value, undefined, ""), field);
    }
  }
}

function checkShown(key: string, shown: Shown, kind: Kind, findings: Findings): void {
  const field = `presets.${key}`;
  const { duration, published, converged, why } = shown;
  const ways = [published, converged].flatMap((way) => way ?? []);
  const sound = duration > 0 && ways.every(({ dt }) => dt > 0 && dt <= duration);
  if (ways.length === 0 || !sound) findings.report(messages.presetSteps(key), field);
  if (why === undefined ? ways.length > 1 : !why.trim())
    findings.report(messages.missingWords(`Why the two ways to step the preset ${key} differ`), field);
  if (!Object.values(kind.inputs).some(({ signal }) => signal === "current"))
    findings.report(messages.presetStimulus(key), field);
}
