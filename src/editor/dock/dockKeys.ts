/** Keys that run the model from anywhere in the app: Space plays and pauses, `,` and `.` step, Home goes back to 0 ms. */
import type { Session } from "../../session/index.ts";

const editable = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";
/** Where Space and Home have a meaning of their own. */
const ownsSpace =
  "button, a[href], summary, [role='button'], [role='slider'], [role='menuitem'], [role='checkbox'], [role='tab']";

/**
 * Handles a key press for a session. Returns whether it was taken (and then prevents the browser's own act). Never takes a
 * key from an editable field, nor with Ctrl, Alt or Meta held.
 */
export function dockKeys(session: Session, event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return false;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest(editable)) return false;
  const act = actOf(event, target);
  if (!act) return false;
  event.preventDefault();
  act(session);
  return true;
}

function actOf(event: KeyboardEvent, target: Element | undefined): ((session: Session) => void) | undefined {
  if (event.key === " ") {
    if (event.repeat || target?.closest(ownsSpace)) return undefined;
    return playOrPause;
  }
  const steps = event.shiftKey ? 10 : 1;
  if (event.key === "," || event.key === "<") return (session) => session.step(-steps);
  if (event.key === "." || event.key === ">") return (session) => session.step(steps);
  if (event.key === "Home" && !target?.closest("[role='slider'], [role='menu'], [role='listbox']"))
    return (session) => session.reset();
  return undefined;
}

export function playOrPause(session: Session): void {
  if (session.store.getState().run.running) session.pause();
  else session.play();
}
