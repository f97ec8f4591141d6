/**
 * Philox4x32-10: four random 32-bit words as a pure function of a counter and a key. There is no state to carry, so any
 * number can be drawn by anyone in any order, and a compiler can emit the same ten rounds as 32-bit multiplies.
 *
 * @source Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC11
 */

/** Multipliers and key increments (the golden ratio and sqrt(3) - 1), as in the publication. */
export const philoxConstants = { m0: 0xd2511f53, m1: 0xcd9e8d57, w0: 0x9e3779b9, w1: 0xbb67ae85, rounds: 10 } as const;

/** High 32 bits of the unsigned 64-bit product, as an unsigned number. JavaScript has only the low half (Math.imul). */
export function mulHi(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  // Schoolbook in 16-bit digits; each sum stays below 2^32 by the unsigned identity (2^16 - 1)^2 + 2 (2^16 - 1) < 2^32.
  const cross = Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16);
  const carry = Math.imul(aLow, bHigh) + (cross & 0xffff);
  return (Math.imul(aHigh, bHigh) + (cross >>> 16) + (carry >>> 16)) >>> 0;
}

/**
 * Ten rounds.
 *
 * @param c0 to c3: counter words, k0, k1: key words; any integers, taken modulo 2^32
 * @param out Uint32Array(4 or more), written from `at` on
 */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array,
  at = 0,
): void {
  const { m0, m1, w0, w1, rounds } = philoxConstants;
  for (let round = 0; round < rounds; round++) {
    const high0 = mulHi(m0, c0);
    const low0 = Math.imul(m0, c0);
    const high1 = mulHi(m1, c2);
    const low1 = Math.imul(m1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + w0) | 0;
    k1 = (k1 + w1) | 0;
  }
  out[at] = c0;
  out[at + 1] = c1;
  out[at + 2] = c2;
  out[at + 3] = c3;
}
