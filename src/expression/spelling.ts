/** "Did you mean": the known word nearest to a misspelt one. */

/** Words further apart than this are not the same word misspelt. */
const reach = (word: string): number => (word.length < 2 ? 0.5 : word.length < 3 ? 1 : word.length < 6 ? 1.5 : 2.5);

/** The candidate nearest to `word`, or undefined when none is near. A change of case counts least. */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const found = distance(word, candidate);
    if (found < least) [best, least] = [candidate, found];
  }
  return least <= reach(word) ? best : undefined;
}

/** Edit distance with swaps of neighbours (optimal string alignment); a change of case costs a quarter. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let last: number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a[i - 1] as string, b[j - 1] as string];
      const change = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 0.25 : 1;
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + change);
      if (i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y) cost = Math.min(cost, (before[j - 2] as number) + 1);
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length] as number;
}

/** Names in a sentence: "C_m, E_L, g_L" in the order of the alphabet, the first `most` of them. */
export function listWords(words: Iterable<string>, most = 12): string {
  const sorted = [...words].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (sorted.length === 0) return "nothing";
  return sorted.length <= most
    ? sorted.join(", ")
    : `${sorted.slice(0, most).join(", ")} and ${sorted.length - most} more`;
}
