/** The f-I curve: settled and first rate against constant current, with where the circuit stands on it. */
import { useState } from "react";
import type { Range } from "../../analysis/index.ts";
import { xyPath } from "../../plots/index.ts";
import { Button } from "../controls/Button.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { writeUnit } from "../controls/number.ts";
import { Chart, Mark, useSize } from "./Chart.tsx";
import { useAnswer } from "./useAnswer.ts";
import { Wait } from "./Wait.tsx";
import { classWords, hertz, onsetWords, presentWords, quantity } from "./words.ts";

export function RateTab({ node, colour }: { node: string; colour: string }) {
  const [range, setRange] = useState<Range>();
  const rates = useAnswer("rates", node, range ? { range } : {});
  const present = useAnswer("present", node, {}, { whole: true });
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const { result, facts } = rates;
  const { onset, curve } = result ?? {};
  const unit = facts?.unit;
  const at = present.result;
  const domain: Range = curve ? [curve.currents[0] ?? 0, curve.currents.at(-1) ?? 1] : (range ?? [0, 1]);
  const most = curve ? Math.max(10, ...curve.steady, at?.rateHz ?? 0) : 10;
  const firstMost = curve && !onset?.chance ? Math.max(...curve.first) : 0;
  // First intervals can be far shorter than later ones; they may leave the picture, the settled curve may not.
  const top = Math.min(Math.max(most, firstMost), 2.2 * most) * 1.06;
  const words = [onset && onsetWords(onset, unit), onset && classWords(onset), at && presentWords(at, unit)].filter(
    Boolean,
  );
  const near = (current: number): number => {
    const list = curve?.currents ?? [];
    let best = 0;
    for (let k = 1; k < list.length; k++)
      if (Math.abs((list[k] as number) - current) < Math.abs((list[best] as number) - current)) best = k;
    return best;
  };
  return (
    <div className="tab-body">
      <Wait following={rates} />
      <p className="tab-words">{words.join(" ")}</p>
      <div className="tab-chart" ref={ref}>
        {curve && width > 0 && (
          <Chart
            label={`Rate against constant current. ${words.join(" ")}`}
            width={width}
            height={height}
            xAxis={{ domain, title: "input", unit: writeUnit(curve.unit) }}
            yAxis={{ domain: [0, top], title: "rate", unit: "Hz" }}
            read={(current) => {
              const k = near(current);
              return [
                quantity(curve.currents[k] as number, curve.unit),
                hertz(curve.steady[k] as number),
                `first ${hertz(curve.first[k] as number)}`,
              ];
            }}
          >
            {({ x, y, width: w, height: h }) => (
              <>
                {!onset?.chance && (
                  <path
                    d={xyPath(curve.currents, curve.first, x, y)}
                    className="curve curve-second"
                    style={{ stroke: colour }}
                  />
                )}
                <path d={xyPath(curve.currents, curve.steady, x, y)} className="curve" style={{ stroke: colour }} />
                {onset?.onset !== undefined && !onset.vanishing && x(onset.onset) >= 0 && x(onset.onset) <= w && (
                  <path d={`M${x(onset.onset)},${h}v-12`} className="curve-tick" />
                )}
                {!onset?.chance && <CurveName curve={curve} frame={{ x, y, w }} />}
                {at && Number.isFinite(at.mean) && x(at.mean) >= 0 && x(at.mean) <= w && (
                  <g transform={`translate(${x(at.mean)},${y(Math.min(at.rateHz, top))})`}>
                    <circle r={4.5} className="curve-now" style={{ fill: colour }} />
                    <Mark x={x(at.mean) > w - 70 ? -9 : 9} y={-7} anchor={x(at.mean) > w - 70 ? "end" : "start"}>
                      now
                    </Mark>
                  </g>
                )}
              </>
            )}
          </Chart>
        )}
        {onset && !curve && <p className="caption">Without an input for current there is no curve to draw.</p>}
      </div>
      {curve && (
        <div className="tab-foot">
          {/* Under noise one first interval is one draw, and no curve. */}
          {!onset?.chance && (
            <span className="chart-key">
              <Key colour={colour} /> settled
            </span>
          )}
          <span className="chart-key">
            <Key colour={colour} dashed /> first interval
          </span>
          <span className="spacer" />
          <span className="caption">from</span>
          <NumberField
            label="Lowest current"
            value={domain[0]}
            unit={curve.unit}
            onCommit={(low) => low < domain[1] && setRange([low, domain[1]])}
          />
          <span className="caption">to</span>
          <NumberField
            label="Highest current"
            value={domain[1]}
            unit={curve.unit}
            onCommit={(high) => high > domain[0] && setRange([domain[0], high])}
          />
          <span className="caption">{writeUnit(curve.unit)}</span>
          {range && (
            <Button look="line" onClick={() => setRange(undefined)}>
              Fit
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** "first" beside its curve, where the two are apart. */
function CurveName({
  curve,
  frame: { x, y, w },
}: {
  curve: { currents: Float64Array; steady: Float64Array; first: Float64Array };
  frame: { x: (value: number) => number; y: (value: number) => number; w: number };
}) {
  const k = curve.currents.findIndex(
    (_, each) =>
      y(curve.steady[each] as number) - y(curve.first[each] as number) > 26 && y(curve.first[each] as number) > 12,
  );
  if (k < 0) return null;
  return (
    <Mark x={Math.min(w - 60, x(curve.currents[k] as number) - 6)} y={y(curve.first[k] as number) - 4} anchor="end">
      first
    </Mark>
  );
}

export function Key({ colour, dashed }: { colour: string; dashed?: boolean }) {
  return (
    <svg width="18" height="8" aria-hidden="true">
      <path d="M0,4h18" className={dashed ? "curve curve-second" : "curve"} style={{ stroke: colour }} />
    </svg>
  );
}
