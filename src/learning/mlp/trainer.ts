/** Training in mini-batches: one update or one epoch at a time, over the part of the data that is kept for it. */
import { createDice } from "../../random/index.ts";
import type { DataSet } from "../data/sets.ts";
import type { PerceptronRule } from "../perceptron/perceptron.ts";
import type { LossName } from "./loss.ts";
import { createMachine, type Machine } from "./machine.ts";
import type { Layer } from "./network.ts";
import type { OptimiserName } from "./optimiser.ts";

export interface TrainingOptions {
  loss: LossName;
  optimiser: OptimiserName;
  /** Samples an update; 0: all at once, in their order. */
  batch: number;
  /** Share of the samples that is only asked and never taught, 0 to less than 1. */
  test: number;
  seed: number;
  /** Of a unit that answers in a step; absent: corrected. */
  rule?: PerceptronRule;
}

export interface Trainer {
  readonly layers: readonly Layer[];
  readonly machine: Machine;
  /** Whole passes over the samples taught. */
  readonly epochs: number;
  readonly train: DataSet;
  readonly test: DataSet;
  /** One update. @returns mean loss of its batch before it; @param rate step size */
  update(rate: number): number;
  /** Updates until the pass over the samples is whole. @returns mean loss of its batches */
  epoch(rate: number): number;
}

/** Trains `layers`, whose weights and biases are from then on arrays that the training writes to. */
export function createTrainer(layers: readonly Layer[], data: DataSet, options: TrainingOptions): Trainer {
  const { train, test } = split(data, options.test, options.seed);
  const size = options.batch > 0 ? Math.min(options.batch, train.rows) : train.rows;
  const dice = createDice(options.seed, "batches");
  const machine = createMachine(layers, options.optimiser);
  let order: Uint32Array = new Uint32Array(0);
  let at = 0;
  let epochs = 0;
  const update = (rate: number): number => {
    if (at === 0 && size < train.rows) order = dice.shuffled(train.rows);
    const end = Math.min(at + size, train.rows);
    const loss = machine.learn(train, options.loss, size < train.rows ? order.subarray(at, end) : undefined);
    machine.move(rate);
    at = end < train.rows ? end : 0;
    if (at === 0) epochs++;
    return loss;
  };
  return {
    layers,
    machine,
    train,
    test,
    get epochs() {
      return epochs;
    },
    update,
    epoch(rate) {
      let [sum, updates] = [0, 0];
      do {
        sum += update(rate);
        updates++;
      } while (at > 0);
      return sum / updates;
    },
  };
}

/** Samples in two parts, drawn at random; without a test share all are taught, in their order. */
export function split(data: DataSet, share: number, seed: number): { train: DataSet; test: DataSet } {
  const asked = Math.min(Math.round(share * data.rows), data.rows - 1);
  if (asked <= 0) return { train: data, test: pick(data, new Uint32Array(0)) };
  const order = createDice(seed, "train and test").shuffled(data.rows);
  return { train: pick(data, order.subarray(asked)), test: pick(data, order.subarray(0, asked)) };
}

/** Rows of a data set, in the order given. */
export function pick({ x, targets, inputs, outputs }: DataSet, rows: Uint32Array): DataSet {
  const [left, right] = [new Float64Array(rows.length * inputs), new Float64Array(rows.length * outputs)];
  rows.forEach((row, k) => {
    left.set(x.subarray(row * inputs, (row + 1) * inputs), k * inputs);
    right.set(targets.subarray(row * outputs, (row + 1) * outputs), k * outputs);
  });
  return { x: left, targets: right, rows: rows.length, inputs, outputs };
}

/**
 * Share of samples answered right: by the greatest output, or with one output by the side of `threshold`. Not a number
 * without samples.
 */
export function accuracyOf({ rows, outputs, targets }: DataSet, y: Float64Array, threshold: number): number {
  let right = 0;
  for (let row = 0; row < rows; row++) {
    const [said, wanted] = [y, targets].map((values, k) => {
      const own = values.subarray(row * outputs, (row + 1) * outputs);
      return outputs === 1 ? Number((own[0] as number) > (k === 0 ? threshold : 0.5)) : own.indexOf(Math.max(...own));
    });
    if (said === wanted) right++;
  }
  return right / rows;
}

/** Fresh weights, uniform within sqrt(3/fan-in), and biases of 0. @param k the layer's number, so that each has its own */
export function freshWeights(inputs: number, outputs: number, seed: number, k: number): Float64Array {
  const dice = createDice(seed, `weights ${k}`);
  const most = Math.sqrt(3 / inputs);
  return Float64Array.from({ length: inputs * outputs }, () => most * (2 * dice.uniform() - 1));
}
