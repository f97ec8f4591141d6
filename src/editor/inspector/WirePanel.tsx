import { disconnect, splitEnd, type Wire } from "../../graph/index.ts";
import { useBoard } from "../boardApi.ts";
import { Button } from "../controls/Button.tsx";
import { known } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";

/** A wire has no numbers of its own: what it carries, and the two nodes that do. */
export function WirePanel({ wire, count }: { wire: Wire; count: number }) {
  const session = useSession();
  const board = useBoard();
  const graph = useSessionState((state) => state.graph);
  const [from, to] = [splitEnd(wire.from), splitEnd(wire.to)];
  const ends = [
    { ...from, known: known(graph, session.catalogue, from.node), words: "from" },
    { ...to, known: known(graph, session.catalogue, to.node), words: "to" },
  ];
  const about = ends[0]?.known?.kind.outputs[from.port]?.about;
  const label = (id: string): string => graph.nodes.find((node) => node.id === id)?.label ?? id;
  return (
    <div className="inspector-panel">
      <header className="inspector-head">
        <div className="inspector-title">
          <h2>
            {label(from.node)} → {label(to.node)}
          </h2>
          <p>{count > 1 ? `Wire, one of ${count} selected` : "Wire"}</p>
        </div>
      </header>
      <div className="inspector-scroll">
        <section className="section">
          {about && <p>{about}.</p>}
          <p className="wire-acts">
            {ends.map(({ node, words }) => (
              <Button
                key={words}
                look="line"
                onClick={() => {
                  session.select({ nodes: [node], wires: [], notes: [] });
                  board.focusNode(node);
                }}
              >
                {label(node)}
              </Button>
            ))}
            <Button icon="trash" onClick={() => session.edit(disconnect(wire.from, wire.to))}>
              Take out
            </Button>
          </p>
        </section>
      </div>
    </div>
  );
}
