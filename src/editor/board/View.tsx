/** Zoom buttons, and the map of the whole circuit while part of it is out of view. */
import { MiniMap, useReactFlow, useStore } from "reactflow";
import { IconButton } from "../controls/Button.tsx";
import { outOfView } from "./fit.ts";
import type { BoardNode } from "./flow.ts";

export function View({ fit, quick }: { fit: () => void; quick: boolean }) {
  const flow = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  const hidden = useStore(outOfView);
  const duration = quick ? 0 : 140;
  return (
    <>
      {hidden && (
        <MiniMap<BoardNode>
          className="board-map"
          position="bottom-left"
          pannable
          zoomable
          nodeBorderRadius={8}
          nodeColor={(node) => (node.type === "part" ? `var(${node.data.layout.color})` : "var(--line)")}
          nodeStrokeWidth={0}
          maskColor="var(--map-mask)"
          ariaLabel="Map of the circuit"
        />
      )}
      <div className="board-zoom nokey">
        <IconButton label="Zoom out" icon="minus" onClick={() => void flow.zoomOut({ duration })} />
        <button
          type="button"
          className="board-percent"
          data-tip="Back to 100 %"
          aria-label={`Zoom ${percent} %, back to 100 %`}
          onClick={() => void flow.zoomTo(1, { duration })}
        >
          {percent} %
        </button>
        <IconButton label="Zoom in" icon="plus" onClick={() => void flow.zoomIn({ duration })} />
        <button
          type="button"
          className="icon-button"
          aria-label="Fit the circuit into view"
          data-tip="Fit view"
          data-keys="Shift+1"
          onClick={fit}
        >
          <svg className="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />
          </svg>
        </button>
      </div>
    </>
  );
}
