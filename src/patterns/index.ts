/**
 * Patterns and the weights that store them. In go rows of +1 and -1 (typed arrays, one row a pattern) or the text that a
 * graph keeps of them; out come patterns and matrices W_ij, whole, noisy or damaged. The compiler asks here when weights come
 * from patterns, so this stands below it and knows nothing of graphs, kinds or cells.
 */
export { corrupt, flipped, partial } from "./cue.ts";
export { digit, digitSize } from "./digits.ts";
export { fromHex, toHex } from "./hex.ts";
export { brushed, deleted, deletedPairs, stroke } from "./lesion.ts";
export { letter, letters } from "./letters.ts";
export { shape, shapes } from "./shapes.ts";
export { type Storage, type StorageRule, storageRules, store } from "./store.ts";
export { mostPatterns, mostPoints, type Patterns, parsePatterns, printPatterns } from "./text.ts";
