/** What keys, buttons and menus all do, said once: undo and redo with their words, play and pause. */
import type { Session } from "../session/index.ts";
import { announce } from "./announce.ts";

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
