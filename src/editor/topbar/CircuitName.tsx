import { useLayoutEffect, useRef, useState } from "react";
import { useCircuitActs } from "../circuit/useCircuitActs.ts";
import { TextField } from "../controls/TextField.tsx";
import { useSessionState } from "../SessionContext.tsx";

/** The name of the open circuit: press it and type. It is as wide as its words. */
export function CircuitName() {
  const name = useSessionState((state) => state.graph.name);
  const { rename } = useCircuitActs();
  const ghost = useRef<HTMLSpanElement>(null);
  const [width, setWidth] = useState(120);
  const [typed, setTyped] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words are what is measured
  useLayoutEffect(() => {
    // Read again once the font is there.
    const measure = (): void => setWidth(Math.ceil(ghost.current?.getBoundingClientRect().width ?? 100) + 18);
    measure();
    document.fonts.ready.then(measure, () => {});
  }, [name, typed]);
  return (
    <span className="circuit-name">
      <span ref={ghost} className="circuit-ghost" aria-hidden="true">
        {typed ?? name ?? ""}
      </span>
      <TextField
        label="Name of the circuit"
        value={name}
        placeholder="Untitled"
        maxLength={200}
        style={{ width }}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onCommit={(next) => {
          rename(next.trim() === "" ? "Untitled" : next.trim());
          setTyped(null);
        }}
      />
    </span>
  );
}
