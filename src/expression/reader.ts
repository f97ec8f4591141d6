/**
 * Second half of reading: tokens to trees, by operator precedence (Pratt 1973, "Top down operator precedence"). A fault is
 * reported and read over as the person probably meant it, so that one pass finds several.
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import { aliases, calls, entry, isCall, reserved } from "./calls.ts";
import { lex, type Token } from "./lex.ts";
import { messages } from "./messages.ts";
import { diagnose, type Sentence, type TextPlace } from "./place.ts";
import { nearestWord } from "./spelling.ts";
import type { Span, Tree } from "./tree.ts";
import { commonUnits, isUnitSymbol } from "./units.ts";

export interface ParseOptions extends TextPlace {
  /** Names in scope. With them `4 m` is a forgotten * when m is a variable; without, four metres. */
  names?: Iterable<string>;
}

/** Words and signs in one statement. */
const maxTokens = 500;
/** Brackets, signs and exponents within one another. */
const maxDepth = 64;
/** A pasted page of prose needs no more. */
const maxDiagnostics = 40;

/** How strongly an operator holds its operands, from loose to tight. */
const binding: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "==": 4,
  "!=": 4,
  "=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "^": 8,
};
const notBinding = 3;
const comparing = 4;
const minusBinding = 7;

/** Thrown to leave a statement that cannot be read on; its problem is already reported. */
const abandon = Symbol("abandon");

export class Reader {
  readonly #diagnostics: Diagnostic[] = [];
  /** Problems so far, those beyond the limit included. */
  count = 0;
  readonly text: string;
  readonly #place: TextPlace;
  readonly #names: ReadonlySet<string>;
  /** Names that the text itself sets; with `names`, all that a word can be. Undefined where the names are not known. */
  readonly #own: Set<string> | undefined;
  #tokens: readonly Token[] = [];
  #at = 0;
  #begin = 0;
  #end = 0;
  #depth = 0;
  #faults: readonly Span[] = [];

  constructor(text: string, { names, ...place }: ParseOptions) {
    this.text = text;
    this.#place = place;
    this.#names = new Set(names ?? []);
    this.#own = names && new Set();
  }

  get clean(): boolean {
    return this.count === 0;
  }

  /** In the order of the text. */
  get diagnostics(): Diagnostic[] {
    const from = ({ at }: Diagnostic): number => (at.type === "equation" ? at.from : 0);
    return [...this.#diagnostics].sort((a, b) => from(a) - from(b));
  }

  report = (sentence: Sentence, span: Span): void => {
    this.count++;
    if (this.#diagnostics.length < maxDiagnostics) this.#diagnostics.push(diagnose(sentence, span, this.#place));
  };

  lex(): Token[] {
    const tokens = lex(this.text, this.report);
    this.#faults = tokens.filter(({ type }) => type === "fault").map(({ span }) => span);
    return tokens;
  }

  /** A name that the text sets: what uses it is no unknown word. */
  sets(name: string): void {
    this.#own?.add(name);
  }

  /** A name that means nothing yet. */
  freeName(): string {
    const taken = (name: string): boolean => this.#names.has(name) || this.#own?.has(name) === true;
    return [..."xyzuw"].find((name) => !taken(name)) ?? "value";
  }

  /** All of `tokens` as one expression; undefined when a fault left nothing to go on with. */
  expression(tokens: readonly Token[], end: number, after?: Token): Tree | undefined {
    this.#tokens = tokens;
    this.#begin = after?.span.to ?? 0;
    this.#at = 0;
    this.#end = end;
    this.#depth = 0;
    if (tokens.length === 0) {
      // A text of nothing but unreadable signs has its message already.
      if (after && !this.#spoilt(this.#begin, this.text.length)) {
        this.report(messages.missingOperand(describe(after), "the end"), { from: end, to: end });
      } else if (!after && this.clean) this.report(messages.empty(), { from: end, to: end });
      return undefined;
    }
    if (tokens.length > maxTokens) {
      this.report(messages.tooLong(maxTokens), { from: (tokens[0] as Token).span.from, to: end });
      return undefined;
    }
    try {
      this.#foreignChoice();
      let tree = this.#operation(0);
      for (let next = this.#peek(); next; next = this.#peek()) {
        if (next.text === ")") {
          this.report(messages.extraBracket(next.span), next.span);
          this.#at++;
          if (this.#peek()) tree = this.#operation(0, tree);
        } else {
          this.#unexpected(next);
        }
      }
      return tree;
    } catch (thrown) {
      if (thrown !== abandon) throw thrown;
      return undefined;
    }
  }

  #peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #sign(text: string): boolean {
    const next = this.#peek();
    if (next?.type !== "sign" || next.text !== text) return false;
    this.#at++;
    return true;
  }

  /** Operators that bind tighter than `least`, applied to `left` or to the operand that comes. */
  #operation(least: number, begun?: Tree): Tree {
    if (++this.#depth > maxDepth) {
      this.report(messages.tooDeep(maxDepth), this.#peek()?.span ?? { from: this.#end, to: this.#end });
      throw abandon;
    }
    let left = begun ?? this.#operand();
    for (;;) {
      const next = this.#peek();
      if (!next) break;
      if (next.type !== "sign" || next.text === "(" || next.text === "not") {
        // Two operands side by side are read as a product, as they were surely meant.
        if (least >= 6) break;
        this.#sideBySide(left, next);
        left = this.#join("*", left, this.#operation(6));
        continue;
      }
      const strength = binding[next.text];
      if (strength === undefined || strength <= least) break;
      this.#at++;
      if (next.text === "=") this.report(messages.equalsInExpression(next.span), next.span);
      // ^ groups to the right and takes a signed exponent: 2^-x^2.
      const right = this.#operation(next.text === "^" ? minusBinding - 1 : strength);
      left = this.#join(next.text === "=" ? "==" : next.text, left, right);
      if (strength === comparing) left = this.#chain(left);
    }
    this.#depth--;
    return left;
  }

  /** True where something unreadable, already reported, stands between: what follows from it needs no second message. */
  #spoilt(from: number, to: number): boolean {
    return this.#faults.some((span) => span.from >= from && span.to <= to);
  }

  #sideBySide(left: Tree, next: Token): void {
    const from = left.span?.to ?? next.span.from;
    if (this.#spoilt(from, next.span.from)) return;
    if (this.#isUnknownWord(left, next)) {
      const guess = nearestWord(next.text, [...this.#names, ...commonUnits]);
      return this.report(messages.unknownWord(next.text, guess, next.span), next.span);
    }
    const leftText = shorten(this.text.slice(left.span?.from ?? from, from), true);
    const between = { from: Math.min(from, next.span.from), to: next.span.from };
    this.report(messages.missingOperator(leftText, next.text === "(" ? "(…)" : next.text, between), {
      from: left.span?.from ?? from,
      to: next.span.to,
    });
  }

  /** `3 furlongs`: a number with a word after it that nothing here is called. */
  #isUnknownWord(left: Tree, { type, text }: Token): boolean {
    return (
      left.type === "number" &&
      left.unit === undefined &&
      type === "name" &&
      this.#own?.has(text) === false &&
      !this.#names.has(text) &&
      !isCall(text) &&
      entry(aliases, text) === undefined &&
      entry(reserved, text) === undefined &&
      !isUnitSymbol(text)
    );
  }

  /** `a < b < c`: reported once, read as `a < b and b < c`. */
  #chain(left: Tree): Tree {
    const next = this.#peek();
    if (left.type !== "compare" || next?.type !== "sign" || binding[next.text] !== comparing) return left;
    this.#at++;
    const right = this.#operation(comparing);
    const part = (tree: Tree): string => this.text.slice(tree.span?.from, tree.span?.to);
    const span = this.#around(left, right);
    const text = `${part(left)} and ${part(left.right)} ${next.text} ${part(right)}`;
    this.report(messages.chainedComparison(text, span), span);
    return this.#chain({ ...this.#join(next.text, left.right, right) });
  }

  #around(left: Tree, right: Tree): Span {
    return { from: left.span?.from ?? 0, to: right.span?.to ?? this.#end };
  }

  #join(op: string, left: Tree, right: Tree): Tree {
    const span = this.#around(left, right);
    switch (op) {
      case "and":
      case "or":
        return { type: "logic", op, left, right, span };
      case "<":
      case "<=":
      case ">":
      case ">=":
      case "==":
      case "!=":
        return { type: "compare", op, left, right, span };
      default:
        return { type: "binary", op: op as "+" | "-" | "*" | "/" | "^", left, right, span };
    }
  }

  #operand(): Tree {
    const token = this.#peek();
    const before = this.#tokens[this.#at - 1];
    if (!token || (token.type === "sign" && !["-", "+", "not", "("].includes(token.text))) {
      const span = token?.span ?? { from: this.#end, to: this.#end };
      if (!this.#spoilt(before?.span.to ?? this.#begin, span.from)) {
        this.report(messages.missingOperand(before && describe(before), token ? describe(token) : "the end"), span);
      }
      // Over a doubled operator the reading goes on; brackets and commas belong to whoever opened them.
      if (token && binding[token.text] !== undefined) {
        this.#at++;
        return this.#peek() ? this.#operand() : hole(span);
      }
      return hole(span);
    }
    this.#at++;
    switch (token.type) {
      case "number":
        return this.#number(token);
      case "name":
        return this.#peek()?.text === "(" ? this.#call(token) : this.#name(token);
      case "sign": {
        if (token.text === "(") return this.#bracket(token);
        const arg = this.#operation(token.text === "not" ? notBinding - 1 : minusBinding - 1);
        const span = { from: token.span.from, to: arg.span?.to ?? token.span.to };
        if (token.text === "+") return { ...arg, span };
        return token.text === "not" ? { type: "not", arg, span } : { type: "negate", arg, span };
      }
      case "newline":
      case "fault":
        return hole(token.span);
    }
  }

  /** A number, with its unit when one is written after it: `5 mV`, `2 ms^2`. */
  #number({ value, span }: Token & { type: "number" }): Tree {
    const next = this.#peek();
    const isUnit =
      next?.type === "name" && isUnitSymbol(next.text) && !this.#names.has(next.text) && this.#peek(1)?.text !== "(";
    if (!isUnit) return { type: "number", value, span };
    this.#at++;
    let unit = next.text;
    let to = next.span.to;
    // The exponent belongs to the unit, as on paper: 2 ms^2 is 2 (ms^2).
    if (this.#peek()?.text === "^") {
      const minus = this.#peek(1)?.text === "-" ? 1 : 0;
      const exponent = this.#peek(1 + minus);
      if (exponent?.type === "number" && exponent.value <= 9 && Number.isInteger(2 * exponent.value)) {
        unit += `^${minus ? "-" : ""}${exponent.value}`;
        to = exponent.span.to;
        this.#at += 2 + minus;
      }
    }
    return { type: "number", value, unit, span: { from: span.from, to } };
  }

  #name({ text, span }: Token): Tree {
    if (isCall(text) && !this.#names.has(text))
      this.report(messages.functionAsValue(text, (calls[text] as { usage: string }).usage), span);
    return { type: "name", name: text, span };
  }

  #bracket(open: Token): Tree {
    const inner = this.#operation(0);
    const to = this.#close(open, inner.span?.to ?? open.span.to);
    return { ...inner, span: { from: open.span.from, to } };
  }

  /** Position after the closing bracket. */
  #close(open: Token, end: number): number {
    const close = this.#peek();
    if (this.#sign(")")) return (close as Token).span.to;
    if (close) this.#unexpected(close);
    this.report(messages.missingBracket(this.#end), open.span);
    return end;
  }

  #call(name: Token): Tree {
    const open = this.#peek() as Token;
    this.#at++;
    const args: Tree[] = [];
    if (this.#peek()?.text !== ")") {
      do args.push(this.#operation(0));
      while (this.#sign(","));
    }
    const to = this.#close(open, args.at(-1)?.span?.to ?? open.span.to);
    const span = { from: name.span.from, to };
    const tree: Tree = { type: "call", name: name.text, args, span };
    const signature = isCall(name.text) ? calls[name.text] : undefined;
    if (!signature) this.#unknownCall(name, open, args.length);
    else if (args.length < signature.least || args.length > signature.most) {
      const from = this.#tokens.indexOf(open);
      const comma = this.#tokens.slice(from, this.#at).find((_, k) => this.#decimal(from + k));
      if (comma && args.length > signature.most) this.#unexpected(comma);
      this.report(messages.argumentCount(name.text, signature.usage, args.length), span);
    } else if (signature.rule === "last" && args[0]?.type !== "name") this.report(messages.lastOfName(), span);
    return tree;
  }

  /** What stands where nothing can follow. A comma between two digits is meant as a point. */
  #unexpected(token: Token): never {
    const at = this.#tokens.indexOf(token);
    const [before, after] = [this.#tokens[at - 1], this.#tokens[at + 1]];
    if (before && after && this.#decimal(at)) {
      const span = { from: before.span.from, to: after.span.to };
      this.report(messages.decimalComma(before.text, after.text, span), span);
    } else this.report(messages.unexpected(describe(token)), token.span);
    throw abandon;
  }

  #decimal(at: number): boolean {
    const [before, comma, after] = [this.#tokens[at - 1], this.#tokens[at], this.#tokens[at + 1]];
    return (
      comma?.text === "," &&
      [before, after].every((each) => each?.type === "number" && /^\d+$/.test(each.text)) &&
      before?.span.to === comma.span.from &&
      comma.span.to === after?.span.from
    );
  }

  /** `a if b else c` and `b ? a : c`, as other languages write a choice: reported with the way it is written here. */
  #foreignChoice(): void {
    const tokens = this.#tokens;
    const hasElse = tokens.some(({ text }) => text === "else");
    const pivot = tokens.findIndex(
      ({ text }, k) =>
        text === "?" || text === "else" || (text === "if" && (tokens[k + 1]?.text !== "(" || (hasElse && k > 0))),
    );
    const word = tokens[pivot];
    if (!word) return;
    /** First place from `at` on, or back from it, where the bracket around it ends, a comma stands or `stop` holds. */
    const edge = (at: number, way: 1 | -1, stop: (text: string) => boolean = () => false): number => {
      let depth = 0;
      let k = at;
      for (; k >= 0 && k < tokens.length; k += way) {
        const { text } = tokens[k] as Token;
        if (depth === 0 && (text === "," || text === (way > 0 ? ")" : "(") || stop(text))) break;
        if (text === "(") depth += way;
        if (text === ")") depth -= way;
      }
      return k;
    };
    const begin = edge(pivot - 1, -1) + 1;
    const end = edge(pivot + 1, 1);
    const middle = edge(pivot + 1, 1, (text) => text === (word.text === "?" ? ":" : "else"));
    const part = (from: number, to: number): string =>
      from < to ? this.text.slice(tokens[from]?.span.from, tokens[to - 1]?.span.to) : "";
    const [first, second, third] = [part(begin, pivot), part(pivot + 1, middle), part(middle + 1, end) || "0"];
    const choice = word.text === "?" ? `if(${first}, ${second}, ${third})` : `if(${second}, ${first}, ${third})`;
    const span = { from: tokens[begin]?.span.from ?? 0, to: tokens[end - 1]?.span.to ?? this.#end };
    const readable = word.text !== "else" && first !== "" && second !== "";
    this.report(messages.conditionalForm(readable ? choice : undefined, span), span);
    throw abandon;
  }

  /** `g_L (E_L - v)` is a forgotten *; `ex(v)` a misspelt function. */
  #unknownCall(name: Token, open: Token, count: number): void {
    const guess = entry(aliases, name.text) ?? nearestWord(name.text, Object.keys(calls));
    const isValue = this.#names.has(name.text) || entry(reserved, name.text) !== undefined;
    if (count === 1 && (isValue || guess === undefined)) {
      this.report(messages.multipliedBracket(name.text, { from: name.span.to, to: open.span.from }), name.span);
    } else this.report(messages.unknownFunction(name.text, guess, Object.keys(calls), name.span), name.span);
  }
}

const hole = (span: Span): Tree => ({ type: "number", value: 0, span });

export const describe = (token: Token): string => (token.type === "sign" ? `"${token.text}"` : token.text);

/** A piece of the user's text, short enough for a sentence. */
export function shorten(text: string, tail = false): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= 32) return line;
  return tail ? `…${line.slice(-30)}` : `${line.slice(0, 30)}…`;
}
