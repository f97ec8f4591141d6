/**
 * Arithmetic on JavaScript numbers: the operations that make the tree walker an interpreter. Bits are taken apart through
 * one shared buffer, so that `exponent`, `mantissa` and `pow2` are exact and the same on every machine.
 */
import type { Ops } from "./ops.ts";

const view = new DataView(new ArrayBuffer(8));

const highWord = (a: number): number => {
  view.setFloat64(0, a);
  return view.getUint32(0);
};
const withHighWord = (high: number): number => {
  view.setUint32(0, high);
  return view.getFloat64(0);
};

/** Ties to even, by adding and taking away 2^52: the sum has no room for a fraction. Keeps the sign of zero. */
function nearest(a: number): number {
  const size = Math.abs(a);
  if (!(size < 4503599627370496)) return a;
  const whole = size + 4503599627370496 - 4503599627370496;
  return a < 0 || Object.is(a, -0) ? -whole : whole;
}

export const numberOps: Ops<number, boolean> = {
  constant: (value) => value,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  floor: Math.floor,
  nearest,
  pow2(k) {
    view.setUint32(4, 0);
    return withHighWord((k + 1023) << 20);
  },
  exponent: (a) => (highWord(a) >>> 20) - 1023,
  mantissa: (a) => withHighWord((highWord(a) & 0x000fffff) | 0x3ff00000),
  less: (a, b) => a < b,
  lessEqual: (a, b) => a <= b,
  equal: (a, b) => a === b,
  and: (a, b) => a && b,
  or: (a, b) => a || b,
  not: (a) => !a,
  select: (m, a, b) => (m ? a : b),
  usually: (_good, _usual, always) => always(),
};
