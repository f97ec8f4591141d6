/**
 * The same network taught the same digits by our kernels and by TensorFlow.js, a stretch of an epoch at a time, so that the two can take turns.
 * Runs in the page; TensorFlow.js, where it is, is a script of its own. Both begin from the same weights and take the same samples,
 * in order, so that their losses agree to what single numbers hold: a time counts only with the right loss.
 */
import { parse, type Tree } from "../../src/expression/index.ts";
import { activationOf, createMachine, freshWeights, type Layer, makeData } from "../../src/learning/index.ts";

export interface Plan {
  optimiser: "sgd" | "adam";
  batch: number;
}

export interface Contestant {
  /** Teaches the next samples. @returns their mean loss */
  turn(samples: number): number;
}

/** What is used of TensorFlow.js. */
export interface Tensorflow {
  setBackend(name: string): Promise<boolean>;
  tensor2d(values: Float32Array, shape: readonly [number, number]): Tensor;
  variable(start: Tensor): Tensor;
  zeros(shape: readonly [number]): Tensor;
  transpose(x: Tensor): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
  add(a: Tensor, b: Tensor): Tensor;
  relu(x: Tensor): Tensor;
  losses: { softmaxCrossEntropy(labels: Tensor, logits: Tensor): Tensor };
  train: Record<
    "sgd" | "adam",
    (rate: number, ...adam: number[]) => { minimize(loss: () => Tensor, returnCost: true): Tensor }
  >;
  wasm: { setWasmPaths(folder: string): void };
  version: { tfjs: string };
}
interface Tensor {
  dataSync(): ArrayLike<number>;
  dispose(): void;
}

const sizes = [784, 128, 64, 10];
const rates = { sgd: 0.05, adam: 0.001 };
const digits = makeData({ name: "digits", rows: 10_000, noise: 0.1, seed: 1 });

const layers = (): Layer[] =>
  sizes.slice(1).map((outputs, k) => {
    const inputs = sizes[k] as number;
    const { tree } = parse(k < sizes.length - 2 ? "max(v, 0)" : "v");
    return {
      inputs,
      outputs,
      weights: freshWeights(inputs, outputs, 1, k),
      biases: new Float64Array(outputs),
      activation: activationOf(tree as Tree, "v"),
    };
  });

/** Takes samples batch by batch, from where it stopped, the last batch of an epoch a short one. */
function contestant(batch: number, teach: (from: number, rows: number) => number): Contestant {
  let at = 0;
  return {
    turn(samples) {
      let [sum, taught] = [0, 0];
      while (taught < samples) {
        const rows = Math.min(batch, digits.rows - at);
        sum += rows * teach(at, rows);
        taught += rows;
        at = (at + rows) % digits.rows;
      }
      return sum / taught;
    },
  };
}

export function ours({ optimiser, batch }: Plan): Contestant {
  const machine = createMachine(layers(), optimiser);
  const order = Uint32Array.from({ length: digits.rows }, (_, row) => row);
  return contestant(batch, (from, rows) => {
    const loss = machine.learn(digits, "softmax", order.subarray(from, from + rows));
    machine.move(rates[optimiser]);
    return loss;
  });
}

/** @param backend must be the one that is set */
export function theirs(tf: Tensorflow, { optimiser, batch }: Plan): Contestant {
  const { rows: all, inputs, outputs } = digits;
  // In batches from the start: to slice one out of all, its WebAssembly backend copies all.
  const batches = Array.from({ length: Math.ceil(all / batch) }, (_, k) => {
    const [from, to] = [k * batch, Math.min(all, (k + 1) * batch)];
    return [
      tf.tensor2d(Float32Array.from(digits.x.subarray(from * inputs, to * inputs)), [to - from, inputs]),
      tf.tensor2d(Float32Array.from(digits.targets.subarray(from * outputs, to * outputs)), [to - from, outputs]),
    ] as const;
  });
  const own = layers().map((layer) => ({
    w: tf.variable(tf.transpose(tf.tensor2d(Float32Array.from(layer.weights), [layer.outputs, layer.inputs]))),
    b: tf.variable(tf.zeros([layer.outputs])),
  }));
  const mover = tf.train[optimiser](rates[optimiser], 0.9, 0.999, 1e-8);
  return contestant(batch, (from) => {
    const [x, targets] = batches[from / batch] as (typeof batches)[number];
    const cost = mover.minimize(() => {
      const said = own.reduce((a, { w, b }, k) => {
        const z = tf.add(tf.matMul(a, w), b);
        return k < own.length - 1 ? tf.relu(z) : z;
      }, x);
      return tf.losses.softmaxCrossEntropy(targets, said);
    }, true);
    const [loss = Number.NaN] = Array.from(cost.dataSync());
    cost.dispose();
    return loss;
  });
}
