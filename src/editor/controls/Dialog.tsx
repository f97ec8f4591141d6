/** A sheet over the editor, by the browser's own <dialog>: focus stays inside, Escape and a click beside it close. */
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { IconButton } from "./Button.tsx";

interface DialogProps {
  title: string;
  /** Words under the title. */
  about?: ReactNode;
  onClose: () => void;
  className?: string;
  /** Buttons beside the title. */
  acts?: ReactNode;
  /** No title bar: the content has its own. The title is still the name that is read out. */
  bare?: boolean;
  children: ReactNode;
}

export function Dialog({ title, about, onClose, className = "", acts, bare, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  // In a layout effect, for its end: only a dialog that is closed while still in the page gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) {
      element.showModal();
      // What there is to do has the focus; else the sheet itself, so that it is read from its title and no button looks chosen.
      const first = element.querySelector<HTMLElement>("[data-first], [role='combobox']") ?? body.current;
      first?.focus({ preventScroll: true });
    }
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own key
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      {...(bare ? { "aria-label": title } : { "aria-labelledby": id })}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="dialog-body" ref={body} tabIndex={-1}>
        {!bare && (
          <div className="dialog-head">
            <div>
              <h2 id={id}>{title}</h2>
              {about && <p className="caption">{about}</p>}
            </div>
            <span className="spacer" />
            {acts}
            <IconButton label="Close" icon="close" keys="Esc" onClick={onClose} />
          </div>
        )}
        {children}
      </div>
    </dialog>
  );
}
