/**
 * What a quantity is, apart from how much: exponents over five bases. The bases are chosen so that the units of the
 * field close without hidden factors. With ms, mV, pA and a length of 10 µm, each of nS, pF, GOhm, fC, µA/cm², mS/cm² and
 * µF/cm² has the factor 1. Exponents may be halves: white noise `xi` is ms^(-1/2).
 */

/** Exponents of [ms, mV, pA, 10 µm, mM]. */
export type Dimension = readonly [time: number, voltage: number, current: number, length: number, amount: number];

export const one: Dimension = [0, 0, 0, 0, 0];
export const time: Dimension = [1, 0, 0, 0, 0];
/** Of white noise: its integral over a time T has variance T. */
export const noise: Dimension = [-0.5, 0, 0, 0, 0];

/** Dimension of a product: a b^power. */
export const times = (a: Dimension, b: Dimension, power = 1): Dimension => [
  a[0] + power * b[0],
  a[1] + power * b[1],
  a[2] + power * b[2],
  a[3] + power * b[3],
  a[4] + power * b[4],
];

export const over = (a: Dimension, b: Dimension): Dimension => times(a, b, -1);
export const power = (a: Dimension, exponent: number): Dimension => times(one, a, exponent);
export const sameDimension = (a: Dimension, b: Dimension): boolean => a.every((exponent, base) => exponent === b[base]);
export const isPlain = (a: Dimension): boolean => sameDimension(a, one);
