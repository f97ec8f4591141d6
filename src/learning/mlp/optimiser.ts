/**
 * How a gradient g moves a weight w at a rate r; `kernels.ts` does it.
 *
 *   sgd        w -= r g
 *   momentum   m = inertia m + g, w -= r m
 *   adam       m = beta1 m + (1 - beta1) g, s = beta2 s + (1 - beta2) g^2,
 *              w -= r m / (1 - beta1^steps) / (sqrt(s / (1 - beta2^steps)) + tiny)
 *
 * @source Rumelhart, Hinton & Williams (1986) for descent and momentum; Kingma & Ba (2015), Adam: a method for stochastic
 * optimization, algorithm 1
 */
export type OptimiserName = "sgd" | "momentum" | "adam";

/** Share of the last move that is kept by momentum; Adam's two memories and what keeps its division from 0. */
export const [inertia, beta1, beta2, tiny] = [0.9, 0.9, 0.999, 1e-8];
