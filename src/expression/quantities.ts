/** Dimensions in words: which unit to print for one, and what it is called. */
import { type Dimension, isPlain, over, sameDimension, time } from "./dimension.ts";
import { commonUnits, isUnit, parseUnit, unitDimension } from "./units.ts";

/** The quantities of the field: unit, word, and how names of it usually begin. The first that fits is printed. */
const quantities: readonly { unit: string; word: string; usual?: RegExp }[] = [
  { unit: "ms", word: "a time constant", usual: /^(tau|t_)/ },
  { unit: "mV", word: "a voltage", usual: /^[VEv]/ },
  { unit: "pA", word: "a current", usual: /^[Ii]/ },
  { unit: "nS", word: "a conductance", usual: /^g/ },
  { unit: "pF", word: "a capacitance", usual: /^C/ },
  { unit: "GOhm", word: "a resistance", usual: /^R/ },
  { unit: "1/ms", word: "a rate" },
  { unit: "mV/ms", word: "a slope" },
  { unit: "uA/cm^2", word: "a current density" },
  { unit: "mS/cm^2", word: "a conductance density", usual: /^g/ },
  { unit: "uF/cm^2", word: "a capacitance density", usual: /^C/ },
  { unit: "cm^2", word: "an area", usual: /^(area|A)/ },
  { unit: "cm", word: "a length" },
  { unit: "mM", word: "a concentration" },
  { unit: "pC", word: "a charge" },
  { unit: "pA*mV", word: "a power" },
];

const wordFor = (dimension: Dimension): (typeof quantities)[number] | undefined =>
  quantities.find(({ unit }) => sameDimension(unitDimension(unit), dimension));

/** "a capacitance", or undefined for what has no common word. */
export const quantityWord = (dimension: Dimension): string | undefined => wordFor(dimension)?.word;

/** How names of this quantity usually begin. */
export const usualName = (dimension: Dimension): RegExp | undefined => wordFor(dimension)?.usual;

/** A unit of this dimension that `parseUnit` reads; "1" for none. For messages: its scale need not be 1. */
export function unitName(dimension: Dimension): string {
  if (isPlain(dimension)) return "1";
  const simple = wordFor(dimension);
  if (simple) return simple.unit;
  // What is of time alone is a power of ms, and not "1/ms times √ms".
  const [, ...others] = dimension;
  for (const { unit } of others.some((exponent) => exponent !== 0) ? quantities : []) {
    for (const n of [1, 0.5, 2, -0.5, -1]) {
      const part = over(dimension, unitDimension(unit)).map(
        (exponent, base) => exponent + (base === 0 ? n : 0),
      ) as unknown as Dimension;
      if (isPlain(part)) return n > 0 ? `${unit}/ms${n === 1 ? "" : `^${n}`}` : `${unit}*ms${n === -1 ? "" : `^${-n}`}`;
    }
  }
  const bases = ["ms", "mV", "pA", "cm", "mM"];
  const write = (sign: 1 | -1): string[] =>
    dimension.flatMap((exponent, i) => {
      const size = exponent * sign;
      return size > 0 ? [`${bases[i]}${size === 1 ? "" : `^${size}`}`] : [];
    });
  const [above, below] = [write(1), write(-1)];
  return [above.join("*") || "1", ...below].join("/");
}

const superscripts: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

/** A unit text as it is set on paper: `uA/cm^2` is µA/cm², `MOhm` MΩ, `1/ms^0.5` 1/√ms, and `1` nothing at all. */
export function printUnit(unit: string): string {
  const text = unit.trim();
  if (text === "1" || text === "") return "";
  return text
    .replace(/\s*(\*\*)\s*/g, "^")
    .replace(/([A-Za-zµμΩΩ]+)\s*\^\s*(?:0\.5|\(\s*1\s*\/\s*2\s*\))/g, "√$1")
    .replace(/\s*\^\s*\(?\s*(-?\d+)\s*\)?(?!\.)/g, (_, digits: string) =>
      [...digits].map((digit) => superscripts[digit]).join(""),
    )
    .replace(/\s*\*\s*|\s+/g, "·")
    .replace(/[A-Za-zµμΩΩ°]+/g, (word) => symbol(word));
}

function symbol(word: string): string {
  if (word === "degC") return "°C";
  if (word === "deg") return "°";
  const ohm = word.replace(/Ohm$/, "Ω").replace(/Ω$/, "Ω");
  return /^[uμ]/.test(ohm) && ohm.length > 1 ? `µ${ohm.slice(1)}` : ohm;
}

/** Units to offer where one of this dimension is wanted: those people use, then the printed one. */
export function unitsOf(dimension: Dimension): string[] {
  const candidates = [...commonUnits, "mV/ms", "V/s", "1/ms", "1/s", "uA/cm^2", "mS/cm^2", "uF/cm^2", "pA/ms", "nS/ms"];
  const fitting = candidates.filter((text) => {
    const unit = parseUnit(text);
    return isUnit(unit) && sameDimension(unit.dimension, dimension);
  });
  return fitting.length > 0 ? fitting : [unitName(dimension)];
}

/** The dimension of the derivative of `dimension` with respect to time. */
export const perTime = (dimension: Dimension): Dimension => over(dimension, time);
