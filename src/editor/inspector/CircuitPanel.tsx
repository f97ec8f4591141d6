/** Nothing is selected: the circuit itself. Its step, its chance, the order of a step, and what it costs to run. */
import { limits, setAbout, setDt, setOrder, setSeed } from "../../graph/index.ts";
import { IconButton } from "../controls/Button.tsx";
import { Fader } from "../controls/Fader.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { counted, writeCount, writeNumber } from "../controls/number.ts";
import { Segmented } from "../controls/Segmented.tsx";
import { inGesture } from "../edits.ts";
import { populations } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { ResetButton } from "./ResetButton.tsx";
import { Folded } from "./Section.tsx";
import { useDraft } from "./TextValue.tsx";

const defaultDt = 0.1;

/** Bytes as a person says them. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${writeNumber(bytes / 1e3, 3)} kB`;
  return bytes < 1e9 ? `${writeNumber(bytes / 1e6, 3)} MB` : `${writeNumber(bytes / 1e9, 3)} GB`;
}

const howWords = {
  written: "The last change was written into the running network",
  recompiled: "The last change made a new network, and the state was carried over",
  refused: "The last change has errors; the network before it runs on",
  unchanged: "The last change did not touch the network",
} as const;

export function CircuitPanel() {
  const session = useSession();
  const graph = useSessionState((state) => state.graph);
  const network = useSessionState((state) => state.network);
  const threads = useSessionState((state) => state.run.threads);
  const compiled = useSessionState((state) => state.compiled);
  // A circuit that was only opened has had no change to speak of.
  const changed = useSessionState((state) => state.undo !== undefined || state.redo !== undefined);
  const cells = populations(graph, session.catalogue).reduce((sum, { node }) => sum + (node.n ?? 1), 0);
  const pairs = network?.projections.reduce((sum, projection) => sum + projection.pairs, 0) ?? 0;
  const [about, type, flush] = useDraft(graph.about ?? "", (text) => session.edit(setAbout(text)));
  const dt = (value: number, gesture?: string): void => session.edit(inGesture(setDt(value), gesture));

  return (
    <div className="inspector-panel">
      <header className="inspector-head">
        <div className="inspector-title">
          <h2>This circuit</h2>
          <p>Select a node to see its numbers</p>
        </div>
      </header>
      <div className="inspector-scroll">
        <section className="section" aria-label="Time step">
          <div className="row">
            <span className="row-name" data-tip="How far the network moves at once">
              <span>Time step</span>
              <em>
                <i>dt</i>
              </em>
            </span>
            <NumberField
              label="Time step"
              value={graph.dt}
              unit="ms"
              range={limits.dt}
              scale="log"
              onCommit={(value) => dt(value)}
            />
            <span className="unit">ms</span>
            <ResetButton label="Time step" shown={graph.dt !== defaultDt} onReset={() => dt(defaultDt)} />
          </div>
          <Fader
            label="Time step"
            value={graph.dt}
            range={[0.01, Math.max(1, graph.dt)]}
            scale="log"
            unit="ms"
            home={defaultDt}
            onChange={dt}
          />
        </section>
        <section className="section" aria-label="Chance">
          <div className="row">
            <span className="row-name">Random seed</span>
            <NumberField
              label="Random seed"
              className="seed"
              value={graph.seed}
              range={[0, limits.seed]}
              integer
              onCommit={(seed) => session.edit(inGesture(setSeed(seed), undefined))}
            />
            <IconButton
              label="Another seed"
              icon="dice"
              className="seed-next"
              onClick={() =>
                session.edit(inGesture(setSeed(crypto.getRandomValues(new Uint16Array(1))[0] ?? 1), undefined))
              }
            />
          </div>
          <p className="caption">Same seed, same spikes, on any computer.</p>
        </section>
        <section className="section" aria-label="Order of a step">
          <div className="row">
            <span className="row-name">Order of a step</span>
            <Segmented
              label="Order of a step"
              value={graph.order}
              options={[
                { value: "nest", label: "NEST" },
                { value: "brian2", label: "Brian2" },
              ]}
              onChange={(order) => session.edit(setOrder(order))}
            />
          </div>
          <p className="caption">When a spike counts within a step. Spike times then match that simulator exactly.</p>
        </section>
        <section className="section" aria-label="About">
          <h3>About</h3>
          <textarea
            className="field area"
            rows={3}
            aria-label="About this circuit"
            placeholder="What should a reader notice?"
            value={about}
            onChange={(event) => type(event.target.value)}
            onBlur={flush}
          />
        </section>
        {graph.nodes.length > 0 && (
          <Folded title="The network that runs" open>
            <dl className="facts">
              <Fact name="Cells" value={writeCount(cells)} />
              <Fact name="Pairs" value={writeCount(pairs)} />
              {network && <Fact name="Memory" value={sizeWords(network.bytes)} />}
              {network && network.threads > 1 && <Fact name="Threads" value={`${threads} of ${network.threads}`} />}
              {compiled && <Fact name="Compiled in" value={`${writeNumber(compiled.tookMs, 2)} ms`} />}
            </dl>
            {compiled && changed && <p className="caption">{howWords[compiled.how]}.</p>}
            {network?.projections.length ? (
              <details className="projections">
                <summary className="caption">{counted(network.projections.length, "projection")}</summary>
                <ul>
                  {network.projections.map(({ node, pairs: count }) => (
                    <li key={node}>
                      <button
                        type="button"
                        className="door"
                        onClick={() => session.select({ nodes: [node], wires: [], notes: [] })}
                      >
                        {graph.nodes.find(({ id }) => id === node)?.label ?? node}
                      </button>
                      <span className="mono">{counted(count, "pair")}</span>
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </Folded>
        )}
      </div>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="mono">{value}</dd>
    </>
  );
}
