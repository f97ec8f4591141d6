/**
 * F6 walks the regions of the page (Shift-F6 backwards), as in a desktop program: each remembers which of its parts had the
 * focus. A region is any element with `data-region`, in the order of the page.
 */
import { type RefObject, useEffect } from "react";

const focusable = "button:not(:disabled), input:not(:disabled), select, textarea, a[href], [tabindex='0']";

const seen = (element: HTMLElement): boolean =>
  element.offsetParent !== null && getComputedStyle(element).visibility !== "hidden";

export function useRegions(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const last = new WeakMap<Element, HTMLElement>();
    const remember = (event: FocusEvent): void => {
      const target = event.target as HTMLElement;
      const region = target.closest("[data-region]");
      if (region) last.set(region, target);
    };
    const walk = (event: KeyboardEvent): void => {
      if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey || !root.current) return;
      event.preventDefault();
      const regions = [...root.current.querySelectorAll<HTMLElement>("[data-region]")].filter(seen);
      const at = regions.findIndex((region) => region.contains(document.activeElement));
      for (let k = 1; k <= regions.length; k++) {
        const region = regions[(at + (event.shiftKey ? -k : k) + 2 * regions.length) % regions.length];
        const before = region && last.get(region);
        const target =
          before?.isConnected && seen(before)
            ? before
            : [...(region?.querySelectorAll<HTMLElement>(focusable) ?? [])].find((element) => seen(element));
        if (target) {
          target.focus();
          return;
        }
      }
    };
    document.addEventListener("focusin", remember);
    addEventListener("keydown", walk);
    return () => {
      document.removeEventListener("focusin", remember);
      removeEventListener("keydown", walk);
    };
  }, [root]);
}
