/** What comes of a golden case: the numbers that were compared, and how near each is to its limit. */

/** One number that was compared. It holds when `found` is at most `allowed`. */
export interface Deviation {
  /** "spikes of exc", "v of cell 3". */
  what: string;
  found: number;
  allowed: number;
  /** Of both numbers; "" for a plain count or ratio. */
  unit: string;
}

/** What came of a case. */
export interface Outcome {
  /** Below the folder, with `/`. */
  path: string;
  holds: boolean;
  deviations: readonly Deviation[];
  /** Why nothing was compared; "" when something was. */
  problem: string;
  /** Of its spikes; "" when it has none. */
  fingerprint: string;
  /** Where its numbers come from, by its own words. */
  sources: readonly string[];
}

/** Not a number is never within bounds. */
export const holds = ({ found, allowed }: Deviation): boolean => found <= allowed;

/** The one nearest to its limit, if any: what a reader of a passing case wants to know. */
export function nearest(deviations: readonly Deviation[]): readonly Deviation[] {
  const strain = ({ found, allowed }: Deviation) => (allowed === 0 ? 0 : found / allowed);
  return deviations.toSorted((a, b) => strain(b) - strain(a)).slice(0, 1);
}

/** Three digits, and the unit. */
export const printNumber = (value: number, unit: string): string =>
  `${Number(value.toPrecision(3))}${unit && ` ${unit}`}`;
