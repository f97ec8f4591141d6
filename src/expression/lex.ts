/** First half of reading: text to tokens. Never throws; what has no meaning is reported and left out. */
import { greek } from "./greek.ts";
import { messages } from "./messages.ts";
import type { Sentence } from "./place.ts";
import type { Span } from "./tree.ts";
import { isUnitSymbol } from "./units.ts";

export type Token =
  | { type: "number"; text: string; value: number; span: Span }
  | { type: "name"; text: string; span: Span }
  /** Operators, brackets, commas, `;`, and the words and, or, not. */
  | { type: "sign"; text: string; span: Span }
  | { type: "newline"; text: string; span: Span }
  /** Stands where something was reported, so that the statement it is in is known to be spoilt. */
  | { type: "fault"; text: string; span: Span };

export type Report = (sentence: Sentence, span: Span) => void;

/** What people paste from papers and other languages, with the sign it stands for. */
const lookalikes: Readonly<Record<string, string>> = {
  "−": "-",
  "–": "-",
  "×": "*",
  "·": "*",
  "⋅": "*",
  "÷": "/",
  "≤": "<=",
  "≥": ">=",
  "≠": "!=",
  "**": "^",
};
/** Read as meant, but reported: they have another spelling here. */
const foreign: Readonly<Record<string, string>> = { "&&": "and", "||": "or", "&": "and", "|": "or", "!": "not" };

const pattern =
  /(?<space>[ \t\r\f\v\u00a0]+|#[^\n]*)|(?<newline>\n)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_µΩͰ-Ͽ][A-Za-z0-9_µΩͰ-Ͽ]*)|(?<sign>\*\*|<=|>=|==|!=|\+=|-=|\*=|\/=|&&|\|\||[-+*/^()<>=,;:?'&|!]|[−–×·⋅÷≤≥≠])/y;

const words = new Set(["and", "or", "not"]);

export function lex(text: string, tell: Report): Token[] {
  const tokens: Token[] = [];
  const report: Report = (sentence, span) => {
    tell(sentence, span);
    tokens.push({ type: "fault", text: text.slice(span.from, span.to), span });
  };
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) {
      const found = String.fromCodePoint(text.codePointAt(at) as number);
      const span = { from: at, to: at + found.length };
      report(messages.badCharacter(found, spelledOut(found)), span);
      at = span.to;
      continue;
    }
    const [found] = match;
    const span = { from: at, to: at + found.length };
    at = span.to;
    const groups = match.groups as Record<string, string | undefined>;
    if (groups.newline) tokens.push({ type: "newline", text: "\n", span });
    else if (groups.number) {
      // "1.2.3" and "1e999" are one mistake each and not two numbers side by side.
      pattern.lastIndex = at;
      const more = pattern.exec(text);
      if (more?.groups?.number?.startsWith(".")) {
        span.to = at = at + more[0].length;
        report(messages.badNumber(text.slice(span.from, span.to)), span);
        tokens.push({ type: "number", text: found, value: 0, span });
        continue;
      }
      const value = Number(found);
      if (!Number.isFinite(value)) report(messages.badNumber(found), span);
      tokens.push({ type: "number", text: found, value, span });
    } else if (groups.name) {
      // µA and MΩ are units; other Greek is spelt out, and read as if it had been.
      const name = isUnitSymbol(found) ? found : found.replace(/[^A-Za-z0-9_]/g, (letter) => letters[letter] ?? letter);
      if (name !== found) report(messages.badCharacter(found, name, span), span);
      tokens.push({ type: words.has(name) ? "sign" : "name", text: name, span });
    } else if (groups.sign) {
      const meant = foreign[found];
      if (meant) report(messages.badCharacter(found, meant, span), span);
      tokens.push({ type: "sign", text: meant ?? lookalikes[found] ?? found, span });
    }
  }
  return tokens;
}

const letters: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...greek].map(([word, letter]) => [letter, word])),
  µ: "mu",
  Ω: "Omega",
  ϕ: "phi",
  ϵ: "epsilon",
  ϑ: "theta",
};
const shapes: Readonly<Record<string, string>> = {
  "²": "^2",
  "³": "^3",
  "[": "(",
  "]": ")",
  "{": "(",
  "}": ")",
  "√": "sqrt(…)",
  "∞": "a large number",
  ".": "a digit with it",
};
const spelledOut = (found: string): string | undefined => shapes[found];
