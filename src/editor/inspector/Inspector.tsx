/**
 * What is selected, with all its numbers; with nothing selected, the circuit itself. Made from the kind: nobody writes a form
 * for a node.
 */
import { lazy, Suspense, useMemo } from "react";
import { known } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { CircuitPanel } from "./CircuitPanel.tsx";
import { NotePanel } from "./NotePanel.tsx";
import { UnknownPanel } from "./UnknownPanel.tsx";
import { WirePanel } from "./WirePanel.tsx";
import "./inspector.css";

// A first visit looks at the circuit before it looks at a node.
const NodePanel = lazy(async () => ({ default: (await import("./NodePanel.tsx")).NodePanel }));

export function Inspector() {
  const { catalogue } = useSession();
  const graph = useSessionState((state) => state.graph);
  const selection = useSessionState((state) => state.selection);
  const nodes = useMemo(
    () => selection.nodes.flatMap((id) => known(graph, catalogue, id) ?? []),
    [graph, catalogue, selection.nodes],
  );
  const [unknown] = graph.nodes.filter(
    ({ id }) => selection.nodes.includes(id) && !nodes.some(({ node }) => node.id === id),
  );
  const [wire] = selection.wires;
  const note = graph.notes?.find(({ id }) => id === selection.notes[0]);
  if (nodes.length > 0)
    return (
      <Suspense>
        <NodePanel key={nodes.map(({ node }) => node.id).join()} nodes={nodes} />
      </Suspense>
    );
  if (unknown) return <UnknownPanel node={unknown} />;
  if (wire !== undefined && graph.wires[wire])
    return <WirePanel wire={graph.wires[wire]} count={selection.wires.length} />;
  if (note) return <NotePanel key={note.id} note={note} />;
  return <CircuitPanel />;
}
