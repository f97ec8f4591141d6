/**
 * Recipes for exp, log, sin and the rest from the primitives of `Ops`. Written once, they give the same bits interpreted
 * and compiled: WebAssembly has no exp, and two browsers' Math.exp differ in the last bit. There are no branches, since the
 * compiled form works on several cells at once: where a function has cases, all are computed and one is selected.
 *
 * Polynomials are minimax fits (Remez) on the reduced interval; their own error is below 0.06 units of 2^-53. Sums keep the
 * part that rounding loses (Dekker 1971), which is what brings exp and log to within 0.7 of a last place.
 *
 * @source Tang (1989), ACM TOMS 15, 144-157 (reduction of exp); Ng (1993), fdlibm (log, sin and cos kernels)
 */
import type { Ops } from "./ops.ts";

/** ln 2 = hi + lo. hi has 41 bits, so that k hi is exact for every exponent k. */
const ln2hi = 0.6931471805601177;
const ln2lo = -1.7239444525614835e-13;

/** (e^r - 1 - r - r^2/2) / r^3 on |r| <= ln(2)/2. */
const expTail = [
  0.16666666666666433, 0.0416666666666039, 0.008333333333500071, 0.0013888888926822448, 0.00019841269466250333,
  2.4801508645944207e-5, 2.755764073369515e-6, 2.762520280793323e-7, 2.4978456866323196e-8,
] as const;
/** (log(1 + f) / s - 2) / s^2 in s^2, where s = f / (2 + f) and 1 + f is between sqrt(1/2) and sqrt(2). */
const logTail = [
  0.6666666666666684, 0.39999999999680197, 0.285714286922604, 0.2222220310720918, 0.18183351612452822,
  0.1531904439129383, 0.14749551603012248,
] as const;
/** (sin(r) / r - 1) / r^2 in r^2 on |r| <= pi/4. */
const sinTail = [
  -0.16666666666666655, 0.008333333333326703, -0.00019841269832593665, 2.7557314513513234e-6, -2.5050870822081126e-8,
  1.5902640964755677e-10,
] as const;
/** (cos(r) - 1 + r^2/2) / r^4 in r^2 on |r| <= pi/4. */
const cosTail = [
  0.04166666666666663, -0.0013888888888878058, 2.480158729162039e-5, -2.755731490273024e-7, 2.0875791077066243e-9,
  -1.1362870259501009e-11,
] as const;
/** pi/2 in four parts of 33 bits: k times a part is exact for k up to 2^20. */
const halfPi = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32] as const;

/** c0 + c1 x + c2 x^2 + …, as two sums in x^2 side by side: half the waiting of Horner's rule for the same work. */
function polynomial<T, M>(ops: Ops<T, M>, coefficients: readonly number[], x: T, x2: T): T {
  const horner = (start: number): T => {
    let i = coefficients.length - 1;
    if (i % 2 !== start) i--;
    let sum = ops.constant(coefficients[i] as number);
    for (i -= 2; i >= 0; i -= 2) sum = ops.add(ops.mul(sum, x2), ops.constant(coefficients[i] as number));
    return sum;
  };
  return ops.add(horner(0), ops.mul(horner(1), x));
}

/** x = k ln2 + hi - lo with whole k, and t such that e^(hi - lo) - 1 = hi + t. */
function reduceExp<T, M>(ops: Ops<T, M>, x: T): { k: T; hi: T; t: T } {
  const k = ops.nearest(ops.mul(x, ops.constant(Math.LOG2E)));
  const hi = ops.sub(x, ops.mul(k, ops.constant(ln2hi)));
  const lo = ops.mul(k, ops.constant(ln2lo));
  return { k, hi, t: ops.sub(tailOfExp(ops, ops.sub(hi, lo)), lo) };
}

/** e^r - 1 - r */
function tailOfExp<T, M>(ops: Ops<T, M>, r: T): T {
  const r2 = ops.mul(r, r);
  const tail = polynomial(ops, expTail, r, r2);
  return ops.mul(r2, ops.add(ops.constant(0.5), ops.mul(r, tail)));
}

/** 1 + hi + t, with what 1 + hi loses. */
function expOf<T, M>(ops: Ops<T, M>, hi: T, t: T): T {
  const unit = ops.constant(1);
  const sum = ops.add(unit, hi);
  const lost = ops.sub(hi, ops.sub(sum, unit));
  return ops.add(sum, ops.add(lost, t));
}

/** x limited to where e^x is neither 0 nor Infinity, with a margin; NaN stays NaN. */
function limit<T, M>(ops: Ops<T, M>, x: T, low: number, high: number): T {
  const [lowest, highest] = [ops.constant(low), ops.constant(high)];
  return ops.select(ops.less(x, lowest), lowest, ops.select(ops.less(highest, x), highest, x));
}

/** |x| up to this: 2^k and 2^k e^r are normal numbers, k within 1010. */
const tame = 700;

/** 2^shift e^x, |shift| <= 1. The power of two is applied in two factors, so that neither overflows before the result does. */
function expTimes<T, M>(ops: Ops<T, M>, x: T, shift: number): T {
  const parts = (limited: T): { k: T; p: T } => {
    const { k, hi, t } = reduceExp(ops, limited);
    return { k, p: expOf(ops, hi, t) };
  };
  const shifted = (k: T): T => (shift === 0 ? k : ops.add(k, ops.constant(shift)));
  return ops.usually(
    ops.lessEqual(ops.abs(x), ops.constant(tame)),
    () => {
      const { k, p } = parts(x);
      return ops.mul(p, ops.pow2(shifted(k)));
    },
    () => {
      const { k, p } = parts(limit(ops, x, -746, 711));
      const half = ops.nearest(ops.mul(k, ops.constant(0.5)));
      return ops.mul(ops.mul(p, ops.pow2(half)), ops.pow2(shifted(ops.sub(k, half))));
    },
  );
}

/** e^x within 0.65 of a last place; 0 below -745.14 and Infinity above 709.79, with gradual underflow between. */
export const exp = <T, M>(ops: Ops<T, M>, x: T): T => expTimes(ops, x, 0);

/** |x| up to this: x is nearer to 0 than to any other multiple of ln 2, by a margin. */
const near = 0.34;

/** `exp` of what is seldom far from 0: nothing is taken away from x then, and the bits are the same. */
export const expNear = <T, M>(ops: Ops<T, M>, x: T): T =>
  ops.usually(
    ops.lessEqual(ops.abs(x), ops.constant(near)),
    () => expOf(ops, x, tailOfExp(ops, x)),
    () => exp(ops, x),
    true,
  );

/** Whether x is neither so near 0 nor so far from it that e^x - 1 is a case of its own. */
function isTame<T, M>(ops: Ops<T, M>, x: T): M {
  const size = ops.abs(x);
  return ops.and(ops.lessEqual(ops.constant(2 ** -54), size), ops.lessEqual(size, ops.constant(tame)));
}

/** e^x - 1 within 1 last place, also near 0. */
export function expm1<T, M>(ops: Ops<T, M>, x: T): T {
  return ops.usually(
    isTame(ops, x),
    () => expm1Inside(ops, x),
    () => {
      // Below -40 the result is -1 to the last bit, from 709.79 on it is Infinity.
      const result = expm1Inside(ops, limit(ops, x, -40, 709.79));
      return ops.select(ops.less(ops.abs(x), ops.constant(2 ** -54)), x, result);
    },
  );
}

function expm1Inside<T, M>(ops: Ops<T, M>, x: T): T {
  const { k, hi, t } = reduceExp(ops, x);
  const u = ops.add(hi, t);
  const uLost = ops.sub(t, ops.sub(u, hi));
  // Half of 2^k (1 + u) - 1, doubled at the end: k reaches 1024, and 2^1024 is not a number.
  const scale = ops.pow2(ops.sub(k, ops.constant(1)));
  const whole = ops.sub(scale, ops.constant(0.5));
  const part = ops.mul(scale, u);
  const sum = ops.add(whole, part);
  const lost = ops.add(ops.sub(part, ops.sub(sum, whole)), ops.mul(scale, uLost));
  return ops.mul(ops.add(sum, lost), ops.constant(2));
}

/** (e^x - 1) / x, and its limit 1 at 0; within 1.5 last places. */
export function exprel<T, M>(ops: Ops<T, M>, x: T): T {
  return ops.usually(
    isTame(ops, x),
    () => ops.div(expm1(ops, x), x),
    () => {
      // e^x overflows before the quotient does, and Infinity / Infinity is no number: hence the largest x for the divisor.
      const divisor = ops.select(ops.less(ops.constant(1e300), x), ops.constant(1e300), x);
      return ops.select(ops.equal(x, ops.constant(0)), ops.constant(1), ops.div(expm1(ops, x), divisor));
    },
  );
}

/** Natural logarithm within 0.7 of a last place; -Infinity at 0 and NaN below. */
export function log<T, M>(ops: Ops<T, M>, x: T): T {
  const [zero, least] = [ops.constant(0), ops.constant(2 ** -1022)];
  return ops.usually(
    ops.and(ops.lessEqual(least, x), ops.less(x, ops.constant(Number.POSITIVE_INFINITY))),
    () => logOf(ops, ops.mantissa(x), ops.exponent(x)),
    () => {
      const subnormal = ops.less(x, least);
      const normal = ops.select(subnormal, ops.mul(x, ops.constant(2 ** 54)), x);
      const e = ops.add(ops.exponent(normal), ops.select(subnormal, ops.constant(-54), zero));
      const result = logOf(ops, ops.mantissa(normal), e);
      const finite = ops.select(ops.less(x, ops.constant(Number.POSITIVE_INFINITY)), result, x);
      const outside = ops.select(ops.equal(x, zero), ops.constant(Number.NEGATIVE_INFINITY), ops.constant(Number.NaN));
      return ops.select(ops.lessEqual(x, zero), outside, finite);
    },
  );
}

/** log(m 2^e), m in [1, 2). */
function logOf<T, M>(ops: Ops<T, M>, m: T, e: T): T {
  const above = ops.less(ops.constant(Math.SQRT2), m);
  const k = ops.select(above, ops.add(e, ops.constant(1)), e);
  const f = ops.sub(ops.select(above, ops.mul(m, ops.constant(0.5)), m), ops.constant(1));

  const s = ops.div(f, ops.add(ops.constant(2), f));
  const s2 = ops.mul(s, s);
  const r = ops.mul(s2, polynomial(ops, logTail, s2, ops.mul(s2, s2)));
  const halfSquare = ops.mul(ops.mul(ops.constant(0.5), f), f);
  // k ln2 + f - (f^2/2 - s (f^2/2 + r)), the large part first and what its rounding lost added to the small one
  const main = ops.mul(k, ops.constant(ln2hi));
  const sum = ops.add(main, f);
  const lost = ops.sub(f, ops.sub(sum, main));
  const small = ops.add(ops.mul(s, ops.add(halfSquare, r)), ops.mul(k, ops.constant(ln2lo)));
  return ops.sub(sum, ops.sub(ops.sub(halfSquare, small), lost));
}

/** sin and cos of r = x - k pi/2, and k modulo 4. */
function reduceAngle<T, M>(ops: Ops<T, M>, x: T): { sine: T; cosine: T; quarter: T } {
  const k = ops.nearest(ops.mul(x, ops.constant(0.6366197723675814)));
  const [p1, p2, p3, p4] = halfPi;
  const part = (p: number): T => ops.mul(k, ops.constant(p));
  const first = ops.sub(x, part(p1));
  const t2 = part(p2);
  const second = ops.sub(first, t2);
  const lost2 = ops.sub(ops.sub(first, second), t2);
  const t3 = part(p3);
  const third = ops.sub(second, t3);
  const lost3 = ops.sub(ops.sub(second, third), t3);
  const lost = ops.add(ops.add(lost3, lost2), ops.neg(part(p4)));
  const r = ops.add(third, lost);
  const y = ops.add(ops.sub(third, r), lost);

  const z = ops.mul(r, r);
  const z2 = ops.mul(z, z);
  const cube = ops.mul(z, r);
  // sin(r + y) = r + (y - r^2 y / 2 + r^3 S)
  const sineTail = ops.mul(cube, polynomial(ops, sinTail, z, z2));
  const sine = ops.add(r, ops.add(sineTail, ops.sub(y, ops.mul(ops.mul(ops.constant(0.5), z), y))));
  // cos(r + y) = 1 - r^2/2 + (r^4 C - r y), with what 1 - r^2/2 loses
  const halfSquare = ops.mul(ops.constant(0.5), z);
  const w = ops.sub(ops.constant(1), halfSquare);
  const wLost = ops.sub(ops.sub(ops.constant(1), w), halfSquare);
  const cosineTail = ops.sub(ops.mul(z2, polynomial(ops, cosTail, z, z2)), ops.mul(r, y));
  const cosine = ops.add(w, ops.add(wLost, cosineTail));
  const four = ops.constant(4);
  return { sine, cosine, quarter: ops.sub(k, ops.mul(four, ops.floor(ops.mul(k, ops.constant(0.25))))) };
}

/** sin(r + quarter pi/2), quarter from 0 to 4. */
function turned<T, M>(ops: Ops<T, M>, sine: T, cosine: T, quarter: T): T {
  const is = (n: number): M => ops.equal(quarter, ops.constant(n));
  const value = ops.select(ops.or(is(1), is(3)), cosine, sine);
  return ops.select(ops.or(is(2), is(3)), ops.neg(value), value);
}

/** Sine within 1 last place for |x| up to 1.6e6; beyond, within the rounding of x itself. */
export function sin<T, M>(ops: Ops<T, M>, x: T): T {
  const { sine, cosine, quarter } = reduceAngle(ops, x);
  return turned(ops, sine, cosine, quarter);
}

/** Cosine, as exact as `sin`. */
export function cos<T, M>(ops: Ops<T, M>, x: T): T {
  const { sine, cosine, quarter } = reduceAngle(ops, x);
  const next = ops.add(quarter, ops.constant(1));
  return turned(ops, sine, cosine, ops.select(ops.equal(next, ops.constant(4)), ops.constant(0), next));
}

/** Tangent within 2 last places for |x| up to 1.6e6. */
export function tan<T, M>(ops: Ops<T, M>, x: T): T {
  const { sine, cosine, quarter } = reduceAngle(ops, x);
  const odd = ops.or(ops.equal(quarter, ops.constant(1)), ops.equal(quarter, ops.constant(3)));
  return ops.div(ops.select(odd, ops.neg(cosine), sine), ops.select(odd, sine, cosine));
}

/** `size` with the sign of `x`. */
const signed = <T, M>(ops: Ops<T, M>, size: T, x: T): T =>
  ops.select(ops.less(x, ops.constant(0)), ops.neg(size), size);

/** Hyperbolic sine within 2 last places. */
export function sinh<T, M>(ops: Ops<T, M>, x: T): T {
  const a = ops.abs(x);
  const t = expm1(ops, limit(ops, a, 0, 23));
  const small = ops.mul(ops.constant(0.5), ops.add(t, ops.div(t, ops.add(t, ops.constant(1)))));
  const size = ops.select(ops.less(ops.constant(22), a), expTimes(ops, a, -1), small);
  return signed(ops, size, x);
}

/** Hyperbolic cosine within 1.5 last places. */
export function cosh<T, M>(ops: Ops<T, M>, x: T): T {
  const half = expTimes(ops, ops.abs(x), -1);
  return ops.add(half, ops.div(ops.constant(0.25), half));
}

/** Hyperbolic tangent within 2 last places. */
export function tanh<T, M>(ops: Ops<T, M>, x: T): T {
  const [one, two] = [ops.constant(1), ops.constant(2)];
  const a = ops.abs(x);
  // t / (t + 2) near 0, and 1 - 2 / (t + 2) where that is the safer difference, with t = e^2a - 1.
  const t = expm1(ops, limit(ops, ops.mul(two, a), 0, 44));
  const far = ops.less(one, a);
  const quotient = ops.div(ops.select(far, two, t), ops.add(t, two));
  return signed(ops, ops.select(far, ops.sub(one, quotient), quotient), x);
}

/** Whole exponents up to this size are multiplied out. */
export const mostMultiplied = 64;

/**
 * x^n for a whole n known beforehand, in this order: x^2 = x x, x^3 = (x^2) x, x^4 = (x^2)(x^2), …; x^-n = 1 / x^n.
 *
 * @param n whole, |n| <= mostMultiplied
 */
export function powWhole<T, M>(ops: Ops<T, M>, x: T, n: number): T {
  if (n < 0) return ops.div(ops.constant(1), powWhole(ops, x, -n));
  if (n === 0) return ops.constant(1);
  if (n === 1) return x;
  if (n % 2 === 1) return ops.mul(powWhole(ops, x, n - 1), x);
  const half = powWhole(ops, x, n / 2);
  return ops.mul(half, half);
}

/**
 * x^y as e^(y log x): within 1 + |y log x| last places. A negative x needs a whole y, as in Math.pow; x^0 is 1.
 */
export function pow<T, M>(ops: Ops<T, M>, x: T, y: T): T {
  const zero = ops.constant(0);
  const size = exp(ops, ops.mul(y, log(ops, ops.abs(x))));
  const isWhole = (a: T): M => ops.equal(ops.floor(a), a);
  const even = isWhole(ops.mul(y, ops.constant(0.5)));
  const ofNegative = ops.select(isWhole(y), ops.select(even, size, ops.neg(size)), ops.constant(Number.NaN));
  const value = ops.select(ops.less(x, zero), ofNegative, size);
  return ops.select(ops.equal(y, zero), ops.constant(1), value);
}

/** -1, 0 or 1; NaN of NaN. */
export function sign<T, M>(ops: Ops<T, M>, x: T): T {
  const zero = ops.constant(0);
  return ops.select(ops.less(zero, x), ops.constant(1), ops.select(ops.less(x, zero), ops.constant(-1), x));
}

/** 1 for x > 0, else 0. */
export const step = <T, M>(ops: Ops<T, M>, x: T): T =>
  ops.select(ops.less(ops.constant(0), x), ops.constant(1), ops.constant(0));

/** The smaller; NaN when either is, so that a broken value is seen and not covered up. */
export const min = <T, M>(ops: Ops<T, M>, a: T, b: T): T =>
  ops.select(ops.less(a, b), a, ops.select(ops.equal(a, a), b, a));

/** The larger; NaN when either is. */
export const max = <T, M>(ops: Ops<T, M>, a: T, b: T): T =>
  ops.select(ops.less(b, a), a, ops.select(ops.equal(a, a), b, a));

/** x kept from `low` to `high`; NaN of NaN. */
export const clip = <T, M>(ops: Ops<T, M>, x: T, low: T, high: T): T =>
  ops.select(ops.less(x, low), low, ops.select(ops.less(high, x), high, x));

/** The whole part, towards 0. */
export const int = <T, M>(ops: Ops<T, M>, x: T): T => signed(ops, ops.floor(ops.abs(x)), x);

export type Recipe = <T, M>(ops: Ops<T, M>, x: T) => T;

/** The functions of one value, by the name equations call them. */
export const recipes: Readonly<Record<string, Recipe>> = {
  exp,
  log,
  expm1,
  exprel,
  sin,
  cos,
  tan,
  sinh,
  cosh,
  tanh,
  sign,
  step,
  int,
  sqrt: (ops, x) => ops.sqrt(x),
  abs: (ops, x) => ops.abs(x),
  floor: (ops, x) => ops.floor(x),
};
