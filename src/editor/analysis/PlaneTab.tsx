/**
 * The phase plane of a cell with two variables, or the phase line of one with one: from the equations, for a current held at
 * any value. The run on the board is drawn over it as it goes on.
 */
import { useState } from "react";
import type { PhaseLine, PhasePlane, Range } from "../../analysis/index.ts";
import { arrowsPath, extentOf, piecesPath, xyPath } from "../../plots/index.ts";
import { Button, IconButton } from "../controls/Button.tsx";
import { Fader } from "../controls/Fader.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { writeNumber, writeUnit } from "../controls/number.ts";
import { Chart, type Frame, Mark, useSize } from "./Chart.tsx";
import { LiveRun } from "./LiveRun.tsx";
import { useAnswer } from "./useAnswer.ts";
import { Wait } from "./Wait.tsx";
import { eigenWords, pointWords, quantity } from "./words.ts";
import { zoomed } from "./zoom.ts";

export function PlaneTab({ node, colour }: { node: string; colour: string }) {
  const [chosen, setChosen] = useState<number>();
  const [view, setView] = useState<readonly [Range, Range]>();
  const present = useAnswer("present", node, {}, { whole: true, hold: chosen !== undefined });
  const rates = useAnswer("rates", node, {});
  const ready = chosen !== undefined || !present.busy || present.result !== undefined;
  const mean = present.result?.mean ?? Number.NaN;
  const current = chosen ?? (Number.isFinite(mean) ? Number(mean.toPrecision(4)) : 0);
  const plane = useAnswer("plane", node, { current, ...(view ? { ranges: view } : {}) }, { hold: !ready });
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const { result, facts } = plane;
  const highest = rates.result?.onset.highest ?? 0;
  return (
    <div className="tab-body">
      <Wait following={plane} />
      {result?.type === "none" && <p className="tab-words">{result.why}</p>}
      {result && result.type !== "none" && <PointList drawn={result} />}
      <div className="tab-chart" ref={ref}>
        {result?.type === "plane" && width > 0 && (
          <PlaneChart
            plane={result}
            view={view ?? result.ranges}
            onView={setView}
            node={node}
            colour={colour}
            width={width}
            height={height}
          />
        )}
        {result?.type === "line" && width > 0 && (
          <LineChart line={result} width={width} height={height} colour={colour} />
        )}
      </div>
      {facts?.unit !== undefined && result && result.type !== "none" && (
        <div className="tab-foot">
          <span className="row-name">Current</span>
          <NumberField label="Current of the plane" value={current} unit={facts.unit} onCommit={setChosen} />
          <span className="caption">{writeUnit(facts.unit)}</span>
          <Fader
            label="Current of the plane"
            unit={facts.unit}
            range={[Math.min(-highest / 2, current), Math.max(highest, current, 1e-9)]}
            value={current}
            {...(Number.isFinite(mean) ? { home: mean } : {})}
            colour={colour}
            onChange={setChosen}
          />
          {result.type === "plane" && (
            <>
              <IconButton label="Zoom in" icon="plus" onClick={() => setView(zoomed(view ?? result.ranges, 0.7))} />
              <IconButton
                label="Zoom out"
                icon="minus"
                onClick={() => setView(zoomed(view ?? result.ranges, 1 / 0.7))}
              />
              <Button look="line" disabled={view === undefined} onClick={() => setView(undefined)}>
                Fit
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** Where everything stands still, in words. */
function PointList({ drawn }: { drawn: PhasePlane | PhaseLine }) {
  const states = drawn.type === "plane" ? [drawn.x, drawn.y] : [drawn.x];
  const { fixedPoints, noisy } = drawn;
  return (
    <div className="tab-words">
      {fixedPoints.length === 0 ? (
        <span>Nothing stands still here: every point moves on.</span>
      ) : (
        <ul className="plane-points">
          {fixedPoints.map((point) => (
            <li key={point.at.join()} data-tip={eigenWords(point.eigenvalues)}>
              <Dot name={point.name} stable={point.stable} />
              <b>{point.name}</b>{" "}
              {states.map((state, k) => `${state.name} ${quantity(point.at[k] as number, state.unit, 4)}`).join(", ")}
            </li>
          ))}
        </ul>
      )}
      {noisy && <span className="caption"> Noise is left out.</span>}
    </div>
  );
}

/** Filled where it is stable, open where it is not, crossed for a saddle. */
function Dot({ name, stable }: { name: string; stable: boolean }) {
  return (
    <svg width="11" height="11" viewBox="-6 -6 12 12" aria-hidden="true">
      <PointMark name={name} stable={stable} />
    </svg>
  );
}

function PointMark({ name, stable }: { name: string; stable: boolean }) {
  return (
    <>
      <circle r={4.5} className={stable ? "point point-stable" : "point"} />
      {name === "saddle" && <path d="M-3,-3L3,3M-3,3L3,-3" className="point" />}
    </>
  );
}

function PlaneChart({
  plane,
  view,
  onView,
  node,
  colour,
  width,
  height,
}: {
  plane: PhasePlane;
  view: readonly [Range, Range];
  onView: (view: readonly [Range, Range]) => void;
  node: string;
  colour: string;
  width: number;
  height: number;
}) {
  const { x: vx, y: vy, fixedPoints, guides, nullclines, field, run, resets } = plane;
  const close = (at: number, of: number, [low, high]: Range): boolean => Math.abs(at - of) < 0.02 * (high - low);
  const near = (x: number, y: number) =>
    fixedPoints.find(({ at }) => close(x, at[0] as number, view[0]) && close(y, at[1] as number, view[1]));
  const states = [vx, vy];
  const words = fixedPoints.map((point) => pointWords(point, states)).join(". ");
  return (
    <Chart
      label={`Phase plane of ${vx.name} and ${vy.name}. ${words || "No fixed point in view."}`}
      width={width}
      height={height}
      xAxis={{ domain: view[0], title: vx.name, unit: writeUnit(vx.unit) }}
      yAxis={{ domain: view[1], title: vy.name, unit: writeUnit(vy.unit) }}
      read={(x, y) => {
        const point = near(x, y);
        if (point) return [point.name, eigenWords(point.eigenvalues)];
        return [`${vx.name} ${quantity(x, vx.unit)}`, `${vy.name} ${quantity(y, vy.unit)}`];
      }}
      over={(frame) => (
        <LiveRun
          frame={frame}
          view={view}
          onView={onView}
          node={node}
          names={[vx.name, vy.name]}
          fallback={run}
          resets={resets}
          colour={colour}
        />
      )}
    >
      {(frame) => (
        <>
          <path d={arrowsPath(field, frame.x, frame.y, 15)} className="plane-field" />
          <Guides guides={guides} states={states} frame={frame} />
          <path d={piecesPath(nullclines[0], frame.x, frame.y)} className="nullcline" />
          <path d={piecesPath(nullclines[1], frame.x, frame.y)} className="nullcline nullcline-second" />
          <NullclineName pieces={nullclines[0]} frame={frame} high name={vx.name} />
          <NullclineName pieces={nullclines[1]} frame={frame} name={vy.name} />
          {fixedPoints.map(({ at, name, stable }) => (
            <g key={at.join()} transform={`translate(${frame.x(at[0] as number)},${frame.y(at[1] as number)})`}>
              <PointMark name={name} stable={stable} />
            </g>
          ))}
        </>
      )}
    </Chart>
  );
}

/** Threshold dotted, reset dashed, each with its word. */
function Guides({
  guides,
  states,
  frame: { x, y, width, height },
}: {
  guides: PhasePlane["guides"];
  states: readonly { name: string }[];
  frame: Frame;
}) {
  return guides.map(({ state, value, type }) => {
    const across = states[0]?.name === state;
    const at = across ? x(value) : y(value);
    const inside = at > 2 && at < (across ? width : height) - 2;
    if (!inside || (!across && states[1]?.name !== state)) return null;
    const flipped = across && at > width - 60;
    return (
      <g key={`${state} ${type}`}>
        <path d={across ? `M${at},0V${height}` : `M0,${at}H${width}`} className={`guide guide-${type}`} />
        <Mark
          x={across ? at + (flipped ? -4 : 4) : 4}
          y={across ? (type === "reset" ? height - 6 : 11) : at - 4}
          anchor={flipped ? "end" : "start"}
        >
          {type}
        </Mark>
      </g>
    );
  });
}

/** "v′ = 0" beside its line: at its highest point in view, or at its right end. */
function NullclineName({
  pieces,
  frame,
  high,
  name,
}: {
  pieces: Float64Array;
  frame: Frame;
  high?: boolean;
  name: string;
}) {
  let best: readonly [number, number] | undefined;
  for (let k = 0; k + 1 < pieces.length; k += 2) {
    const [px, py] = [frame.x(pieces[k] as number), frame.y(pieces[k + 1] as number)];
    if (px < 30 || px > frame.width - 50 || py < 24 || py > frame.height - 8) continue;
    if (!best || (high ? py < best[1] : px > best[0])) best = [px, py];
  }
  if (!best) return null;
  return (
    <Mark x={best[0] + 7} y={best[1] + (high ? 4 : -7)}>
      {name}′ = 0
    </Mark>
  );
}

function LineChart({
  line,
  width,
  height,
  colour,
}: {
  line: PhaseLine;
  width: number;
  height: number;
  colour: string;
}) {
  const { x: v, range, slopes, fixedPoints, guides } = line;
  const [low, high] = extentOf(slopes);
  const slack = 0.08 * (Math.max(0, high) - Math.min(0, low) || 1);
  const domain = [Math.min(0, low) - slack, Math.max(0, high) + slack] as const;
  const levels = Float64Array.from(slopes, (_, k) => range[0] + ((range[1] - range[0]) * k) / (slopes.length - 1));
  const unit = v.unit === "1" ? "1/ms" : `${writeUnit(v.unit)}/ms`;
  const words = fixedPoints.map((point) => pointWords(point, [v])).join(". ");
  const arrows = Array.from({ length: 17 }, (_, k) => Math.round(((k + 0.5) / 17) * (slopes.length - 1)));
  return (
    <Chart
      label={`Change of ${v.name} against ${v.name}. ${words || "No fixed point in view."}`}
      width={width}
      height={height}
      xAxis={{ domain: range, title: v.name, unit: writeUnit(v.unit) }}
      yAxis={{ domain, title: `d${v.name}/dt`, unit }}
      read={(at) => {
        const k = Math.round(((at - range[0]) / (range[1] - range[0])) * (slopes.length - 1));
        return [
          quantity(at, v.unit),
          `${writeNumber(slopes[Math.max(0, Math.min(slopes.length - 1, k))] as number, 3)} ${unit}`,
        ];
      }}
    >
      {(frame) => (
        <>
          <path d={`M0,${frame.y(0)}H${frame.width}`} className="chart-foot" />
          <path
            d={arrowsPath(
              arrows.flatMap((k) => [levels[k] as number, 0, slopes[k] as number, 0]),
              frame.x,
              frame.y,
              20,
            )}
            className="plane-field plane-flow"
          />
          <Guides guides={guides} states={[v]} frame={frame} />
          <path d={xyPath(levels, slopes, frame.x, frame.y)} className="curve" style={{ stroke: colour }} />
          {fixedPoints.map(({ at, name, stable }) => (
            <g key={at.join()} transform={`translate(${frame.x(at[0] as number)},${frame.y(0)})`}>
              <PointMark name={name} stable={stable} />
            </g>
          ))}
        </>
      )}
    </Chart>
  );
}
