/** What a command may do to the world outside: tests hand it a terminal made of strings. */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

export interface Terminal {
  /** The result. */
  out(text: string): void;
  /** Problems and progress. */
  error(text: string): void;
  /** True when a person reads the problems as they come: progress may then rewrite its line. */
  live: boolean;
  /** The text of a file; "-" is standard input. Throws Node's error if it cannot be read. */
  read(path: string): string;
  /** Writes a file piece by piece, so that a long result is never one string. */
  write(path: string, pieces: Iterable<string>): void;
  /** Wall clock [ms]. */
  now(): number;
}

// A reader that has seen enough, such as `head`, closes the pipe: that is an end and no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  live: Boolean(process.stderr.isTTY),
  read: (path) => readFileSync(path === "-" ? 0 : path, "utf8"),
  write: (path, pieces) => {
    const file = openSync(path, "w");
    try {
      for (const piece of pieces) writeSync(file, piece);
    } finally {
      closeSync(file);
    }
  },
  now: () => performance.now(),
};
