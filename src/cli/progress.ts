/** How far a long run, or the wiring before it, is: one line that rewrites itself for a person, a line now and then for a log. */
import type { Wiring } from "../compiler/index.ts";
import type { Terminal } from "./terminal.ts";

/** A person sees the first line after this long; a log gets one a while. [ms] */
const everyMs = { live: 150, log: 5000 };

export interface Progress<Done = number> {
  /** Call often. @param done a run: simulated so far [ms] */
  report(done: Done): void;
  /** Removes the line. */
  end(): void;
}

export function startProgress(terminal: Terminal, totalMs: number): Progress {
  const startMs = terminal.now();
  return start(terminal, (doneMs) => progressLine(doneMs, totalMs, terminal.now() - startMs));
}

/** A network of very many pairs is being made. */
export const startWiring = (terminal: Terminal): Progress<Wiring> =>
  start(
    terminal,
    ({ made, total }) =>
      `wiring ${Math.floor((100 * made) / total)} % of ${total.toLocaleString("en-US")} pairs of cells`,
  );

function start<Done>(terminal: Terminal, lineOf: (done: Done) => string): Progress<Done> {
  const every = terminal.live ? everyMs.live : everyMs.log;
  let lastMs = terminal.now();
  let shown = false;
  return {
    report(done) {
      const nowMs = terminal.now();
      if (nowMs - lastMs < every) return;
      lastMs = nowMs;
      const line = lineOf(done);
      terminal.error(terminal.live ? `\r\u001b[K${line}` : `${line}\n`);
      shown = true;
    },
    end() {
      if (shown && terminal.live) terminal.error("\r\u001b[K");
    },
  };
}

/** "1200 of 10000 ms, 3.1 times real time, 3 s left". */
export function progressLine(doneMs: number, totalMs: number, wallMs: number): string {
  const speed = doneMs / wallMs;
  const left = speed > 0 ? `, ${Math.ceil((totalMs - doneMs) / speed / 1000)} s left` : "";
  return `${Math.round(doneMs)} of ${totalMs} ms, ${Number(speed.toPrecision(2))} times real time${left}`;
}
