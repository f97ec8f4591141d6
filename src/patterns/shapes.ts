/** Shapes as rules of a point's place, drawn to any size. */

type Rule = (x: number, y: number) => boolean;

/** Place from -1 to 1 both ways, y downwards; true on the shape. */
const rules: Readonly<Record<string, Rule>> = {
  plus: (x, y) => Math.abs(x) < 0.25 || Math.abs(y) < 0.25,
  cross: (x, y) => Math.abs(Math.abs(x) - Math.abs(y)) < 0.3,
  disc: (x, y) => x * x + y * y < 0.64,
  ring: (x, y) => Math.abs(Math.sqrt(x * x + y * y) - 0.7) < 0.2,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 0.65,
  frame: (x, y) => Math.abs(Math.max(Math.abs(x), Math.abs(y)) - 0.75) < 0.2,
  diamond: (x, y) => Math.abs(x) + Math.abs(y) < 0.9,
  triangle: (x, y) => y < 0.8 && y > -0.8 && Math.abs(x) < (y + 0.9) / 1.9,
  rows: (_, y) => Math.floor((y + 1) * 2) % 2 === 0,
  columns: (x) => Math.floor((x + 1) * 2) % 2 === 0,
  checks: (x, y) => (Math.floor((x + 1) * 2) + Math.floor((y + 1) * 2)) % 2 === 0,
  half: (x) => x < 0,
  top: (_, y) => y < 0,
};

export const shapes: readonly string[] = Object.keys(rules);

/** @returns Float64Array(width * height), row after row, +1 on the shape and -1 beside it; undefined for other names */
export function shape(name: string, width: number, height: number): Float64Array | undefined {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (!rule) return undefined;
  return Float64Array.from({ length: width * height }, (_, k) => {
    const x = ((k % width) + 0.5) / width;
    const y = (Math.floor(k / width) + 0.5) / height;
    return rule(2 * x - 1, 2 * y - 1) ? 1 : -1;
  });
}
