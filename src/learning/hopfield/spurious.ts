/** Where else the network settles: fixed points that nobody stored. */
import { createDice } from "../../random/index.ts";
import { energy } from "./energy.ts";
import { type Meaning, meaningOf } from "./meaning.ts";
import { recall } from "./recall.ts";

export interface Resting {
  state: Float64Array;
  meaning: Meaning;
  energy: number;
  /** Of all starts, how many ended here. */
  times: number;
}

/**
 * Fixed points found from random starts, each once, those that drew the most starts first. Asynchronous updates in random
 * order, so that every start settles where W is symmetric; what does not settle is left out.
 *
 * @param weights Float64Array(n * n)
 * @param patterns Float64Array(m * n)
 * @param starts how many, 1 or more
 */
export function* restingStates(
  weights: Float64Array,
  patterns: Float64Array,
  n: number,
  starts: number,
  seed: number,
): Generator<number, Resting[]> {
  const dice = createDice(seed, "starts");
  const found = new Map<string, Resting>();
  for (let k = 0; k < starts; k++) {
    const start = Float64Array.from({ length: n }, () => dice.sign());
    const { state, end } = recall(weights, start, { update: "random", seed: seed + k });
    if (end === "settled") {
      const key = String.fromCharCode(...packed(state));
      const known = found.get(key);
      if (known) known.times++;
      else found.set(key, { state, meaning: meaningOf(patterns, state), energy: energy(weights, state), times: 1 });
    }
    yield (k + 1) / starts;
  }
  return [...found.values()].sort((a, b) => b.times - a.times || a.energy - b.energy);
}

/** Fifteen units a number: a key that two states share only when they are one. */
function packed(state: Float64Array): number[] {
  const words = new Array<number>(Math.ceil(state.length / 15)).fill(0);
  state.forEach((u, i) => {
    const at = Math.floor(i / 15);
    if (u > 0) words[at] = (words[at] as number) | (1 << (i % 15));
  });
  return words;
}
