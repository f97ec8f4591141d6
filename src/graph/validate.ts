/**
 * A small validator. A reader takes a value and its path, reports what is wrong and gives back a safe copy: known fields in
 * the order of the schema, then the unknown ones as they were. Nothing is looked up on a prototype.
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import { limits } from "./limits.ts";
import { type Code, describe, problem } from "./messages.ts";

/** Collects reasons, up to the first twenty. */
export interface Report {
  readonly reasons: Diagnostic[];
  add<C extends Code>(code: C, path: string, args: Parameters<typeof problem<C>>[2]): void;
}

export function newReport(): Report {
  const reasons: Diagnostic[] = [];
  return {
    reasons,
    add(code, path, args) {
      if (reasons.length < limits.reasons) reasons.push(problem(code, { type: "file", path }, args));
    },
  };
}

/** Returns undefined only after it has reported why. */
export interface Reader<T> {
  wanted: string;
  read: (value: unknown, path: string, report: Report) => T | undefined;
}

/** `nodes[3].parameters.V_th`; a key that is not a plain name is quoted. */
export function join(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  const short = key.length > 60 ? `${key.slice(0, 60)}…` : key;
  if (!/^[A-Za-z_][\w-]*$/.test(short)) return `${path}[${JSON.stringify(short)}]`;
  return path === "" ? short : `${path}.${short}`;
}

const mismatch = (wanted: string, value: unknown, path: string, report: Report): undefined =>
  void report.add("wrong-type", path || "$", [path || "The file", wanted, describe(value)]);

export const text = (most: number): Reader<string> => ({
  wanted: "a text",
  read(value, path, report) {
    if (typeof value !== "string") return mismatch("a text", value, path, report);
    if (value.length > most) return void report.add("too-long", path, [path, value.length, most]);
    return value;
  },
});

export const flag: Reader<boolean> = {
  wanted: "true or false",
  read: (value, path, report) => (typeof value === "boolean" ? value : mismatch("true or false", value, path, report)),
};

/** A finite number within bounds. */
export const number = (low = -Number.MAX_VALUE, high = Number.MAX_VALUE, unit = ""): Reader<number> => ({
  wanted: "a number",
  read(value, path, report) {
    if (typeof value !== "number") return mismatch("a number", value, path, report);
    if (!Number.isFinite(value)) return void report.add("not-finite", path, [path]);
    if (value < low || value > high) return void report.add("out-of-bounds", path, [path, value, low, high, unit]);
    // -0 becomes 0, as it does in a saved file.
    return value + 0;
  },
});

export const whole = (low: number, high: number): Reader<number> => ({
  wanted: "a whole number",
  read(value, path, report) {
    if (typeof value !== "number" || !Number.isInteger(value)) return mismatch("a whole number", value, path, report);
    return number(low, high).read(value, path, report);
  },
});

export const oneOf = <T extends string>(...known: readonly T[]): Reader<T> => {
  const quoted = known.map((name) => JSON.stringify(name));
  const wanted = `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
  return {
    wanted,
    read: (value, path, report) => (known.includes(value as T) ? (value as T) : mismatch(wanted, value, path, report)),
  };
};

export const list = <T>(item: Reader<T>, most: number): Reader<readonly T[]> => ({
  wanted: "a list",
  read(value, path, report) {
    if (!Array.isArray(value)) return mismatch("a list", value, path, report);
    if (value.length > most) return void report.add("too-many", path, [path, value.length, most]);
    return value.map((entry, index) => item.read(entry, join(path, index), report) as T);
  },
});

/** Two numbers. */
export const pair: Reader<readonly [number, number]> = {
  wanted: "a list of two numbers",
  read(value, path, report) {
    if (!Array.isArray(value) || value.length !== 2) return mismatch("a list of two numbers", value, path, report);
    const [a, b] = value.map((entry, index) => number().read(entry, join(path, index), report));
    return a === undefined || b === undefined ? undefined : [a, b];
  },
};

/** Any JSON at all; it has been walked before. */
export const anything: Reader<unknown> = { wanted: "anything", read: (value) => value };

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An object used as a table: every value read alike. */
export const record = <T>(entry: Reader<T>): Reader<Readonly<Record<string, T>>> => ({
  wanted: "an object",
  read(value, path, report) {
    if (!isRecord(value)) return mismatch("an object", value, path, report);
    const out: Record<string, T> = {};
    for (const [key, inner] of Object.entries(value)) out[key] = entry.read(inner, join(path, key), report) as T;
    return out;
  },
});

export interface Field {
  read: Reader<unknown>;
  required?: boolean;
  /** A value that is left out: what absence means anyway. */
  unless?: (value: unknown) => boolean;
}

/** An object with known fields; unknown ones are kept behind them. `T` is the caller's word that the fields make one. */
export const object = <T>(fields: Readonly<Record<string, Field>>): Reader<T> => ({
  wanted: "an object",
  read(value, path, report) {
    if (!isRecord(value)) return mismatch("an object", value, path, report);
    const out: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(fields)) {
      const inner = join(path, key);
      if (!Object.hasOwn(value, key)) {
        if (field.required) report.add("missing-field", inner, [inner, field.read.wanted]);
        continue;
      }
      const read = field.read.read(value[key], inner, report);
      if (!field.unless?.(read)) out[key] = read;
    }
    for (const [key, inner] of Object.entries(value)) if (!Object.hasOwn(fields, key)) out[key] = inner;
    return out as T;
  },
});

/** The value as a reader takes it, or undefined when it would be refused. */
export function accept<T>(reader: Reader<T>, value: unknown): T | undefined {
  const report = newReport();
  const read = reader.read(value, "value", report);
  return report.reasons.length > 0 ? undefined : read;
}
