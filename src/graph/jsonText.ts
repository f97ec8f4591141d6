/** What `JSON.parse` does not say: where a text is nested too deep to be worth reading, and where it stops being JSON. */

export interface JsonFault {
  line: number;
  column: number;
  problem: string;
}

/** What may come next: a value, a name, or what follows one of them. */
type Expected = keyof typeof words;
const words = {
  value: "a value is expected here",
  "first value": "a value or ] is expected here",
  key: 'a name in " is expected here; no comma goes before a closing }',
  "first key": 'a name in " or } is expected here',
  colon: ": is expected here",
  comma: "a comma or a closing bracket is expected here",
  end: "the graph has ended, but the text goes on",
};

const endsEarly = "the text ends too early";

/**
 * The first fault of a text that `JSON.parse` has refused, whose own words differ by browser. Without recursion, in one pass.
 *
 * @returns lines and columns from 1
 */
export function findFault(text: string): JsonFault {
  const open: ("{" | "[")[] = [];
  const literal = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
  let expects = "value" as Expected;
  const closed = (): Expected => (open.length === 0 ? "end" : "comma");

  for (let at = skipSpace(text, 0); ; at = skipSpace(text, at)) {
    const sign = text[at];
    if (sign === undefined) return place(text, text.length, endsEarly);
    const isValue = expects === "value" || expects === "first value";
    const isKey = expects === "key" || expects === "first key";
    if (sign === '"' && (isValue || isKey)) {
      const end = endOfString(text, at);
      if (end < 0) return place(text, at, 'this text in " has no end, or a sign in it that needs a \\ before it');
      expects = isKey ? "colon" : closed();
      at = end;
      continue;
    }
    literal.lastIndex = at;
    if (isValue && literal.test(text)) {
      expects = closed();
      at = literal.lastIndex;
      continue;
    }
    if ((sign === "{" || sign === "[") && isValue) {
      open.push(sign);
      expects = sign === "{" ? "first key" : "first value";
    } else if (
      (sign === "}" && open.at(-1) === "{" && (expects === "first key" || expects === "comma")) ||
      (sign === "]" && open.at(-1) === "[" && (expects === "first value" || expects === "comma"))
    ) {
      open.pop();
      expects = closed();
    } else if (sign === ":" && expects === "colon") expects = "value";
    else if (sign === "," && expects === "comma") expects = open.at(-1) === "{" ? "key" : "value";
    else return place(text, at, words[expects]);
    at++;
  }
}

/**
 * Where brackets first lie more than `most` deep; undefined when they never do. To be asked first: `JSON.parse` itself takes
 * seconds over a file of brackets. Where the text has stopped being JSON before, that is its `problem`, else "".
 */
export function findDepth(text: string, most: number): JsonFault | undefined {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (inString) {
      if (sign === 0x5c) at++;
      else if (sign === 0x22) inString = false;
    } else if (sign === 0x22) inString = true;
    else if (sign === 0x5b || sign === 0x7b) {
      if (++depth <= most) continue;
      const fault = findFault(text.slice(0, at));
      return fault.problem === endsEarly ? place(text, at, "") : fault;
    } else if (sign === 0x5d || sign === 0x7d) depth--;
  }
  return undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\t" || text[at] === "\r") at++;
  return at;
}

/**
 * Where a string ends, sign by sign: a pattern would keep a place to come back to for each sign of a long one.
 *
 * @returns the place after the closing quote, or -1 when the string is not sound
 */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x22) return at + 1;
    if (sign < 0x20) return -1;
    if (sign !== 0x5c) continue;
    at++;
    if (text[at] === "u" && /^[\da-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4;
    else if (!'"\\/bfnrt'.includes(text[at] ?? " ")) return -1;
  }
  return -1;
}

function place(text: string, at: number, problem: string): JsonFault {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return { line, column: at - before.lastIndexOf("\n"), problem };
}
