/** Words on the board: the first line stands out, the rest explains. Edited in place, resized by its corner. */
import { memo, useRef, useState } from "react";
import { type NodeProps, NodeResizeControl } from "reactflow";
import type { NoteNode as FlowNode } from "./flow.ts";
import { snap } from "./geometry.ts";
import { useBoardParts, useBoardState } from "./state.ts";

export const NoteNode = memo(function NoteNode({ id, data, selected }: NodeProps<FlowNode>) {
  const { note } = data;
  const { store, acts } = useBoardParts();
  const editing = useBoardState((state) => state.editing === id);
  const [first = "", ...rest] = note.text.split("\n");
  return (
    <div className="note">
      {editing ? (
        <NoteText
          text={note.text}
          onDone={(text) => {
            store.setState({ editing: undefined });
            if (text !== undefined) acts.writeNote(note.id, text);
          }}
        />
      ) : (
        <div className="note-text">
          {note.text ? <strong>{first}</strong> : <span className="note-empty">Empty note</span>}
          {rest.join("\n")}
        </div>
      )}
      {selected && (
        <NodeResizeControl
          className="note-corner nodrag"
          position="bottom-right"
          minWidth={96}
          minHeight={32}
          onResizeEnd={(_, { width, height }) => acts.resizeNote(note.id, [snap(width), snap(height)])}
        >
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <path d="M11,3L3,11M11,7.5L7.5,11" />
          </svg>
        </NodeResizeControl>
      )}
    </div>
  );
});

function NoteText({ text, onDone }: { text: string; onDone: (text: string | undefined) => void }) {
  const [value, setValue] = useState(text);
  const done = useRef(false);
  const end = (result: string | undefined): void => {
    if (done.current) return;
    done.current = true;
    onDone(result);
  };
  return (
    <textarea
      className="note-field nodrag nopan nowheel"
      aria-label="Text of the note"
      value={value}
      ref={(element) => {
        if (element && document.activeElement !== element && !done.current) element.focus();
      }}
      onChange={(event) => setValue(event.target.value)}
      onBlur={() => end(value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) end(value);
      }}
    />
  );
}
