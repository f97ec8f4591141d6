/**
 * Every sentence of the expression language, in one table so that wording is reviewed in one place. Each names what was
 * found and what would do.
 */
import type { Sentence } from "./place.ts";
import { listWords } from "./spelling.ts";
import type { Span } from "./tree.ts";

/** The first word of a sentence, with or without "dv/dt: " before it. */
const opening = (where: string, word: string): string =>
  where ? where + word : word.replace(/^./, (first) => first.toUpperCase());
const meant = (guess: string | undefined): string => (guess === undefined ? "" : ` Did you mean ${guess}?`);
const swap = (guess: string | undefined, span: Span | undefined): Pick<Sentence, "replace"> =>
  guess === undefined || span === undefined ? {} : { replace: { label: `Change to ${guess}`, span, text: guess } };

export const messages = {
  // Reading the text.
  badCharacter: (found: string, instead?: string, span?: Span): Sentence => ({
    code: "bad-character",
    message: `"${found}" has no meaning in an equation.${instead ? ` Write ${instead}.` : " Use letters, digits, + - * / ^ ( ) and comparisons."}`,
    ...swap(instead, span),
  }),
  badNumber: (found: string): Sentence => ({
    code: "bad-number",
    message: `${found} is not a number. Write it as 12, 0.5 or 1.5e-3.`,
  }),
  tooLong: (limit: number): Sentence => ({
    code: "too-long",
    message: `This statement has more than ${limit} words and signs. Give its parts names and put them together.`,
  }),
  tooDeep: (limit: number): Sentence => ({
    code: "too-deep",
    message: `This expression is nested more than ${limit} deep. Give its inner parts names.`,
  }),
  empty: (): Sentence => ({
    code: "empty",
    message: "There is nothing here. Write an expression such as g_L * (E_L - v).",
  }),
  missingOperand: (before: string | undefined, found: string): Sentence => ({
    code: "missing-operand",
    message: `${before === undefined ? "" : `After ${before} `}${before === undefined ? "A" : "a"} value is needed, but ${found} was found. Write a name, a number or a bracket.`,
  }),
  missingOperator: (left: string, right: string, at: Span): Sentence => ({
    code: "missing-operator",
    message: `${left} and ${right} stand side by side. Did you forget * between them?`,
    replace: { label: "Insert *", span: at, text: " * " },
  }),
  unknownWord: (name: string, guess: string | undefined, span: Span): Sentence => ({
    code: "unknown-unit",
    message: `${name} is neither a unit nor a name that is known here.${
      guess ? meant(guess) : " Write a unit such as mV, ms, pA, nS, pF or Hz, or declare the name."
    }`,
    ...swap(guess, span),
  }),
  decimalComma: (whole: string, part: string, span: Span): Sentence => ({
    code: "decimal-comma",
    message: `${whole},${part} reads as two numbers. Write ${whole}.${part}.`,
    ...swap(`${whole}.${part}`, span),
  }),
  conditionalForm: (text: string | undefined, span: Span): Sentence => ({
    code: "conditional-form",
    message: `A choice between two values is written ${text ?? "if(condition, a, b)"}.`,
    ...swap(text, span),
  }),
  missingBracket: (end: number): Sentence => ({
    code: "missing-bracket",
    message: `This bracket is never closed. Add ) where it should end.`,
    replace: { label: "Add )", span: { from: end, to: end }, text: ")" },
  }),
  extraBracket: (span: Span): Sentence => ({
    code: "extra-bracket",
    message: `This ) closes nothing. Take it out, or open ( before it.`,
    replace: { label: "Take out )", span, text: "" },
  }),
  unexpected: (found: string): Sentence => ({
    code: "unexpected",
    message: `${found} is not expected here. The expression was complete before it.`,
  }),
  chainedComparison: (text: string, span: Span): Sentence => ({
    code: "chained-comparison",
    message: `Comparisons do not chain. Write ${text}.`,
    replace: { label: `Change to ${text}`, span, text },
  }),
  equalsInExpression: (span: Span): Sentence => ({
    code: "equals-in-expression",
    message: `= sets a value and does not compare. Write == to ask whether two values are equal.`,
    replace: { label: "Change to ==", span, text: "==" },
  }),
  notAStatement: (found: string): Sentence => ({
    code: "not-a-statement",
    message: `${found} is not a statement. Write dx/dt = … for a derivative or x = … for a value.`,
  }),
  badTarget: (found: string): Sentence => ({
    code: "bad-target",
    message: `${found} cannot be set. On the left of = write one name, or dx/dt.`,
  }),
  missingTarget: (name: string, at: number): Sentence => ({
    code: "missing-target",
    message: "Nothing stands on the left of =. Write there the name that is set, as in x = 3, or dx/dt.",
    replace: { label: `Set ${name}`, span: { from: at, to: at }, text: `${name} ` },
  }),
  primeDerivative: (name: string, span: Span): Sentence => ({
    code: "prime-derivative",
    message: `${name}' is not read as a derivative. Write d${name}/dt.`,
    replace: { label: `Change to d${name}/dt`, span, text: `d${name}/dt` },
  }),
  derivativeUpdate: (name: string, op: string): Sentence => ({
    code: "derivative-update",
    message: `d${name}/dt ${op} … is not possible. Use = and write the whole right side.`,
  }),
  divideUpdate: (name: string): Sentence => ({
    code: "divide-update",
    message: `/= is not read. Write ${name} = ${name} / ….`,
  }),
  reservedName: (name: string, meaning: string): Sentence => ({
    code: "reserved-name",
    message: `${name} is ${meaning} and cannot be set. Choose another name.`,
  }),
  unitDeclaration: (unit: string): Sentence => ({
    code: "unit-declaration",
    message: `": ${unit}" is not part of the equation. Leave it out; units are declared with each variable and parameter.`,
  }),

  // Calls.
  unknownFunction: (name: string, guess: string | undefined, known: Iterable<string>, span?: Span): Sentence => ({
    code: "unknown-function",
    message: `${name} is not a function.${meant(guess)} Known: ${listWords(known, 40)}.`,
    ...swap(guess, span),
  }),
  multipliedBracket: (name: string, span: Span): Sentence => ({
    code: "multiplied-bracket",
    message: `${name}(…) reads as a call, but ${name} is a value. Did you forget * between ${name} and the bracket?`,
    replace: { label: "Insert *", span, text: " * " },
  }),
  functionAsValue: (name: string, usage: string): Sentence => ({
    code: "function-as-value",
    message: `${name} is a function. Write ${usage}.`,
  }),
  argumentCount: (name: string, usage: string, found: number): Sentence => ({
    code: "argument-count",
    message: `${name} was given ${found === 0 ? "nothing" : found === 1 ? "1 value" : `${found} values`}. Write ${usage}.`,
  }),
  lastOfName: (): Sentence => ({ code: "last-of-name", message: "last takes the name of a state, as in last(v)." }),

  // Units and names.
  unknownUnit: (found: string, text: string, guess: string | undefined): Sentence => ({
    code: "unknown-unit",
    message: `${found === text ? `"${found}" is not a unit` : `"${found}" in the unit "${text}" is not a unit`}.${
      guess ? meant(guess) : " Use units such as mV, ms, pA, nS, pF, Hz, uA/cm^2, or 1 for none."
    }`,
  }),
  unknownName: (
    where: string,
    name: string,
    guess: string | undefined,
    known: Iterable<string>,
    span?: Span,
  ): Sentence => ({
    code: "unknown-name",
    message: `${where}${name} is not known here.${meant(guess)} Known: ${listWords(known)}.`,
    ...swap(guess, span),
  }),
  loneUnit: (where: string, name: string, known: Iterable<string>, span?: Span): Sentence => ({
    code: "lone-unit",
    message: `${where}${name} is not known here. If the unit is meant, write 1 ${name}. Known: ${listWords(known)}.`,
    ...swap(`1 ${name}`, span),
  }),
  usedBeforeSet: (where: string, name: string): Sentence => ({
    code: "used-before-set",
    message: `${where}${name} is used before it is set. Move the line that sets ${name} above this one.`,
  }),
  /** @param unit of the variable, as far as its right side tells */
  unknownDerivative: (
    name: string,
    guess: string | undefined,
    known: Iterable<string>,
    unit: string,
    span?: Span,
  ): Sentence => ({
    code: "unknown-derivative",
    message: `d${name}/dt: ${name} is not a state variable.${meant(guess)} States: ${listWords(known)}.`,
    ...(guess === undefined ? { declare: { name, unit } } : swap(`d${guess}/dt`, span)),
  }),
  // Units. `found` is "in pA" or "a plain number"; `advice` is empty or a sentence with a space before it.
  rightSide: (target: string, found: string, needed: string, advice: string): Sentence => ({
    code: "unit-mismatch",
    message: `${target}: the right side is ${found}, but ${needed} is needed.${advice}`,
  }),
  resultUnit: (part: string, found: string, needed: string, advice: string): Sentence => ({
    code: "unit-mismatch",
    message: `${part} is ${found}, but ${needed} is needed.${advice}`,
  }),
  termUnit: (where: string, part: string, found: string, needed: string, advice: string): Sentence => ({
    code: "unit-mismatch",
    message: `${where}${part} is ${found}, but ${needed} is needed.${advice}`,
  }),
  bareNoise: (where: string, unit: string, strength: string, unitOfStrength: string, span?: Span): Sentence => ({
    code: "unit-mismatch",
    message: `${where}xi is white noise, in ${unit}. Multiply it by its strength, a value in ${unitOfStrength}.`,
    ...(span ? { replace: { label: `Change to ${strength}*xi`, span, text: `${strength}*xi` } } : {}),
  }),
  differentUnits: (
    where: string,
    act: string,
    left: string,
    a: string,
    right: string,
    b: string,
    advice: string,
  ): Sentence => ({
    code: "different-units",
    message: `${where}${left} is ${a} and ${right} is ${b}; they cannot be ${act}.${advice}`,
  }),
  plainArgument: (where: string, call: string, part: string, found: string, advice: string): Sentence => ({
    code: "plain-argument",
    message: `${where}${call} needs a plain number, but ${part} is ${found}.${advice}`,
  }),
  plainExponent: (where: string, part: string, found: string): Sentence => ({
    code: "plain-exponent",
    message: `${opening(where, "an")} exponent must be a plain number, but ${part} is ${found}. Divide it by a value of that unit.`,
  }),
  constantExponent: (where: string, base: string, found: string): Sentence => ({
    code: "constant-exponent",
    message: `${where}${base} is ${found} and can only be raised to a written number, such as ^2. Divide it by its unit first.`,
  }),
  fractionalUnit: (where: string, whole: string, base: string, found: string): Sentence => ({
    code: "fractional-unit",
    message: `${where}${whole} has no unit, since ${base} is ${found}. Use whole or half powers, or divide ${base} by its unit first.`,
  }),
  noValue: (where: string, whole: string, type: "division" | "logarithm" | "root" | "power"): Sentence => ({
    code: "no-value",
    message: `${where}${whole} ${
      {
        division: "divides by 0",
        logarithm: "has no value: only numbers above 0 have a logarithm",
        root: "has no value: numbers below 0 have no root",
        power: "is no real number",
      }[type]
    }. Write another number.`,
  }),
  needsCondition: (where: string, part: string, found: string): Sentence => ({
    code: "needs-condition",
    message: `${opening(where, "a")} condition is needed, but ${part} is a value${found}. Compare it with something, as in v >= V_th.`,
  }),
} as const;
