/** What the compiler has to say, in one place. */
import type { Diagnostic } from "../diagnostic/index.ts";
import type { Connect, Node } from "../graph/index.ts";
import { floorTo2, type Need } from "./memory.ts";

/** Two digits are enough to judge by. */
const about = (count: number): string => Number(count.toPrecision(2)).toLocaleString("en-US");
const size = (bytes: number): string => {
  const power = Math.max(0, Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  return `${Number((bytes / 1024 ** power).toPrecision(2))} ${["bytes", "KiB", "MiB", "GiB"][power]}`;
};

/** A rule's number, in words. */
function ruleWords(rule: Connect): string {
  if (rule.rule === "probability") return `a probability of ${rule.p}`;
  return "k" in rule
    ? `${rule.rule === "total" ? "a total" : `an ${rule.rule}`} of ${rule.k.toLocaleString("en-US")}`
    : rule.rule;
}

export const lowerMessages = {
  sizes: (source: Node, nSource: number, target: Node, nTarget: number): Diagnostic => ({
    code: "current-size",
    severity: "error",
    at: { type: "node", node: source.id },
    message: `"${source.label}" has ${nSource} currents, but "${target.label}" has ${nTarget} cells. One current for all, or one for each cell.`,
    fix: { label: `Make it ${nTarget}`, edit: { name: "setN", args: [source.id, nTarget] } },
  }),
  /** `left` of `memory` bytes are free, which is room for `fit` pairs; `smaller`: the same rule with that many. */
  memory: (
    node: Node,
    { pairs, bytes }: Need,
    left: number,
    memory: number,
    fit: number,
    smaller: Connect | undefined,
  ): Diagnostic => ({
    code: "too-many-pairs",
    severity: "error",
    at: { type: "node", node: node.id },
    message: `"${node.label}" would make ${about(pairs)} pairs of cells, which take ${size(bytes)} of memory; ${left < memory ? `of ${size(memory)}, ${size(left)} is left` : `there is room for ${size(memory)}`}. Make at most ${floorTo2(fit).toLocaleString("en-US")} pairs${smaller ? `, as with ${ruleWords(smaller)}` : ""}, or use fewer cells.`,
    ...(smaller
      ? { fix: { label: `Use ${ruleWords(smaller)}`, edit: { name: "setConnect", args: [node.id, smaller] } } }
      : {}),
  }),
  method: (node: Node, wanted: string, taken: string): Diagnostic => ({
    code: "method-not-applicable",
    severity: "warning",
    at: { type: "node", node: node.id },
    message: `"${node.label}": ${wanted} does not fit these equations; ${taken} is used instead.`,
    fix: { label: "Let the compiler choose", edit: { name: "setMethod", args: [node.id, undefined] } },
  }),
} as const;
