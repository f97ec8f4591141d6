import type { ReactNode } from "react";

/** Formulas that do not break: where one is wider than the inspector it scrolls, by keyboard too. */
export function Formulas({
  label,
  className = "",
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={`about-math ${className}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
