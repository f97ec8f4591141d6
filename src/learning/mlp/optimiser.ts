/**
 * How a gradient moves the weights.
 *
 * @source Rumelhart, Hinton & Williams (1986) for descent and momentum; Kingma & Ba (2015), Adam: a method for stochastic
 * optimization, algorithm 1
 */
import type { Layer, LayerGradient } from "./network.ts";

export type OptimiserName = "sgd" | "momentum" | "adam";

export interface Optimiser {
  /** Moves the layers, in place. @param rate step size, may change from one call to the next */
  step(layers: readonly Layer[], gradient: readonly LayerGradient[], rate: number): void;
}

/** Share of the last move that is kept by momentum; Adam's two memories and what keeps its division from 0. */
const [inertia, beta1, beta2, tiny] = [0.9, 0.9, 0.999, 1e-8];

/** @param layers what will be moved: sizes are read from it */
export function createOptimiser(name: OptimiserName, layers: readonly Layer[]): Optimiser {
  const zeros = (): LayerGradient[] =>
    layers.map(({ weights, biases }) => ({
      weights: new Float64Array(weights.length),
      biases: new Float64Array(biases.length),
    }));
  const [first, second] = [zeros(), zeros()];
  let steps = 0;
  const move = (
    to: Float64Array,
    slope: Float64Array,
    rate: number,
    mean: Float64Array,
    square: Float64Array,
  ): void => {
    if (name === "sgd") {
      for (let k = 0; k < to.length; k++) to[k] = (to[k] as number) - rate * (slope[k] as number);
    } else if (name === "momentum") {
      for (let k = 0; k < to.length; k++) {
        mean[k] = inertia * (mean[k] as number) + (slope[k] as number);
        to[k] = (to[k] as number) - rate * (mean[k] as number);
      }
    } else {
      const [c1, c2] = [1 - beta1 ** steps, 1 - beta2 ** steps];
      for (let k = 0; k < to.length; k++) {
        const g = slope[k] as number;
        mean[k] = beta1 * (mean[k] as number) + (1 - beta1) * g;
        square[k] = beta2 * (square[k] as number) + (1 - beta2) * g * g;
        to[k] =
          (to[k] as number) - (rate * ((mean[k] as number) / c1)) / (Math.sqrt((square[k] as number) / c2) + tiny);
      }
    }
  };
  return {
    step(moved, gradient, rate) {
      steps++;
      moved.forEach(({ weights, biases }, k) => {
        const [slope, mean, square] = [gradient[k], first[k], second[k]] as [
          LayerGradient,
          LayerGradient,
          LayerGradient,
        ];
        move(weights, slope.weights, rate, mean.weights, square.weights);
        move(biases, slope.biases, rate, mean.biases, square.biases);
      });
    },
  };
}
