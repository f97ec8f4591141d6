/** What keys, buttons and menus all do, said once: undo and redo with their words, play and pause, and
 * what is opened from more than one place. */
import type { Kind } from "../kind/index.ts";
import type { Session } from "../session/index.ts";
import { announce } from "./announce.ts";
import { show } from "./screen.ts";

export function undo(session: Session): void {
  const { undo: label } = session.store.getState();
  if (label === undefined) return;
  session.undo();
  announce(`Undone: ${label}`);
}

export function redo(session: Session): void {
  const { redo: label } = session.store.getState();
  if (label === undefined) return;
  session.redo();
  announce(`Redone: ${label}`);
}

export const playOrPause = (session: Session): void =>
  session.store.getState().run.running ? session.pause() : session.play();

/** What the analysis of a node is called in menus. Units that never spike have a response all the same. */
export const analysisName = ({ spike }: Kind): string => (spike ? "Analyse firing…" : "Analyse response…");

/** Firing analysis of a neuron node; it is selected too, so that its numbers stand in the inspector and its states are recorded. */
export function analyse(session: Session, node: string): void {
  session.select({ nodes: [node], wires: [], notes: [] });
  show({ analysis: node });
}
