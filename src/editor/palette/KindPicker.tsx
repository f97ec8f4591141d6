/** A kind by name, all by keyboard: type a few letters, arrows choose, Enter takes it. */
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import type { Kind } from "../../kind/index.ts";
import { Dialog } from "../controls/Dialog.tsx";
import { Icon } from "../controls/Icon.tsx";
import { Miniature } from "../controls/Miniature.tsx";

interface KindPickerProps {
  title: string;
  /** What the field is for, as it is read out, and as it stands in the empty field. */
  label: string;
  placeholder: string;
  /** Kinds that answer to what was typed, best first. */
  find(typed: string): readonly Kind[];
  /** Words under the name of a kind, and to the right of it. */
  about(kind: Kind): ReactNode;
  side(kind: Kind): ReactNode;
  /** How many there are to find. */
  total: number;
  onChoose(kind: Kind): void;
  onClose(): void;
}

export function KindPicker({
  title,
  label,
  placeholder,
  find,
  about,
  side,
  total,
  onChoose,
  onClose,
}: KindPickerProps) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = find(typed);
  const chosen = found[Math.min(at, found.length - 1)];

  const choose = (kind = chosen): void => {
    if (!kind) return;
    onClose();
    onChoose(kind);
  };
  const go = (k: number): void => {
    const next = (k + found.length) % Math.max(1, found.length);
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") go(at + 1);
    else if (event.key === "ArrowUp") go(at - 1);
    else if (event.key === "Enter") choose();
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={title} bare className="add-dialog" onClose={onClose}>
      <div className="add-field">
        <Icon name="search" />
        <input
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={chosen ? `${id}${chosen.kind}` : undefined}
          aria-autocomplete="list"
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <kbd>Esc</kbd>
      </div>
      <div className="add-list" role="listbox" id={id} aria-label="Kinds" ref={list} tabIndex={-1}>
        {found.map((kind, k) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox, aria-activedescendant points here
          <div
            key={kind.kind}
            id={`${id}${kind.kind}`}
            role="option"
            aria-selected={kind === chosen}
            className="add-option"
            onPointerMove={() => k !== at && setAt(k)}
            onClick={() => choose(kind)}
          >
            <Miniature family={kind.family} icon={kind.icon} width={28} />
            <span>
              <b>{kind.label}</b>
              <small>{about(kind)}</small>
            </span>
            <i>{side(kind)}</i>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="add-none">
          No kind is called “{typed}”. Clear the field to see all {total}.
        </p>
      )}
    </Dialog>
  );
}
