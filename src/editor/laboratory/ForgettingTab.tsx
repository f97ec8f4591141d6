/** Pattern after pattern is learned: the outer product loses all of them at once, a palimpsest only the oldest. */
import { line } from "d3";
import { useMemo, useState } from "react";
import type { MemoryQuestion } from "../../learning/index.ts";
import { Chart, Mark, useSize } from "../analysis/Chart.tsx";
import { Fader } from "../controls/Fader.tsx";
import { Progress } from "./Progress.tsx";
import { useMemoryAnswer } from "./useMemoryAnswer.ts";

const n = 200;
const networks = 4;
/** Patterns whose overlaps are drawn as one point. */
const together = 4;

export function ForgettingTab({ seed }: { seed: number }) {
  const [m, setM] = useState(80);
  const question = useMemo(
    (): Extract<MemoryQuestion, { type: "forgetting" }> => ({ type: "forgetting", n, m, networks, seed }),
    [m, seed],
  );
  const following = useMemoryAnswer<"forgetting">(question);
  const found = following.answer?.found ?? [];
  const stored = found[0]?.overlaps.length ?? m;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const curves = found.map(({ rule, overlaps }) => ({
    rule,
    points: Array.from({ length: Math.ceil(overlaps.length / together) }, (_, k): [number, number] => {
      const part = overlaps.subarray(k * together, (k + 1) * together);
      return [k * together + part.length / 2, part.reduce((sum, x) => sum + x, 0) / part.length];
    }),
  }));
  const newest = (rule: string): string =>
    (curves.find((each) => each.rule === rule)?.points.at(-1)?.[1] ?? 0).toFixed(2);
  return (
    <div className="tab-body lab">
      <Progress following={following} label="Learning one pattern after another" />
      <p className="tab-words">
        {found.length > 0 &&
          `After ${stored} patterns in ${n} units the newest is recalled with an overlap of ${newest("hebb")} by outer products and ${newest("palimpsest")} by the palimpsest, whose weights are held within a bound.`}
      </p>
      <div className="tab-chart" ref={ref}>
        {width > 0 && (
          <Chart
            label={`Final overlap with each pattern, the oldest first: ${curves.map(({ rule }) => `${rule}, newest ${newest(rule)}`).join("; ")}`}
            width={width}
            height={height}
            xAxis={{ domain: [0, stored], title: "pattern, the newest at the right" }}
            yAxis={{ domain: [0, 1.05], title: "final overlap" }}
          >
            {({ x, y }) =>
              curves.map(({ rule, points }, k) => (
                <g key={rule}>
                  <path
                    className={k === 0 ? "lab-curve" : "lab-curve lab-curve-second"}
                    d={
                      line(
                        ([at]) => x(at),
                        ([, value]) => y(value),
                      )(points) ?? ""
                    }
                  />
                  <Mark x={x(stored) - 4} y={y(points.at(-1)?.[1] ?? 0) + (k === 0 ? -8 : 16)} anchor="end">
                    {rule === "hebb" ? "outer products" : rule}
                  </Mark>
                </g>
              ))
            }
          </Chart>
        )}
      </div>
      <div className="tab-foot">
        <span className="row-name">Patterns</span>
        <Fader
          label="Patterns learned"
          value={m}
          range={[4, 160]}
          integer
          onChange={(next) => setM(Math.round(next))}
        />
        <span className="caption">{m}</span>
      </div>
    </div>
  );
}
