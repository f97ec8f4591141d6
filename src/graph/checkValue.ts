/** Is this value one that this parameter, or this start of a state, can have? */
import type { Diagnostic, Place } from "../diagnostic/index.ts";
import type { ResolvedKind, ResolvedParameter } from "../kind/index.ts";
import { parsePatterns } from "../patterns/index.ts";
import { boundsOf, isDistribution, massWithin } from "./distribution.ts";
import { describe, fix, problem } from "./messages.ts";
import type { Distribution, Node, Value } from "./schema.ts";

/** Bounds that keep less than this part of the draws make a distribution that hardly ever yields a value. */
const leastKept = 1e-3;
/** Draws outside the range are worth a warning from this part on. */
const mostOutside = 1e-4;

/** @returns the problems of one parameter of a node, worst first; empty when the value will do */
export function checkParameter(
  node: Node,
  kind: ResolvedKind,
  name: string,
  parameter: ResolvedParameter,
  value: Value,
): readonly Diagnostic[] {
  const at: Place = { type: "parameter", node: node.id, parameter: name };
  const reset = fix("Back to the default", "resetParameter", node.id, name);
  const wrong = (wanted: string): readonly Diagnostic[] => [
    problem("wrong-value", at, [node.label, node.kind, name, describe(value), wanted], reset),
  ];

  const type = parameter.type ?? "number";
  if (type === "equation") return typeof value === "string" ? [] : wrong("an equation, as text");
  if (type === "choice") {
    const known = Object.keys(parameter.choices ?? {});
    return typeof value === "string" && known.includes(value) ? [] : wrong(`one of ${known.join(", ")}`);
  }
  if (type === "patterns") {
    if (typeof value !== "string") return wrong("patterns, as text");
    const [fault] = parsePatterns(value).problems;
    return fault === undefined ? [] : [problem("bad-patterns", at, [node.label, fault])];
  }
  if (type === "list") {
    if (!Array.isArray(value)) return wrong("a list of numbers");
    return checkRange(node, kind, name, parameter, value, at);
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return wrong("a finite number");
    const inRange = checkRange(node, kind, name, parameter, value, at);
    if (inRange.length > 0 || type !== "integer" || Number.isInteger(value)) return inRange;
    const nearest = fix(`Set to ${Math.round(value)}`, "setParameter", node.id, name, Math.round(value));
    return [problem("not-whole", at, [node.label, node.kind, name, String(value)], nearest)];
  }
  if (!isDistribution(value)) return wrong("a number or a distribution");
  const faults = checkDistribution(node, name, value, at, "setParameter");
  return faults.length > 0 ? faults : checkRange(node, kind, name, parameter, value, at);
}

/** @returns the problems of one start value of a node */
export function checkStart(node: Node, name: string, value: Value): readonly Diagnostic[] {
  const at: Place = { type: "parameter", node: node.id, parameter: name };
  if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return [];
  if (isDistribution(value)) return checkDistribution(node, name, value, at, "setStart");
  const wanted = "a number, an expression or a distribution";
  return [
    problem(
      "wrong-value",
      at,
      [node.label, node.kind, name, describe(value), wanted],
      fix("Back to the default", "setStart", node.id, name),
    ),
  ];
}

function checkRange(
  node: Node,
  kind: ResolvedKind,
  name: string,
  { range, unit }: ResolvedParameter,
  value: number | readonly number[] | Distribution,
  at: Place,
): readonly Diagnostic[] {
  if (!range) return [];
  const [low, high] = range;
  const within = (x: number): number => Math.min(high, Math.max(low, x));
  const say = (x: number): string => (unit === "1" || unit === "" ? String(x) : `${x} ${unit}`);
  const outside = (x: number, nearest: Value, label: string): readonly Diagnostic[] => [
    problem(
      "out-of-range",
      at,
      [node.label, kind.kind, name, say(x), String(low), say(high)],
      fix(label, "setParameter", node.id, name, nearest),
    ),
  ];

  if (typeof value === "number")
    return within(value) === value ? [] : outside(value, within(value), `Set to ${say(within(value))}`);
  if (!isDistribution(value)) {
    const stray = value.find((x) => within(x) !== x);
    return stray === undefined ? [] : outside(stray, value.map(within), "Move them into the range");
  }
  if ("values" in value) {
    const stray = value.values.find((x) => within(x) !== x);
    return stray === undefined
      ? []
      : outside(stray, { ...value, values: value.values.map(within) }, "Move them into the range");
  }
  if ("uniform" in value) {
    const stray = value.uniform.find((x) => within(x) !== x);
    const [a, b] = value.uniform;
    return stray === undefined
      ? []
      : outside(stray, { ...value, uniform: [within(a), within(b)] }, "Move it into the range");
  }

  const mean = "normal" in value ? value.normal[0] : value.lognormal[0];
  const spread = "normal" in value ? value.normal[1] : value.lognormal[1];
  if (within(mean) !== mean) {
    const moved: Distribution =
      "normal" in value
        ? { ...value, normal: [within(mean), spread] }
        : { ...value, lognormal: [within(mean), spread] };
    return outside(mean, moved, `Set the mean to ${say(within(mean))}`);
  }
  const [min, max] = boundsOf(value);
  const kept = massWithin(value, min, max);
  const inRange = massWithin(value, Math.max(low, min), Math.min(high, max));
  if (inRange >= kept * (1 - mostOutside)) return [];
  const bounded = { ...value, min: Math.max(low, min), max: Math.min(high, max) };
  return [
    problem(
      "draws-out-of-range",
      at,
      [node.label, kind.kind, name, String(low), say(high)],
      fix("Bound the draws", "setParameter", node.id, name, bounded),
    ),
  ];
}

/** What is wrong with a distribution by itself. `edit` is the edit that sets the value. */
function checkDistribution(
  node: Node,
  name: string,
  value: Distribution,
  at: Place,
  edit: "setParameter" | "setStart",
): readonly Diagnostic[] {
  const set = (label: string, ...mended: readonly Distribution[]) => fix(label, edit, node.id, name, ...mended);
  const backwards = (low: number, high: number, mended: Distribution): Diagnostic =>
    problem("low-above-high", at, [node.label, name, low, high], set("Swap them", mended));

  if ("values" in value) {
    if (value.values.length > 0) return [];
    const reset =
      edit === "setStart" ? set("Back to the default") : fix("Back to the default", "resetParameter", node.id, name);
    return [problem("no-values", at, [node.label, name], reset)];
  }
  if ("uniform" in value) {
    const [low, high] = value.uniform;
    return low > high ? [backwards(low, high, { ...value, uniform: [high, low] })] : [];
  }
  const faults: Diagnostic[] = [];
  const [mean, sd] = "normal" in value ? value.normal : value.lognormal;
  if (sd < 0) {
    const mended: Distribution =
      "normal" in value ? { ...value, normal: [mean, -sd] } : { ...value, lognormal: [mean, -sd] };
    faults.push(problem("negative-sd", at, [node.label, name, sd], set(`Set sd to ${-sd}`, mended)));
  }
  const [min, max] = boundsOf(value);
  if (min > max) faults.push(backwards(min, max, { ...value, min: max, max: min }));
  if ("lognormal" in value && mean <= 0) {
    const { lognormal, ...bounds } = value;
    faults.push(
      problem(
        "lognormal-mean",
        at,
        [node.label, name, mean],
        set("Make it a normal", { normal: lognormal, ...bounds }),
      ),
    );
  }
  if (faults.length > 0 || massWithin(value, min, max) >= leastKept) return faults;
  const { min: _, max: __, ...free } = value;
  return [
    problem(
      "mean-outside-bounds",
      at,
      [node.label, name, printBound(min), printBound(max)],
      set("Remove the bounds", free as Distribution),
    ),
  ];
}

const printBound = (bound: number): string =>
  Number.isFinite(bound) ? String(bound) : bound < 0 ? "any low value" : "any high value";
