/** What is still remembered when pattern after pattern has been learned, by each of two rules. */
import { type StorageRule, store } from "../../patterns/index.ts";
import { createDice } from "../../random/index.ts";
import { settle } from "./capacity.ts";

export interface Forgetting {
  rule: StorageRule;
  /** Final overlap with each pattern, the oldest first, mean over networks. */
  overlaps: Float64Array;
}

/**
 * Stores m random patterns one after another and asks for every one of them.
 *
 * @param m more than 0.138 n shows the catastrophe: the outer product loses all, the palimpsest keeps the newest
 * @source Parisi (1986), J. Phys. A 19, L617-L620
 */
export function* forgetting(
  n: number,
  m: number,
  networks: number,
  seed: number,
  rules: readonly StorageRule[] = ["hebb", "palimpsest"],
): Generator<number, Forgetting[]> {
  const found = rules.map((rule): Forgetting => ({ rule, overlaps: new Float64Array(m) }));
  for (let network = 0; network < networks; network++) {
    const dice = createDice(seed, `forgetting ${network}`);
    const patterns = Float64Array.from({ length: m * n }, () => dice.sign());
    for (const [at, { rule, overlaps }] of found.entries()) {
      const weights = store(patterns, n, { rule, diagonal: false });
      for (let k = 0; k < m; k++) {
        const pattern = patterns.subarray(k * n, (k + 1) * n);
        const state = settle(weights, pattern, dice);
        let sum = 0;
        for (let i = 0; i < n; i++) sum += (state[i] as number) * (pattern[i] as number);
        overlaps[k] = (overlaps[k] as number) + sum / n / networks;
        if (k % 8 === 7) yield (network + (at + (k + 1) / m) / found.length) / networks;
      }
    }
  }
  return found;
}
