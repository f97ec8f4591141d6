/** Do the lists of a course over time belong together? */
import type { Diagnostic } from "../diagnostic/index.ts";
import type { ResolvedKind } from "../kind/index.ts";
import { own } from "./lookup.ts";
import { fix, problem } from "./messages.ts";
import type { Node } from "./schema.ts";

/** @returns what is wrong with the lists of a node whose values are sound each by itself, at most one for each course */
export function checkCourses(node: Node, kind: ResolvedKind): readonly Diagnostic[] {
  const listOf = (name: string): readonly number[] =>
    (own(node.parameters ?? {}, name) ?? own(kind.parameters, name)?.default ?? []) as readonly number[];
  return Object.values(kind.courses ?? {}).flatMap(({ times, values }): Diagnostic[] => {
    if (times === undefined) return [];
    const [moments, levels] = [listOf(times), listOf(values)];
    const at = { type: "node", node: node.id } as const;
    if (moments.length !== levels.length) {
      const [longer, most] = moments.length > levels.length ? [times, levels.length] : [values, moments.length];
      return [
        problem(
          "course-lengths",
          at,
          [node.label, times, moments.length, values, levels.length],
          fix(`Shorten ${longer} to ${most}`, "setParameter", node.id, longer, listOf(longer).slice(0, most)),
        ),
      ];
    }
    const back = moments.findIndex((time, k) => k > 0 && time <= (moments[k - 1] as number));
    if (back < 0) return [];
    const words: [string, string, number, number] = [
      node.label,
      times,
      moments[back - 1] as number,
      moments[back] as number,
    ];
    return [problem("course-back", at, words)];
  });
}
