/** How numbers are written: a true minus, thin spaces between thousands, no more digits than mean something. */
import { printUnit } from "../../expression/index.ts";

const minus = "\u2212";
const thin = "\u2009";

/** At most `digits` significant digits, trailing zeros off: 0.30000000000000004 is 0.3, 10000 is "10 000". */
export function writeNumber(value: number, digits = 6): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value < 0 ? `${minus}∞` : "∞";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) {
    const [mantissa = "", exponent = ""] = size.toExponential(Math.min(digits, 4) - 1).split("e");
    return `${value < 0 ? minus : ""}${Number(mantissa)}e${Number(exponent) < 0 ? minus : ""}${Math.abs(Number(exponent))}`;
  }
  const [whole = "0", part] = String(Number(size.toPrecision(digits))).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, thin) : whole;
  return `${value < 0 ? minus : ""}${grouped}${part ? `.${part}` : ""}`;
}

/** A count of things: 12 000. */
export const writeCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, thin);

/** A whole number with all its digits, as a seed needs. */
export const writeWhole = (value: number): string => `${value < 0 ? minus : ""}${writeCount(Math.abs(value))}`;

/** "1 cell", "80 cells". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${writeCount(count)} ${count === 1 ? one : many}`;

/** What was written back to plain digits: typographic minus and spaces off, `0,5` is 0.5 when nothing else can be meant. */
export function plainDigits(text: string): string {
  const plain = text
    .trim()
    .replace(/[−–]/g, "-")
    .replace(/(\d)[\u2009\u202f\u00a0 ](?=\d{3}(\D|$))/g, "$1")
    .replaceAll("×", "*")
    .replaceAll("·", "*");
  return /^-?\d+,\d+(?!.*[,(])/.test(plain) ? plain.replace(",", ".") : plain;
}

/** 1, 2 or 5 times a power of ten, at most `size`. */
export function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const lead = size / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

/** The multiple of `step` nearest to `value`, without the dust of binary fractions. */
export function snapTo(value: number, step: number): number {
  const whole = Math.round(value / step);
  return step < 1 ? whole / Math.round(1 / step) : whole * step;
}

/** A unit as it is read: "uA/cm2" is "µA/cm²", "1" is nothing. */
export const writeUnit = printUnit;
