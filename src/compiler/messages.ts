/** What the compiler has to say, in one place. */
import type { Diagnostic } from "../diagnostic/index.ts";
import type { Node } from "../graph/index.ts";

export const lowerMessages = {
  sizes: (source: Node, nSource: number, target: Node, nTarget: number): Diagnostic => ({
    code: "current-size",
    severity: "error",
    at: { type: "node", node: source.id },
    message: `"${source.label}" has ${nSource} currents, but "${target.label}" has ${nTarget} cells. One current for all, or one for each cell.`,
    fix: { label: `Make it ${nTarget}`, edit: { name: "setN", args: [source.id, nTarget] } },
  }),
  method: (node: Node, wanted: string, taken: string): Diagnostic => ({
    code: "method-not-applicable",
    severity: "warning",
    at: { type: "node", node: node.id },
    message: `"${node.label}": ${wanted} does not fit these equations; ${taken} is used instead.`,
    fix: { label: "Let the compiler choose", edit: { name: "setMethod", args: [node.id, undefined] } },
  }),
} as const;
