/**
 * The perceptron: one unit, out = (w x + b > threshold), and the rule that moves its line at every mistake. Beside it the lecture's
 * rule as it is written, which never looks at the class and so can only lower the weights.
 *
 * @source Rosenblatt (1958), The perceptron, Psychological Review 65, 386-408; Novikoff (1962), On convergence proofs on
 * perceptrons, Symposium on the Mathematical Theory of Automata 12, 615-622
 */
import type { DataSet } from "../data/sets.ts";

export type PerceptronRule = "corrected" | "literal";

/** Moved in place. */
export interface Line {
  weights: Float64Array;
  bias: number;
}

export interface PerceptronOptions {
  rate: number;
  threshold?: number;
  rule?: PerceptronRule;
}

/** One sample. @returns whether it was answered wrong before; @param row which sample of the data, whose targets are 0 or 1 */
export function perceptronUpdate(line: Line, data: DataSet, row: number, options: PerceptronOptions): boolean {
  const { rate, threshold = 0, rule = "corrected" } = options;
  const { inputs, x, targets } = data;
  let sum = 0;
  for (let k = 0; k < inputs; k++) sum += (line.weights[k] as number) * (x[row * inputs + k] as number);
  const out = Number(sum + line.bias > threshold);
  const error = (targets[row] as number) - out;
  const by = rate * (rule === "literal" ? -out : error);
  for (let k = 0; k < inputs; k++) line.weights[k] = (line.weights[k] as number) + by * (x[row * inputs + k] as number);
  line.bias += by;
  return error !== 0;
}

/** Every sample once, in order. @returns how many were answered wrong when their turn came */
export function perceptronEpoch(line: Line, data: DataSet, options: PerceptronOptions): number {
  let mistakes = 0;
  for (let row = 0; row < data.rows; row++) mistakes += Number(perceptronUpdate(line, data, row, options));
  return mistakes;
}

/**
 * The most mistakes a perceptron that starts from 0 can make in all, (R/gamma)^2 with the bias counted as a weight of an input
 * that is always 1: R the longest sample, gamma how far the closest one is from the line. Any line that separates gives a bound; a
 * better line, a lower one.
 *
 * @returns undefined when this line does not separate the classes
 */
export function novikoffBound(line: Line, { x, targets, rows, inputs }: DataSet): number | undefined {
  const size = Math.hypot(line.bias, ...line.weights);
  let [longest, closest] = [0, Number.POSITIVE_INFINITY];
  for (let row = 0; row < rows; row++) {
    let [sum, square] = [line.bias, 1];
    for (let k = 0; k < inputs; k++) {
      const value = x[row * inputs + k] as number;
      sum += (line.weights[k] as number) * value;
      square += value * value;
    }
    longest = Math.max(longest, square);
    closest = Math.min(closest, (((targets[row] as number) > 0.5 ? 1 : -1) * sum) / size);
  }
  return closest > 0 ? longest / closest ** 2 : undefined;
}
