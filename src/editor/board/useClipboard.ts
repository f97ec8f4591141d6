/** Copy, cut and paste by the browser's own events, so that no permission is asked and text from elsewhere can be pasted. */
import { useEffect } from "react";
import type { Session } from "../../session/index.ts";
import { isTyping } from "../useShortcuts.ts";
import { copyText, pasteText, removeSelected } from "./acts.ts";

/** @param middle where what is pasted goes, when it goes there by itself [px of the board] */
export function useClipboard(session: Session, middle: () => readonly [number, number] | undefined): void {
  useEffect(() => {
    // Words that are selected on the page are copied as words.
    const leave = (event: ClipboardEvent): boolean =>
      isTyping(event.target) ||
      document.querySelector("dialog[open]") !== null ||
      (event.type !== "paste" && !document.getSelection()?.isCollapsed);
    const copied = (event: ClipboardEvent): void => {
      if (leave(event)) return;
      const text = copyText(session);
      if (text === undefined) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      if (event.type === "cut") removeSelected(session);
    };
    const pasted = (event: ClipboardEvent): void => {
      if (leave(event)) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (pasteText(session, text, middle())) event.preventDefault();
    };
    addEventListener("copy", copied);
    addEventListener("cut", copied);
    addEventListener("paste", pasted);
    return () => {
      removeEventListener("copy", copied);
      removeEventListener("cut", copied);
      removeEventListener("paste", pasted);
    };
  }, [session, middle]);
}
