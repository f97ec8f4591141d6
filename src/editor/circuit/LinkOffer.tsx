/**
 * A link may carry a circuit in its fragment (#c=…). It is offered and never forced: what is open stays until the reader
 * says so, and then stays in the library.
 */
import { useEffect, useState } from "react";
import { decodeLink, type Graph } from "../../graph/index.ts";
import { Button } from "../controls/Button.tsx";
import { Dialog } from "../controls/Dialog.tsx";
import { counted } from "../controls/number.ts";
import { useSession } from "../SessionContext.tsx";
import { notify } from "./notice.ts";
import { openGraph } from "./openText.ts";

const carried = (): string | undefined => /^#c=(.+)$/.exec(location.hash)?.[1];

export function LinkOffer() {
  const session = useSession();
  const [offer, setOffer] = useState<Graph | null>(null);
  useEffect(() => {
    const look = async (): Promise<void> => {
      const text = carried();
      if (text === undefined) return;
      const { graph, diagnostics } = await decodeLink(text, session.catalogue);
      if (graph) setOffer(graph);
      else
        notify({
          text: "The circuit in this link cannot be opened.",
          lines: diagnostics.slice(0, 3).map(({ message }) => message),
          wrong: true,
        });
    };
    void look();
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, [session]);

  if (!offer) return null;
  const done = (): void => {
    history.replaceState(null, "", location.pathname + location.search);
    setOffer(null);
  };
  const cells = offer.nodes.reduce((sum, node) => sum + (node.n ?? 1), 0);
  return (
    <Dialog title={`Open “${offer.name}”?`} about="Someone shared this circuit with you in a link." onClose={done}>
      <div className="dialog-scroll">
        <p>
          {counted(offer.nodes.length, "node")}, {counted(cells, "cell")}. {offer.about}
        </p>
        <p className="caption">The circuit you have open stays in your library.</p>
        <p className="dialog-acts">
          <Button look="line" onClick={done}>
            Keep mine
          </Button>
          <Button
            look="solid"
            data-first
            onClick={async () => {
              await openGraph(session, offer, { play: true });
              done();
            }}
          >
            Open and play
          </Button>
        </p>
      </div>
    </Dialog>
  );
}
