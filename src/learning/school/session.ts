/**
 * One network and what it learns, as a laboratory sees it: updates and epochs, curves, and pictures of what it answers. Layers are told as
 * plain data, with the equation of their units, so that they can be handed to a thread.
 */
import type { Tree } from "../../expression/index.ts";
import type { DataSet } from "../data/sets.ts";
import { activationOf } from "../mlp/activation.ts";
import { type LossName, meanLoss } from "../mlp/loss.ts";
import type { Layer } from "../mlp/network.ts";
import { accuracyOf, createTrainer, freshWeights, type Trainer, type TrainingOptions } from "../mlp/trainer.ts";
import { novikoffBound, type PerceptronRule, perceptronUpdate } from "../perceptron/perceptron.ts";

export interface LayerText {
  inputs: number;
  outputs: number;
  /** outputs x inputs. */
  weights: Float64Array;
  biases: Float64Array;
  /** What a unit sends, of its activation and constants. */
  sends: Tree;
  activation: string;
  constants: Readonly<Record<string, number>>;
  /** Units that send 1 above so much and 0 below. */
  step?: number;
}

/** What a network has learned so far, and how it answers now. */
export interface Report {
  epochs: number;
  updates: number;
  /** Mean loss of the samples taught, and of those kept back; not a number without any. For a perceptron: mistakes of the last epoch. */
  loss: number;
  testLoss: number;
  /** Share of right answers; not a number where targets are no classes. */
  right: number;
  testRight: number;
  /** Epoch, loss and loss of those kept back, in threes. */
  curve: Float64Array;
  /** Of a perceptron that began at 0: mistakes in all, and the bound if its line separates the classes. */
  perceptron?: {
    mistakes: number;
    bound: number | undefined;
    fromZero: boolean;
    settled: boolean;
    rule: PerceptronRule;
    /** The line has not moved for an epoch: there is nothing more to come. */
    stuck: boolean;
  };
  /** Its numbers have grown without bounds: nothing more can be taught from here. */
  diverged: boolean;
  /** Where it ran away: the epoch whose weights had the least loss, from which it can go on. */
  best?: number;
  layers: { weights: Float64Array; biases: Float64Array }[];
  /** Left, right, bottom, top of the pictures. With one input, left and right. */
  box: readonly [number, number, number, number];
  /** Points on a side of each picture, rows from the top. With one input, one row; with more than two there are no pictures. */
  side: number;
  /** What the output says at each point, 0 to 1; with one input, the output itself. Of several outputs, the share of the greatest. */
  surface: Float32Array;
  /** To what was asked: an output as the share of its class, one after another. */
  answer?: Float64Array;
  /** Of several outputs: which is the greatest at each point. */
  greatest?: Uint8Array;
  /** Of several outputs: how many samples of a class (row) were taken for which (column); of those kept back if there are any. */
  confusion?: Uint32Array;
  /** For each layer but the last, for each unit what it sends, from its least (0) to its most (1). */
  units: Float32Array[][];
}

export interface Learner {
  /** One update. @param rate step size */
  update(rate: number): void;
  readonly epochs: number;
  /** A perceptron that makes no more mistakes, or that no sample moves any more. */
  readonly settled: boolean;
  readonly diverged: boolean;
  choose(options: TrainingOptions): void;
  /** Goes on with other samples of the same width, from the weights as they are. */
  show(data: DataSet): void;
  /** From now on every report answers this input. */
  ask(x: Float64Array): void;
  /** Draws new weights; a perceptron begins at 0. */
  fresh(seed: number): void;
  /** Takes the weights that had the least loss, where these have grown without bounds. */
  back(): void;
  /** @param live more will follow soon: what takes long is then told as it was at the last epoch */
  report(live: boolean): Report;
}

/** Points of the curve that are kept; every other one goes when there are more. */
const mostPoints = 600;
const sides = { one: 120, two: 36 };
/** Products that fit into a frame beside the training: with more, all samples are asked once an epoch. */
const mostLiveProducts = 3e6;
/** A mean loss above this has run away: no circuit could hold such weights. */
const runaway = 1e12;

export function createLearner(texts: readonly LayerText[], shown: DataSet, first: TrainingOptions): Learner {
  const layers = texts.map(
    ({ inputs, outputs, weights, biases, sends, activation, constants }): Layer => ({
      inputs,
      outputs,
      weights: weights.slice(),
      biases: biases.slice(),
      activation: activationOf(sends, activation, (name) => constants[name]),
    }),
  );
  const step = texts.length === 1 && shown.outputs === 1 ? texts[0]?.step : undefined;
  let data = shown;
  let classes = areClasses(data);
  let box = boxOf(data);
  let grid = gridOf(data.inputs, box);
  const output = layers.at(-1) as Layer;
  const weightCount = layers.reduce((sum, { weights }) => sum + weights.length, 0);
  let options = first;
  let trainer: Trainer = createTrainer(layers, data, options);
  let asked: Float64Array | undefined;
  let [updates, before, row, mistakes, inEpoch] = [0, 0, 0, 0, 0];
  let [lastMistakes, stride] = [Number.NaN, 1];
  let curve: number[] = [];
  let measured: Measured | undefined;
  const isZero = (): boolean =>
    layers.every(({ weights, biases }) => weights.every((w) => w === 0) && biases.every((b) => b === 0));
  /** Novikoff's bound counts mistakes from a line of zeros on. */
  let fromZero = false;
  let epochs = 0;
  let [moved, stuck] = [false, false];
  let diverged = false;
  let best: { epoch: number; loss: number; layers: Report["layers"] } | undefined;
  const watch = (loss: number): void => {
    if (!(Math.abs(loss) < runaway)) diverged = true;
  };

  /** Asks the network every sample, once for each state of its weights. */
  function measure(): Measured {
    if (measured?.trainer === trainer && measured.updates === updates) return measured;
    const [ofTrain, ofTest] = [trainer.train, trainer.test].map((set): Answered => {
      const y = trainer.machine.outputsOf(set.x, set.rows);
      const loss =
        step === undefined && set.rows > 0 ? meanLoss(options.loss, y, set.targets, set.outputs) : Number.NaN;
      return { y, loss, right: classes ? accuracyOf(set, y, thresholdOf(options.loss, step)) : Number.NaN };
    }) as [Answered, Answered];
    measured = { trainer, updates, ofTrain, ofTest };
    return measured;
  }
  function note(): void {
    if (epochs % stride !== 0) return;
    if (step === undefined) {
      const { loss } = measure().ofTrain;
      if (trainer.train.rows > 0) watch(loss);
      if (diverged) return;
      if (!best || loss <= best.loss) best = { epoch: epochs, loss, layers: copied(layers) };
      curve.push(epochs, loss, measure().ofTest.loss);
    } else curve.push(epochs, lastMistakes, Number.NaN);
    if (curve.length / 3 <= mostPoints) return;
    stride *= 2;
    curve = curve.filter((_, k) => (curve[k - (k % 3)] as number) % stride === 0);
  }
  const begin = (): void => {
    trainer = createTrainer(layers, data, options);
    [updates, before, row, mistakes, inEpoch, stride, epochs] = [0, 0, 0, 0, 0, 1, 0];
    [moved, stuck, diverged, best] = [false, false, false, undefined];
    lastMistakes = Number.NaN;
    fromZero = step !== undefined && isZero();
    curve = [];
    if (step === undefined) note();
  };
  begin();

  function learnRow(rate: number, threshold: number): void {
    const line = { weights: output.weights, bias: output.biases[0] as number };
    const [bias, weights] = [line.bias, line.weights.slice()];
    const wrong = perceptronUpdate(line, trainer.train, row, { rate, threshold, rule: options.rule ?? "corrected" });
    output.biases[0] = line.bias;
    moved ||= line.bias !== bias || line.weights.some((weight, k) => weight !== weights[k]);
    if (wrong) {
      mistakes++;
      inEpoch++;
    }
    row = (row + 1) % trainer.train.rows;
    if (row > 0) return;
    [lastMistakes, inEpoch] = [inEpoch, 0];
    [stuck, moved] = [!moved, false];
    epochs++;
    note();
  }

  return {
    update(rate) {
      if (trainer.train.rows === 0) return void epochs++;
      if (diverged) return;
      updates++;
      if (step !== undefined) return learnRow(rate, step);
      watch(trainer.update(rate));
      if (trainer.epochs === before) return;
      before = trainer.epochs;
      epochs++;
      note();
    },
    get epochs() {
      return epochs;
    },
    get settled() {
      return step !== undefined && (lastMistakes === 0 || stuck);
    },
    get diverged() {
      return diverged;
    },
    back() {
      if (!best) return;
      best.layers.forEach(({ weights, biases }, k) => {
        (layers[k] as Layer).weights.set(weights);
        (layers[k] as Layer).biases.set(biases);
      });
      epochs = best.epoch;
      before = 0;
      diverged = false;
      trainer = createTrainer(layers, data, options);
    },
    choose(next) {
      options = next;
      trainer = createTrainer(layers, data, options);
      [before, row, inEpoch] = [0, 0, 0];
      // Other samples: whether the line parts these is to be found out.
      lastMistakes = Number.NaN;
      [moved, stuck] = [false, false];
    },
    show(next) {
      data = next;
      classes = areClasses(data);
      // The picture stands still while samples are put into it.
      if (!holds(box, data)) {
        box = boxOf(data);
        grid = gridOf(data.inputs, box);
      }
      begin();
    },
    ask(x) {
      asked = x;
    },
    fresh(seed) {
      layers.forEach(({ inputs, outputs, weights, biases }, k) => {
        biases.fill(0);
        if (step === undefined) weights.set(freshWeights(inputs, outputs, seed, k));
        else weights.fill(0);
      });
      begin();
    },
    report(live) {
      const { machine, train, test } = trainer;
      const slow = data.rows * weightCount > mostLiveProducts;
      const { ofTrain, ofTest } = live && slow && measured?.trainer === trainer ? measured : measure();
      const sent = machine.forward(grid.x, grid.rows);
      const said = sent.at(-1) as Float64Array;
      const line = { weights: output.weights, bias: (output.biases[0] as number) - (step ?? 0) };
      return {
        epochs,
        updates,
        loss: step === undefined ? ofTrain.loss : lastMistakes,
        testLoss: ofTest.loss,
        right: ofTrain.right,
        testRight: ofTest.right,
        curve: Float64Array.from(curve),
        ...(step !== undefined && {
          perceptron: {
            mistakes,
            bound: novikoffBound(line, train),
            fromZero,
            settled: lastMistakes === 0,
            rule: options.rule ?? "corrected",
            stuck,
          },
        }),
        diverged,
        ...(diverged && best && { best: best.epoch }),
        layers: copied(layers),
        box,
        side: data.inputs === 1 ? sides.one : sides.two,
        surface: data.inputs === 1 ? Float32Array.from(said) : greatestShares(options.loss, said, output.outputs),
        ...(asked && { answer: sharesOf(options.loss, machine.outputsOf(asked, 1)) }),
        ...(data.outputs > 1 && {
          greatest: greatestOf(said, data.outputs),
          confusion: test.rows > 0 ? confusionOf(test, ofTest.y) : confusionOf(train, ofTrain.y),
        }),
        units:
          grid.rows === 0
            ? []
            : sent
                .slice(0, -1)
                .map((own, k) =>
                  Array.from({ length: (layers[k] as Layer).outputs }, (_, j) => picture(own, j, grid.rows)),
                ),
      };
    },
  };
}

const copied = (layers: readonly Layer[]): Report["layers"] =>
  layers.map(({ weights, biases }) => ({ weights: weights.slice(), biases: biases.slice() }));

interface Measured {
  trainer: Trainer;
  updates: number;
  ofTrain: Answered;
  ofTest: Answered;
}

/** What a network says to a set of samples. */
interface Answered {
  y: Float64Array;
  loss: number;
  right: number;
}

/** The output above which an answer is the class 1. */
const thresholdOf = (loss: LossName, step: number | undefined): number =>
  step !== undefined || loss === "squared" ? 0.5 : 0;

/** Outputs as shares of their classes, from 0 to 1. */
function sharesOf(loss: LossName, outputs: Float64Array): Float64Array {
  if (loss === "softmax") {
    const top = Math.max(...outputs);
    const parts = outputs.map((y) => Math.exp(y - top));
    const all = parts.reduce((sum, part) => sum + part, 0);
    return parts.map((part) => part / all);
  }
  return outputs.map((y) =>
    loss === "logistic" ? 1 / (1 + Math.exp(-y)) : Math.min(1, Math.max(0, loss === "hinge" ? (y + 1) / 2 : y)),
  );
}

/** The share of the greatest of each `n` in a row. */
function greatestShares(loss: LossName, values: Float64Array, n: number): Float32Array {
  const shares = new Float32Array(values.length / n);
  for (let k = 0; k < shares.length; k++) shares[k] = Math.max(...sharesOf(loss, values.subarray(k * n, (k + 1) * n)));
  return shares;
}

/** The greatest of each `n` in a row, the first of equals. */
function greatestOf(values: Float64Array, n: number): Uint8Array {
  return Uint8Array.from({ length: values.length / n }, (_, k) => {
    const own = values.subarray(k * n, (k + 1) * n);
    return own.indexOf(Math.max(...own));
  });
}

function confusionOf({ targets, outputs }: DataSet, y: Float64Array): Uint32Array {
  const [wanted, said] = [greatestOf(targets, outputs), greatestOf(y, outputs)];
  const counts = new Uint32Array(outputs * outputs);
  for (let row = 0; row < wanted.length; row++) {
    const at = (wanted[row] as number) * outputs + (said[row] as number);
    counts[at] = (counts[at] as number) + 1;
  }
  return counts;
}

const areClasses = ({ targets }: DataSet): boolean => targets.every((target) => target === 0 || target === 1);

type Box = Report["box"];

const holds = ([left, right, bottom, top]: Box, { x, inputs }: DataSet): boolean =>
  inputs > 2 ||
  x.every((value, k) => (k % inputs === 0 ? left <= value && value <= right : bottom <= value && value <= top));

/** What the samples span, and a sixth more on each side; -1 to 1 where there are none. */
function boxOf({ x, inputs, rows }: DataSet): Box {
  if (rows === 0 || inputs > 2) return inputs === 1 ? [-1, 1, 0, 1] : [-1, 1, -1, 1];
  const span = (column: number): [number, number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let k = column; k < x.length; k += inputs) {
      low = Math.min(low, x[k] as number);
      high = Math.max(high, x[k] as number);
    }
    const more = (high - low || 1) / 6;
    return [low - more, high + more];
  };
  return inputs === 1 ? [...span(0), 0, 1] : [...span(0), ...span(1)];
}

function gridOf(inputs: number, [left, right, bottom, top]: Box) {
  if (inputs > 2) return { x: new Float64Array(0), rows: 0 };
  const side = inputs === 1 ? sides.one : sides.two;
  const at = (k: number, from: number, to: number): number => from + ((to - from) * (k + 0.5)) / side;
  if (inputs === 1) return { x: Float64Array.from({ length: side }, (_, k) => at(k, left, right)), rows: side };
  const x = Float64Array.from({ length: 2 * side * side }, (_, k) => {
    const point = k >> 1;
    return k % 2 === 0 ? at(point % side, left, right) : at(Math.floor(point / side), top, bottom);
  });
  return { x, rows: side * side };
}

/** What a unit sends, from its least (0) to its most (1). @param sent rows x units */
function picture(sent: Float64Array, unit: number, rows: number): Float32Array {
  const units = sent.length / rows;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = unit; k < sent.length; k += units) {
    low = Math.min(low, sent[k] as number);
    high = Math.max(high, sent[k] as number);
  }
  const span = high - low || 1;
  const shares = new Float32Array(rows);
  for (let row = 0; row < rows; row++) shares[row] = ((sent[row * units + unit] as number) - low) / span;
  return shares;
}
