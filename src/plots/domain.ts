/** Ranges of y axes: round, and still while a run goes on. A range widens at once and narrows only when half of it is empty. */
import { nice, ticks } from "d3";

export interface Domain {
  low: number;
  high: number;
}

/** Share of the range that data must fill for it to be kept. */
const keptFill = 0.45;

/**
 * The range for data from `low` to `high`, given the range shown before. Returns `before` itself when it can stay.
 *
 * @param within a range that must be contained, such as [0, 1] for probabilities or [0, …] for rates
 */
export function settle(before: Domain | undefined, low: number, high: number, within?: Partial<Domain>): Domain {
  if (!(low <= high)) return before ?? { low: within?.low ?? 0, high: within?.high ?? 1 };
  const wantLow = Math.min(low, within?.low ?? low);
  const wantHigh = Math.max(high, within?.high ?? high);
  if (before) {
    const inside = before.low <= wantLow && before.high >= wantHigh;
    if (inside && wantHigh - wantLow >= keptFill * (before.high - before.low)) return before;
  }
  // A constant gets a range a little wider than its own size: no scale can draw a range of zero.
  const slack =
    wantHigh - wantLow > 1e-9 * Math.max(1, Math.abs(wantHigh)) ? 0 : Math.max(1e-6, Math.abs(wantHigh) * 0.1);
  const [a, b] = nice(wantLow - (within?.low === wantLow ? 0 : slack), wantHigh + (slack || 0), 4) as [number, number];
  if (before && a === before.low && b === before.high) return before;
  return { low: a, high: b > a ? b : a + 1 };
}

/** Two to four ticks that fit `height` pixels: the ends, and zero or round numbers where there is room. */
export function axisTicks({ low, high }: Domain, height: number, apart = 17): number[] {
  const y = (value: number): number => ((high - value) / (high - low)) * height;
  if (low >= 0 || high <= 0)
    for (const count of [4, 3, 2]) {
      const round = ticks(low, high, count);
      const step = (round[1] ?? high) - (round[0] ?? low);
      const whole =
        Math.abs((round[0] ?? Number.NaN) - low) < step / 1e6 && Math.abs((round.at(-1) ?? 0) - high) < step / 1e6;
      if (whole && (step / (high - low)) * height >= 2 * apart) return round;
    }
  const chosen = [low, high];
  const free = (value: number): boolean => chosen.every((other) => Math.abs(y(other) - y(value)) >= apart);
  if (low < 0 && high > 0 && free(0)) chosen.push(0);
  return chosen.sort((a, b) => a - b);
}
