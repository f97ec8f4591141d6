/**
 * Does a kind say what it says correctly? Asked of every file under `nodes/` by the tests, and of the user's own equations
 * at each keystroke, so it reports everything it finds and takes a few milliseconds at most.
 */
import { type Diagnostic, passes } from "../diagnostic/index.ts";
import { checkEquations } from "./checkEquations.ts";
import { checkParameters } from "./checkParameters.ts";
import { checkPorts } from "./checkPorts.ts";
import { checkPresets } from "./checkPresets.ts";
import { checkWords } from "./checkWords.ts";
import { Findings } from "./findings.ts";
import type { Kind } from "./kind.ts";
import { formNames, isResolved, resolve } from "./resolve.ts";

export interface CheckOptions {
  /** Id of the node whose definition this is; absent for a kind of the catalogue. */
  node?: string;
  /** For synapses: states of the target cell and their units. Absent: those of the kind, or a membrane potential `v` in mV. */
  target?: Readonly<Record<string, string>>;
}

/**
 * All that is wrong with a kind, in every one of its forms. Empty for a good one.
 *
 * Each diagnostic points at characters of one text. `field` is a name of the user's definition where it has one
 * (`equations`, `threshold`, `reset`, `refractory`, `onSpike`, `current`), a path into the kind (`start.v`,
 * `parameters.C_m.unit`), or the name of a parameter that is itself an equation.
 */
export function checkKind(kind: Kind, { node, target = kind.target ?? { v: "mV" } }: CheckOptions = {}): Diagnostic[] {
  const findings = new Findings(node);
  checkWords(kind, findings);
  checkPresets(kind, findings);
  const forms = isResolved(kind) || !kind.forms ? [undefined] : formNames(kind);
  for (const form of forms) {
    const concrete = resolve(kind, form);
    checkParameters(kind, concrete, findings);
    const names = checkEquations(concrete, target, findings);
    checkPorts(concrete, names, target, findings);
  }
  return findings.list();
}

/** True when a node of this kind can be compiled: there may be warnings, but no errors. */
export const isSound = (kind: Kind, options?: CheckOptions): boolean => passes(checkKind(kind, options));
