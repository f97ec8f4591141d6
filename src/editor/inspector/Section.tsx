/** Parts of a panel: one that stands open, and one that folds. */
import { type ReactNode, useState } from "react";

export function Section({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <section className="section" aria-label={label}>
      {children}
    </section>
  );
}

/** What is folded away is not built: equations are set in type only where somebody looks. */
export function Folded({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  const [unfolded, setUnfolded] = useState(open);
  return (
    <details className="section folded" open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
      <summary>
        <h3>{title}</h3>
      </summary>
      {unfolded && children}
    </details>
  );
}
