/** The mark of a population: its colour, and from the seventh on a ring or a square, so that colour is never the only sign. */
import { type PopulationStyle, populationStyle } from "../../plots/index.ts";

export function Swatch({
  color,
  style = populationStyle(color),
  size = 11,
}: {
  color?: number | undefined;
  /** Where it is known already. */
  style?: PopulationStyle;
  size?: number;
}) {
  const paint = `var(${style.token})`;
  return (
    <svg className="swatch" width={size} height={size} viewBox="0 0 11 11" aria-hidden="true">
      {style.mark === "disc" && <circle cx="5.5" cy="5.5" r="5.5" style={{ fill: paint }} />}
      {style.mark === "ring" && (
        <circle cx="5.5" cy="5.5" r="4.25" style={{ fill: "none", stroke: paint, strokeWidth: 2.5 }} />
      )}
      {style.mark === "square" && <rect x="0.5" y="0.5" width="10" height="10" style={{ fill: paint }} />}
    </svg>
  );
}
