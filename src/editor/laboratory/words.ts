/** What a state is called, in a sentence. */
import type { Meaning } from "../../learning/index.ts";

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** "This is K, exactly as stored." */
export function meaningWords(meaning: Meaning, names: readonly string[]): string {
  const name = (k: number): string => names[k] ?? `pattern ${k + 1}`;
  switch (meaning.type) {
    case "stored":
      return `This is ${name(meaning.pattern)}, ${meaning.exact ? "exactly as stored" : "with a few points wrong"}.`;
    case "inverse":
      return `This is the inverse of ${name(meaning.pattern)}${meaning.exact ? "" : ", with a few points wrong"}.`;
    case "mixture": {
      const parts = meaning.patterns.map((k, at) => `${meaning.signs[at] === -1 ? "the inverse of " : ""}${name(k)}`);
      return `A mixture of ${listed(parts)}: nobody stored it.`;
    }
    case "unknown":
      return "Nothing that was stored, and no mixture of two or three.";
  }
}

/** "K", "not K", "A + B − X", "unknown": for a row of a table. */
export function meaningMark(meaning: Meaning, names: readonly string[]): string {
  switch (meaning.type) {
    case "stored":
      return names[meaning.pattern] ?? "stored";
    case "inverse":
      return `not ${names[meaning.pattern]}`;
    case "mixture":
      return meaning.patterns
        .map((k, at) => `${meaning.signs[at] === -1 ? "− " : at > 0 ? "+ " : ""}${names[k]}`)
        .join(" ");
    case "unknown":
      return "unknown";
  }
}
