/**
 * Who may store a circuit. A circuit that is open in two windows has one that writes; the other looks, and what it edits
 * becomes a circuit of its own. Nothing is overwritten that somebody does not see.
 */

/** One window's claims among those of all windows that share a storage. */
export interface Claims {
  /** Asks to be the one that stores a circuit. Resolves to false when another window is. */
  claim(id: string, lost: Lost): Promise<boolean>;
  /** Takes a circuit over from the window that has it. */
  take(id: string, lost: Lost): Promise<void>;
  release(id: string): void;
}

/**
 * Another window takes a circuit over. Asked for it, this one may store what it has not stored yet and resolves when that is
 * done; where it did not answer in time (a frozen tab), it has been `taken` and must not store it any more.
 */
export type Lost = (how: "asked" | "taken") => Promise<void>;

/** For one window alone: every claim holds. */
export const alone: Claims = {
  claim: async () => true,
  take: async () => {},
  release: () => {},
};
