/** A terminal made of strings. */
import type { Terminal } from "./terminal.ts";

export interface TestTerminal extends Terminal {
  printed: string;
  problems: string;
  written: Map<string, string>;
}

/** @param files what can be read, by path */
export function testTerminal(files: Readonly<Record<string, string>> = {}): TestTerminal {
  const terminal: TestTerminal = {
    printed: "",
    problems: "",
    written: new Map(),
    live: false,
    out: (text) => {
      terminal.printed += text;
    },
    error: (text) => {
      terminal.problems += text;
    },
    read: (path) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error(`no ${path}`), { code: "ENOENT" });
      return text;
    },
    write: (path, pieces) => void terminal.written.set(path, [...pieces].join("")),
    now: () => 0,
  };
  return terminal;
}
