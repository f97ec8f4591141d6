/** Adding by name, all by keyboard: type a few letters, arrows choose, Enter places it near the middle of the view. */
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Dialog } from "../controls/Dialog.tsx";
import { Icon } from "../controls/Icon.tsx";
import { Miniature } from "../controls/Miniature.tsx";
import { Words } from "../controls/Symbol.tsx";
import { useSession } from "../SessionContext.tsx";
import { families, findKinds } from "./families.ts";
import { useAddNode } from "./useAddNode.ts";

export function AddDialog({ onClose }: { onClose: () => void }) {
  const { catalogue } = useSession();
  const add = useAddNode();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = findKinds(catalogue, typed);
  const chosen = found[Math.min(at, found.length - 1)];

  const choose = (kind = chosen): void => {
    if (!kind) return;
    onClose();
    add(kind);
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
    <Dialog title="Add a node" bare className="add-dialog" onClose={onClose}>
      <div className="add-field">
        <Icon name="search" />
        <input
          role="combobox"
          aria-label="Name of the node to add"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={chosen ? `${id}${chosen.kind}` : undefined}
          aria-autocomplete="list"
          placeholder="Neuron, synapse, current or spike train"
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
              <small>
                <Words text={kind.about} />
              </small>
            </span>
            <i>{families.find(({ family }) => family === kind.family)?.one}</i>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="add-none">
          No kind is called “{typed}”. Clear the field to see all {catalogue.length}.
        </p>
      )}
    </Dialog>
  );
}
