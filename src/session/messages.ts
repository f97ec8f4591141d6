/** What the session itself has to say, in one place. */
import type { Diagnostic } from "../diagnostic/index.ts";

export const sessionMessages = {
  "spikes-full": (most: string) =>
    `The recording of spikes is full: the newest are kept, up to ${most}, and the oldest make room. Curves are kept beside them. Reset the run to begin anew, or let fewer cells fire.`,
  "curves-full": (most: string) =>
    `The recording of curves is full: of each the newest are kept, up to ${most}, and the oldest make room. Spikes are kept beside them. Reset the run to begin anew, or take a longer time step.`,
  "record-damaged": (name: string) =>
    `The stored copy of ${name} is damaged. An older copy is opened where there is one; the damaged data is kept aside.`,
  "record-lost": (name: string) =>
    `No stored copy of ${name} can be read. The damaged data is kept aside; open the circuit from a file if you have one.`,
  "record-missing": (name: string) =>
    `${name} is not in the library any more. It may have been removed in another tab.`,
  "record-newer": (name: string) =>
    `${name} was stored by a newer Spikeboard. It is left as it is; open it there, or update this one.`,
  "library-unreadable": (why: string) =>
    `The library cannot be read: ${why}. Nothing was changed; try again, or reload the page.`,
  "engine-crashed": (why: string) =>
    `The engine stopped unexpectedly: ${why}. The circuit is safe; reload the page to go on. Fewer cells need less memory.`,
} as const;

export type SessionCode = keyof typeof sessionMessages;

/** A message of the session; `about` fills its blank. */
export function sessionDiagnostic(code: SessionCode, severity: Diagnostic["severity"], about: string): Diagnostic {
  return { code, severity, at: { type: "graph" }, message: sessionMessages[code](about) };
}

/** Why a circuit could not be stored, and what to do. `error` is what the storage threw. */
export function saveFailure(error: unknown): string {
  const full = error instanceof Error && error.name === "QuotaExceededError";
  const why = full ? "the browser has no room left" : `the browser refused to store it (${whatFailed(error)})`;
  const mend = full ? "Download the circuit, then remove others from the library." : "Download the circuit to keep it.";
  return `Not saved: ${why}. ${mend} Saving is tried again with the next edit.`;
}

export const whatFailed = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);
