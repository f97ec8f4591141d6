/**
 * Networks that remember and learn, apart from any circuit: pure functions of typed arrays, seeded, that run in the page, in
 * a worker, in Node and in tests alike. What takes long is a generator that yields the share of its work that is done.
 * Knows no node, no kind and no view.
 *
 *   hopfield/   memory by outer products: recall, energy, overlap, damage, what a state is, capacity
 */
export { energy, overlap } from "./hopfield/energy.ts";
