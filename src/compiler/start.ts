/** Values of the states at time 0: the kind's start expressions, or the user's, with draws from the graph's seed. */
import { evaluate, numberOps } from "../expression/index.ts";
import { drawWords, keyOf, normalOf, uniform } from "../random/index.ts";
import type { Network, Population } from "./network.ts";
import type { Values } from "./prepare.ts";

/** Absolute start values by state, Float64Array(n) each. */
export function startValues(network: Network, population: Population, values: Values): Map<string, Float64Array> {
  const started = new Map<string, Float64Array>();
  const key = keyOf(network.seed);
  const words = new Uint32Array(4);
  for (const { state, tree } of population.start) {
    const out = new Float64Array(population.n);
    for (let cell = 0; cell < population.n; cell++) {
      out[cell] = evaluate<number, boolean>(tree, numberOps, (name) => {
        const earlier = started.get(name);
        if (earlier) return earlier[cell];
        if (name === "dt") return network.dt;
        if (name === "t") return 0;
        const known = values.get(name);
        if (known) return known.length === 1 ? known[0] : known[cell];
        const drawn = population.draws.find((each) => each.name === name);
        if (!drawn) return undefined;
        drawWords(key, 0, cell, drawn.stream, drawn.block, words);
        return drawn.type === "normal" ? normalOf(words) : uniform(words[0] as number, words[1] as number);
      });
    }
    started.set(state, out);
  }
  return started;
}
