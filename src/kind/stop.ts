/** A condition on the cells of a kind, as a reader types it to stop a run. */
import type { Diagnostic } from "../diagnostic/index.ts";
import { callsIn, checkTree, names as namesIn, parse } from "../expression/index.ts";
import { messages } from "./messages.ts";
import type { ResolvedKind } from "./resolve.ts";
import { readableParameters } from "./scope.ts";

/** What would be another number at each look, or another one than the run itself draws. */
const draws: readonly string[] = ["rand", "randn", "poisson", "last", "xi"];

/**
 * What is wrong with a stop condition: names are the states and parameters of the kind, and t.
 *
 * @param node id of the node whose cells it is about, for the places of the problems
 */
export function checkStop(kind: ResolvedKind, text: string, node?: string): readonly Diagnostic[] {
  const place = { field: "stop", ...(node === undefined ? {} : { node }) };
  const { tree, diagnostics } = parse(text, place);
  if (!tree || diagnostics.length > 0) return diagnostics;
  const used = new Set([...callsIn(tree), ...namesIn(tree)]);
  const drawn = draws.find((each) => used.has(each));
  if (drawn !== undefined) {
    const at = { type: "equation", from: 0, to: text.length, ...place } as const;
    return [{ severity: "error", at, ...messages.stopDraws(drawn) }];
  }
  const states = Object.entries(kind.state).map(([name, { unit }]) => [name, unit] as const);
  return checkTree(tree, { names: new Map([...readableParameters(kind), ...states]), ...place }, "condition");
}
