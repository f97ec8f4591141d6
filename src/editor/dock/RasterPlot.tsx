/** Spikes: a band for each population, a row a cell, a tick a spike. */
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  bandGap,
  counted,
  createRaster,
  firstAt,
  formatNumber,
  formatTime,
  type InkedBand,
  nearestSpike,
  placeBands,
  type SpikeHit,
  spanStatistics,
  xAt,
} from "../../plots/index.ts";
import { light } from "../lamp.ts";
import { useSession } from "../SessionContext.tsx";
import { sized, write } from "./canvas.ts";
import { useChoices } from "./choices.ts";
import { EmptyRaster } from "./EmptyRaster.tsx";
import { useInks } from "./inks.ts";
import { LegendRow } from "./LegendRow.tsx";
import { PlotFrame } from "./PlotFrame.tsx";
import type { PlotSpec } from "./plotList.ts";
import type { Population, Role } from "./populations.ts";
import { usePaint, useScope } from "./scope.ts";
import { usePlotPointer } from "./usePlotPointer.ts";

/** Spikes looked at for the numbers in the gutter; a quarter of a second must hold many such looks. */
const mostCounted = 200_000;
const rateOverMs = 1000;
const cvOverMs = 5000;
const rowPitch = 20;
/** Where rows are many or the plot is low. */
const tightPitch = 15;

export const RasterPlot = memo(function RasterPlot(props: {
  plot: Extract<PlotSpec, { type: "raster" }>;
  width: number;
  height: number;
  roles: ReadonlyMap<string, Role>;
}) {
  const { plot, width, height, roles } = props;
  const { populations } = plot;
  const scope = useScope();
  const session = useSession();
  const inks = useInks();
  const ghost = useChoices((choices) => choices.ghost);
  const area = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const values = useRef<HTMLDivElement>(null);
  const chip = useRef<HTMLDivElement>(null);
  const drawn = useRef<unknown[]>([]);
  const hit = useRef<SpikeHit | undefined>(undefined);
  const [paint] = useState(createRaster);
  const bands = useMemo<InkedBand[]>(
    () =>
      populations.map(({ first, n, style }) => ({
        first,
        n,
        color: inks.of(style.token),
        hatched: style.mark !== "disc",
      })),
    [populations, inks],
  );
  const places = useMemo(() => placeBands(bands, height), [bands, height]);

  usePaint((slow) => {
    const { view, pointer } = scope;
    const { spikes, last } = session.recordings;
    const { tick } = session.store.getState();
    const next = [view, tick, bands, places, width, inks, ghost, devicePixelRatio];
    if (!next.every((value, k) => Object.is(value, drawn.current[k]))) {
      const surface = sized(canvas, width, height);
      if (surface) {
        drawn.current = next;
        const { context, ratio } = surface;
        paint(context, {
          spikes,
          bands,
          places,
          view,
          width,
          height,
          ratio,
          ...(ghost && last ? { ghost: { spikes: last.spikes, color: inks.ghost } } : {}),
        });
        context.fillStyle = inks.line;
        for (const place of places.slice(1))
          context.fillRect(0, Math.round((place.top - bandGap / 2) * ratio), width * ratio, Math.max(1, ratio));
      }
    }
    const near =
      pointer?.plot === plot.key
        ? nearestSpike(spikes, bands, places, view, width, xAt(view, width, pointer.timeMs), pointer.y)
        : undefined;
    name(near);
    if (slow) fillGutter();
  });

  /** The chip beside the spike nearest to the pointer, and its cell lit on the board. */
  const name = (near: SpikeHit | undefined): void => {
    const { current: box } = chip;
    const population = near && populations[near.band];
    if (box) {
      if (box.hidden !== !near) box.hidden = !near;
      if (near && population) {
        write(box, `${population.label}, cell ${near.cell} · ${formatTime(near.timeMs)} ms`);
        const right = near.x > width - 170;
        box.style.transform = `translate(${near.x + (right ? -9 : 9)}px, ${Math.max(0, Math.min(height - 19, near.y - 10))}px)${right ? " translateX(-100%)" : ""}`;
      }
    }
    if (near && population) light(population.node, near.cell);
    else if (hit.current) light();
    hit.current = near;
  };

  /** Rate over the last second and CV over the last five, or both over the marked stretch. */
  const fillGutter = (): void => {
    const { spikes, past } = session.recordings;
    const { timeMs } = session.store.getState().run;
    const { span } = scope;
    populations.forEach((population, k) => {
      const rows = values.current?.children[k]?.children;
      // A band too low for a line of text has no numbers, and counting costs a walk through the spikes.
      if (!rows?.length) return;
      const over = (ms: number) => {
        const toMs = span ? span.toMs : timeMs;
        const to = firstAt(spikes.times, spikes.count, toMs + 1e-9);
        const wanted = span ? span.fromMs : Math.max(0, timeMs - ms);
        const first = firstAt(spikes.times, spikes.count, wanted);
        // Of very many spikes the newest, and the time that they take: a rate is a rate.
        const from = Math.max(to - mostCounted, first);
        const fromMs = from > first ? (spikes.times[from] as number) : wanted;
        const before = past.get(population.node);
        return spanStatistics(spikes.times, spikes.cells, from, to, population, fromMs, toMs - fromMs, before);
      };
      const recent = over(rateOverMs);
      const longer = span ? recent : over(cvOverMs);
      write(rows[0], Number.isNaN(recent.rateHz) ? "" : `${formatNumber(recent.rateHz)} Hz`);
      write(rows[1], Number.isNaN(longer.cv) ? "" : `CV ${formatNumber(longer.cv, 2)}`);
    });
  };

  const press = useCallback(() => {
    const population = hit.current && populations[hit.current.band];
    if (population) session.select({ nodes: [population.node], wires: [], notes: [] });
  }, [populations, session]);
  usePlotPointer(area, plot.key, width, press);
  useEffect(() => () => light(), []);

  const { tops, tight } = legendTops(
    places.map((place) => place.top + place.height / 2),
    height,
  );
  const shown = tops.length;
  // Numbers beside bands lower than a line of text would write over each other: they stand in line with the names.
  const low = places.some((place) => place.height + bandGap < tightPitch);
  const rest = populations.length - shown;
  return (
    <PlotFrame
      plot={plot}
      height={height}
      area={area}
      labels={
        <>
          {populations.slice(0, shown).map((population, k) => (
            <LegendRow
              key={population.node}
              population={population}
              role={roles.get(population.node)}
              detail={counted(population.n, "cell")}
              top={tops[k] as number}
              tight={tight}
            />
          ))}
          {rest > 0 && <span className="dock-more">{`+ ${rest} more`}</span>}
        </>
      }
      values={
        <div ref={values}>
          {populations.map((population, k) => {
            const place = places[k];
            if (!place) return null;
            const both = place.height >= 30;
            const top = both || !low ? place.top + place.height / 2 - (both ? 16 : 8) : (tops[k] ?? Number.NaN);
            return Number.isNaN(top) ? (
              <div key={population.node} />
            ) : (
              <div
                key={population.node}
                className={both ? "dock-value" : "dock-value dock-value-one"}
                style={{ top: Math.max(0, top) }}
              >
                <span />
                <small />
              </div>
            );
          })}
        </div>
      }
    >
      <canvas ref={canvas} role="img" aria-label={pictureOf(populations)} />
      <div ref={chip} className="dock-chip-value" hidden />
      <EmptyRaster populations={populations} />
    </PlotFrame>
  );
});

const pictureOf = (populations: readonly Population[]): string =>
  populations.length === 0
    ? "Raster, empty"
    : `Raster of spikes over time: ${populations.map(({ label, n }) => `${label}, ${counted(n, "cell")}`).join("; ")}`;

/**
 * Tops of legend rows: each beside its band, below the title, not over each other; closer to each other and then fewer when
 * there is no room.
 */
export function legendTops(centres: readonly number[], height: number): { tops: number[]; tight: boolean } {
  const tight = rowPitch * (centres.length + 1) > height + 4;
  const pitch = tight ? tightPitch : rowPitch;
  const room = Math.max(1, Math.floor((height + 4 - pitch) / pitch));
  const rows = centres.length <= room ? centres.length : Math.max(1, room - 1);
  const tops = centres.slice(0, rows).map((centre) => centre - (tight ? 7 : 9));
  for (let k = 0; k < rows; k++)
    tops[k] = Math.max(tops[k] as number, k === 0 ? pitch : (tops[k - 1] as number) + pitch);
  let foot = height - (tight ? 13 : 18);
  for (let k = rows - 1; k >= 0; k--) {
    tops[k] = Math.min(tops[k] as number, foot);
    foot = (tops[k] as number) - pitch;
  }
  return { tops, tight };
}
