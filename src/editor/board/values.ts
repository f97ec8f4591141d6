/** What a value of a node comes to in one number, for the few figures that fit on the node itself. */
import type { Node, Value } from "../../graph/index.ts";
import type { ResolvedKind, ResolvedParameter } from "../../kind/index.ts";
import { parsePatterns } from "../../patterns/index.ts";
import { writeNumber, writeUnit } from "../controls/number.ts";
import { extent, isSpread, middle } from "../nodes.ts";

/** Lowest and highest value to expect. */
export const spanOf = (value: Value): readonly [number, number] =>
  isSpread(value) ? extent(value) : [middle(value), middle(value)];

/** A node's value of a parameter: its own, else the kind's default. */
export function presentValue(node: Node, kind: ResolvedKind, name: string): Value {
  const { parameters = {} } = node;
  return (
    (Object.hasOwn(parameters, name) ? parameters[name] : undefined) ?? kind.parameters[name]?.default ?? Number.NaN
  );
}

/** Name of the parameter that tells most about a node: a synapse's weight, a source's first number. */
export function leadParameter(kind: ResolvedKind): string | undefined {
  const names = Object.keys(kind.parameters);
  if (kind.family === "synapse") {
    const weighs = names.find((name) => kind.parameters[name]?.per === "pair" && name !== kind.delay);
    if (weighs) return weighs;
  }
  return names.find((name) => name !== kind.delay && !isTime(kind.parameters[name])) ?? names[0];
}

const isTime = (parameter: ResolvedParameter | undefined): boolean => /^(m|u)?s$/.test(parameter?.unit ?? "");

/**
 * The lead value in a few characters: "+62 pA", "400 Hz each", "r(t) as written". A plus is written where the sign decides
 * what the node does, that is where the value may also be negative.
 */
export function leadText(node: Node, kind: ResolvedKind): string {
  const name = leadParameter(kind);
  const parameter = name === undefined ? undefined : kind.parameters[name];
  if (name === undefined || !parameter) return "";
  const value = presentValue(node, kind, name);
  if (parameter.type === "patterns") {
    const { names, width, height } = parsePatterns(String(value));
    return `${names.length} of ${width}×${height}`;
  }
  if (typeof value === "string") return value;
  if (isList(value)) {
    const what = kind.family === "spikes" ? "spike" : "value";
    return value.length === 1 ? `1 ${what}` : `${value.length || "no"} ${what}s`;
  }
  const [low, high] = spanOf(value);
  // The mean of a list says little: a cue that is up on one side of a ring and down on the other has none.
  if (isSpread(value) && "values" in value && low < high)
    return `${writeNumber(-low, 2) === writeNumber(high, 2) ? `±${writeNumber(high, 2)}` : `${writeNumber(low, 2)}…${writeNumber(high, 2)}`} ${writeUnit(parameter.unit)}`.trim();
  const number = middle(value);
  const signed = kind.family === "synapse" && number > 0 && (parameter.range?.[0] ?? -1) < 0;
  const unit = writeUnit(parameter.unit);
  const each = kind.family === "spikes" && (node.n ?? 1) > 1 ? " each" : "";
  return `${signed ? "+" : ""}${writeNumber(number, 3)}${unit ? ` ${unit}` : ""}${each}`;
}

const isList = (value: Value): value is readonly number[] => Array.isArray(value);
