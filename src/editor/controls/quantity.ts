/** What a person types into a number field: arithmetic with units, turned into a plain number in the field's own unit. */
import { fromEngine, isUnit, parse, parseUnit, type Tree, toEngine } from "../../expression/index.ts";
import { plainDigits, writeNumber, writeUnit } from "./number.ts";

interface Limits {
  /** Names the field in the sentence. */
  label: string;
  range?: readonly [number, number];
  /** Why it can be no more than the range says. */
  why?: string;
  integer?: boolean;
}

/** A value with the exponents of its unit; `plain` is a bare number, which fits any field. */
interface Quantity {
  value: number;
  dimension: readonly number[];
  plain: boolean;
}

const none: readonly number[] = [0, 0, 0, 0, 0];

class Refusal extends Error {}

function walk(tree: Tree): Quantity {
  switch (tree.type) {
    case "number": {
      if (tree.unit === undefined) return { value: tree.value, dimension: none, plain: true };
      const unit = parseUnit(tree.unit);
      if (!isUnit(unit)) throw new Refusal(unit.message);
      return { value: toEngine(tree.value, tree.unit), dimension: unit.dimension, plain: false };
    }
    case "name": {
      if (tree.name === "pi") return { value: Math.PI, dimension: none, plain: true };
      const unit = parseUnit(tree.name);
      if (!isUnit(unit)) throw new Refusal(`${tree.name} is neither a number nor a unit.`);
      return { value: toEngine(1, tree.name), dimension: unit.dimension, plain: false };
    }
    case "negate": {
      const inner = walk(tree.arg);
      return { ...inner, value: -inner.value };
    }
    case "binary": {
      const [a, b] = [walk(tree.left), walk(tree.right)];
      const plain = a.plain && b.plain;
      const join = (sign: 1 | -1): readonly number[] =>
        a.dimension.map((exponent, k) => exponent + sign * (b.dimension[k] ?? 0));
      switch (tree.op) {
        case "+":
        case "-":
          if (!same(a.dimension, b.dimension))
            throw new Refusal("Only amounts of one sort can be added: give both a unit, or neither.");
          return { value: tree.op === "+" ? a.value + b.value : a.value - b.value, dimension: a.dimension, plain };
        case "*":
          return { value: a.value * b.value, dimension: join(1), plain };
        case "/":
          return { value: a.value / b.value, dimension: join(-1), plain };
        case "^":
          if (!same(b.dimension, none)) throw new Refusal("A power is a plain number.");
          return { value: a.value ** b.value, dimension: a.dimension.map((exponent) => exponent * b.value), plain };
      }
      break;
    }
    case "call": {
      const { name } = tree;
      const args = tree.args.map(walk);
      if (args.every(({ plain }) => plain) && Object.hasOwn(calls, name))
        return {
          value: (calls[name] as (...values: number[]) => number)(...args.map(({ value }) => value)),
          dimension: none,
          plain: true,
        };
      throw new Refusal(`${name}(…) cannot be used here; a number, + − * / ^, sqrt, exp and log can.`);
    }
  }
  throw new Refusal("A number is needed, not a condition.");
}

const calls: Readonly<Record<string, (...values: number[]) => number>> = {
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  abs: Math.abs,
  min: Math.min,
  max: Math.max,
};

const same = (a: readonly number[], b: readonly number[]): boolean => a.every((exponent, k) => exponent === b[k]);

/**
 * Reads `0.5*80`, `80 pA`, `0.08 nA`, `−3,5`. A bare number is in `unit`.
 *
 * @param unit of the field, "1" for none
 * @returns the value in `unit`, or a sentence that says why it cannot be taken
 */
export function readQuantity(
  text: string,
  unit: string,
  { label, range, why, integer }: Limits,
): { value: number } | { message: string } {
  const written = writeUnit(unit);
  const { tree } = parse(plainDigits(text));
  if (!tree) return { message: `“${text.trim()}” is not a number. Write one such as ${example(range, written)}.` };
  try {
    const quantity = walk(tree);
    const wanted = parseUnit(unit);
    let value = quantity.value;
    if (!quantity.plain && isUnit(wanted)) {
      if (!same(quantity.dimension, wanted.dimension))
        return {
          message: `${label} is ${written ? `in ${written}` : "a plain number"}; “${text.trim()}” is of another sort.`,
        };
      value = fromEngine(quantity.value, unit);
    }
    value = Number(value.toPrecision(12));
    if (!Number.isFinite(value)) return { message: `“${text.trim()}” has no finite value.` };
    if (integer && !Number.isInteger(value))
      return { message: `${label} is a whole number, such as ${Math.round(value)}.` };
    if (range && (value < range[0] || value > range[1])) {
      const [low, high] = range.map((end) => writeNumber(end));
      const reason = why && value > range[1] ? ` ${why}` : "";
      return {
        message: `${label} can be ${low} to ${high}${written ? ` ${written}` : ""}; ${writeNumber(value)} is outside.${reason}`,
      };
    }
    return { value };
  } catch (refusal) {
    if (refusal instanceof Refusal) return { message: refusal.message };
    throw refusal;
  }
}

const example = (range: readonly [number, number] | undefined, unit: string): string =>
  `${range && range[0] > 0 ? writeNumber(range[0]) : "80"}${unit ? ` ${unit}` : ""}`;
