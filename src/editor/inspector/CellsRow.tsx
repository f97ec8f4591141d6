import { type Node, roomForCells } from "../../graph/index.ts";
import { Fader } from "../controls/Fader.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { roomWords } from "../nodes.ts";
import { useSessionState } from "../SessionContext.tsx";

/** How many cells the node stands for. */
export function CellsRow({
  nodes,
  onChange,
}: {
  nodes: readonly Node[];
  onChange: (n: number, gesture?: string) => void;
}) {
  const n = nodes[0]?.n ?? 1;
  const graph = useSessionState((state) => state.graph);
  const ids = nodes.map(({ id }) => id);
  const most = roomForCells(graph, ids);
  const mixed = nodes.some((node) => (node.n ?? 1) !== n);
  return (
    <div className="parameter">
      <div className="row">
        <span className="row-name" data-tip="A node stands for a population: so many cells with the same equations">
          <span>Cells</span>
          <em>
            <span className="sym">
              <i>n</i>
            </span>
          </em>
        </span>
        <NumberField
          label="Cells"
          value={mixed ? null : n}
          range={[1, most]}
          why={roomWords(graph, ids)}
          scale="log"
          integer
          onCommit={(next) => onChange(next)}
        />
        <span className="unit" />
        <span className="reset-room" />
      </div>
      <Fader
        label="Cells"
        value={n}
        range={[1, Math.min(most, Math.max(1000, n))]}
        scale="log"
        integer
        home={1}
        onChange={onChange}
      />
    </div>
  );
}
