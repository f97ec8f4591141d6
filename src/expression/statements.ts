/** Lists of statements: where one ends and the next begins, what each sets, and its right side by the `Reader`. */
import type { Diagnostic } from "../diagnostic/index.ts";
import { entry, isCall, reserved } from "./calls.ts";
import type { Token } from "./lex.ts";
import { messages } from "./messages.ts";
import { type ParseOptions, Reader, shorten } from "./reader.ts";
import type { Statement } from "./tree.ts";

/**
 * Statements, one a line or separated by `;`. A line goes on where a bracket is open or where it ends in an operator.
 * Statements with a fault are left out of the result.
 */
export function parseStatements(
  text: string,
  options: ParseOptions = {},
): { statements: Statement[]; diagnostics: Diagnostic[] } {
  const reader = new Reader(text, options);
  const statements: Statement[] = [];
  const lists = splitStatements(reader.lex());
  for (const [name, sign] of lists) if (name?.type === "name" && sign?.text === "=") reader.sets(name.text);
  for (const tokens of lists) {
    const before = reader.count;
    const statement = readStatement(reader, tokens);
    if (statement && reader.count === before) statements.push(statement);
  }
  return { statements, diagnostics: reader.diagnostics };
}

const setters = new Set(["=", "+=", "-=", "*=", "/="]);
const carriesOn = new Set([
  "+",
  "-",
  "*",
  "/",
  "^",
  "=",
  "+=",
  "-=",
  "*=",
  "<",
  "<=",
  ">",
  ">=",
  "==",
  "!=",
  "and",
  "or",
  "not",
  ",",
]);

function splitStatements(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  let open = 0;
  const end = (): void => {
    if (current.length > 0) statements.push(current);
    current = [];
    open = 0;
  };
  // An open bracket joins lines, but not across what is plainly the next statement.
  const startsStatement = (i: number): boolean => {
    let next = i;
    while (tokens[next]?.type === "newline") next++;
    const [a, b, c, d] = tokens.slice(next, next + 4);
    if (a?.type !== "name" || b?.type !== "sign") return false;
    return setters.has(b.text) || (b.text === "/" && c?.text === "dt" && d?.text === "=");
  };
  tokens.forEach((token, i) => {
    if (token.type === "newline") {
      const before = current.at(-1);
      const goesOn = before?.type === "sign" && carriesOn.has(before.text);
      if ((open === 0 && !goesOn) || startsStatement(i + 1)) end();
    } else if (token.type === "sign" && token.text === ";") end();
    else {
      if (token.text === "(") open++;
      if (token.text === ")") open = Math.max(0, open - 1);
      current.push(token);
    }
  });
  end();
  return statements;
}

function readStatement(reader: Reader, all: readonly Token[]): Statement | undefined {
  const tokens = all.filter(({ type }) => type !== "fault");
  if (tokens.length === 0) return undefined;
  const [first, last] = [tokens[0] as Token, tokens.at(-1) as Token];
  const span = { from: first.span.from, to: last.span.to };
  const end = all.at(-1)?.span.to ?? span.to;
  const setter = tokens.findIndex((token) => token.type === "sign" && setters.has(token.text));
  if (setter < 0) {
    reader.report(messages.notAStatement(shorten(reader.text.slice(span.from, span.to))), span);
    return undefined;
  }
  const op = tokens[setter] as Token;
  const left = tokens.slice(0, setter);
  const target = readTarget(reader, left, op);
  const right = reader.expression(withoutDeclaration(reader, tokens.slice(setter + 1)), end, op);
  if (!target || !right || tokens.length < all.length) return undefined;
  if (target.type === "derivative") return { type: "derivative", name: target.name, right, span };
  return { type: "assign", name: target.name, op: op.text as "=" | "+=" | "-=" | "*=", right, span };
}

function readTarget(
  reader: Reader,
  left: readonly Token[],
  op: Token,
): { type: "derivative" | "assign"; name: string } | undefined {
  const [a, b, c] = left;
  const span = { from: a?.span.from ?? op.span.from, to: left.at(-1)?.span.to ?? op.span.to };
  if (a?.type === "name" && left.length === 1) {
    const meaning = entry(reserved, a.text) ?? (isCall(a.text) ? "a function" : undefined);
    if (meaning) reader.report(messages.reservedName(a.text, meaning), span);
    if (op.text === "/=") reader.report(messages.divideUpdate(a.text), op.span);
    return { type: "assign", name: a.text };
  }
  if (a?.type === "name" && b?.text === "/" && c?.text === "dt" && left.length === 3 && /^d./.test(a.text)) {
    const name = a.text.slice(1);
    const meaning = entry(reserved, name);
    if (meaning) reader.report(messages.reservedName(name, meaning), span);
    if (op.text !== "=") reader.report(messages.derivativeUpdate(name, op.text), op.span);
    return { type: "derivative", name };
  }
  if (a?.type === "name" && b?.text === "'" && left.length === 2)
    reader.report(messages.primeDerivative(a.text, span), span);
  else if (left.length === 0) reader.report(messages.missingTarget(reader.freeName(), span.from), op.span);
  else reader.report(messages.badTarget(shorten(reader.text.slice(span.from, span.to))), span);
  return undefined;
}

/** `dv/dt = … : volt` as Brian2 writes it. */
function withoutDeclaration(reader: Reader, tokens: readonly Token[]): readonly Token[] {
  const colon = tokens.findIndex((token) => token.text === ":");
  if (colon < 0 || tokens.some((token) => token.text === "?" || token.text === "else")) return tokens;
  const span = { from: (tokens[colon] as Token).span.from, to: (tokens.at(-1) as Token).span.to };
  reader.report(messages.unitDeclaration(shorten(reader.text.slice(span.from + 1, span.to).trim())), span);
  return tokens.slice(0, colon);
}
