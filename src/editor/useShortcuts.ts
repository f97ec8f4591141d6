/**
 * The keys of the whole editor; the board and the dock add their own. Keys without Ctrl are left alone in text fields, and
 * every key is left to a dialog while one is open.
 */
import { useEffect } from "react";
import { redo, undo } from "./acts.ts";
import { prefer, preferences } from "./preferences.ts";
import { useSession } from "./SessionContext.tsx";

export const isMac = /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** A chord as it is written on this machine: "Ctrl+Z" or "⌘Z". */
export const chord = (keys: string): string =>
  isMac ? keys.replace("Ctrl+", "⌘").replace("Shift+", "⇧").replace("Alt+", "⌥") : keys;

/** True where the keys belong to text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

export interface ShortcutActs {
  help: () => void;
  add: () => void;
}

export function useShortcuts({ help, add }: ShortcutActs): void {
  const session = useSession();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const typing = isTyping(event.target);
      const key = event.key.toLowerCase();
      if ((event.ctrlKey || event.metaKey) && !event.altKey) {
        // In a text field, undo is that of the field, until what was typed there has been taken.
        const taken = event.target instanceof HTMLElement && event.target.dataset.taken === "true";
        if (typing && !taken) return;
        if (key === "z") (event.shiftKey ? redo : undo)(session);
        else if (key === "y") redo(session);
        else return;
        event.preventDefault();
        return;
      }
      if (typing || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "?") help();
      else if (key === "a" && !event.shiftKey) add();
      else if (key === "p" && !event.shiftKey) prefer({ projected: !preferences.getState().projected });
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [session, help, add]);
}
