/** A condition that the user types to stop a run: names are the states and parameters of one population. */
import type { Diagnostic } from "../diagnostic/index.ts";
import { listWords, names } from "../expression/index.ts";
import type { StopCondition } from "./emit/index.ts";
import { Reader } from "./equations.ts";
import type { Network } from "./network.ts";
import { Relative } from "./relative.ts";

export function compileCondition(
  network: Network,
  population: number,
  text: string,
): { stop?: StopCondition; diagnostics: Diagnostic[] } {
  const own = network.populations[population];
  if (!own) return { diagnostics: [] };
  const known = new Set([...own.states, ...own.parameters].map(({ name }) => name));
  const reader = new Reader(own.node, known, "", new Map());
  const tree = reader.expression(text, "stop");
  const { diagnostics } = reader;
  const unknown = [...names(tree)].find((name) => !known.has(name) && name !== "t" && name !== "dt" && name !== "pi");
  if (unknown !== undefined && diagnostics.length === 0) {
    const from = Math.max(0, text.indexOf(unknown));
    diagnostics.push({
      code: "stop-unknown-name",
      severity: "error",
      at: { type: "equation", node: own.node, field: "stop", from, to: from + unknown.length },
      message: `${unknown} is not known in "${own.label}". Known: ${listWords([...known].filter((name) => !name.startsWith("$")))}, t.`,
    });
  }
  if (diagnostics.length > 0) return { diagnostics };
  return {
    stop: {
      population,
      when: new Relative(
        new Map(own.states.flatMap(({ name, relativeTo }) => (relativeTo ? [[name, relativeTo] as const] : []))),
      ).tree(tree),
    },
    diagnostics,
  };
}
