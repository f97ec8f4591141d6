/**
 * Layers in the memory of their kernels: what they answer, what a loss costs, its gradient and the moves that lower it. Samples go through in
 * stretches that fit a processor's cache; sums go on from stretch to stretch, so that their length does not show.
 */
import type { DataSet } from "../data/sets.ts";
import { createKernels } from "./kernels.ts";
import { type LossName, lossAt } from "./loss.ts";
import type { Layer, LayerGradient } from "./network.ts";
import { beta1, beta2, type OptimiserName } from "./optimiser.ts";

export interface Machine {
  /** What each layer sends: rows x its outputs. */
  forward(x: Float64Array, rows: number): Float64Array[];
  /** What the last layer sends: rows x its outputs. */
  outputsOf(x: Float64Array, rows: number): Float64Array;
  /** Mean loss of the samples and its gradient. @param order which samples, one after another; all if left out */
  learn(data: DataSet, loss: LossName, order?: Uint32Array): number;
  /** Of the samples learned last, one entry a layer; written over by the next. */
  readonly gradient: readonly LayerGradient[];
  /** Moves the weights against the gradient. @param rate step size, may change from one call to the next */
  move(rate: number): void;
}

/** Samples that go through the layers together. */
const stretch = 64;
const pageBytes = 65_536;

/** Moves the weights and biases of `layers` to where the kernels can reach them: the arrays are others afterwards. */
export function createMachine(layers: readonly Layer[], optimiser: OptimiserName): Machine {
  // Where everything lies: whole pairs of numbers each, except that what is moved lies close together.
  let end = 0;
  const place = (numbers: number): number => {
    const at = end;
    end += 16 * Math.ceil(numbers / 2);
    return at;
  };
  const sizes = layers.map(({ weights, biases }) => weights.length + biases.length);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const [weights, slopes] = [place(all), place(all)];
  const [mean, square] = [place(optimiser === "sgd" ? 0 : all), place(optimiser === "adam" ? all : 0)];
  const ones = place(stretch);
  const input = place(stretch * (layers[0]?.inputs ?? 0));
  let before = 0;
  const own = layers.map((layer, k) => {
    const at = 8 * before;
    before += sizes[k] as number;
    const room = (): number => place(stretch * layer.outputs);
    return { layer, at, biasesAt: at + 8 * layer.weights.length, z: room(), a: room(), s: room(), d: room() };
  });
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / pageBytes) });
  const kernels = createKernels(
    layers.map(({ activation }) => activation),
    memory,
  );
  const numbers = (at: number, n: number): Float64Array => new Float64Array(memory.buffer, at, n);
  numbers(ones, stretch).fill(1);
  const gradient = own.map(({ layer, at, biasesAt }): LayerGradient => {
    const moved = (values: Float64Array, to: number): Float64Array => {
      const kept = numbers(weights + to, values.length);
      kept.set(values);
      return kept;
    };
    layer.weights = moved(layer.weights, at);
    layer.biases = moved(layer.biases, biasesAt);
    return {
      weights: numbers(slopes + at, layer.weights.length),
      biases: numbers(slopes + biasesAt, layer.biases.length),
    };
  });
  const [first, last] = [own[0], own.at(-1)] as [(typeof own)[number], (typeof own)[number]];
  const { inputs } = first.layer;
  const { outputs } = last.layer;
  const [x, y, back] = [
    numbers(input, stretch * inputs),
    numbers(last.a, stretch * outputs),
    numbers(last.d, stretch * outputs),
  ];
  const targets = new Float64Array(stretch * outputs);
  let [rest1, rest2] = [1, 1];

  /** Answers the samples that are in place. */
  function pass(rows: number, learning: boolean): void {
    let from = input;
    own.forEach(({ layer, at, biasesAt, z, a, s }, k) => {
      kernels.dots(from, weights + at, weights + biasesAt, z, rows, layer.inputs, layer.outputs);
      if (learning) kernels.both[k]?.(z, a, s, rows * layer.outputs);
      else kernels.value[k]?.(z, a, rows * layer.outputs);
      from = a;
    });
  }

  /** Samples in stretches: `body` is told how many are in place from which row on. */
  function through(
    values: Float64Array,
    rows: number,
    learning: boolean,
    body: (row: number, n: number) => void,
  ): void {
    for (let row = 0; row < rows; row += stretch) {
      const n = Math.min(stretch, rows - row);
      x.set(values.subarray(row * inputs, (row + n) * inputs));
      pass(n, learning);
      body(row, n);
    }
  }

  /** Adds the gradient of the samples in place to what is there. @param of how many in all @returns their loss on top of `before` */
  function passBack(rows: number, loss: LossName, of: number, before: number): number {
    let sum = before;
    for (let row = 0; row < rows; row++) sum += lossAt(loss, y, targets, row * outputs, outputs, back);
    for (let k = 0; k < rows * outputs; k++) back[k] = (back[k] as number) / of;
    for (let k = own.length - 1; k >= 0; k--) {
      const { layer, at, biasesAt, s, d } = own[k] as (typeof own)[number];
      const { inputs: m, outputs: n } = layer;
      const under = own[k - 1];
      kernels.times(d, s, rows * n);
      kernels.sums(slopes + at, d, under?.a ?? input, n, rows, m, 8, 8 * n);
      kernels.sums(slopes + biasesAt, ones, d, 1, rows, n, 0, 8);
      if (!under) continue;
      kernels.fill(under.d, rows * m);
      kernels.sums(under.d, d, weights + at, rows, n, m, 8 * n, 8);
    }
    return sum;
  }

  return {
    gradient,
    forward(values, rows) {
      const sent = own.map(({ layer }) => new Float64Array(rows * layer.outputs));
      through(values, rows, false, (row, n) => {
        own.forEach(({ layer, a }, k) => {
          sent[k]?.set(numbers(a, n * layer.outputs), row * layer.outputs);
        });
      });
      return sent;
    },
    outputsOf(values, rows) {
      const said = new Float64Array(rows * outputs);
      through(values, rows, false, (row, n) => said.set(y.subarray(0, n * outputs), row * outputs));
      return said;
    },
    learn(data, loss, order) {
      const rows = order?.length ?? data.rows;
      let sum = 0;
      kernels.fill(slopes, all);
      for (let row = 0; row < rows; row += stretch) {
        const n = Math.min(stretch, rows - row);
        for (let k = 0; k < n; k++) {
          const from = order ? (order[row + k] as number) : row + k;
          x.set(data.x.subarray(from * inputs, (from + 1) * inputs), k * inputs);
          targets.set(data.targets.subarray(from * outputs, (from + 1) * outputs), k * outputs);
        }
        pass(n, true);
        sum = passBack(n, loss, rows, sum);
      }
      return sum / rows;
    },
    move(rate) {
      if (optimiser === "sgd") kernels.sgd(weights, slopes, all, rate);
      else if (optimiser === "momentum") kernels.momentum(weights, slopes, mean, all, rate);
      else {
        // Powers by products: `**` may differ in its last bit from browser to browser.
        rest1 *= beta1;
        rest2 *= beta2;
        kernels.adam(weights, slopes, mean, square, all, rate / (1 - rest1), 1 / (1 - rest2));
      }
    },
  };
}
