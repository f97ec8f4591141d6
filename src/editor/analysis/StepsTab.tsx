/** Five steps of current and the potential under each, one row a step, all on one axis of time and one of potential. */
import { scaleLinear } from "d3";
import { useState } from "react";
import { extentOf, formatTick, xyPath } from "../../plots/index.ts";
import { Button } from "../controls/Button.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { counted, writeUnit } from "../controls/number.ts";
import { useSize } from "./Chart.tsx";
import { useAnswer } from "./useAnswer.ts";
import { Wait } from "./Wait.tsx";
import { hertz, quantity } from "./words.ts";

const axis = 26;

export function StepsTab({ node, colour, resets }: { node: string; colour: string; resets: boolean }) {
  const [currents, setCurrents] = useState<readonly number[]>();
  const steps = useAnswer("steps", node, currents ? { currents } : {});
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const family = steps.result;
  const gutter = 132;
  const room = Math.max(10, width - gutter - 16);
  const row = family ? Math.max(20, (height - axis) / family.curves.length) : 0;
  const [low, high] = family ? extentOf(family.curves.flatMap(({ values }) => extentOf(values))) : [0, 1];
  const x = scaleLinear([family?.times[0] ?? 0, family?.times.at(-1) ?? 1], [0, room]);
  const y = scaleLinear([low, high], [row - 5, resets ? 12 : 5]);
  const ticks = x.ticks(5);
  return (
    <div className="tab-body">
      <Wait following={steps} />
      {family && (
        <p className="tab-words">
          {family.state.name} under steps of {quantity(family.stepMs, "ms")}, from {quantity(low, family.state.unit)} to{" "}
          {quantity(high, family.state.unit)} in every row. Write another current into its field.
          {currents && (
            <>
              {" "}
              <Button look="line" onClick={() => setCurrents(undefined)}>
                Fit
              </Button>
            </>
          )}
        </p>
      )}
      <div className="tab-chart steps" ref={ref}>
        {family?.curves.map((curve, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its current may change
          <div key={k} className="step-row" style={{ height: row, top: k * row }}>
            <div className="step-current">
              <NumberField
                label={`Current of step ${k + 1}`}
                value={family.currents[k] as number}
                unit={family.unit}
                onCommit={(value) => setCurrents(family.currents.map((old, each) => (each === k ? value : old)))}
              />
              <span className="caption">{writeUnit(family.unit)}</span>
              <span className="mono step-rate">
                {curve.steadyHz > 0
                  ? hertz(curve.steadyHz)
                  : curve.spikes.length > 0
                    ? counted(curve.spikes.length, "spike")
                    : "–"}
              </span>
            </div>
            <svg
              width={room}
              height={row}
              role="img"
              aria-label={`${quantity(family.currents[k] as number, family.unit)}: ${curve.spikes.length} spikes`}
            >
              <path d={`M${x(0)},${row - 0.5}H${x(family.stepMs)}`} className="step-bar" />
              <path d={xyPath(family.times, curve.values, x, y)} className="curve" style={{ stroke: colour }} />
              {resets && (
                <path
                  d={curve.spikes.map((time) => `M${x(time).toFixed(1)},${y(high).toFixed(1)}V3`).join("")}
                  className="curve"
                  style={{ stroke: colour }}
                />
              )}
            </svg>
          </div>
        ))}
        {family && (
          <svg
            className="step-axis"
            width={room}
            height={axis}
            style={{ left: gutter, top: row * family.curves.length }}
            aria-hidden="true"
          >
            {ticks.map((tick) => (
              <text key={tick} x={x(tick)} y={14} className="chart-tick chart-middle">
                {formatTick(tick, 50)}
              </text>
            ))}
            <text x={room} y={25} className="chart-title chart-end">
              <tspan className="chart-name">time</tspan> <tspan className="chart-unit">ms</tspan>
            </text>
          </svg>
        )}
      </div>
    </div>
  );
}
