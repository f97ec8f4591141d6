/** Where a cell's first state lies between rest and threshold, or within what has been seen of it: the one number that a hole's radius shows. */
import { fromEngine, parse } from "../../../expression/index.ts";
import type { Node } from "../../../graph/index.ts";
import type { ResolvedKind } from "../../../kind/index.ts";
import { createModel } from "../preview/model.ts";

export interface Scale {
  /** Name and unit of the state shown. */
  state: string;
  unit: string;
  /** Its value at the start and at the threshold, in its unit. Threshold undefined: none is written as a number. */
  start: number;
  threshold: number | undefined;
  /** From empty to full hole. */
  low: number;
  high: number;
  /** True for a unit that never spikes: nothing says beforehand how far its values go, so what is seen widens the range. */
  graded: boolean;
  /** How long a spiking cell holds [ms]; 0: not at all. */
  holdMs: number;
}

/** Range of a graded unit before anything has been seen: small fluctuations stay small. */
const leastSpan = 0.1;

const kept = new WeakMap<Node, Scale | undefined>();

/** The scale of a neuron node; undefined when it has no state or its equations cannot be read. */
export function scaleOf(node: Node, kind: ResolvedKind): Scale | undefined {
  if (kept.has(node)) return kept.get(node);
  let scale: Scale | undefined;
  try {
    scale = measure(node, kind);
  } catch {
    scale = undefined;
  }
  kept.set(node, scale);
  return scale;
}

function measure(node: Node, kind: ResolvedKind): Scale | undefined {
  const [state] = Object.keys(kind.state);
  if (state === undefined) return undefined;
  const unit = kind.state[state]?.unit ?? "1";
  const model = createModel(kind, node);
  const inUnit = (value: number): number => fromEngine(value, unit);
  const start = inUnit(model.read(state));
  const level = levelText(kind, state);
  const threshold = level === undefined ? undefined : inUnit(model.value(level, 0.1));
  const rule = kind.spike;
  const graded = rule === undefined && unit === "1";
  const span = graded ? leastSpan : threshold === undefined || threshold <= start ? 20 : threshold - start;
  const hold = rule && (rule.type === "threshold" || rule.type === "crossing") ? rule.hold : undefined;
  return {
    state,
    unit,
    start,
    threshold,
    low: graded ? start : start - 0.1 * span,
    high: start + span,
    graded,
    holdMs: hold === undefined ? 0 : model.value(hold, 0.1),
  };
}

/** The right side of "v >= V_th", or the level of a crossing. */
function levelText(kind: ResolvedKind, state: string): string | undefined {
  const rule = kind.spike;
  if (rule?.type === "crossing") return rule.of === state ? rule.level : undefined;
  if (rule?.type !== "threshold") return undefined;
  const { tree } = parse(rule.when);
  if (tree?.type !== "compare" || tree.left.type !== "name" || tree.left.name !== state || !tree.right.span)
    return undefined;
  return rule.when.slice(tree.right.span.from, tree.right.span.to);
}
