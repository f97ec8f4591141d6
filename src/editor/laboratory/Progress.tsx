/** How far an answer is, with the way to stop it; why there is none. */
import { Button } from "../controls/Button.tsx";

interface ProgressProps {
  following: { busy: boolean; progress: { share: number } | undefined; why: string | undefined; stop(): void };
  label: string;
}

export function Progress({ following: { busy, progress, why, stop }, label }: ProgressProps) {
  if (why !== undefined)
    return (
      <p className="tab-refused" role="status">
        {why}
      </p>
    );
  if (!busy) return null;
  return (
    <div className="tab-wait">
      <progress aria-label={label} value={progress?.share ?? 0} max={1} />
      <Button look="plain" onClick={stop}>
        Stop
      </Button>
    </div>
  );
}
