/** The cell's course in the circuit as it is stepped, over its course with another integrator, another step or none, in the same axes. */
import { useState } from "react";
import type { SteppedRun } from "../../analysis/index.ts";
import { limits } from "../../graph/index.ts";
import type { Method } from "../../kind/index.ts";
import { extentOf, jumpsAt, xyPath } from "../../plots/index.ts";
import { NumberField } from "../controls/NumberField.tsx";
import { writeNumber, writeUnit } from "../controls/number.ts";
import { Select } from "../controls/Select.tsx";
import { methodNames } from "../methods.ts";
import { useSessionState } from "../SessionContext.tsx";
import { Chart, useSize } from "./Chart.tsx";
import { Key } from "./RateTab.tsx";
import { useAnswer } from "./useAnswer.ts";
import { Wait } from "./Wait.tsx";
import { differenceWords, milliseconds, quantity } from "./words.ts";

const longestMs = 10_000;

export function CompareTab({ node, colour, resets }: { node: string; colour: string; resets: boolean }) {
  const dt = useSessionState((state) => state.graph.dt);
  const [method, setMethod] = useState<Method | "reference">();
  const [chosenDt, setDt] = useState<number>();
  const [durationMs, setDuration] = useState(200);
  // A tenth of the circuit's own, until another is chosen: what a finer step would change.
  const otherDt = chosenDt ?? Math.max(limits.dt[0], Number((dt / 10).toPrecision(3)));
  const options = { dt: otherDt, durationMs, ...(method && { method }) };
  const answer = useAnswer("compare", node, options, { whole: true });
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const found = answer.result;
  const named = ({ method: words, dt: step }: SteppedRun): string =>
    step === undefined ? words : `${words}, ${writeNumber(step)} ms`;
  const extents = found?.runs.flatMap(({ values }) => (values.length > 0 ? extentOf(values) : [])) ?? [];
  const [low, high] = [Math.min(...extents), Math.max(...extents)];
  const room = (high - low || 1) * 0.04;
  const near = ({ times, values }: SteppedRun, time: number): number => {
    const step = ((times.at(-1) ?? 1) - (times[0] ?? 0)) / Math.max(1, times.length - 1);
    const at = Math.round((time - (times[0] ?? 0)) / step);
    return values[Math.max(0, Math.min(values.length - 1, at))] ?? Number.NaN;
  };
  return (
    <div className="tab-body">
      <Wait following={answer} />
      {found && <p className="tab-words">{differenceWords(found)}</p>}
      <div className="tab-chart" ref={ref}>
        {found && width > 0 && Number.isFinite(low) && Number.isFinite(high) && (
          <Chart
            label={`${found.state.name} over ${quantity(found.durationMs, "ms", 4)} in two ways: ${found.runs.map(named).join("; ")}. ${differenceWords(found)}`}
            width={width}
            height={height}
            xAxis={{ domain: [0, found.durationMs], title: "time", unit: "ms" }}
            yAxis={{ domain: [low - room, high + room], title: found.state.name, unit: writeUnit(found.state.unit) }}
            read={(time) => [
              milliseconds(time),
              ...found.runs.map((run) => quantity(near(run, time), found.state.unit, 4)),
            ]}
          >
            {({ x, y, width: w }) =>
              found.runs
                .map((run, k) => (
                  <path
                    // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place
                    key={k}
                    d={xyPath(...thinned(run, w), x, y, resets ? breaksOf(run, w) : [])}
                    className={k === 0 ? "curve" : "curve curve-other"}
                    style={k === 0 ? { stroke: colour } : {}}
                  />
                ))
                .reverse()
            }
          </Chart>
        )}
      </div>
      {found && (
        <p className="chart-keys caption">
          <span className="chart-key">
            <Key colour={colour} /> as it is: {named(found.runs[0])}
          </span>
          <span className="chart-key">
            <Key colour="var(--ink)" dashed /> {named(found.runs[1])}
          </span>
        </p>
      )}
      <div className="tab-foot">
        <span className="caption">Against</span>
        <Select
          label="Other integrator"
          value={method ?? "own"}
          options={[
            { value: "own", label: "Its own integrator" },
            ...Object.entries(methodNames).map(([value, label]) => ({ value: value as Method, label })),
            { value: "reference", label: "Reference: adaptive, no steps" },
          ]}
          onChange={(next) => setMethod(next === "own" ? undefined : next)}
        />
        {method !== "reference" && (
          <>
            <span className="caption">in steps of</span>
            <NumberField label="Other step" value={otherDt} unit="ms" range={limits.dt} scale="log" onCommit={setDt} />
            <span className="caption">ms,</span>
          </>
        )}
        <span className="caption">for</span>
        <NumberField
          label="Time compared"
          value={durationMs}
          unit="ms"
          range={[1, longestMs]}
          scale="log"
          onCommit={setDuration}
        />
        <span className="caption">ms</span>
      </div>
    </div>
  );
}

/** Samples of a run that a picture so wide can tell apart: of each half pixel the first, the lowest and the highest. */
function keptOf({ times, values }: SteppedRun, width: number): readonly number[] {
  const bins = Math.max(1, Math.round(2 * width));
  if (times.length <= 3 * bins) return Array.from(times, (_, k) => k);
  const kept: number[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * times.length) / bins);
    const to = Math.floor(((bin + 1) * times.length) / bins);
    let [low, high] = [from, from];
    for (let k = from; k < to; k++) {
      if ((values[k] as number) < (values[low] as number)) low = k;
      if ((values[k] as number) > (values[high] as number)) high = k;
    }
    kept.push(...[...new Set([from, low, high])].sort((a, b) => a - b));
  }
  return kept;
}

function thinned(run: SteppedRun, width: number): [number[], number[]] {
  const kept = keptOf(run, width);
  return [kept.map((k) => run.times[k] as number), kept.map((k) => run.values[k] as number)];
}

/** Where the curve is lifted, since a reset has no values on the way. */
function breaksOf(run: SteppedRun, width: number): number[] {
  const [times, values] = thinned(run, width);
  return [...jumpsAt(times, values, times.length, run.spikes)];
}
