/**
 * What a wrong answer costs, summed over the outputs of one sample, with the derivative by each output.
 *
 *   squared    1/2 |y - t|^2
 *   logistic   cross-entropy of 1/(1 + e^-y) with targets 0 to 1
 *   softmax    cross-entropy of e^y / sum e^y with targets that sum to 1
 *   hinge      sum max(0, 1 - s y), s = +1 where the target is above 1/2 and else -1
 *
 * @source Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2; Rumelhart, Hinton & Williams (1986) for the square
 */
import { functions, numberOps } from "../../expression/index.ts";

export type LossName = "squared" | "logistic" | "softmax" | "hinge";

export const lossNames: readonly LossName[] = ["squared", "logistic", "softmax", "hinge"];

/** The engine's own, which are the same to the bit on every machine. */
const exp = (x: number): number => functions.exp(numberOps, x);
const log = (x: number): number => functions.log(numberOps, x);

/** Mean over the samples. @param y outputs, @param t targets: both rows x n */
export function meanLoss(name: LossName, y: Float64Array, t: Float64Array, n: number): number {
  const slopes = new Float64Array(y.length);
  let sum = 0;
  for (let at = 0; at < y.length; at += n) sum += lossAt(name, y, t, at, n, slopes);
  return (sum * n) / y.length;
}

/**
 * @param y outputs, @param t targets: both from `at`, `n` of them
 * @param slopes receives d loss / dy at the same places
 */
export function lossAt(
  name: LossName,
  y: Float64Array,
  t: Float64Array,
  at: number,
  n: number,
  slopes: Float64Array,
): number {
  let sum = 0;
  if (name === "softmax") {
    let top = Number.NEGATIVE_INFINITY;
    for (let k = at; k < at + n; k++) top = Math.max(top, y[k] as number);
    let total = 0;
    for (let k = at; k < at + n; k++) total += exp((y[k] as number) - top);
    for (let k = at; k < at + n; k++) {
      const [out, target] = [y[k] as number, t[k] as number];
      sum += target * (log(total) + top - out);
      slopes[k] = exp(out - top) / total - target;
    }
    return sum;
  }
  for (let k = at; k < at + n; k++) {
    const [out, target] = [y[k] as number, t[k] as number];
    if (name === "squared") {
      slopes[k] = out - target;
      sum += 0.5 * (out - target) ** 2;
    } else if (name === "logistic") {
      slopes[k] = 1 / (1 + exp(-out)) - target;
      // log(1 + e^y) - t y without overflow.
      sum += Math.max(out, 0) + log(1 + exp(-Math.abs(out))) - target * out;
    } else {
      const side = target > 0.5 ? 1 : -1;
      const short = 1 - side * out;
      slopes[k] = short > 0 ? -side : 0;
      sum += Math.max(0, short);
    }
  }
  return sum;
}
