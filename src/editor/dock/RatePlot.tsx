/** Rate of each population in bins of 10 ms: the first solid over a tint, the second dashed, the last run in grey beneath. */
import { memo, useRef, useState } from "react";
import {
  axisTicks,
  createRateBins,
  createRateSteps,
  curveDashes,
  type Domain,
  formatNumber,
  type RateBins,
  type RateSteps,
  rateAt,
  rateSteps,
  settle,
  stepPath,
  xAt,
} from "../../plots/index.ts";
import { useSession } from "../SessionContext.tsx";
import { sized, write } from "./canvas.ts";
import { useChoices } from "./choices.ts";
import { crowded } from "./crowded.ts";
import { useInks } from "./inks.ts";
import { LegendRow, TightLegend } from "./LegendRow.tsx";
import { PlotFrame, tickPlaces, valueRows, valuesTop } from "./PlotFrame.tsx";
import type { PlotSpec } from "./plotList.ts";
import type { Population } from "./populations.ts";
import { usePaint, useScope } from "./scope.ts";
import { usePlotPointer } from "./usePlotPointer.ts";

const padTop = 3;
const foot = 1;
/** Curves beyond this many would be a tangle. */
const mostCurves = 4;

interface Kept {
  bins: RateBins;
  lastBins: RateBins;
  steps: RateSteps[];
  ghost: RateSteps;
}

export const RatePlot = memo(function RatePlot(props: {
  plot: Extract<PlotSpec, { type: "rate" }>;
  width: number;
  height: number;
}) {
  const { plot, width, height } = props;
  const { populations } = plot;
  const curves = populations.filter((each) => each.family === "neuron").slice(0, mostCurves);
  const shown = curves.length > 0 ? curves : populations.slice(0, mostCurves);
  const scope = useScope();
  const session = useSession();
  const inks = useInks();
  const ghostOn = useChoices((choices) => choices.ghost);
  const area = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const values = useRef<HTMLDivElement>(null);
  const ghostRow = useRef<HTMLDivElement>(null);
  const drawn = useRef<unknown[]>([]);
  const [domain, setDomain] = useState<Domain | undefined>(undefined);
  const [kept] = useState<Kept>(() => ({
    bins: createRateBins(),
    lastBins: createRateBins(),
    steps: [],
    ghost: createRateSteps(),
  }));

  usePaint((slow) => {
    const { view, pointer } = scope;
    const { spikes, last, past } = session.recordings;
    const { tick, run } = session.store.getState();
    const next = [view, tick, populations, domain, width, height, inks, ghostOn, devicePixelRatio];
    if (!next.every((value, k) => Object.is(value, drawn.current[k]))) {
      kept.bins.update(spikes, populations, (k) => past.get(populations[k]?.node ?? ""));
      const ghost = ghostOn && last && last.spikes.count > 0 ? last.spikes : undefined;
      if (ghost) kept.lastBins.update(ghost, populations, (k) => last?.past.get(populations[k]?.node ?? ""));
      let highest = 0;
      shown.forEach((population, k) => {
        const steps = kept.steps[k] ?? createRateSteps();
        kept.steps[k] = steps;
        const counts = kept.bins.counts(populations.indexOf(population));
        const untilMs = Math.max(run.timeMs, run.recordedMs);
        const before = past.get(population.node);
        rateSteps(counts, kept.bins.length(), population.n, view, width, untilMs, steps, before);
        highest = Math.max(highest, steps.highest);
      });
      const first = shown[0];
      if (ghost && first) {
        const counts = kept.lastBins.counts(populations.indexOf(first));
        const endMs = ghost.times[ghost.count - 1] as number;
        const before = last?.past.get(first.node);
        rateSteps(counts, kept.lastBins.length(), first.n, view, width, endMs, kept.ghost, before);
        highest = Math.max(highest, kept.ghost.highest);
      } else kept.ghost.count = 0;
      const settled = settle(domain, 0, Math.max(highest, 1e-9), { low: 0, high: 10 });
      if (settled !== domain) setDomain(settled);
      const surface = sized(canvas, width, height);
      if (surface) {
        drawn.current = next;
        draw(surface.context, surface.ratio, settled, first);
      }
      if (ghostRow.current) ghostRow.current.hidden = !ghost;
    }
    if (slow || pointer) {
      shown.forEach((_, k) => {
        const steps = kept.steps[k];
        if (!steps) return;
        const pointed = pointer ? rateAt(steps, pointer.timeMs) : Number.NaN;
        const value = Number.isNaN(pointed) ? (steps.rates[steps.count - 1] ?? Number.NaN) : pointed;
        write(
          values.current?.children[k]?.lastElementChild,
          steps.count === 0 || Number.isNaN(value) ? "" : formatNumber(value, value < 10 ? 1 : 0),
        );
      });
    }
  });

  const draw = (
    context: CanvasRenderingContext2D,
    ratio: number,
    range: Domain,
    first: Population | undefined,
  ): void => {
    const { view } = scope;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const base = height - foot;
    const x = (timeMs: number): number => xAt(view, width, timeMs);
    const y = (rate: number): number => base - (rate / range.high) * (base - padTop);
    const all = [...kept.steps.slice(0, shown.length), kept.ghost].filter(({ count }) => count > 1);
    const thin = crowded(
      all.reduce((sum, { count }) => sum + 2 * count, 0),
      all.reduce((sum, steps) => sum + travelOf(steps), 0) * ((base - padTop) / range.high),
      width,
      ratio,
    );
    const stroke = (steps: RateSteps, color: string, wide: number, dash: readonly number[]): void => {
      context.beginPath();
      stepPath(steps, x, y, context);
      context.strokeStyle = color;
      context.lineWidth = thin ? 1 / ratio : wide;
      context.setLineDash(thin ? [] : (dash as number[]));
      context.stroke();
    };
    const lead = kept.steps[0];
    if (first && lead && lead.count > 1) {
      context.beginPath();
      stepPath(lead, x, y, context);
      context.lineTo(x(lead.times[lead.count - 1] as number), base);
      context.lineTo(x(lead.times[0] as number), base);
      context.closePath();
      context.globalAlpha = 0.16;
      context.fillStyle = inks.of(first.style.token);
      context.fill();
      context.globalAlpha = 1;
    }
    if (kept.ghost.count > 1) stroke(kept.ghost, inks.ghost, 1.2, []);
    shown.forEach((population, k) => {
      const steps = kept.steps[k];
      if (steps && steps.count > 1) stroke(steps, inks.of(population.style.token), 1.6, curveDashes[k] ?? []);
    });
    context.setLineDash([]);
    context.fillStyle = inks.line;
    context.fillRect(0, base, width, 1);
  };

  usePlotPointer(area, plot.key, width);
  const range = domain ?? { low: 0, high: 10 };
  const rows = shown.slice(0, valueRows(height));
  // Names too long for the right gutter stand in the left one, beside a piece of their curve.
  const long = shown.length > 1 ? shown.filter(({ label }) => label.length > shortest) : [];
  return (
    <PlotFrame
      plot={plot}
      height={height}
      area={area}
      ticks={tickPlaces(axisTicks(range, height), range, height, padTop + 3, foot + 3)}
      tickStep={range.high >= 5 ? 1 : 0.1}
      labels={
        <>
          {long.length > 0 && (
            <TightLegend height={height} names={long.map(({ label }) => label)}>
              {long.map((population) => (
                <LegendRow
                  key={population.node}
                  population={population}
                  tight
                  mark={
                    <Curve
                      token={population.style.token}
                      dash={curveDashes[shown.indexOf(population)] ?? []}
                      width={11}
                    />
                  }
                />
              ))}
            </TightLegend>
          )}
          <div ref={ghostRow} className="dock-ghost-row" hidden>
            <svg width="14" height="4" viewBox="0 0 14 4" aria-hidden="true">
              <path d="M0,2h14" />
            </svg>
            {`last run${shown[0] ? `, ${shown[0].label}` : ""}`}
          </div>
        </>
      }
      values={
        <div ref={values} className="dock-value-list" style={{ top: valuesTop(height, rows.length) }}>
          {rows.map((population, k) => (
            <div key={population.node}>
              <Curve token={population.style.token} dash={curveDashes[k] ?? []} width={11} />
              {population.label.length <= shortest && <b>{population.label}</b>}
              <span />
            </div>
          ))}
        </div>
      }
    >
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Firing rate over time: ${shown.map((each) => each.label).join(", ")}`}
      />
    </PlotFrame>
  );
});

/** A short piece of a curve, as it is drawn. */
export function Curve({ token, dash, width = 14 }: { token: string; dash: readonly number[]; width?: number }) {
  return (
    <svg className="dock-curve" width={width} height="4" viewBox={`0 0 ${width} 4`} aria-hidden="true">
      <path d={`M0,2h${width}`} stroke={`var(${token})`} strokeDasharray={dash.join(" ") || undefined} />
    </svg>
  );
}

/** Names up to this long have room in the right gutter; longer ones are known by their mark. */
export const shortest = 3;

/** How far a curve goes up and down, all ways added [Hz]. */
function travelOf({ rates, count }: RateSteps): number {
  let travel = 0;
  for (let k = 1; k < count; k++) travel += Math.abs((rates[k] as number) - (rates[k - 1] as number));
  return travel;
}
