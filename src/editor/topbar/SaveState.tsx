import { useCircuitActs } from "../circuit/useCircuitActs.ts";
import { Icon } from "../controls/Icon.tsx";
import { useSessionState } from "../SessionContext.tsx";

/** Whether the circuit is safe. When it is not, the way to keep it stands beside the reason. */
export function SaveState() {
  const { status, message } = useSessionState((state) => state.saved);
  const elsewhere = useSessionState((state) => state.elsewhere);
  const empty = useSessionState((state) => state.graph.nodes.length === 0);
  const { download } = useCircuitActs();
  if (elsewhere) return <span className="save">Stored by another window</span>;
  if (status === "failed")
    return (
      <span className="save save-failed">
        <Icon name="warning" />
        Not saved: {(message ?? "this browser allows no storage").replace(/\.$/, "")}.
        <button type="button" className="save-door" onClick={download}>
          Download a copy
        </button>
      </span>
    );
  if (status === "saving") return <span className="save">Saving</span>;
  if (status === "new") return <span className="save">{empty ? "Nothing to save yet" : "Not changed yet"}</span>;
  return (
    <span className="save">
      <Icon name="check" />
      Saved on this device
    </span>
  );
}
