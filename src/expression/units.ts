/**
 * Unit texts: `mV`, `uA/cm^2`, `1/ms`. What a person writes is converted once, here, to the engine's set (ms, mV, pA,
 * 10 µm, mM) and back for display. Factors are kept as whole powers of ten, so that a conversion is one multiplication or
 * division by an exact number and 0.1 nA is 100 pA to the last bit.
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import { type Dimension, one, power, time, times } from "./dimension.ts";
import { powWhole } from "./functions.ts";
import { messages } from "./messages.ts";
import { numberOps } from "./numberOps.ts";
import { diagnose, type TextPlace } from "./place.ts";
import { nearestWord } from "./spelling.ts";

export interface Unit {
  dimension: Dimension;
  /** Engine units in one of this unit, as near as a float64 can say it. */
  scale: number;
  /** `scale` is factor 10^tens; `tens` is whole or half. */
  tens: number;
  factor: number;
}

type Entry = { dimension: Dimension; tens: number; factor?: number };

const bases: Readonly<Record<string, Entry>> = {
  s: { dimension: time, tens: 3 },
  V: { dimension: [0, 1, 0, 0, 0], tens: 3 },
  A: { dimension: [0, 0, 1, 0, 0], tens: 12 },
  S: { dimension: [0, -1, 1, 0, 0], tens: 9 },
  F: { dimension: [1, -1, 1, 0, 0], tens: 12 },
  Ohm: { dimension: [0, 1, -1, 0, 0], tens: -9 },
  Hz: { dimension: [-1, 0, 0, 0, 0], tens: -3 },
  C: { dimension: [1, 0, 1, 0, 0], tens: 15 },
  m: { dimension: [0, 0, 0, 1, 0], tens: 5 },
  M: { dimension: [0, 0, 0, 0, 1], tens: 3 },
};
const prefixes: Readonly<Record<string, number>> = { f: -15, p: -12, n: -9, u: -6, m: -3, k: 3, M: 6, G: 9 };

/** Every symbol by its name. Listed and not parsed, so that `min` is a minute and no symbol has two readings. */
const symbols: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ...Object.entries(bases).flatMap(([base, entry]): [string, Entry][] => [
    [base, entry],
    ...Object.entries(prefixes).map(([prefix, tens]): [string, Entry] => [
      prefix + base,
      { ...entry, tens: entry.tens + tens },
    ]),
  ]),
  ["cm", { dimension: [0, 0, 0, 1, 0], tens: 3 }],
  ["min", { dimension: time, tens: 4, factor: 6 }],
  ["rad", { dimension: one, tens: 0 }],
  ["deg", { dimension: one, tens: 0, factor: Math.PI / 180 }],
  // A temperature enters equations as the plain number of degrees: 3^((T - 6.3)/10).
  ["degC", { dimension: one, tens: 0 }],
]);

/** Those that a person is likely to mean; suggestions come from here. */
export const commonUnits: readonly string[] =
  "s ms us min V mV uV A nA pA uA mA S mS uS nS pS F uF nF pF Ohm kOhm MOhm GOhm Hz kHz C pC m cm mm um mM uM rad deg degC".split(
    " ",
  );

/** True for one unit symbol: `mV`, `ms`, `Ohm`. */
export const isUnitSymbol = (text: string): boolean => symbols.has(plainSymbol(text));

/**
 * True for a symbol that may stand alone in an equation, as in `v / mV`. Single letters may not: a forgotten parameter `C`
 * must be reported as unknown and not be read as a coulomb. They can be written after a number: `1 V`.
 */
export const isUnitConstant = (name: string): boolean => name.length > 1 && isUnitSymbol(name);

/** Letters that look the part (µ U+00B5, μ U+03BC, Ω U+03A9, Ω U+2126), written in ASCII. */
const plainSymbol = (text: string): string =>
  text
    .replace(/[µμ]/g, "u")
    .replace(/[ΩΩ]/g, "Ohm")
    .replace(/^(.?)ohms?$/, "$1Ohm")
    .replace(/°C/g, "degC");

const known = new Map<string, Unit | Diagnostic>();

/**
 * Reads a unit: symbols joined by `*` or `/`, powers by `^`, brackets, `1`. An empty text is dimensionless.
 *
 * @returns the unit, or a diagnostic that says which symbol is not one
 */
export function parseUnit(text: string, place?: TextPlace): Unit | Diagnostic {
  if (place === undefined) {
    const before = known.get(text);
    if (before) return before;
  }
  let result: Unit | Diagnostic;
  try {
    result = readUnit(text);
  } catch (problem) {
    if (!(problem instanceof UnitProblem)) throw problem;
    const span = { from: problem.at, to: problem.at + problem.found.length };
    const sentence = messages.unknownUnit(problem.found, text, nearestWord(problem.found, commonUnits));
    result = diagnose(sentence, span, place ?? { field: "unit" });
  }
  if (place === undefined) {
    // Texts come from people who are typing: the memory of them must not grow without end.
    if (known.size > 2000) known.clear();
    known.set(text, result);
  }
  return result;
}

export const isUnit = (unit: Unit | Diagnostic): unit is Unit => "dimension" in unit;

/** The unit of a text known to be good. @throws when it is not: check with `parseUnit` first. */
export function unitOf(text: string): Unit {
  const unit = parseUnit(text);
  if (!isUnit(unit)) throw new Error(`expression: ${unit.message}`);
  return unit;
}

export const unitDimension = (text: string): Dimension => unitOf(text).dimension;

/** `value` in `unit`, as the engine holds it. @throws when `unit` is not a unit */
export const toEngine = (value: number, unit: string): number => scaleBy(value, unitOf(unit), 1);

/** An engine value as a number of `unit`. @throws when `unit` is not a unit */
export const fromEngine = (value: number, unit: string): number => scaleBy(value, unitOf(unit), -1);

function scaleBy(value: number, { factor, tens }: Pick<Unit, "factor" | "tens">, direction: 1 | -1): number {
  const whole = Math.floor(tens);
  const rest =
    (direction === 1 ? factor : 1 / factor) * (whole === tens ? 1 : direction === 1 ? Math.sqrt(10) : Math.sqrt(0.1));
  const scaled = rest === 1 ? value : value * rest;
  const exponent = whole * direction;
  if (exponent === 0) return scaled;
  // 10^|k| is exact up to 22; dividing by it rounds once where multiplying by 10^-k would round twice.
  return exponent > 0 ? scaled * tenTo(exponent) : scaled / tenTo(-exponent);
}

/** 10^k, correctly rounded: the literal is read by the language and not computed. */
const tenTo = (k: number): number => Number(`1e${k}`);

class UnitProblem extends Error {
  at: number;
  found: string;
  constructor(at: number, found: string) {
    super(found);
    this.at = at;
    this.found = found;
  }
}

/** Recursive descent over `term (("*" | "·" | " " | "/") term)*`. */
function readUnit(text: string): Unit {
  let at = 0;
  const skip = (): void => {
    while (text[at] === " ") at++;
  };
  const take = (pattern: RegExp): string | undefined => {
    const found = new RegExp(pattern.source, "y");
    found.lastIndex = at;
    const match = found.exec(text)?.[0];
    if (match !== undefined) at += match.length;
    return match;
  };
  const fail = (from = at): never => {
    throw new UnitProblem(from, text.slice(from).trim() || text);
  };

  const product = (depth: number): Required<Entry> => {
    let left = term(depth);
    for (;;) {
      skip();
      const op = take(/[*·⋅/]|(?=[A-Za-zµμΩΩ(])/);
      if (op === undefined) return left;
      const right = term(depth);
      const sign = op === "/" ? -1 : 1;
      left = {
        dimension: times(left.dimension, right.dimension, sign),
        tens: left.tens + sign * right.tens,
        factor: sign === 1 ? left.factor * right.factor : left.factor / right.factor,
      };
    }
  };
  const term = (depth: number): Required<Entry> => {
    skip();
    const from = at;
    if (take(/\(/)) {
      if (depth > 8) fail(from);
      const inner = product(depth + 1);
      skip();
      if (!take(/\)/)) fail();
      return raise(inner);
    }
    if (take(/1(?![\d.])/)) return raise({ dimension: one, tens: 0, factor: 1 });
    const word = take(/°C|[A-Za-zµμΩΩ]+/) ?? fail();
    const entry = symbols.get(plainSymbol(word));
    if (!entry) throw new UnitProblem(from, word);
    return raise({ factor: 1, ...entry });
  };
  const raise = (entry: Required<Entry>): Required<Entry> => {
    const exponent = readPower();
    if (exponent === 1) return entry;
    return {
      dimension: power(entry.dimension, exponent),
      tens: entry.tens * exponent,
      factor:
        entry.factor === 1 ? 1 : Number.isInteger(exponent) ? powWhole(numberOps, entry.factor, exponent) : fail(),
    };
  };
  const readPower = (): number => {
    const from = at;
    const raised = take(/[⁻]?[¹²³]/);
    if (raised) return (raised.startsWith("⁻") ? -1 : 1) * (1 + "¹²³".indexOf(raised.at(-1) as string));
    skip();
    const caret = take(/\^|\*\*/);
    // "cm2" and "s-1", as papers write them
    const plain = caret ? undefined : take(/-?[1-4](?![\d.])/);
    if (plain) return Number(plain);
    if (!caret) return 1;
    skip();
    const match = take(/-?\d{1,2}(\.5|\.0)?(?![\d.])|\(\s*-?\d{1,2}(\.5)?\s*(\/\s*[12]\s*)?\)/) ?? fail(from);
    const [top, bottom = "1"] = match.replace(/[()\s]/g, "").split("/");
    return Number(top) / Number(bottom);
  };

  skip();
  const entry: Required<Entry> = text.trim() === "" ? { dimension: one, tens: 0, factor: 1 } : product(0);
  skip();
  if (at < text.length) fail();
  const reads = entry.dimension.every((exponent) => Number.isInteger(2 * exponent) && Math.abs(exponent) <= 12);
  if (!reads || Math.abs(entry.tens) > 250) fail(0);
  const factor = entry.factor;
  return { ...entry, factor, scale: scaleBy(1, { factor, tens: entry.tens }, 1) };
}
