/** Values of the states at time 0: the kind's start expressions, or the user's, with draws from the graph's seed. */
import { evaluate, names, numberOps } from "../expression/index.ts";
import { drawWords, keyOf, normalOf, uniform } from "../random/index.ts";
import type { Network, Population } from "./network.ts";
import type { Values } from "./prepare.ts";

/** Absolute start values by state: Float64Array(n), or Float64Array(1) where all cells start alike. */
export function startValues(network: Network, population: Population, values: Values): Map<string, Float64Array> {
  const started = new Map<string, Float64Array>();
  const key = keyOf(network.seed);
  const words = new Uint32Array(4);
  const differs = (name: string): boolean =>
    (started.get(name) ?? values.get(name) ?? []).length > 1 || population.draws.some((drawn) => drawn.name === name);
  for (const { state, tree } of population.start) {
    const startOf = (cell: number): number =>
      evaluate<number, boolean>(tree, numberOps, (name) => {
        const known = started.get(name) ?? values.get(name);
        if (known) return known.length === 1 ? known[0] : known[cell];
        if (name === "dt") return network.dt;
        if (name === "t") return 0;
        const drawn = population.draws.find((each) => each.name === name);
        if (!drawn) return undefined;
        drawWords(key, 0, cell, drawn.stream, drawn.block, words);
        return drawn.type === "normal" ? normalOf(words) : uniform(words[0] as number, words[1] as number);
      });
    // Most starts are the same for all cells, and are computed once.
    const each = [...names(tree)].some(differs);
    const out = Float64Array.from({ length: each ? population.n : Math.min(1, population.n) }, (_, cell) =>
      startOf(cell),
    );
    started.set(state, out);
  }
  return started;
}
