/**
 * Patterns and the weights that store them. In go rows of +1 and -1 (typed arrays, one row a pattern) or the text that a
 * graph keeps of them; out come patterns and matrices W_ij. The compiler asks here when weights come from patterns, so this
 * stands below it and knows nothing of graphs, kinds or cells.
 */
export { type Storage, type StorageRule, storageRules, store } from "./store.ts";
