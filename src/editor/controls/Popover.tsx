/**
 * Something small that opens beside its button, by the browser's own popover: light dismissal, Escape and the top layer come
 * with it. It is placed by hand, below the button or above it, always inside the window.
 */
import { type ComponentProps, type ReactNode, type ToggleEvent, useId, useLayoutEffect, useRef, useState } from "react";

type TriggerProps = Pick<ComponentProps<"button">, "popoverTarget" | "id"> & {
  "aria-expanded": boolean;
  "aria-haspopup": "menu" | "dialog" | "listbox";
};

interface PopoverProps {
  trigger: (props: TriggerProps) => ReactNode;
  label: string;
  role?: "menu" | "dialog";
  align?: "start" | "end";
  className?: string;
  children: (close: () => void) => ReactNode;
}

/** Top left corner for a box beside its anchor, `gap` px apart and inside the window. */
export function place(
  anchor: DOMRect,
  box: { width: number; height: number },
  align: "start" | "end",
  gap = 6,
): { left: number; top: number } {
  const left = align === "start" ? anchor.left : anchor.right - box.width;
  const below = anchor.bottom + gap;
  const fitsBelow = below + box.height <= innerHeight - 8 || anchor.top < box.height + gap;
  return {
    left: Math.max(8, Math.min(left, innerWidth - box.width - 8)),
    top: Math.max(8, fitsBelow ? Math.min(below, innerHeight - box.height - 8) : anchor.top - gap - box.height),
  };
}

export function Popover({ trigger, label, role = "dialog", align = "start", className = "", children }: PopoverProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = (): void => box.current?.hidePopover();

  useLayoutEffect(() => {
    const anchor = document.getElementById(`${id}button`);
    if (!open || !box.current || !anchor) return;
    const { left, top } = place(anchor.getBoundingClientRect(), box.current.getBoundingClientRect(), align);
    box.current.style.left = `${left}px`;
    box.current.style.top = `${top}px`;
    const first = box.current.querySelector<HTMLElement>("[data-first], input, button:not(:disabled), [tabindex='0']");
    first?.focus({ preventScroll: true });
  }, [open, id, align]);

  return (
    <>
      {trigger({ popoverTarget: id, id: `${id}button`, "aria-expanded": open, "aria-haspopup": role })}
      <div
        id={id}
        ref={box}
        popover="auto"
        {...(role === "dialog" ? { role: "dialog", "aria-label": label } : {})}
        className={`popover ${className}`}
        onToggle={(event: ToggleEvent) => setOpen(event.newState === "open")}
      >
        {open && children(close)}
      </div>
    </>
  );
}
