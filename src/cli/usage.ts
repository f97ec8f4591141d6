/** The arguments of a command: options are declared once, and what is wrong with them is said with the way out. */

/** The command line itself is wrong: exit code 2, with the usage of the command. */
export class UsageError extends Error {}

/** A file could not be read or written: exit code 2. */
export class FileError extends Error {}

export interface Options {
  /** Values of `--name value`, in the order given. */
  values: ReadonlyMap<string, readonly string[]>;
  /** What stands without a name. */
  rest: readonly string[];
}

/**
 * Reads `--name value` and `--name=value`.
 *
 * @param names the options that the command knows
 * @param many those of them that take several values in a row: `--record a.v b.v`. A `.json` file ends the row.
 * @throws UsageError for an option that it does not know, or one without a value
 */
export function parseOptions(args: readonly string[], names: readonly string[], many: readonly string[] = []): Options {
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  /** The option that takes what comes next; `needs` until it has a value. */
  let taker: { name: string; needs: boolean } | undefined;
  for (const arg of args) {
    const [, name, joined] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) {
      if (taker && (taker.needs || !arg.endsWith(".json"))) {
        values.get(taker.name)?.push(arg);
        taker = many.includes(taker.name) ? { name: taker.name, needs: false } : undefined;
      } else {
        rest.push(arg);
        taker = undefined;
      }
      continue;
    }
    demandValue(taker);
    if (!names.includes(name)) {
      const known = names.map((other) => `--${other}`).join(", ");
      throw new UsageError(`--${name} is not known here.${known ? ` Known: ${known}.` : ""}`);
    }
    if (!values.has(name)) values.set(name, []);
    if (joined === undefined) {
      taker = { name, needs: true };
    } else {
      values.get(name)?.push(joined);
      taker = undefined;
    }
  }
  demandValue(taker);
  return { values, rest };
}

function demandValue(taker: { name: string; needs: boolean } | undefined): void {
  if (taker?.needs) throw new UsageError(`--${taker.name} needs a value.`);
}

/** The last value of an option, as on any command line. */
export const lastOf = (options: Options, name: string): string | undefined => options.values.get(name)?.at(-1);

/**
 * A number given to an option, or undefined if it was not given.
 *
 * @param unit for the sentence: "ms", or "" for none
 * @param fits what is allowed, and its words
 */
export function numberOf(
  options: Options,
  name: string,
  unit: string,
  fits: { test: (value: number) => boolean; words: string },
): number | undefined {
  const text = lastOf(options, name);
  if (text === undefined) return undefined;
  // Number() also reads 0x10, 0b1 and "", which nobody types for an amount.
  const value = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value) || !fits.test(value)) {
    const example = unit ? `, in ${unit}, without the unit` : "";
    throw new UsageError(`--${name} is ${text}; it must be ${fits.words}${example}.`);
  }
  return value;
}

export const positive = { test: (value: number) => value > 0, words: "a number above 0" };
export const within = (low: number, high: number) => ({
  test: (value: number) => value >= low && value <= high,
  words: `a number from ${low} to ${high}`,
});
export const wholeSeed = {
  test: (value: number) => Number.isSafeInteger(value) && value >= 0,
  words: "a whole number from 0 to 2^53 - 1",
};

/** The one thing a command is about. */
export function only(options: Options, what: string): string {
  const [first, second] = options.rest;
  if (first === undefined) throw new UsageError(`Name ${what}.`);
  if (second !== undefined) throw new UsageError(`Name one thing, ${what}; ${second} is a second one.`);
  return first;
}
