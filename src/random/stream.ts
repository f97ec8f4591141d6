/**
 * Who draws what: a key made of the graph's seed and a counter made of step, element, stream and block. A stream is one
 * purpose of one node, found by hashing its name, so adding a node never changes another node's numbers, and neither does
 * the order in which cells are computed.
 */
import { philox } from "./philox.ts";

/** The two key words of a seed from 0 to 2^53 - 1. */
export const keyOf = (seed: number): readonly [low: number, high: number] => [
  seed >>> 0,
  Math.floor(seed / 2 ** 32) >>> 0,
];

/**
 * Stream number of one purpose ("noise", "connect", "start.v") of one node: FNV-1a, 32 bits, over UTF-16 code units, with
 * a final mixing. Two streams collide with a chance of 2^-32, which correlates them but breaks nothing.
 *
 * @source Fowler, Noll & Vo, FNV-1a; final mixing: Appleby, MurmurHash3 fmix32
 */
export function streamOf(nodeId: string, purpose: string): number {
  const name = `${nodeId}\n${purpose}`;
  let hash = 0x811c9dc5;
  for (let k = 0; k < name.length; k++) {
    const unit = name.charCodeAt(k);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The four words of one draw.
 *
 * The last counter word carries both the block (0 to 65535: which draw of this element in this step) and, above it, bits
 * 32 to 47 of the step, so that a run may last 2^48 steps.
 *
 * @param step whole, from 0 to 2^48 - 1
 * @param out Uint32Array(4 or more), written from `at` on
 */
export function drawWords(
  key: readonly [number, number],
  step: number,
  element: number,
  stream: number,
  block: number,
  out: Uint32Array,
  at = 0,
): void {
  const stepHigh = Math.floor(step / 2 ** 32);
  philox(step, element, stream, block + stepHigh * 0x10000, key[0], key[1], out, at);
}
