/** How far an answer is, with the way to stop it; why there is none; nothing once it is there. */
import type { Question } from "../../analysis/index.ts";
import { Button } from "../controls/Button.tsx";
import type { Following } from "./useAnswer.ts";

export function Wait({ following }: { following: Following<Question> }) {
  const { busy, share, why, stopped, stop, again, result } = following;
  if (why !== undefined)
    return (
      <p className="tab-refused" role="status">
        {why}
      </p>
    );
  if (stopped)
    return (
      <p className="tab-wait">
        <span className="caption">Stopped.</span>
        <Button look="line" onClick={again}>
          Go on
        </Button>
      </p>
    );
  if (!busy) return null;
  return (
    <div className={result ? "tab-wait tab-wait-over" : "tab-wait"}>
      <progress aria-label="Analysis" value={share} max={1} />
      <Button look="plain" onClick={stop}>
        Stop
      </Button>
    </div>
  );
}
