/**
 * A kind in small: the outline of its family, told apart without colour, with the kind's own icon inside. Used by the palette,
 * the header of the inspector, the outline and the dialog that adds by name.
 */
import type { Family } from "../../kind/index.ts";

/** Outline of each family in boxes of 40 x 28 and of 22 x 18: a small one is drawn anew, so that its lines stay crisp. */
const outlines: Readonly<Record<Family, readonly [large: string, small: string]>> = {
  neuron: [
    "M6 2h28a5 5 0 0 1 5 5v14a5 5 0 0 1-5 5H6a5 5 0 0 1-5-5V7a5 5 0 0 1 5-5Z",
    "M5 1h12a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4Z",
  ],
  synapse: ["M13 2h14a12 12 0 0 1 0 24H13a12 12 0 0 1 0-24Z", "M7.5 2.5h7a6.5 6.5 0 0 1 0 13h-7a6.5 6.5 0 0 1 0-13Z"],
  current: [
    "M13 2h23a3 3 0 0 1 3 3v18a3 3 0 0 1-3 3H13a12 12 0 0 1 0-24Z",
    "M9 1h10.5a1.5 1.5 0 0 1 1.5 1.5v13a1.5 1.5 0 0 1-1.5 1.5H9A8 8 0 0 1 9 1Z",
  ],
  spikes: [
    "M9 2h27a3 3 0 0 1 3 3v18a3 3 0 0 1-3 3H9l-8-8V10Z",
    "M5 1h14.5a1.5 1.5 0 0 1 1.5 1.5v13a1.5 1.5 0 0 1-1.5 1.5H5l-4-4V5Z",
  ],
};

/** Where the middle of the icon goes, and how large it is drawn. Icons fill x 5 to 19 and y 7 to 19 of their own box. */
const places: Readonly<
  Record<Family, readonly [large: readonly [number, number, number], small: readonly [number, number, number]]>
> = {
  neuron: [
    [20, 14, 1.3],
    [11, 9, 0.98],
  ],
  synapse: [
    [20, 14, 1.2],
    [11, 9, 0.82],
  ],
  current: [
    [22, 14, 1.2],
    [12.2, 9, 0.9],
  ],
  spikes: [
    [22, 14, 1.3],
    [12, 9, 0.94],
  ],
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
  const size = width >= 32 ? 0 : 1;
  const [boxWidth, boxHeight] = size === 0 ? [40, 28] : [22, 18];
  const [x, y, scale] = places[family][size];
  return (
    <svg
      className="miniature"
      width={width}
      height={(width * boxHeight) / boxWidth}
      viewBox={`0 0 ${boxWidth} ${boxHeight}`}
      aria-hidden="true"
    >
      <path
        d={outlines[family][size]}
        style={{
          fill: "var(--node)",
          stroke: size === 0 ? "var(--edge)" : "var(--ink2)",
          strokeWidth: size === 0 ? 1.25 : 1.15,
        }}
      />
      <g transform={`translate(${x} ${y}) scale(${scale} ${down ? -scale : scale}) translate(-12 -13)`}>
        <path
          d={icon}
          style={{
            fill: "none",
            stroke: colour ?? "var(--ink2)",
            strokeWidth: 1.5 / scale,
            strokeLinecap: "round",
            strokeLinejoin: "round",
          }}
        />
      </g>
    </svg>
  );
}
