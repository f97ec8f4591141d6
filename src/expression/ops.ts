/**
 * Arithmetic with the number type left open. The one tree walker (`evaluate`) and the function recipes (`functions.ts`:
 * exp, log, sin … from these primitives alone) are written once against this interface. With `numberOps` they are the
 * interpreter, the oracle; with the compiler's operations they build WebAssembly. Each primitive is exact or correctly
 * rounded by IEEE 754, so both give the same bits on every machine.
 *
 * @typeParam T a value (number, or a node of the compiler's graph)
 * @typeParam M a truth value
 */
export interface Ops<T, M> {
  constant(value: number): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  neg(a: T): T;
  abs(a: T): T;
  sqrt(a: T): T;
  floor(a: T): T;
  /** Round to nearest, ties to even. */
  nearest(a: T): T;
  /** 2^k for whole k from -1022 to 1023; anything else is a fault of the caller. */
  pow2(k: T): T;
  /** Unbiased exponent e of a positive normal number, as a float: a = m 2^e with m in [1, 2). */
  exponent(a: T): T;
  /** Mantissa m in [1, 2) of a positive normal number. */
  mantissa(a: T): T;
  less(a: T, b: T): M;
  lessEqual(a: T, b: T): M;
  equal(a: T, b: T): M;
  and(a: M, b: M): M;
  or(a: M, b: M): M;
  not(a: M): M;
  /** a where m holds, else b. Both are always computed. */
  select(m: M, a: T, b: T): T;
  /**
   * `always()`. Where `good` holds, `usual()` has the same bits for less work: operations that compute several cells at once
   * may take it, and fall back for all of them where `good` fails for one. A `bold` hope is one that some circuits fail in
   * every step.
   */
  usually(good: M, usual: () => T, always: () => T, bold?: boolean): T;
}
