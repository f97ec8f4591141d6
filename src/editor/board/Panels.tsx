/** The one thing that may float over the board: a menu, a list to pick from, or a refusal with its way out. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { Fix } from "../../diagnostic/index.ts";
import { Button } from "../controls/Button.tsx";
import { walkMenu } from "../controls/Menu.tsx";
import { type Spot, useBoardParts } from "./state.ts";

/** A box at a place of the board, kept inside it, gone with Escape or a press outside. */
export function Floating({
  at,
  label,
  role,
  className = "",
  onClose,
  children,
}: {
  at: Spot;
  label: string;
  role: "dialog" | "presentation";
  className?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    const room = element?.parentElement?.getBoundingClientRect();
    if (!element || !room) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(8, Math.min(at.x, room.width - width - 8))}px`;
    element.style.top = `${Math.max(8, at.y + height + 8 > room.height ? Math.min(at.y, room.height - height - 8) : at.y)}px`;
  });
  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    addEventListener("pointerdown", outside, true);
    return () => removeEventListener("pointerdown", outside, true);
  }, [onClose]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a dialog, or the bare frame of a menu; Escape closes both
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the label goes with the role of a dialog
    <div
      ref={box}
      className={`board-panel nokey ${className}`}
      role={role}
      aria-label={role === "dialog" ? label : undefined}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.preventDefault();
          onClose();
        }
        event.stopPropagation();
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      {children}
    </div>
  );
}

export type Act = { label: string; keys?: string; disabled?: boolean; run: () => void } | "rule";

/** Acts on what was pointed at; the first has the focus. */
export function ContextMenu({
  at,
  label,
  acts,
  onClose,
}: {
  at: Spot;
  label: string;
  acts: readonly Act[];
  onClose: () => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
  }, []);
  return (
    <Floating at={at} label={label} role="presentation" className="menu" onClose={onClose}>
      <div role="menu" aria-label={label} tabIndex={-1} ref={list} onKeyDown={walkMenu}>
        {acts.map((act, k) =>
          act === "rule" ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no other name
            <hr key={k} />
          ) : (
            <button
              key={act.label}
              type="button"
              role="menuitem"
              disabled={act.disabled}
              onClick={() => {
                onClose();
                act.run();
              }}
            >
              <span className="menu-label">{act.label}</span>
              {act.keys && <kbd>{act.keys}</kbd>}
            </button>
          ),
        )}
      </div>
    </Floating>
  );
}

export interface Choice {
  key: string;
  label: string;
  /** Said beside it: what kind of thing it is. */
  note: string;
  picture?: ReactNode;
}

interface PickerProps {
  at: Spot;
  label: string;
  placeholder: string;
  /** The choices for what was typed, best first. */
  find: (typed: string) => readonly Choice[];
  /** Said when there is none at all. */
  none: string;
  onPick: (key: string) => void;
  onClose: () => void;
}

/** A list that typing narrows; arrows choose, Enter picks. */
export function Picker({ at, label, placeholder, find, none, onPick, onClose }: PickerProps) {
  const [typed, setTyped] = useState("");
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const choices = find(typed);
  const chosen = choices[Math.min(index, choices.length - 1)];
  useEffect(() => field.current?.focus(), []);

  const go = (k: number): void => {
    const next = (k + choices.length) % Math.max(1, choices.length);
    setIndex(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  const pick = (key: string | undefined): void => {
    if (key === undefined) return;
    onClose();
    onPick(key);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") go(index + 1);
    else if (event.key === "ArrowUp") go(index - 1);
    else if (event.key === "Enter") pick(chosen?.key);
    else return;
    event.preventDefault();
  };

  return (
    <Floating at={at} label={label} role="dialog" className="picker" onClose={onClose}>
      <input
        ref={field}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={chosen ? `${id}-${chosen.key}` : undefined}
        aria-autocomplete="list"
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setIndex(0);
        }}
        onKeyDown={press}
      />
      <div className="picker-list nowheel" role="listbox" id={id} aria-label={label} ref={list} tabIndex={-1}>
        {choices.map((choice, k) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox, aria-activedescendant points here
          <div
            key={choice.key}
            id={`${id}-${choice.key}`}
            role="option"
            aria-selected={choice === chosen}
            className="picker-option"
            onPointerMove={() => k !== index && setIndex(k)}
            onClick={() => pick(choice.key)}
          >
            {choice.picture}
            <span>{choice.label}</span>
            <small>{choice.note}</small>
          </div>
        ))}
      </div>
      {choices.length === 0 && <p className="picker-none">{typed ? `Nothing here is called “${typed}”.` : none}</p>}
    </Floating>
  );
}

/** Why a wire was refused, and the one click that mends it. */
export function Refusal({
  at,
  message,
  fix,
  onFix,
  onClose,
}: {
  at: Spot;
  message: string;
  fix: Fix | undefined;
  onFix: (fix: Fix) => void;
  onClose: () => void;
}) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    body.current?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  }, []);
  return (
    <Floating
      at={{ x: at.x + 12, y: at.y + 18 }}
      label="Wire refused"
      role="dialog"
      className="refusal"
      onClose={onClose}
    >
      <div ref={body}>
        <p>{message}</p>
        {fix ? (
          <Button
            look="solid"
            onClick={() => {
              onClose();
              onFix(fix);
            }}
          >
            {fix.label}
          </Button>
        ) : (
          <Button look="line" onClick={onClose}>
            Leave it
          </Button>
        )}
      </div>
    </Floating>
  );
}

/** Closes whatever floats. */
export function useClosePanel(): () => void {
  const { store } = useBoardParts();
  const [close] = useState(() => () => store.setState({ panel: null }));
  return close;
}
