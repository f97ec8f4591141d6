/** The functions an equation may call: how many values each takes, how it is written, and what it does to units. */

/**
 * - plain: plain numbers in, plain number out
 * - same: values of one dimension in, that dimension out
 * - any: any value in, plain number out
 * - root, power, choice, last: see the unit checker
 */
export type UnitRule = "plain" | "same" | "any" | "root" | "power" | "choice" | "last";

export interface Call {
  least: number;
  most: number;
  /** How it is written, for messages and the reference page. */
  usage: string;
  about: string;
  rule: UnitRule;
  /** A fresh random value at each evaluation. */
  draws?: boolean;
}

const call = (usage: string, about: string, rule: UnitRule, least = 1, most = least): Call => ({
  usage,
  about,
  rule,
  least,
  most,
});

export const calls: Readonly<Record<string, Call>> = {
  exp: call("exp(x)", "e to the power x", "plain"),
  log: call("log(x)", "natural logarithm", "plain"),
  expm1: call("expm1(x)", "exp(x) - 1 without loss near 0", "plain"),
  exprel: call("exprel(x)", "(exp(x) - 1) / x, and 1 at 0", "plain"),
  sqrt: call("sqrt(x)", "square root", "root"),
  pow: call("pow(x, y)", "x to the power y, as x^y", "power", 2),
  sin: call("sin(x)", "sine of x in radians", "plain"),
  cos: call("cos(x)", "cosine of x in radians", "plain"),
  tan: call("tan(x)", "tangent of x in radians", "plain"),
  sinh: call("sinh(x)", "hyperbolic sine", "plain"),
  cosh: call("cosh(x)", "hyperbolic cosine", "plain"),
  tanh: call("tanh(x)", "hyperbolic tangent", "plain"),
  abs: call("abs(x)", "size without sign", "same"),
  min: call("min(a, b)", "the smaller", "same", 2, 16),
  max: call("max(a, b)", "the larger", "same", 2, 16),
  clip: call("clip(x, low, high)", "x kept between low and high", "same", 3),
  sign: call("sign(x)", "-1, 0 or 1", "any"),
  step: call("step(x)", "1 where x is above 0, else 0", "any"),
  floor: call("floor(x)", "the whole number at or below x", "plain"),
  int: call("int(condition)", "1 where the condition holds, else 0; of a number, its whole part", "plain"),
  if: call("if(condition, a, b)", "a where the condition holds, else b", "choice", 3),
  last: call("last(x)", "the state x at the start of the step", "last"),
  rand: { ...call("rand()", "uniform between 0 and 1", "plain", 0), draws: true },
  randn: { ...call("randn()", "normal with mean 0 and standard deviation 1", "plain", 0), draws: true },
  poisson: { ...call("poisson(mean)", "a Poisson count", "plain", 1), draws: true },
};

export const isCall = (name: string): boolean => Object.hasOwn(calls, name);

/** The entry of a table under a name that comes from the user: "constructor" is no entry. */
export const entry = <V>(table: Readonly<Record<string, V>>, name: string): V | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** Names from other languages. */
export const aliases: Readonly<Record<string, string>> = {
  ln: "log",
  heaviside: "step",
  Heaviside: "step",
  theta: "step",
  H: "step",
  power: "pow",
  clamp: "clip",
  ifelse: "if",
  where: "if",
  fabs: "abs",
  sgn: "sign",
  random: "rand",
  sqr: "sqrt",
};

/** Names with a meaning of their own, which nothing may set. */
export const reserved: Readonly<Record<string, string>> = {
  t: "the time",
  dt: "the time step",
  pi: "the number 3.14159…",
  xi: "white noise",
  and: "a word of the language",
  or: "a word of the language",
  not: "a word of the language",
};
