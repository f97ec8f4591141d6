/**
 * The first look at a file, before anything reads it: is it plain data, not too deep, not too large, free of keys that mean
 * something to JavaScript? Walks without recursion, so no file can exhaust the stack.
 */
import { limits } from "./limits.ts";
import { describe } from "./messages.ts";
import { join, type Report } from "./validate.ts";

/** Keys and ids that reach into an object's machinery. Every other name is plain data. */
export const unsafeKeys: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

interface Level {
  value: object;
  /** Undefined for a list. */
  keys: readonly string[] | undefined;
  next: number;
}

/**
 * Checks that `root` is JSON data within the limits, and reports the first thing that is not.
 *
 * @returns true when it is safe to read
 */
export function walk(root: unknown, report: Report): boolean {
  const levels: Level[] = [];
  let seen = 0;
  const path = (): string =>
    levels.reduce((so, { keys, next }) => join(so, keys ? (keys[next - 1] ?? "") : next - 1), "") || "$";

  const enter = (value: unknown): boolean => {
    if (++seen > limits.values) return refuse("too-many-values", [path(), limits.values]);
    if (typeof value === "number") return Number.isFinite(value) || refuse("not-finite", [path()]);
    if (typeof value === "string" || typeof value === "boolean" || value === null) return true;
    if (typeof value !== "object") return refuse("not-data", [path(), describe(value)]);
    if (levels.length >= limits.depth) return refuse("too-deep", [path(), limits.depth]);
    const list = Array.isArray(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (!list && prototype !== Object.prototype && prototype !== null)
      return refuse("not-data", [path(), "an object with a class"]);
    levels.push({ value, keys: list ? undefined : Object.keys(value), next: 0 });
    return true;
  };
  const refuse: (...args: Parameters<typeof say>) => false = (...args) => {
    say(...args);
    return false;
  };
  const say = (
    ...[code, args]:
      | ["too-many-values" | "too-deep", [string, number]]
      | ["not-finite", [string]]
      | ["not-data" | "unsafe-key", [string, string]]
  ): void => report.add(code, args[0], args as never);

  if (!enter(root)) return false;
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const { value, keys } = level;
    if (level.next >= (keys ?? (value as unknown[])).length) {
      levels.pop();
      continue;
    }
    const key = level.next++;
    if (!keys) {
      if (!enter((value as unknown[])[key])) return false;
      continue;
    }
    const name = keys[key] ?? "";
    if (unsafeKeys.has(name)) return refuse("unsafe-key", [path(), name]);
    const inner = (value as Record<string, unknown>)[name];
    // A field set to undefined is a field left out.
    if (inner !== undefined && !enter(inner)) return false;
  }
  return true;
}
