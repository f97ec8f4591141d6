/**
 * Random numbers that depend on nothing but seed, step, element, stream and block. In go those five numbers, out come
 * words, uniforms, normals and counts, the same on every machine: the arithmetic is IEEE 754 and the functions are the
 * recipes that the compiler also emits. Knows nothing of graphs or cells.
 */
export { createDice, type Dice } from "./dice.ts";
export { cos, exp, log } from "./functions.ts";
export { normal, normalOf } from "./normal.ts";
export { mulHi, philox, philoxConstants } from "./philox.ts";
export { poissonCount } from "./poisson.ts";
export { drawWords, keyOf, streamOf } from "./stream.ts";
export { uniform } from "./uniform.ts";
