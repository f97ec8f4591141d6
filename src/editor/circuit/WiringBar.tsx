/** A network of very many pairs is being made: how far it is, and the way to stop it and to begin again. */
import { useEffect } from "react";
import { announce } from "../announce.ts";
import { Button } from "../controls/Button.tsx";
import { Icon } from "../controls/Icon.tsx";
import { useSession, useSessionState } from "../SessionContext.tsx";

/** Heard that often; what is seen is a number that counts up. */
const announcedPercent = 25;

export default function WiringBar() {
  const session = useSession();
  const wiring = useSessionState((state) => state.wiring);
  const stopped = useSessionState((state) => state.diagnostics.find(({ code }) => code === "wiring-stopped"));
  const percent = wiring ? Math.floor((100 * wiring.made) / wiring.total) : 0;
  const heard = wiring ? percent - (percent % announcedPercent) : undefined;
  useEffect(() => {
    if (heard !== undefined) announce(`Wiring, ${heard} %`);
  }, [heard]);
  if (!wiring)
    return stopped ? (
      <div className="notice notice-elsewhere">
        <Icon name="warning" />
        <p>{stopped.message}</p>
        <Button look="line" onClick={() => session.wireAgain()}>
          Wire again
        </Button>
      </div>
    ) : null;
  return (
    <div className="notice notice-elsewhere">
      <p className="notice-wiring">
        Wiring <b>{percent} %</b> of {wiring.total.toLocaleString("en-US")} pairs of cells
      </p>
      <progress aria-label="Wiring" value={wiring.made} max={wiring.total} />
      <Button look="line" onClick={() => session.stopWiring()}>
        Stop wiring
      </Button>
    </div>
  );
}
