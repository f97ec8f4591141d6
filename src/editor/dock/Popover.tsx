/**
 * A button that opens a small sheet above or below itself: the browser's own popover, so that Escape and a press elsewhere
 * close it and it lies over everything without a stack of numbers.
 */
import { type ReactNode, useId, useRef, useState } from "react";

export function Popover(props: {
  className: string;
  /** What the button shows, and how it is called when that is an icon. */
  button: ReactNode;
  label?: string;
  title?: string;
  /** Accessible name of the sheet. */
  name: string;
  children: (close: () => void) => ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = (): void => sheet.current?.hidePopover();

  const place = (): void => {
    const anchor = button.current?.getBoundingClientRect();
    const { current: box } = sheet;
    if (!anchor || !box) return;
    const { offsetWidth: wide, offsetHeight: tall } = box;
    const left = Math.max(8, Math.min(anchor.left, innerWidth - wide - 8));
    const above = anchor.top - tall - 6;
    const top = above >= 8 ? above : Math.min(anchor.bottom + 6, Math.max(8, innerHeight - tall - 8));
    box.style.left = `${left}px`;
    box.style.top = `${top}px`;
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={props.className}
        aria-label={props.label}
        title={props.title}
        aria-expanded={open}
        aria-haspopup="dialog"
        popoverTarget={id}
      >
        {props.button}
      </button>
      <div
        ref={sheet}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={props.name}
        className="dock-sheet"
        onToggle={(event) => {
          const opened = event.newState === "open";
          setOpen(opened);
          if (opened) {
            // The sheet has its content, and so its size, only after it was rendered open.
            requestAnimationFrame(() => {
              place();
              sheet.current?.querySelector<HTMLElement>("button, input, select")?.focus();
            });
          }
        }}
      >
        {open && props.children(close)}
      </div>
    </>
  );
}
