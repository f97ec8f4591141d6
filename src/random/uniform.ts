/** A double from two words: the 53 bits that a double can hold, so every value is an exact multiple of 2^-53. */

/**
 * Uniform on [0, 1).
 *
 * @param word0 upper 27 bits are used, word1 upper 26
 */
export const uniform = (word0: number, word1: number): number =>
  ((word0 >>> 5) * 67108864 + (word1 >>> 6)) / 9007199254740992;
