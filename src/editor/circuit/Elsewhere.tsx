import { Button } from "../controls/Button.tsx";
import { Icon } from "../controls/Icon.tsx";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { notify } from "./notice.ts";

/** Another window stores the circuit: the two ways on. It stays until one is taken. */
export function Elsewhere() {
  const session = useSession();
  const elsewhere = useSessionState((state) => state.elsewhere);
  if (!elsewhere) return null;
  const takeOver = async (): Promise<void> => {
    const [problem] = await session.takeOver();
    if (problem) notify({ text: problem.message, wrong: problem.severity === "error" });
  };
  return (
    <div className="notice notice-elsewhere" role="status">
      <Icon name="warning" />
      <p>
        This circuit is open in another window, which stores it. The first change you make here turns it into a copy.
      </p>
      <Button look="line" onClick={() => session.workOnCopy()}>
        Work on a copy
      </Button>
      <Button look="line" onClick={() => void takeOver()}>
        Take it over
      </Button>
    </div>
  );
}
