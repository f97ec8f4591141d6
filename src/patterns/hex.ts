/** A pattern as a word of hexadecimal digits: bit 1 is +1, bit 0 is -1, the first entry in the highest bit. */

/**
 * @param n entries; a last digit that is only partly needed counts from its highest bit
 * @returns Float64Array(n) of +1 and -1, or undefined where a digit is missing or is none
 */
export function fromHex(hex: string, n: number): Float64Array | undefined {
  if (hex.length !== Math.ceil(n / 4) || !/^[0-9a-f]*$/i.test(hex)) return undefined;
  return Float64Array.from({ length: n }, (_, k) => {
    const digit = Number.parseInt(hex[k >> 2] as string, 16);
    return (digit >> (3 - (k & 3))) & 1 ? 1 : -1;
  });
}

/** Entries above 0 are bits 1. */
export function toHex(pattern: ArrayLike<number>): string {
  let hex = "";
  for (let from = 0; from < pattern.length; from += 4) {
    let digit = 0;
    for (let k = 0; k < 4; k++) digit = digit * 2 + ((pattern[from + k] ?? -1) > 0 ? 1 : 0);
    hex += digit.toString(16);
  }
  return hex;
}
