/**
 * Patterns as a graph keeps them: a text of a few lines that a person can write, which says what the patterns are and not
 * what numbers they come to.
 *
 *   28x28                    width and height, first
 *   letters HELO1            one pattern for each letter or digit
 *   shapes ring, cross       one for each shape
 *   digits 20 seed 5         0 to 9 in turn, each written by hand anew
 *   random 10 seed 3         ten, each point +1 or -1 with the same chance
 *   mouth = 00183c18         drawn by hand: a name and its points in hexadecimal digits, row after row, bit 1 is +1
 *
 * Lines may also be parted by `;`.
 */
import { createDice } from "../random/index.ts";
import { digit } from "./digits.ts";
import { fromHex, toHex } from "./hex.ts";
import { letter, letters } from "./letters.ts";
import { shape, shapes } from "./shapes.ts";

/** Most points of a pattern, and most patterns of a text: more than any matrix of weights will bear. */
export const mostPoints = 4096;
export const mostPatterns = 2000;

export interface Patterns {
  width: number;
  height: number;
  /** One a pattern. */
  names: readonly string[];
  /** Float64Array(names.length * width * height), a row a pattern, +1 and -1. */
  points: Float64Array;
  /** What could not be read, in sentences; what could be is there. */
  problems: readonly string[];
}

const known = new Map<string, Patterns>();

/**
 * Reads the text of patterns. Never throws: what is wrong is said in `problems`. A text is read once and not at every look at a graph, so
 * what comes back is shared and stays as it is.
 */
export function parsePatterns(text: string): Patterns {
  let patterns = known.get(text);
  if (!patterns) {
    if (known.size >= 6) known.clear();
    patterns = read(text);
    known.set(text, patterns);
  }
  return patterns;
}

function read(text: string): Patterns {
  const [first = "", ...lines] = text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const size = /^(\d{1,4})\s*[x×]\s*(\d{1,4})$/i.exec(first);
  const [width, height] = [Number(size?.[1] ?? 1), Number(size?.[2] ?? 1)];
  const n = width * height;
  if (!size || n < 1 || n > mostPoints)
    return none(
      `Patterns begin with width and height, such as 8x8, of at most ${mostPoints} points; found "${first}".`,
    );
  const names: string[] = [];
  const rows: Float64Array[] = [];
  const problems: string[] = [];
  const add = (name: string, row: Float64Array | undefined, otherwise: string): void => {
    if (!row) problems.push(otherwise);
    else if (rows.length < mostPatterns) {
      names.push(name);
      rows.push(row);
    } else if (!problems.includes(full)) problems.push(full);
  };
  for (const line of lines) {
    const [, word = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    const drawn = /^(.*?)\s*=\s*([0-9a-f]*)$/i.exec(line);
    const [, drawing, count, seed = "1"] = /^(random|digits)\s+(\d{1,4})(?:\s+seed\s+(\d{1,15}))?$/.exec(line) ?? [];
    if (drawn)
      add(
        drawn[1] as string,
        fromHex(drawn[2] as string, n),
        `"${drawn[1]}" has ${drawn[2]?.length} digits; ${width} x ${height} points take ${Math.ceil(n / 4)}.`,
      );
    else if (drawing) {
      const dice = createDice(Number(seed), drawing === "random" ? "patterns" : drawing);
      for (let k = 0; k < Math.min(Number(count), mostPatterns + 1); k++) {
        if (drawing === "random")
          add(
            `random ${k + 1}`,
            Float64Array.from({ length: n }, () => dice.sign()),
            "",
          );
        else
          add(
            String(k % 10),
            digit(k % 10, dice, 0, width, height).map((ink) => (ink < 0.5 ? -1 : 1)),
            "",
          );
      }
    } else if (word === "letters")
      for (const sign of rest.replaceAll(/[\s,]/g, ""))
        add(sign.toUpperCase(), letter(sign, width, height), `No letter "${sign}"; there are ${letters.join("")}.`);
    else if (word === "shapes")
      for (const name of rest.split(/[\s,]+/).filter((each) => each !== ""))
        add(name, shape(name, width, height), `No shape "${name}"; there are ${shapes.join(", ")}.`);
    else
      problems.push(
        `"${line}" is none of: letters ABC, shapes ring, digits 10 seed 1, random 10 seed 1, name = hexadecimal.`,
      );
  }
  const points = new Float64Array(rows.length * n);
  for (const [k, row] of rows.entries()) points.set(row, k * n);
  return { width, height, names, points, problems };
}

const full = `More than ${mostPatterns} patterns; the rest is left out.`;

const none = (problem: string): Patterns => ({
  width: 1,
  height: 1,
  names: [],
  points: new Float64Array(0),
  problems: [problem],
});

/** The text of patterns that are only numbers: each drawn by hand, under its name. */
export function printPatterns({ width, height, names, points }: Omit<Patterns, "problems">): string {
  const n = width * height;
  const line = (name: string, k: number): string => `${plain(name, k)} = ${toHex(points.subarray(k * n, (k + 1) * n))}`;
  return [`${width}x${height}`, ...names.map(line)].join("\n");
}

/** A name without the signs that part lines and digits. */
const plain = (name: string, k: number): string => name.replaceAll(/[=;\n]/g, " ").trim() || `pattern ${k + 1}`;
