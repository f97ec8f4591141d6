/**
 * Another kind for the node that is selected, in its place and with its wires. Kinds that keep every wire come first; of the others each
 * says what it would cost before it is chosen.
 */
import { useMemo } from "react";
import { changeOfKind, type Graph, type KindChange, type Node, setKind, splitEnd } from "../../graph/index.ts";
import type { Kind } from "../../kind/index.ts";
import { undo } from "../acts.ts";
import { announce } from "../announce.ts";
import { notify } from "../circuit/notice.ts";
import { Words } from "../controls/Symbol.tsx";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { findKinds } from "./families.ts";
import { KindPicker } from "./KindPicker.tsx";

export default function KindDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const { catalogue } = session;
  const graph = useSessionState((state) => state.graph);
  const id = useSessionState((state) => state.selection.nodes[0]);
  const node = graph.nodes.find((each) => each.id === id);
  const changes = useMemo(
    () =>
      new Map(
        catalogue.flatMap((kind): [Kind, KindChange][] => {
          const change = id === undefined ? undefined : changeOfKind(graph, catalogue, id, kind.kind);
          return change ? [[kind, change]] : [];
        }),
      ),
    [graph, catalogue, id],
  );
  if (!node || id === undefined) return null;
  const change = (kind: Kind): KindChange => changes.get(kind) as KindChange;
  const keeps = (kind: Kind): boolean => change(kind).lost.length + change(kind).faults.length === 0;
  return (
    <KindPicker
      title={`Change the kind of ${node.label}`}
      label={`Kind that ${node.label} should be`}
      placeholder={`What should ${node.label} be?`}
      find={(typed) => findKinds([...changes.keys()], typed).toSorted((a, b) => Number(keeps(b)) - Number(keeps(a)))}
      about={(kind) => {
        const cost = costWords(graph, change(kind), node);
        return cost === "" ? <Words text={kind.about} /> : <span className="add-cost">{cost}</span>;
      }}
      side={(kind) =>
        keeps(kind) ? "keeps all wires" : change(kind).lost.length > 0 ? "loses wires" : "needs mending"
      }
      total={changes.size}
      onChoose={(kind) => {
        const { lost, dropped } = change(kind);
        session.edit(setKind(id, kind.kind, catalogue, node.label));
        const text = [
          `${node.label} is now: ${kind.label}.`,
          costWords(graph, change(kind), node),
          dropped.length > 0 ? `Values it has no place for: ${dropped.join(", ")}.` : "",
        ]
          .filter(Boolean)
          .join(" ");
        if (lost.length + dropped.length > 0 || node.definition)
          notify({ text, door: { label: "Undo", act: () => undo(session) } });
        else announce(text);
      }}
      onClose={onClose}
    />
  );
}

const labelOf = (graph: Graph, id: string): string => `“${graph.nodes.find((node) => node.id === id)?.label ?? id}”`;

/** What a change takes away and what will not fit after it, in a sentence or two. */
function costWords(graph: Graph, { lost, faults }: KindChange, { id, definition }: Node): string {
  const wires = lost.map(({ from, to }) => {
    const [source, target] = [splitEnd(from).node, splitEnd(to).node];
    return source === id ? `to ${labelOf(graph, target)}` : `from ${labelOf(graph, source)}`;
  });
  const taken =
    wires.length > 0 ? `Takes away the ${wires.length === 1 ? "wire" : "wires"} ${wires.join(" and ")}.` : "";
  const written = definition ? "The equations you wrote for it go." : "";
  return [taken, written, ...new Set(faults.map(({ message }) => message))].filter(Boolean).join(" ");
}
