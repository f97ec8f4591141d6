/** The energy along the path of a recall, and what its state is like: one bar for each stored pattern. */
import { line } from "d3";
import type { Glimpse } from "../../learning/index.ts";
import { Chart, useSize } from "../analysis/Chart.tsx";

export function EnergyChart({ glimpses, at }: { glimpses: readonly Glimpse[]; at: number }) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const energies = glimpses.map(({ energy }) => energy);
  const low = Math.min(0, ...energies);
  const high = Math.max(0, ...energies);
  const span = high - low || 1;
  const end = glimpses.at(-1)?.round ?? 1;
  const here = glimpses[at];
  return (
    <div className="lab-chart" ref={ref}>
      {width > 0 && (
        <Chart
          label={`Energy along the path${here ? `: ${here.energy.toPrecision(4)} after ${here.round.toFixed(1)} rounds` : ""}`}
          width={width}
          height={height}
          xAxis={{ domain: [0, Math.max(1, end)], title: "rounds" }}
          yAxis={{ domain: [low - 0.05 * span, high + 0.05 * span], title: "energy" }}
        >
          {({ x, y }) => (
            <>
              <path
                className="lab-curve"
                d={
                  line<Glimpse>(
                    ({ round }) => x(round),
                    ({ energy }) => y(energy),
                  )(glimpses) ?? ""
                }
              />
              {here && <circle className="lab-dot" cx={x(here.round)} cy={y(here.energy)} r={4.5} />}
            </>
          )}
        </Chart>
      )}
    </div>
  );
}

export function OverlapChart({ overlaps, names }: { overlaps: Float64Array | undefined; names: readonly string[] }) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const m = names.length;
  const best = overlaps
    ? [...overlaps.keys()].sort((a, b) => (overlaps[b] as number) - (overlaps[a] as number))[0]
    : undefined;
  const words =
    best === undefined || !overlaps ? "" : `: most like ${names[best]}, ${(overlaps[best] as number).toFixed(2)}`;
  return (
    <div className="lab-chart" ref={ref}>
      {width > 0 && (
        <Chart
          label={`Overlap with each stored pattern${words}`}
          width={width}
          height={height}
          xAxis={{ domain: [0, Math.max(1, m)], title: "stored pattern" }}
          yAxis={{ domain: [-1, 1], title: "overlap" }}
          bare={m <= 12}
          read={(x) => {
            const k = Math.floor(x);
            const value = overlaps?.[k];
            return value === undefined ? undefined : [names[k] ?? "", value.toFixed(2)];
          }}
        >
          {({ x, y, height: inner }) =>
            [...(overlaps ?? [])].map((value, k) => {
              const left = x(k + 0.15);
              const wide = Math.max(1, x(k + 0.85) - left);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its pattern
                <g key={k}>
                  <rect
                    className={value > 0.9 ? "lab-bar lab-bar-found" : "lab-bar"}
                    x={left}
                    y={y(Math.max(0, value))}
                    width={wide}
                    height={Math.abs(y(value) - y(0))}
                  />
                  {m <= 12 && wide > 14 && (
                    <text className="lab-bar-name" x={left + wide / 2} y={inner - 3}>
                      {(names[k] ?? "").replace("random ", "")}
                    </text>
                  )}
                </g>
              );
            })
          }
        </Chart>
      )}
    </div>
  );
}
