/** What the raster says when there is nothing to see, and the door out. */
import { useState } from "react";
import { formatTime } from "../../plots/index.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import type { Population } from "./populations.ts";
import { usePaint } from "./scope.ts";

/** A run this long without a spike is worth a word. */
const quietMs = 100;

export function EmptyRaster({ populations }: { populations: readonly Population[] }) {
  const session = useSession();
  const [state, setState] = useState<"unplayed" | "silent" | "spiking">("unplayed");
  const [silentMs, setSilentMs] = useState(0);
  usePaint((slow) => {
    const { spikes } = session.recordings;
    const { run } = session.store.getState();
    const next = spikes.count > 0 ? "spiking" : run.recordedMs < quietMs ? "unplayed" : "silent";
    if (next !== state) setState(next);
    if (slow && next === "silent") setSilentMs(Math.floor(run.recordedMs / 100) * 100);
  });
  const running = useSessionState((whole) => whole.run.running);
  // The first neuron, and what drives it: that is where a silent circuit is mended.
  const neuron = populations.find((each) => each.family === "neuron");
  const driver = useSessionState(({ graph }) => {
    const into = neuron && graph.wires.find((wire) => wire.to.startsWith(`${neuron.node}.`));
    return into?.from.slice(0, into.from.lastIndexOf("."));
  });
  const driverLabel = useSessionState(({ graph }) => graph.nodes.find((node) => node.id === driver)?.label);

  if (populations.length === 0)
    return (
      <div className="dock-empty">
        <p>Spikes land here, one row a cell.</p>
      </div>
    );
  if (state === "spiking") return null;
  if (state === "unplayed")
    return running ? null : (
      <div className="dock-empty">
        <p>Spikes land here, one row a cell.</p>
        <button type="button" className="dock-outline" onClick={() => session.play()}>
          Play
        </button>
      </div>
    );
  const show = driver ?? neuron?.node;
  return (
    <div className="dock-empty">
      <p>
        {`No spikes in ${formatTime(silentMs, 0)} ms. `}
        {driver
          ? `${driverLabel ?? driver} may be too weak for ${neuron?.label}.`
          : neuron
            ? `Nothing drives ${neuron.label}.`
            : ""}
      </p>
      {show && (
        <button
          type="button"
          className="dock-outline"
          onClick={() => session.select({ nodes: [show], wires: [], notes: [] })}
        >
          {`Show ${driverLabel ?? neuron?.label ?? show}`}
        </button>
      )}
    </div>
  );
}
