/** Membranes and other states: curves over time, thresholds as guide lines, the last run in grey beneath. */
import { memo, useMemo, useRef, useState } from "react";
import {
  axisTicks,
  createPick,
  curvePath,
  type Domain,
  fillColumns,
  firstAt,
  formatTime,
  formatValue,
  type Pick,
  pickSamples,
  printUnit,
  settle,
  valueAt,
  xAt,
} from "../../plots/index.ts";
import { Sym } from "../controls/Symbol.tsx";
import { useSession } from "../SessionContext.tsx";
import { sized, write } from "./canvas.ts";
import { useChoices } from "./choices.ts";
import { crowded } from "./crowded.ts";
import { useInks } from "./inks.ts";
import { LegendRow, TightLegend } from "./LegendRow.tsx";
import { PlotFrame, tickPlaces, valueRows, valuesTop } from "./PlotFrame.tsx";
import type { PlotSpec, Series } from "./plotList.ts";
import { type Role, stateWords } from "./populations.ts";
import { Curve, shortest } from "./RatePlot.tsx";
import { usePaint, useScope } from "./scope.ts";
import { usePlotPointer } from "./usePlotPointer.ts";

const pad = 4;
/** Height of the mark a spike leaves over a membrane whose spike is only a reset [px]. */
const spikeMark = 7;
/** [px] */
const curveWidth = 1.5;
/** Height of a row of the legend [px]. */
const legendLine = 19;
/** Spikes searched for those of one cell. */
const mostSearched = 100_000;
/** Vertices a device pixel of width beyond which a curve is drawn as bars. */
const mostStroked = 1.5;

export const TracePlot = memo(function TracePlot(props: {
  plot: Extract<PlotSpec, { type: "trace" }>;
  width: number;
  height: number;
  roles: ReadonlyMap<string, Role>;
}) {
  const { plot, width, height, roles } = props;
  const { series } = plot;
  const scope = useScope();
  const session = useSession();
  const inks = useInks();
  const ghostOn = useChoices((choices) => choices.ghost);
  const area = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const values = useRef<HTMLDivElement>(null);
  const chip = useRef<HTMLDivElement>(null);
  const dot = useRef<HTMLDivElement>(null);
  const drawn = useRef<unknown[]>([]);
  const [domain, setDomain] = useState<Domain | undefined>(undefined);
  const [picks] = useState<Map<string, Pick>>(() => new Map());
  const membrane = plot.key.startsWith("membrane:");
  const activity = plot.key.startsWith("activity:");
  // Membranes whose spike is a reset and not a curve: each spike gets a mark over the trace.
  const marks =
    membrane && series.some((each) => each.population.threshold !== undefined && each.population.first >= 0);
  const padTop = marks ? pad + spikeMark : pad;
  const unit = printUnit(plot.unit);

  const yOf = (range: Domain) => {
    const room = height - padTop - pad;
    return (value: number): number => padTop + ((range.high - value) / (range.high - range.low)) * room;
  };
  const pickOf = (key: string): Pick => {
    const known = picks.get(key) ?? createPick();
    picks.set(key, known);
    return known;
  };

  usePaint((slow) => {
    const { view, pointer } = scope;
    const { traces, last } = session.recordings;
    const { tick, run } = session.store.getState();
    const next = [view, tick, series, domain, width, height, inks, ghostOn, devicePixelRatio];
    let range = domain;
    if (!next.every((value, k) => Object.is(value, drawn.current[k]))) {
      const surface = sized(canvas, width, height);
      const columns = width * (surface?.ratio ?? 1);
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      const take = (pick: Pick): void => {
        low = Math.min(low, pick.low);
        high = Math.max(high, pick.high);
      };
      for (const { key, population } of series) {
        const samples = traces.get(key);
        const pick = pickOf(key);
        pick.count = 0;
        if (samples) {
          pickSamples(samples, view, columns, Number.POSITIVE_INFINITY, pick);
          if (pick.low <= pick.high) {
            take(pick);
            if (membrane && population.threshold !== undefined) {
              low = Math.min(low, population.threshold);
              high = Math.max(high, population.threshold);
            }
          }
        }
        const old = ghostOn ? last?.traces.get(key) : undefined;
        const under = pickOf(`last ${key}`);
        under.count = 0;
        if (old) take(pickSamples(old, view, columns, Number.POSITIVE_INFINITY, under));
      }
      // A gate is a probability: its axis is 0 to 1 whatever it does. A rate unit has a scale of its own.
      const gate = plot.unit === "1" && !activity && low >= 0 && high <= 1;
      range = low <= high ? settle(domain, low, high, gate ? { low: 0, high: 1 } : undefined) : domain;
      if (range !== domain) setDomain(range);
      if (surface) {
        drawn.current = next;
        draw(surface.context, surface.ratio, range ?? { low: 0, high: 1 });
      }
    }
    if (range && (slow || pointer)) readOff(range, pointer ? pointer.timeMs : run.timeMs, pointer !== undefined);
  });

  const draw = (context: CanvasRenderingContext2D, ratio: number, range: Domain): void => {
    const { view } = scope;
    const { traces, last, spikes } = session.recordings;
    const y = yOf(range);
    const x = (timeMs: number): number => xAt(view, width, timeMs);
    const crisp = (at: number): number => (Math.floor(at * ratio) + 0.5) / ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.lineWidth = 1;
    // Zero, or the foot where zero is out of sight.
    context.strokeStyle = inks.line;
    const zero = crisp(range.low < 0 && range.high > 0 ? y(0) : height - 1);
    context.beginPath();
    context.moveTo(0, zero);
    context.lineTo(width, zero);
    context.stroke();
    if (membrane) {
      context.strokeStyle = inks.ghost;
      context.setLineDash([2, 3]);
      const drawnNow = series.filter((each) => picks.get(each.key)?.count);
      for (const at of new Set(drawnNow.map((each) => each.population.threshold))) {
        if (at === undefined) continue;
        context.beginPath();
        context.moveTo(0, crisp(y(at)));
        context.lineTo(width, crisp(y(at)));
        context.stroke();
      }
      context.setLineDash([]);
    }
    context.lineJoin = "round";
    const all = series
      .flatMap(({ key }) => [picks.get(key) ?? [], picks.get(`last ${key}`) ?? []])
      .flat()
      .filter(({ count }) => count > 0);
    const perUnit = (height - padTop - pad) / (range.high - range.low);
    const thin = crowded(
      all.reduce((sum, { count }) => sum + count, 0),
      all.reduce((sum, { travel }) => sum + travel, 0) * perUnit,
      width,
      ratio,
    );
    const curve = (
      key: string,
      samples: Parameters<typeof curvePath>[0] | undefined,
      color: string,
      wide: number,
      dash: readonly number[],
    ): void => {
      const pick = picks.get(key);
      if (!samples || !pick || pick.count === 0) return;
      if (pick.count > mostStroked * width * ratio) {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.fillStyle = color;
        const bars = {
          x: (timeMs: number): number => x(timeMs) * ratio,
          y: (value: number): number => y(value) * ratio,
          wide: thin ? 1 : wide * ratio,
          dash: thin ? [] : dash.map((length) => length * ratio),
        };
        fillColumns(samples, pick, bars, context);
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        return;
      }
      context.beginPath();
      curvePath(samples, pick, x, y, context);
      context.strokeStyle = color;
      context.lineWidth = thin ? 1 / ratio : wide;
      context.setLineDash(thin ? [] : (dash as number[]));
      context.stroke();
    };
    for (const { key } of series) curve(`last ${key}`, last?.traces.get(key), inks.ghost, 1.2, []);
    for (const { key, population, dash } of series)
      curve(key, traces.get(key), inks.of(population.style.token), curveWidth, dash);
    context.setLineDash([]);
    if (!marks) return;
    const from = firstAt(spikes.times, spikes.count, view.fromMs);
    const to = firstAt(spikes.times, spikes.count, view.toMs);
    if (to - from > mostSearched) return;
    for (const { population, cell, key } of series) {
      const { first, threshold } = population;
      if (first < 0 || threshold === undefined || !picks.get(key)?.count) continue;
      const id = first + cell;
      const tip = y(threshold);
      context.beginPath();
      for (let k = from; k < to; k++) {
        if (spikes.cells[k] !== id) continue;
        const at = x(spikes.times[k] as number);
        context.moveTo(at, tip);
        context.lineTo(at, Math.min(tip - spikeMark, padTop - pad));
      }
      context.strokeStyle = inks.of(population.style.token);
      context.lineWidth = 1.5;
      context.stroke();
    }
  };

  /** Values into the right gutter; at the pointer also a dot on the curve and its value beside it. */
  const readOff = (range: Domain, timeMs: number, pointed: boolean): void => {
    const { traces } = session.recordings;
    const { pointer } = scope;
    const y = yOf(range);
    let nearest: { each: Series; value: number; away: number } | undefined;
    series.forEach((each, k) => {
      const samples = traces.get(each.key);
      const value = samples ? valueAt(samples, timeMs) : Number.NaN;
      const row = values.current?.children[k];
      if (row instanceof HTMLElement && k < rows.length) {
        row.hidden = Number.isNaN(value);
        write(row.lastElementChild, Number.isNaN(value) ? "" : valueText(value));
      }
      if (single && values.current && !Number.isNaN(value))
        values.current.style.top = `${Math.max(0, Math.min(height - 16, y(value) - 8))}px`;
      if (!pointed || Number.isNaN(value)) return;
      if (samples && timeMs > (samples.times[samples.count - 1] as number)) return;
      const away = pointer?.plot === plot.key ? Math.abs(y(value) - pointer.y) : series.length === 1 ? 0 : Number.NaN;
      if (!Number.isNaN(away) && (!nearest || away < nearest.away)) nearest = { each, value, away };
    });
    const hidden = nearest === undefined;
    const { current: box } = chip;
    const { current: point } = dot;
    if (!box || !point) return;
    if (box.hidden !== hidden) box.hidden = hidden;
    if (point.hidden !== hidden) point.hidden = hidden;
    if (!nearest) return;
    const at = xAt(scope.view, width, timeMs);
    const level = Math.max(0, Math.min(height, y(nearest.value)));
    const { population, variable, cell } = nearest.each;
    const which = several(series, nearest.each) ? ` ${cell}` : "";
    const { name: state, synapse } = stateWords(population, variable);
    const curve = membrane ? population.label : (synapse ?? state);
    const name = series.length === 1 ? "" : `${curve}${which}  `;
    write(box, `${name}${valueText(nearest.value)}${unit ? ` ${unit}` : ""}`);
    const right = at > width - 120;
    box.style.transform = `translate(${at + (right ? -9 : 9)}px, ${Math.max(0, Math.min(height - 19, level - 10))}px)${right ? " translateX(-100%)" : ""}`;
    point.style.transform = `translate(${at - 4}px, ${level - 4}px)`;
    point.style.borderColor = `var(${population.style.token})`;
  };
  const valueText = (value: number): string =>
    plot.unit === "mV" && Math.abs(value) < 1e4
      ? formatTime(value)
      : plot.unit === "1" && Math.abs(value) < 10
        ? formatTime(value, 2)
        : formatValue(value);

  usePlotPointer(area, plot.key, width);
  const single = series.length === 1;
  const range = domain;
  const tickValues = range ? axisTicks(range, height) : [];
  const room = valueRows(height);
  const rows = useMemo(() => series.slice(0, room), [series, room]);
  return (
    <PlotFrame
      plot={plot}
      height={height}
      area={area}
      ticks={range ? tickPlaces(tickValues, range, height, padTop, pad) : []}
      tickStep={range ? Math.min(...tickValues.slice(1).map((value, k) => value - (tickValues[k] as number))) : 1}
      labels={<TraceLegend series={series} membrane={membrane} height={height} roles={roles} />}
      values={
        <div
          ref={values}
          className={single ? "dock-value-list dock-value-single" : "dock-value-list"}
          style={single ? undefined : { top: valuesTop(height, rows.length) }}
        >
          {rows.map((each) => (
            <div key={each.key} hidden>
              {!single &&
                (membrane ? (
                  <>
                    <Curve token={each.population.style.token} dash={each.dash} width={11} />
                    {each.population.label.length <= shortest && <b>{each.population.label}</b>}
                  </>
                ) : (
                  <>
                    {activity && <Curve token={each.population.style.token} dash={each.dash} width={11} />}
                    <b title={seriesName(each)}>
                      <Sym name={stateWords(each.population, each.variable).name} />
                      {several(series, each) && ` ${each.cell}`}
                    </b>
                  </>
                ))}
              <span />
            </div>
          ))}
          {single && unit && <small className="dock-value-unit">{unit}</small>}
        </div>
      }
    >
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${plot.title}${unit ? ` in ${unit}` : ""} over time: ${series.map(seriesName).join("; ")}`}
      />
      <div ref={dot} className="dock-dot" hidden />
      <div ref={chip} className="dock-chip-value" hidden />
      {series.length === 0 && <p className="dock-empty">Choose a state to draw.</p>}
    </PlotFrame>
  );
});

/** True where curves of one population must be told apart by their cells. */
const several = (series: readonly Series[], { population }: Series): boolean =>
  series.some((other) => other.population === population && other.cell > 0);

/** What stands beside a curve in a picture: its state, or its synapse where it is the sum of one. */
export function shortName({ population, variable }: Series): string {
  const { name, synapse } = stateWords(population, variable);
  return synapse ? `${name} ${synapse}` : name;
}

export function seriesName({ population, variable, cell }: Series): string {
  const { name, synapse } = stateWords(population, variable);
  return `${name} of ${synapse ? `${synapse} in ` : ""}${population.label}${population.n > 1 ? `, cell ${cell}` : ""}`;
}

/** Membranes are told apart by population; other states by dash, with their names in italics. */
function TraceLegend(props: {
  series: readonly Series[];
  membrane: boolean;
  height: number;
  roles: ReadonlyMap<string, Role>;
}) {
  const { series, membrane, height } = props;
  const room = Math.max(0, Math.floor((height - 18) / legendLine));
  const populations = new Set(series.map(({ population }) => population)).size;
  if (!membrane)
    return (
      <div className="dock-variables">
        {series.slice(0, Math.max(1, room) * 3).map((each) => (
          <span key={each.key} title={seriesName(each)}>
            <Curve token={each.population.style.token} dash={each.dash} />
            <em>
              <Sym name={stateWords(each.population, each.variable).name} />
            </em>
            {several(series, each) && <small>{each.cell}</small>}
            {stateWords(each.population, each.variable).synapse && (
              <small>{stateWords(each.population, each.variable).synapse}</small>
            )}
            {populations > 1 && <small>{each.population.label}</small>}
          </span>
        ))}
      </div>
    );
  // One below the other where they fit; else names alone.
  const roomy = series.length <= room;
  const rows = series.map((each) => (
    <LegendRow
      key={each.key}
      population={each.population}
      tight={!roomy}
      detail={roomy && each.population.n > 1 ? `cell ${each.cell}` : ""}
      {...(each.dash.length > 0 && series.filter((other) => other.population === each.population).length > 1
        ? { mark: <Curve token={each.population.style.token} dash={each.dash} width={11} /> }
        : {})}
    />
  ));
  if (roomy) return <div className="dock-legends">{rows}</div>;
  return (
    <TightLegend height={height} names={series.map(({ population }) => population.label)}>
      {rows}
    </TightLegend>
  );
}
