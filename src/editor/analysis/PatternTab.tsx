/** The firing pattern under one long step: its name, a sentence, the numbers behind both, and the spikes themselves. */
import { type ReactNode, useState } from "react";
import { Fader } from "../controls/Fader.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { writeNumber, writeUnit } from "../controls/number.ts";
import { useSize } from "./Chart.tsx";
import { useAnswer } from "./useAnswer.ts";
import { Wait } from "./Wait.tsx";
import { hertz, milliseconds, patternName, patternWords, quantity } from "./words.ts";

export function PatternTab({ node, colour }: { node: string; colour: string }) {
  const [current, setCurrent] = useState<number>();
  const pattern = useAnswer("pattern", node, current === undefined ? {} : { current });
  const rates = useAnswer("rates", node, {});
  const [ref, { width }] = useSize<HTMLDivElement>();
  const { result, facts } = pattern;
  const highest = rates.result?.onset.highest;
  const number = (value: number, write: (value: number) => string): string =>
    Number.isFinite(value) ? write(value) : "–";
  return (
    <div className="tab-body">
      <Wait following={pattern} />
      {result && (
        <div className="pattern-card">
          <h3>{patternName(result)}</h3>
          <p className="pattern-words">{patternWords(result)}</p>
          <dl className="pattern-numbers">
            <Figure name="Settled rate">{hertz(result.steadyHz)}</Figure>
            <Figure name="First rate">{result.firstHz > 0 ? hertz(result.firstHz) : "–"}</Figure>
            <Figure name="Latency">{number(result.latencyMs, milliseconds)}</Figure>
            <Figure name="Spikes">{writeNumber(result.count)}</Figure>
            <Figure
              name="Adaptation"
              tip="(last − first) / (last + first interval): 0 keeps its pace, towards 1 slows down"
            >
              {number(result.adaptation, (value) => writeNumber(Math.abs(value) < 5e-3 ? 0 : value, 2))}
            </Figure>
            <Figure name="CV of intervals">
              {number(result.cv, (value) => writeNumber(value < 5e-3 ? 0 : value, 2))}
            </Figure>
          </dl>
        </div>
      )}
      <div className="pattern-train" ref={ref}>
        {result && width > 0 && (
          <svg
            width={width}
            height={46}
            role="img"
            aria-label={`${result.count} spikes in ${quantity(result.stepMs, "ms", 4)}`}
          >
            <path
              d={result.spikes.map((time) => `M${((time / result.stepMs) * (width - 2) + 1).toFixed(1)},4v22`).join("")}
              className="curve"
              style={{ stroke: colour }}
            />
            <path d={`M1,31H${width - 1}`} className="step-bar" />
            <text x={1} y={44} className="chart-tick chart-start">
              0
            </text>
            <text x={width} y={44} className="chart-tick chart-end">
              {quantity(result.stepMs, "ms", 4)}
            </text>
          </svg>
        )}
      </div>
      {result && facts?.unit !== undefined && (
        <div className="tab-foot">
          <span className="row-name">Step</span>
          <NumberField label="Current of the step" value={result.current} unit={facts.unit} onCommit={setCurrent} />
          <span className="caption">{writeUnit(facts.unit)}</span>
          {highest !== undefined && (
            <Fader
              label="Current of the step"
              unit={facts.unit}
              range={[Math.min(0, -highest / 4), Math.max(highest, result.current)]}
              value={current ?? result.current}
              colour={colour}
              onChange={setCurrent}
            />
          )}
        </div>
      )}
    </div>
  );
}

function Figure({ name, tip, children }: { name: string; tip?: string; children: ReactNode }) {
  return (
    <div data-tip={tip}>
      <dt>{name}</dt>
      <dd className="mono">{children}</dd>
    </div>
  );
}
