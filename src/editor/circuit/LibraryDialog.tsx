/** The circuits kept on this device. A deleted one can be brought back for as long as the dialog is open. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { CircuitEntry } from "../../session/index.ts";
import { announce } from "../announce.ts";
import { Button, IconButton } from "../controls/Button.tsx";
import { Dialog } from "../controls/Dialog.tsx";
import { counted } from "../controls/number.ts";
import { TextField } from "../controls/TextField.tsx";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { newGraph, openGraph } from "./openText.ts";
import { useCircuitActs } from "./useCircuitActs.ts";
import "./library.css";

/** "today, 14:05", "23 Nov 2026". */
function when(ms: number): string {
  const date = new Date(ms);
  const time = date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
  return date.toDateString() === new Date().toDateString()
    ? `today, ${time}`
    : date.toLocaleDateString(undefined, { dateStyle: "medium" });
}

export function LibraryDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const current = useSessionState((state) => state.circuit.id);
  const acts = useCircuitActs();
  const [entries, setEntries] = useState<readonly CircuitEntry[] | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const goneNow = useRef(gone);
  goneNow.current = gone;

  const load = useCallback(async () => {
    await session.flush();
    setEntries(await session.library.list());
  }, [session]);
  useEffect(() => {
    void load();
    // What was deleted is only hidden until the dialog closes: undo is then no more than showing it again.
    return () => {
      for (const id of goneNow.current) void session.library.remove(id);
    };
  }, [load, session]);

  const open = async (id: string): Promise<void> => {
    if (id !== current) await session.library.open(id);
    announce("Opened");
    onClose();
  };
  const duplicate = async (entry: CircuitEntry): Promise<void> => {
    if (entry.id !== current) await session.library.open(entry.id);
    const { graph } = session.store.getState();
    await openGraph(session, { ...graph, name: `${graph.name} copy` });
    await load();
  };
  const rename = async (entry: CircuitEntry, name: string): Promise<void> => {
    setRenaming(null);
    if (name.trim() === "" || name === entry.name) return;
    if (entry.id !== current) await session.library.open(entry.id);
    acts.rename(name.trim());
    await load();
  };
  const remove = (id: string, yes: boolean): void =>
    setGone((old) => {
      const next = new Set(old);
      if (yes) next.add(id);
      else next.delete(id);
      return next;
    });

  return (
    <Dialog
      title="Circuits on this device"
      about="Kept in this browser. Clearing its data clears them; files and links last longer."
      onClose={onClose}
      className="library"
      acts={
        <>
          <Button look="line" icon="file" onClick={acts.openFile}>
            Open a file
          </Button>
          <Button look="line" icon="plus" onClick={() => void openGraph(session, newGraph()).then(onClose)}>
            New
          </Button>
        </>
      }
    >
      <div className="dialog-scroll">
        {entries?.length === 0 && <p>No circuits yet. Whatever you change is kept here by itself.</p>}
        <ul className="library-list">
          {entries?.map((entry) =>
            gone.has(entry.id) ? (
              <li key={entry.id} className="library-gone">
                <span>Deleted {entry.name}</span>
                <Button look="line" onClick={() => remove(entry.id, false)}>
                  Undo
                </Button>
              </li>
            ) : (
              <li key={entry.id} aria-current={entry.id === current}>
                {renaming === entry.id ? (
                  <TextField
                    label="New name"
                    value={entry.name}
                    autoFocus
                    className="library-rename"
                    onCommit={(name) => void rename(entry, name)}
                  />
                ) : (
                  <button type="button" className="library-open" onClick={() => void open(entry.id)}>
                    <b>{entry.name}</b>
                    <span className="caption">
                      {entry.id === current ? "open now, " : ""}
                      {counted(entry.cells, "cell")}, {when(entry.savedAtMs)}
                    </span>
                  </button>
                )}
                <IconButton
                  label={`Rename ${entry.name}`}
                  tip="Rename"
                  icon="rename"
                  onClick={() => setRenaming(renaming === entry.id ? null : entry.id)}
                />
                <IconButton
                  label={`Duplicate ${entry.name}`}
                  tip="Duplicate"
                  icon="copy"
                  onClick={() => void duplicate(entry)}
                />
                <IconButton
                  label={`Delete ${entry.name}`}
                  tip={entry.id === current ? "The open circuit cannot be deleted" : "Delete"}
                  icon="trash"
                  disabled={entry.id === current}
                  onClick={() => remove(entry.id, true)}
                />
              </li>
            ),
          )}
        </ul>
      </div>
    </Dialog>
  );
}
