/** Numbers as the reader sees them: minus is U+2212, thousands take a thin space, a unit is set apart by a space. */

const thin = "\u2009";

/** Fixed decimals. Not a number: an en dash. */
export function formatNumber(value: number, decimals = 1): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
  const [whole = "0", rest] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thin);
  const text = rest === undefined ? grouped : `${grouped}.${rest}`;
  return value < 0 && Number(text.replaceAll(thin, "")) !== 0 ? `−${text}` : text;
}

/** About three figures, for values of unknown size. */
export function formatValue(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(value)) return size === 0 ? "0" : formatNumber(value);
  if (size >= 1e5 || size < 1e-3) return asPower(value, 1);
  return formatNumber(value, size >= 100 ? 1 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** Numbers of an axis whose neighbours are `step` apart. */
export function formatTick(value: number, step: number): string {
  const decimals = Math.max(0, Math.min(9, -Math.floor(Math.log10(step) + 1e-9)));
  return formatNumber(Math.abs(value) < step * 1e-6 ? 0 : value, decimals);
}

/** The same where room is scarce, as beside a plot: from 100 000 on as a power of ten. */
export function formatLevel(value: number, step: number): string {
  const size = Math.abs(value);
  if (size < 1e5 || !Number.isFinite(size)) return formatTick(value, step);
  const figures = Math.floor(Math.log10(size) + 1e-9) - Math.floor(Math.log10(step) + 1e-9);
  return asPower(value, Math.max(0, Math.min(3, figures))).replace(/\.?0+(?=e)/, "");
}

const asPower = (value: number, decimals: number): string =>
  value.toExponential(decimals).replace("e+", "e").replaceAll("-", "−");

/** A moment of the run. Decimals: 1 by default, as many as a pixel needs when zoomed in. */
export const formatTime = (timeMs: number, decimals = 1): string => formatNumber(timeMs, decimals);

/** "1 spike", "3 spikes". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count, 0)} ${count === 1 ? one : many}`;

/** Units as they are written in print: µ for u, ² for ^2, middle dots for products. "1" is no unit. */
export function printUnit(unit: string): string {
  if (unit === "1") return "";
  return unit
    .replace(/\bu(?=[A-Z])/g, "µ")
    .replace(/\^?2\b/g, "²")
    .replaceAll("*", "·")
    .replace(/Ohm/g, "Ω");
}
