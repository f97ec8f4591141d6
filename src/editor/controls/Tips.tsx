/**
 * One tip for the whole editor. Any element with `data-tip` (and `data-keys` for its shortcut) shows it after a moment's rest of
 * the pointer, or at once on keyboard focus. Tips repeat the label and the keys and nothing that is not also elsewhere.
 */
import { useEffect, useRef } from "react";
import { place } from "./Popover.tsx";

const restMs = 450;

export function Tips() {
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = tip.current;
    if (!box) return;
    let waiting = 0;
    let over: Element | null = null;
    const hide = (): void => {
      clearTimeout(waiting);
      over = null;
      if (box.matches(":popover-open")) box.hidePopover();
    };
    const show = (target: HTMLElement): void => {
      box.replaceChildren(target.dataset.tip ?? "");
      if (target.dataset.keys) {
        const keys = document.createElement("kbd");
        keys.textContent = target.dataset.keys;
        box.append(keys);
      }
      box.showPopover();
      const { left, top } = place(target.getBoundingClientRect(), box.getBoundingClientRect(), "start");
      box.style.left = `${left}px`;
      box.style.top = `${top}px`;
    };
    const enter = (event: Event): void => {
      const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tip]") : null;
      if (target === over) return;
      hide();
      if (!target || (event.type === "focusin" && !target.matches(":focus-visible"))) return;
      over = target;
      waiting = window.setTimeout(() => target.isConnected && show(target), event.type === "focusin" ? 0 : restMs);
    };
    document.addEventListener("pointerover", enter);
    document.addEventListener("focusin", enter);
    for (const type of ["pointerdown", "keydown", "wheel", "focusout"])
      document.addEventListener(type, hide, { passive: true });
    return () => {
      hide();
      document.removeEventListener("pointerover", enter);
      document.removeEventListener("focusin", enter);
      for (const type of ["pointerdown", "keydown", "wheel", "focusout"]) document.removeEventListener(type, hide);
    };
  }, []);
  return <div ref={tip} className="tip" popover="manual" aria-hidden="true" />;
}
