/**
 * A kind in small: the outline of its family, told apart without colour, with the kind's own icon inside. Used by the palette,
 * the header of the inspector, the outline and the dialog that adds by name.
 */
import type { Family } from "../../kind/index.ts";

/** Outline of each family in a box of 40 x 28. */
const outlines: Readonly<Record<Family, string>> = {
  neuron: "M6 2h28a5 5 0 0 1 5 5v14a5 5 0 0 1-5 5H6a5 5 0 0 1-5-5V7a5 5 0 0 1 5-5Z",
  synapse: "M13 2h14a12 12 0 0 1 0 24H13a12 12 0 0 1 0-24Z",
  current: "M13 2h23a3 3 0 0 1 3 3v18a3 3 0 0 1-3 3H13a12 12 0 0 1 0-24Z",
  spikes: "M9 2h27a3 3 0 0 1 3 3v18a3 3 0 0 1-3 3H9l-8-8V10Z",
};

interface MiniatureProps {
  family: Family;
  icon: string;
  width?: number;
  colour?: string;
  /** Drawn below the line: an inhibitory kernel. */
  down?: boolean;
}

export function Miniature({ family, icon, width = 22, colour, down }: MiniatureProps) {
  const large = width >= 32;
  return (
    <svg className="miniature" width={width} height={(width * 28) / 40} viewBox="0 0 40 28" aria-hidden="true">
      <path
        d={outlines[family]}
        style={{ fill: "var(--node)", stroke: large ? "var(--edge)" : "var(--ink2)", strokeWidth: large ? 1.25 : 2.2 }}
      />
      <g transform={`translate(${family === "neuron" || family === "synapse" ? 20 : 22} 14) scale(${large ? 0.75 : 0.86}) ${down ? "scale(1 -1)" : ""} translate(-12 -12)`}>
        <path
          d={icon}
          style={{
            fill: "none",
            stroke: colour ?? "var(--ink2)",
            strokeWidth: large ? 2.1 : 2.4,
            strokeLinecap: "round",
            strokeLinejoin: "round",
          }}
        />
      </g>
    </svg>
  );
}
