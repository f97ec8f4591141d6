/** The mark of a population: disc, ring or square in its colour. */
import type { PopulationStyle } from "../../plots/index.ts";

export function Swatch({ style, size = 9 }: { style: PopulationStyle; size?: number }) {
  const color = `var(${style.token})`;
  return (
    <svg className="dock-swatch" width={size} height={size} viewBox="0 0 9 9" aria-hidden="true">
      {style.mark === "square" ? (
        <rect x="0.5" y="0.5" width="8" height="8" rx="1" fill={color} />
      ) : style.mark === "ring" ? (
        <circle cx="4.5" cy="4.5" r="3.5" fill="none" stroke={color} strokeWidth="2" />
      ) : (
        <circle cx="4.5" cy="4.5" r="4.5" fill={color} />
      )}
    </svg>
  );
}
