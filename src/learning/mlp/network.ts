/**
 * Layers z = W a + b, a = f(z), and the gradient of a loss by every weight and bias, by backpropagation. All arrays row by row. Plain loops,
 * in the order that the kernels keep to: what `machine.ts` computes is this, to the bit.
 *
 * @source Rumelhart, Hinton & Williams (1986), Learning representations by back-propagating errors, Nature 323, 533-536
 */
import type { Activation } from "./activation.ts";
import { type LossName, lossAt, meanLoss } from "./loss.ts";

export interface Layer {
  inputs: number;
  outputs: number;
  /** outputs x inputs. */
  weights: Float64Array;
  biases: Float64Array;
  activation: Activation;
}

/** Of one layer: the mean over the samples. */
export interface LayerGradient {
  weights: Float64Array;
  biases: Float64Array;
}

export interface Pass {
  /** For each layer, before the activation: rows x outputs. */
  z: Float64Array[];
  /** For each layer, what it sends: rows x outputs. */
  a: Float64Array[];
}

/** @param x rows x inputs of the first layer */
export function forward(layers: readonly Layer[], x: Float64Array, rows: number): Pass {
  const pass: Pass = { z: [], a: [] };
  let from = x;
  for (const { inputs, outputs, weights, biases, activation } of layers) {
    const z = new Float64Array(rows * outputs);
    const a = new Float64Array(rows * outputs);
    for (let row = 0; row < rows; row++) {
      for (let j = 0; j < outputs; j++) {
        const sum = dot(weights, j * inputs, from, row * inputs, inputs) + (biases[j] as number);
        z[row * outputs + j] = sum;
        a[row * outputs + j] = activation.value(sum);
      }
    }
    pass.z.push(z);
    pass.a.push(a);
    from = a;
  }
  return pass;
}

/** What the last layer sends: rows x outputs. */
export const outputsOf = (layers: readonly Layer[], x: Float64Array, rows: number): Float64Array =>
  forward(layers, x, rows).a.at(-1) ?? x;

/** Mean loss over the rows. @param targets rows x outputs of the last layer */
export function lossOf(
  layers: readonly Layer[],
  x: Float64Array,
  targets: Float64Array,
  rows: number,
  loss: LossName,
): number {
  return meanLoss(loss, outputsOf(layers, x, rows), targets, layers.at(-1)?.outputs ?? 0);
}

/** Mean loss over the rows and its gradient, one entry a layer. */
export function gradientOf(
  layers: readonly Layer[],
  x: Float64Array,
  targets: Float64Array,
  rows: number,
  loss: LossName,
): { loss: number; gradient: LayerGradient[] } {
  const { z, a } = forward(layers, x, rows);
  const last = layers.length - 1;
  const n = (layers[last] as Layer).outputs;
  let back: Float64Array = new Float64Array(rows * n);
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += lossAt(loss, a[last] as Float64Array, targets, row * n, n, back);
  back = back.map((slope) => slope / rows);
  const gradient: LayerGradient[] = [];
  for (let k = last; k >= 0; k--) {
    const { inputs, outputs, weights, activation } = layers[k] as Layer;
    const from = k === 0 ? x : (a[k - 1] as Float64Array);
    const before = z[k] as Float64Array;
    const made = { weights: new Float64Array(outputs * inputs), biases: new Float64Array(outputs) };
    const further = new Float64Array(k === 0 ? 0 : rows * inputs);
    for (let row = 0; row < rows; row++) {
      for (let j = 0; j < outputs; j++) {
        const at = row * outputs + j;
        const delta = (back[at] as number) * activation.slope(before[at] as number);
        made.biases[j] = (made.biases[j] as number) + delta;
        addTimes(made.weights, j * inputs, from, row * inputs, inputs, delta);
        if (k > 0) addTimes(further, row * inputs, weights, j * inputs, inputs, delta);
      }
    }
    gradient.unshift(made);
    back = further;
  }
  return { loss: sum / rows, gradient };
}

/** Even and odd places apart. */
function dot(a: Float64Array, i: number, b: Float64Array, j: number, n: number): number {
  const sums: [number, number] = [0, 0];
  for (let k = 0; k < n; k++) sums[k & 1] = (sums[k & 1] as number) + (a[i + k] as number) * (b[j + k] as number);
  return sums[0] + sums[1];
}

/** to += factor * from. */
function addTimes(to: Float64Array, i: number, from: Float64Array, j: number, n: number, factor: number): void {
  for (let k = 0; k < n; k++) to[i + k] = (to[i + k] as number) + factor * (from[j + k] as number);
}
