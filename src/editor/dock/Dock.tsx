/**
 * The dock: run bar, ruler and plots on one axis of time that begins where the board begins. React lays it out; what moves
 * with the run is written by `usePaint` into canvases and text nodes.
 */
import {
  type KeyboardEvent,
  lazy,
  type PointerEvent,
  Suspense,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { type Inks, readInks } from "../../plots/index.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { ChoicesProvider, type ChoicesStore, createChoices, useChoices } from "./choices.ts";
import "./dock.css";
import { InksProvider } from "./inks.ts";
import { defaultPicks, plotHeights, plotsOf, rasterPopulations } from "./plotList.ts";
import { inPlotOrder, PlotOrderProvider } from "./plotOrder.ts";
import { populationsOf, rolesOf } from "./populations.ts";
import { RasterPlot } from "./RasterPlot.tsx";
import { RatePlot } from "./RatePlot.tsx";
import { Ruler } from "./Ruler.tsx";
import { RunBar, Stopped } from "./RunBar.tsx";
import { createScope, type Scope, ScopeProvider } from "./scope.ts";
import { TracePicker } from "./TracePicker.tsx";
import { TracePlot } from "./TracePlot.tsx";
import { useWatch } from "./useWatch.ts";

const PlotTable = lazy(async () => ({ default: (await import("./PlotTable.tsx")).PlotTable }));

/** Height of the dock when only its run bar shows [px]; 64 in the phone layout. */
export const foldedHeight = 48;
export const leastHeight = 120;
const narrow = 700;

/** Height of the dock when the reader has not dragged it, for a window this tall [px]. */
export const defaultDockHeight = (windowHeight: number): number => (windowHeight < 820 ? 300 : 372);

export interface DockProps {
  /** Whole height [px], run bar included; `foldedHeight` or less: the plots are folded away. */
  height: number;
  /** The reader dragged the edge or folded. */
  onHeight: (height: number) => void;
  /** Any value that changes with the theme: colours are read again. */
  theme: string;
}

export function Dock(props: DockProps) {
  const session = useSession();
  const [scope, setScope] = useState<Scope | undefined>(undefined);
  const [choices, setChoices] = useState<ChoicesStore | undefined>(undefined);
  // Before the first frame, and not after it: what runs is stopped from here.
  useLayoutEffect(() => {
    const made = createScope(session);
    const { store, stop } = createChoices(session);
    setScope(made);
    setChoices(store);
    return () => {
      made.dispose();
      stop();
    };
  }, [session]);
  if (!scope || !choices)
    return <section className="dock" style={{ height: props.height }} aria-label="Run and plots" />;
  return (
    <ScopeProvider value={scope}>
      <ChoicesProvider value={choices}>
        <DockBody {...props} scope={scope} />
      </ChoicesProvider>
    </ScopeProvider>
  );
}

function DockBody({ height, onHeight, theme, scope }: DockProps & { scope: Scope }) {
  const session = useSession();
  const root = useRef<HTMLElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const [inks, setInks] = useState<Inks | undefined>(undefined);
  const [size, setSize] = useState({ dock: 0, axis: 0, tall: 0 });
  const opened = useRef(height > leastHeight ? height : defaultDockHeight(innerHeight));
  const folded = height <= foldedHeight + 16;
  const ready = inks !== undefined;
  if (!folded) opened.current = height;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is in the page, not in the value
  useLayoutEffect(() => {
    if (root.current) setInks(readInks(root.current));
  }, [theme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the axis is in the page only when unfolded and inked
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(() => {
      const wide = axis.current?.clientWidth ?? 0;
      const tall = axis.current?.clientHeight ?? 0;
      scope.width = Math.max(1, wide);
      setSize((old) => {
        const dock = root.current?.clientWidth ?? 0;
        return old.axis === wide && old.tall === tall && old.dock === dock ? old : { dock, axis: wide, tall };
      });
      scope.invalidate();
    });
    if (root.current) watcher.observe(root.current);
    if (axis.current) watcher.observe(axis.current);
    return () => watcher.disconnect();
  }, [scope, folded, ready]);

  const graph = useSessionState((state) => state.graph);
  const network = useSessionState((state) => state.network);
  const selected = useSessionState((state) => state.selection.nodes);
  const fresh = useMemo(() => populationsOf(graph, network, session.catalogue), [graph, network, session.catalogue]);
  const populations = useSame(fresh);
  const wires = useSessionState((state) => state.graph.wires);
  const roles = useMemo(() => rolesOf(wires, selected), [wires, selected]);
  // The population whose states are drawn stays when the selection goes to a synapse or to nothing.
  const lookedAt = useRef<string | undefined>(undefined);
  const neuron = selected.find((node) =>
    populations.some((each) => each.node === node && ["neuron", "synapse"].includes(each.family)),
  );
  if (neuron !== undefined) lookedAt.current = neuron;
  const detailed = lookedAt.current;
  const own = useChoices((choices) => choices.picks);
  const shown = useChoices((choices) => choices.shown);
  const closed = useChoices((choices) => choices.closed);
  const doubled = useChoices((choices) => choices.doubled);
  const table = useChoices((choices) => choices.table !== undefined);
  const wanted = useSessionState((state) => state.graph.view?.traces);
  const picks = useMemo(() => own ?? defaultPicks(populations, detailed, wanted), [own, populations, detailed, wanted]);
  const order = useSessionState((state) => state.graph.view?.plots);
  const plots = useMemo(
    () => inPlotOrder(plotsOf(populations, picks, shown), order),
    [populations, picks, shown, order],
  );
  useWatch(populations, picks);

  const compact = size.dock > 0 && size.dock < narrow;
  const band = compact ? 28 : 24;
  const open = plots.filter((plot) => !closed.has(plot.key));
  const visible = compact ? open.filter((plot) => plot.type === "raster" || plot.key.startsWith("membrane:")) : open;
  const placed = { all: plots.map(({ key }) => key), seen: visible.map(({ key }) => key) };
  const label = compact ? 22 : 0;
  const gap = 12 + label;
  const heights = plotHeights(visible, doubled, size.tall - band - 20 - label, gap);

  return (
    <section
      ref={root}
      className={compact ? "dock dock-compact" : "dock"}
      style={{ height }}
      aria-label="Run and plots"
    >
      {!compact && <Grip height={height} onHeight={onHeight} />}
      <RunBar
        populations={populations}
        folded={folded}
        onFold={() => onHeight(folded ? opened.current : foldedHeight)}
      />
      {!folded && <Stopped />}
      {!folded && inks && (
        <InksProvider value={inks}>
          <div className="dock-plots">
            <h2 className="unseen">Plots</h2>
            <div ref={axis} className="dock-axis-place">
              {size.axis > 1 && (
                <Ruler
                  width={size.axis}
                  height={size.tall}
                  band={band}
                  populations={rasterPopulations(populations, shown)}
                />
              )}
            </div>
            {!compact && (
              <div className="dock-time-label">
                <b>Time</b> ms
                <TracePicker populations={populations} picks={picks} plots={plots} />
              </div>
            )}
            <div className="dock-stack" style={{ top: band }}>
              <PlotOrderProvider value={placed}>
                {size.axis > 1 &&
                  visible.map((plot, k) => {
                    const tall = heights[k] as number;
                    if (plot.type === "raster")
                      return <RasterPlot key={plot.key} plot={plot} width={size.axis} height={tall} roles={roles} />;
                    if (plot.type === "rate")
                      return <RatePlot key={plot.key} plot={plot} width={size.axis} height={tall} />;
                    return <TracePlot key={plot.key} plot={plot} width={size.axis} height={tall} roles={roles} />;
                  })}
              </PlotOrderProvider>
              {visible.length === 0 && (
                <p className="dock-empty dock-empty-all">
                  {plots.length > 0
                    ? "All plots are closed. Choose some beside “Time”."
                    : "Nothing here to plot yet. Add a neuron."}
                </p>
              )}
            </div>
          </div>
          {table && (
            <Suspense>
              <PlotTable plots={plots} />
            </Suspense>
          )}
        </InksProvider>
      )}
    </section>
  );
}

/** The value given first among those that say the same: moving a node makes a new graph but no new populations. */
function useSame<T>(value: T): T {
  const kept = useRef({ value, text: JSON.stringify(value) });
  if (kept.current.value !== value) {
    const text = JSON.stringify(value);
    if (text !== kept.current.text) kept.current = { value, text };
  }
  return kept.current.value;
}

/** The dock's top edge, to drag or move with the arrow keys. */
function Grip({ height, onHeight }: Pick<DockProps, "height" | "onHeight">) {
  const start = useRef<{ y: number; height: number } | undefined>(undefined);
  const set = (wanted: number): void =>
    onHeight(Math.round(Math.min(innerHeight * 0.7, Math.max(leastHeight, wanted))));
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr can be moved by nobody; a separator with a value can
    <div
      className="dock-grip"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the plots"
      aria-valuemin={leastHeight}
      aria-valuemax={Math.round(innerHeight * 0.7)}
      aria-valuenow={height}
      tabIndex={0}
      onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { y: event.clientY, height };
      }}
      onPointerMove={(event: PointerEvent<HTMLDivElement>) => {
        if (start.current) set(start.current.height + start.current.y - event.clientY);
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onPointerCancel={() => {
        start.current = undefined;
      }}
      onDoubleClick={() => onHeight(defaultDockHeight(innerHeight))}
      onKeyDown={(event: KeyboardEvent<HTMLDivElement>) => {
        const by = event.shiftKey ? 64 : 16;
        if (event.key === "ArrowUp") set(height + by);
        else if (event.key === "ArrowDown") set(height - by);
        else return;
        event.preventDefault();
      }}
    />
  );
}
