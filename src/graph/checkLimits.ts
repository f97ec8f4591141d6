/** What the parameters of a node and the time step must keep to together. */
import type { Diagnostic } from "../diagnostic/index.ts";
import { evaluate, numberOps, parse, toEngine } from "../expression/index.ts";
import type { ResolvedKind } from "../kind/index.ts";
import { isDistribution } from "./distribution.ts";
import { limits as fileLimits } from "./limits.ts";
import { own } from "./lookup.ts";
import { fix, problem } from "./messages.ts";
import type { Graph, Node, Value } from "./schema.ts";

/** @returns the limits that a node of sound values is above, at most one for each limit of its kind */
export function checkLimits({ dt }: Graph, node: Node, kind: ResolvedKind): readonly Diagnostic[] {
  return (kind.limits ?? []).flatMap(({ of, warn, most, about }): Diagnostic[] => {
    const { tree } = parse(of);
    if (!tree) return [];
    const at = (step: number): number =>
      Math.max(
        ...([0, 1] as const).map((end) =>
          evaluate(tree, numberOps, (name) => (name === "dt" ? step : endOf(node, kind, name, end))),
        ),
      );
    const found = at(dt);
    // As many digits as a person would say: 0.1 is not above 0.1 for its last bit.
    const said = Number(found.toPrecision(6));
    if (!(said > warn)) return [];
    const over = said > most;
    const smaller = niceBelow((dt * warn) / found);
    const mend =
      smaller >= fileLimits.dt[0] && at(smaller) <= warn * (1 + 1e-9)
        ? fix(`Set dt to ${smaller} ms`, "setDt", smaller)
        : undefined;
    const words: [string, string, string, number, number, string] = [
      node.label,
      kind.kind,
      of,
      said,
      over ? most : warn,
      about,
    ];
    return [problem(over ? "over-limit" : "near-limit", { type: "node", node: node.id }, words, mend)];
  });
}

/** The lowest (0) or highest (1) value of a parameter that is known without drawing, in engine units. */
export function endOf(node: Node, kind: ResolvedKind, name: string, end: 0 | 1): number | undefined {
  const parameter = own(kind.parameters, name);
  if (!parameter) return undefined;
  const value = own(node.parameters ?? {}, name) ?? (parameter.default as Value);
  const number = typeof value === "number" ? value : isDistribution(value) ? spreadOf(value)[end] : undefined;
  return number === undefined ? undefined : toEngine(number, parameter.unit);
}

/** What a drawn value may be, as far as it is known without drawing. */
export function spreadOf(value: Exclude<Value, number | string | readonly number[]>): readonly [number, number] {
  if ("uniform" in value) return value.uniform;
  if ("values" in value)
    return value.values.reduce<[number, number]>(
      ([low, high], each) => [Math.min(low, each), Math.max(high, each)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
  const [mean] = "normal" in value ? value.normal : value.lognormal;
  return [value.min ?? mean, value.max ?? mean];
}

/** 1, 2 or 5 times a power of ten, at or below a number. */
export function niceBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const digit = [5, 2, 1].find((each) => each * power <= value * (1 + 1e-9)) ?? 1;
  return Number((digit * power).toPrecision(3));
}
