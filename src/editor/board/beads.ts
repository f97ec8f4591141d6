/** Delay on a wire, counted in beads. */

/** Shares of the way at which open beads sit, one for each 0.5 ms, or each 1, 2, 5 … ms where they would crowd. */
export function beadsOf(delayMs: number, length: number): { at: number[]; eachMs: number } {
  for (let decade = 1; decade < 1e4; decade *= 10) {
    for (const eachMs of decade === 1 ? [0.5, 1, 2, 5] : [decade, 2 * decade, 5 * decade]) {
      const count = Math.round(delayMs / eachMs);
      if (count < 1) return { at: [], eachMs };
      if (length / (count + 1) >= 8)
        return { at: Array.from({ length: count }, (_, k) => (k + 1) / (count + 1)), eachMs };
    }
  }
  return { at: [], eachMs: 0.5 };
}
