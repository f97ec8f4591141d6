import type { Node } from "../../graph/index.ts";

/** A node whose kind this version does not know: nothing of it can be changed, and nothing of it is lost. */
export function UnknownPanel({ node }: { node: Node }) {
  return (
    <div className="inspector-panel">
      <header className="inspector-head">
        <div className="inspector-title">
          <h2>{node.label}</h2>
          <p>Unknown kind “{node.kind}”</p>
        </div>
      </header>
      <div className="inspector-scroll">
        <section className="section">
          <p>
            This version of Spikeboard has no such kind. The node keeps all it holds and is saved with the circuit, but
            takes no part in the run.
          </p>
          <pre className="unknown-content mono">{JSON.stringify(node.parameters ?? {}, null, 2)}</pre>
        </section>
      </div>
    </div>
  );
}
