/**
 * Poisson counts by inverting one uniform, whatever the mean: a fixed number of draws keeps counters independent of values.
 *
 * Both branches subtract probabilities from u until it runs out. Small means start at 0 and go up. Large means start at
 * the mode and go outwards, which needs about 1.6 sqrt(mean) terms instead of mean; the order in which outcomes share out
 * the unit interval does not matter to their probabilities.
 */
import { exp, floor, log } from "./functions.ts";

const fromMode = 10;

/**
 * One Poisson count.
 *
 * @param mean [1], 0 or greater; NaN and negative means count as 0
 * @param u uniform on [0, 1)
 */
export function poissonCount(mean: number, u: number): number {
  if (!(mean > 0)) return 0;
  if (mean < fromMode) {
    let count = 0;
    let chance = exp(-mean);
    // What rounding leaves over after the last term ends at 100, where the chance is below 1e-60.
    while (u >= chance && count < 100) {
      u -= chance;
      count++;
      chance *= mean / count;
    }
    return count;
  }
  const mode = floor(mean);
  const atMode = chanceOfMode(mean, mode);
  let below = mode;
  let above = mode;
  let chanceBelow = atMode;
  let chanceAbove = atMode;
  u -= atMode;
  while (u >= 0 && chanceAbove + chanceBelow > 1e-18) {
    above++;
    chanceAbove *= mean / above;
    u -= chanceAbove;
    if (u < 0) return above;
    // Below 0 the factor is 0, and with it every chance further down.
    chanceBelow *= below / mean;
    below--;
    u -= chanceBelow;
    if (u < 0) return below;
  }
  return mode;
}

/**
 * exp(-mean) mean^k / k! at the mode k >= 10, arranged so that the large terms cancel before they are computed; log k! by
 * Stirling's series to k^-7, whose next term is below 1e-12 at k = 10.
 */
function chanceOfMode(mean: number, k: number): number {
  const k2 = k * k;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * k2)) / k2) / k2) / k;
  return exp(k * log(mean / k) - (mean - k) - 0.5 * log(2 * Math.PI * k) - series);
}
