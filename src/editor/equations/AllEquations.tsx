/** The whole compiled system on one sheet, a block a node, to read, to copy as text, or to copy as TeX. */
import { useMemo, useState } from "react";
import { announce } from "../announce.ts";
import { Button } from "../controls/Button.tsx";
import { Dialog } from "../controls/Dialog.tsx";
import { MathView } from "../controls/Math.tsx";
import { Miniature } from "../controls/Miniature.tsx";
import { counted } from "../controls/number.ts";
import { Swatch } from "../controls/Swatch.tsx";
import { light } from "../lamp.ts";
import { prefer, usePreference } from "../preferences.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { show } from "../screen.ts";
import { systemBlocks, systemText } from "./blocks.ts";

/** The blocks alone, for the sheet and for the phone's tab. */
export function EquationBlocks({ onChosen }: { onChosen?: () => void }) {
  const session = useSession();
  const graph = useSessionState((state) => state.graph);
  const numbers = usePreference((state) => state.numbers);
  const blocks = useMemo(() => systemBlocks(graph, session.catalogue, numbers), [graph, session.catalogue, numbers]);
  if (blocks.length === 0) return <p className="equations-hint">Your circuit’s equations, written as you wire it.</p>;
  return (
    <>
      {blocks.map(({ known: { node, kind }, lines }) => (
        <section
          key={node.id}
          className="sheet-block"
          aria-label={node.label}
          onPointerEnter={() => light(node.id)}
          onPointerLeave={() => light()}
        >
          <div className="sheet-head">
            {kind.family === "neuron" ? (
              <Swatch color={node.color} />
            ) : (
              <Miniature family={kind.family} icon={kind.icon} />
            )}
            <button
              type="button"
              className="door sheet-name"
              onClick={() => {
                session.select({ nodes: [node.id], wires: [], notes: [] });
                show({ tab: "board" });
                onChosen?.();
              }}
            >
              {node.label}
            </button>
            <span className="caption">
              {kind.label}
              {kind.family !== "synapse" && (node.n ?? 1) > 1 ? `, ${counted(node.n ?? 1, "cell")}` : ""}
            </span>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
          <ul className="sheet-lines" tabIndex={0} aria-label={`Equations of ${node.label}`}>
            {lines.map((line) => (
              <li key={line.key}>
                {line.words && <span className="caption">{line.words}</span>}
                <MathView node={line.math} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

export function AllEquations({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const numbers = usePreference((state) => state.numbers);
  const [copied, setCopied] = useState<"text" | "TeX" | null>(null);
  const copy = async (as: "text" | "TeX"): Promise<void> => {
    await navigator.clipboard.writeText(systemText(session.store.getState().graph, session.catalogue, as));
    setCopied(as);
    announce(`Copied as ${as}`);
  };
  return (
    <Dialog
      title="All equations"
      about="What the engine runs: one block a node, exactly as compiled."
      className="sheet"
      onClose={onClose}
      acts={
        <>
          <Button look="line" aria-pressed={numbers} onClick={() => prefer({ numbers: !numbers })}>
            With numbers
          </Button>
          {(["text", "TeX"] as const).map((as) => (
            <Button key={as} look="line" icon={copied === as ? "check" : "copy"} onClick={() => void copy(as)}>
              {as === "text" ? "Text" : as}
            </Button>
          ))}
        </>
      }
    >
      <div className="dialog-scroll">
        <EquationBlocks onChosen={onClose} />
      </div>
    </Dialog>
  );
}
