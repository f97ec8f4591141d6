/** A name of the equations as the literature sets it: `tau_syn` is an italic τ with an upright subscript. */
import { greek } from "../../expression/index.ts";

export interface SymbolParts {
  base: string;
  /** One letter or a Greek one: italic. A word: upright. */
  italic: boolean;
  sub?: string;
}

/** Splits `g_Na` into g and Na. A word of four letters or more that is no Greek letter is a word. */
export function symbolParts(name: string): SymbolParts {
  const [head = "", ...rest] = name.split("_");
  const base = greek.get(head) ?? head;
  const sub = rest.join(" ");
  return { base, italic: base.length <= 2, ...(sub ? { sub: greek.get(sub) ?? sub } : {}) };
}

/**
 * What a parameter is called in a row: the first words of what it says about itself, or its own name where that is a word
 * ("weight"); `symbol` is true where the typeset name should stand beside it.
 */
export function rowName(name: string, about: string): { label: string; symbol: boolean } {
  const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  if (/^[a-z]{4,}$/.test(name) && !greek.has(name)) return { label: upper(name), symbol: false };
  if (about === name) return { label: name, symbol: false };
  const first = about.split(/[;,:.(]|\s(?:with|when|that|in which|per|of the|over|for each)\s/)[0]?.trim() ?? "";
  return first ? { label: upper(first), symbol: true } : { label: name, symbol: false };
}

/** Words of a kind without the marks around its names: `weight` becomes weight. */
export const plainWords = (about: string): string => about.replace(/`([^`]*)`/g, "$1");
