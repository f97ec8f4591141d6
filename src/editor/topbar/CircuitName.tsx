import { useState } from "react";
import { useCircuitActs } from "../circuit/useCircuitActs.ts";
import { TextField } from "../controls/TextField.tsx";
import { useSessionState } from "../SessionContext.tsx";

/** The name of the open circuit: press it and type. It is as wide as its words, which lie unseen in the same cell. */
export function CircuitName() {
  const name = useSessionState((state) => state.graph.name);
  const { rename } = useCircuitActs();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <span className="circuit-name">
      <span className="circuit-ghost" aria-hidden="true">
        {(typed ?? name) || "Untitled"}
      </span>
      <TextField
        label="Name of the circuit"
        value={name}
        placeholder="Untitled"
        maxLength={200}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onCommit={(next) => {
          rename(next.trim() === "" ? "Untitled" : next.trim());
          setTyped(null);
        }}
      />
    </span>
  );
}
