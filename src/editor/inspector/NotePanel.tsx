import { editNote, type Note } from "../../graph/index.ts";
import { useSession } from "../SessionContext.tsx";
import { useDraft } from "./TextValue.tsx";

/** A note on the board: its words. */
export function NotePanel({ note }: { note: Note }) {
  const session = useSession();
  const [text, type, flush] = useDraft(note.text, (next) => session.edit(editNote(note.id, next)));
  return (
    <div className="inspector-panel">
      <header className="inspector-head">
        <div className="inspector-title">
          <h2>Note</h2>
          <p>Words on the board, kept in the file</p>
        </div>
      </header>
      <div className="inspector-scroll">
        <section className="section">
          <textarea
            className="field area"
            rows={8}
            aria-label="Words of the note"
            value={text}
            onChange={(event) => type(event.target.value)}
            onBlur={flush}
          />
        </section>
      </div>
    </div>
  );
}
