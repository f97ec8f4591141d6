/** Finds where a text stops being JSON. Run only after `JSON.parse` has refused it, whose own words differ by browser. */

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

/**
 * The first fault of a text. Without recursion, in one pass.
 *
 * @returns lines and columns from 1
 */
export function findFault(text: string): JsonFault {
  const open: ("{" | "[")[] = [];
  const token = /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|$)/y;
  let expects = "value" as Expected;
  const closed = (): Expected => (open.length === 0 ? "end" : "comma");

  for (let at = 0; ; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(text);
    const start = at + (/^[ \t\n\r]*/.exec(text.slice(at, at + 10_000))?.[0].length ?? 0);
    if (!match) {
      const loose = text[start] === '"' ? "this text in \" has no end, or a sign in it that needs a \\ before it" : words[expects];
      return place(text, start, loose);
    }
    const [, sign, string, literal] = match;
    if (sign === undefined && string === undefined && literal === undefined) return place(text, text.length, "the text ends too early");
    const isValue = expects === "value" || expects === "first value";
    if (string !== undefined && (expects === "key" || expects === "first key")) expects = "colon";
    else if ((string !== undefined || literal !== undefined) && isValue) expects = closed();
    else if ((sign === "{" || sign === "[") && isValue) {
      open.push(sign);
      expects = sign === "{" ? "first key" : "first value";
    } else if (sign === "}" && open.at(-1) === "{" && (expects === "first key" || expects === "comma")) {
      open.pop();
      expects = closed();
    } else if (sign === "]" && open.at(-1) === "[" && (expects === "first value" || expects === "comma")) {
      open.pop();
      expects = closed();
    } else if (sign === ":" && expects === "colon") expects = "value";
    else if (sign === "," && expects === "comma") expects = open.at(-1) === "{" ? "key" : "value";
    else return place(text, start, words[expects]);
  }
}

function place(text: string, at: number, problem: string): JsonFault {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return { line, column: at - before.lastIndexOf("\n"), problem };
}
