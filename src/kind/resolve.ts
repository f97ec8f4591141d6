/**
 * From a kind that works in several sets of units to a kind in one of them. Everything after this point (inspector,
 * graph check, compiler, export) sees plain units and plain numbers, and need not know that forms exist.
 */
import type { Form, Kind, Parameter, Port, State } from "./kind.ts";

/** A parameter whose default, range and slider are those of one form. */
export interface ResolvedParameter extends Parameter {
  default: number | readonly number[] | string;
  range?: readonly [number, number];
  slider?: readonly [number, number];
}

/** A kind in one form. It keeps `forms`, so that the choice can still be offered. */
export interface ResolvedKind extends Kind {
  /** Name of the form; absent when the kind has one set of units. */
  form?: string;
  parameters: Readonly<Record<string, ResolvedParameter>>;
}

/** True for a kind that `resolve` made: its numbers and units are plain. */
export const isResolved = (kind: Kind): kind is ResolvedKind => origins.has(kind);

/** Names of the forms, the default first; empty when the kind has one set of units. */
export const formNames = (kind: Kind): readonly string[] => Object.keys(kind.forms ?? {});

/** Kinds are frozen data and few, so each is resolved once for each form: equal questions get the same object. */
const resolved = new WeakMap<Kind, Map<string, ResolvedKind>>();
/** What each resolved kind was made from, so that another form can be asked of it too. */
const origins = new WeakMap<Kind, Kind>();

/**
 * The kind in the units of `form`, or of its first form when `form` is absent or not one of its own (the graph check
 * reports that; here it must not stop the editor from drawing the node).
 */
export function resolve(kind: Kind, form?: string): ResolvedKind {
  const origin = origins.get(kind);
  if (origin) return form === undefined ? (kind as ResolvedKind) : resolve(origin, form);
  const names = formNames(kind);
  const name = form !== undefined && names.includes(form) ? form : names[0];
  let forms = resolved.get(kind);
  if (!forms) {
    forms = new Map();
    resolved.set(kind, forms);
  }
  const known = forms.get(name ?? "");
  if (known) return known;
  const fresh = inForm(kind, name);
  forms.set(name ?? "", fresh);
  origins.set(fresh, kind);
  return fresh;
}

function inForm(kind: Kind, name: string | undefined): ResolvedKind {
  const form = name === undefined ? {} : (kind.forms?.[name] ?? {});
  const port = (port: Port): Port => (port.unit === undefined ? port : { ...port, unit: resolveUnit(port.unit, form) });
  const state = (state: State): State => ({ ...state, unit: resolveUnit(state.unit, form) });
  return {
    ...kind,
    ...(name === undefined ? {} : { form: name }),
    inputs: mapValues(kind.inputs, port),
    outputs: mapValues(kind.outputs, port),
    parameters: mapValues(kind.parameters, (parameter) => parameterIn(parameter, form, name)),
    state: mapValues(kind.state, state),
  };
}

function parameterIn(parameter: Parameter, form: Form, name: string | undefined): ResolvedParameter {
  const { default: value, range, slider, unit, ...rest } = parameter;
  const result: ResolvedParameter = {
    ...rest,
    unit: resolveUnit(unit, form),
    default: pick(value, name) ?? Number.NaN,
  };
  const concrete = pick(range, name);
  if (concrete) result.range = concrete;
  const ends = pick(slider, name);
  if (ends) result.slider = ends;
  return result;
}

/** The entry of a per-form record, or the value itself when it holds for all forms. */
function pick<T extends number | string | readonly unknown[]>(
  value: T | Readonly<Record<string, T>> | undefined,
  form: string | undefined,
): T | undefined {
  if (value === undefined || typeof value !== "object" || Array.isArray(value)) return value as T | undefined;
  return form === undefined ? undefined : (value as Readonly<Record<string, T>>)[form];
}

/** `I/ms` with `{ I: "uA/cm^2" }` is `uA/cm^2/ms`; an alias that is divided by or raised gets parentheses. */
export function resolveUnit(unit: string, form: Form): string {
  return unit.replace(/[A-Za-z]+/g, (word, at: number) => {
    const meaning = Object.hasOwn(form, word) ? form[word] : undefined;
    if (meaning === undefined) return word;
    const bare = at === 0 && unit[word.length] !== "^";
    return bare || !/[*/^ ]/.test(meaning) ? meaning : `(${meaning})`;
  });
}

/**
 * Default of a parameter in the unit of the form. @throws when the kind has no such parameter: a fault of the caller.
 */
export function defaultValue(kind: Kind, parameter: string, form?: string): number | readonly number[] | string {
  return parameterOf(kind, parameter, form).default;
}

/** Unit of a parameter in the form, `"1"` for none. @throws when the kind has no such parameter. */
export function parameterUnit(kind: Kind, parameter: string, form?: string): string {
  return parameterOf(kind, parameter, form).unit;
}

/** Lowest and highest allowed value in the form, or undefined. @throws when the kind has no such parameter. */
export function parameterRange(kind: Kind, parameter: string, form?: string): readonly [number, number] | undefined {
  return parameterOf(kind, parameter, form).range;
}

function parameterOf(kind: Kind, name: string, form?: string): ResolvedParameter {
  const { parameters } = resolve(kind, form);
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!parameter)
    throw new Error(`${kind.kind} has no parameter ${name}; it has ${Object.keys(parameters).join(", ")}`);
  return parameter;
}

/**
 * Name of the form in which the kind's port has the wanted unit, for "use pA" buttons and for new nodes that are wired as
 * they are made. Undefined when no form fits, or when the kind has no forms.
 *
 * @param fits compares two units by dimension, so that nA fits pA
 */
export function fittingForm(
  kind: Kind,
  side: "inputs" | "outputs",
  port: string,
  fits: (unit: string) => boolean,
): string | undefined {
  return formNames(kind).find((form) => {
    const unit = resolve(kind, form)[side][port]?.unit;
    return unit !== undefined && fits(unit);
  });
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
