/** One plot as a file: the picture as SVG or PNG, the numbers as CSV. What is saved is the stretch of time in view. */
import {
  createRateBins,
  createRateSteps,
  curveDashes,
  extentOf,
  formatTime,
  type Inks,
  type Panel,
  type Picture,
  pictureHeight,
  rateSteps,
  settle,
  spikesToCSV,
  toPNG,
  toSVG,
  tracesToCSV,
} from "../../plots/index.ts";
import type { Session } from "../../session/index.ts";
import { announce } from "../announce.ts";
import { download } from "../circuit/files.ts";
import type { PlotSpec } from "./plotList.ts";
import type { Scope } from "./scope.ts";
import { seriesName, shortName } from "./TracePlot.tsx";

const pictureWidth = 960;

export async function savePlot(
  format: "svg" | "png" | "csv",
  plot: PlotSpec,
  session: Session,
  scope: Scope,
  inks: Inks,
  ghost: boolean,
): Promise<void> {
  const { graph } = session.store.getState();
  const name = `${graph.name || "spikeboard"} ${plot.title}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  if (format === "csv") {
    download(`${name}.csv`, new Blob([csvOf(plot, session, scope)], { type: "text/csv" }));
  } else {
    const picture = pictureOf(plot, session, scope, inks, ghost);
    const svg = toSVG(picture);
    const blob =
      format === "svg"
        ? new Blob([svg], { type: "image/svg+xml" })
        : await toPNG(svg, picture.width, pictureHeight(picture));
    download(`${name}.${format}`, blob);
  }
  announce(`${plot.title} saved as ${format.toUpperCase()}`);
}

export function csvOf(plot: PlotSpec, session: Session, { view }: Pick<Scope, "view">): string {
  const { graph } = session.store.getState();
  const { spikes, traces } = session.recordings;
  const head = { name: `${graph.name}: ${plot.title}`, seed: graph.seed, dtMs: graph.dt };
  if (plot.type === "trace")
    return tracesToCSV(
      head,
      plot.series.flatMap((series) => {
        const samples = traces.get(series.key);
        return samples ? [{ label: seriesName(series), unit: plot.unit, samples }] : [];
      }),
      view,
    );
  if (plot.type === "raster") return spikesToCSV(head, spikes, plot.populations, view);
  return tracesToCSV(
    head,
    stepsOf(plot, session, view).map(({ label, steps }) => ({
      label,
      unit: "Hz",
      samples: { count: Math.max(0, steps.count - 1), times: steps.times, values: Float32Array.from(steps.rates) },
    })),
    view,
  );
}

/** Rates of all populations of the plot over the stretch in view, in full detail. */
function stepsOf(plot: Extract<PlotSpec, { type: "rate" }>, session: Session, view: Scope["view"]) {
  const { spikes, past } = session.recordings;
  const bins = createRateBins();
  const pastOf = (k: number) => past.get(plot.populations[k]?.node ?? "");
  bins.update(spikes, plot.populations, pastOf);
  const endMs = session.store.getState().run.recordedMs;
  return plot.populations.map(({ label, n, style }, k) => ({
    label,
    style,
    steps: rateSteps(
      bins.counts(k),
      bins.length(),
      n,
      view,
      Number.POSITIVE_INFINITY,
      endMs,
      createRateSteps(),
      pastOf(k),
    ),
  }));
}

export function pictureOf(
  plot: PlotSpec,
  session: Session,
  { view }: Pick<Scope, "view">,
  inks: Inks,
  ghost: boolean,
): Picture {
  const { graph } = session.store.getState();
  return {
    title: graph.name ? `${graph.name}: ${plot.title}` : plot.title,
    description: `${plot.title} from ${formatTime(view.fromMs)} to ${formatTime(view.toMs)} ms, seed ${graph.seed}, dt ${graph.dt} ms.`,
    width: pictureWidth,
    view,
    panels: [panelOf(plot, session, view, inks, ghost)],
    colors: { ground: inks.panel, ink: inks.ink, quiet: inks.ink3, rule: inks.edge },
  };
}

function panelOf(plot: PlotSpec, session: Session, view: Scope["view"], inks: Inks, ghost: boolean): Panel {
  const { spikes, traces, last } = session.recordings;
  const frame = { title: plot.title, unit: plot.unit };
  if (plot.type === "raster")
    return {
      ...frame,
      type: "raster",
      height: 260,
      spikes,
      bands: plot.populations.map(({ first, n, label, style }) => ({ first, n, label, color: inks.of(style.token) })),
    };
  if (plot.type === "rate") {
    const curves = stepsOf(plot, session, view).map(({ label, style, steps }, k) => ({
      label,
      color: inks.of(style.token),
      dash: curveDashes[k] ?? [],
      fill: k === 0,
      steps,
    }));
    const highest = Math.max(1e-9, ...curves.map(({ steps }) => steps.highest));
    return { ...frame, type: "steps", height: 140, domain: settle(undefined, 0, highest, { low: 0 }), curves };
  }
  const curves = plot.series.flatMap((series) => {
    const { population, dash, key } = series;
    const samples = traces.get(key);
    const old = ghost ? last?.traces.get(key) : undefined;
    const label = plot.key.startsWith("membrane:") ? population.label : shortName(series);
    return [
      ...(old ? [{ label: "last run", color: inks.ghost, dash: [], width: 1.2, samples: old }] : []),
      ...(samples ? [{ label, color: inks.of(population.style.token), dash, samples }] : []),
    ];
  });
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { samples } of curves) {
    if (samples.count === 0) continue;
    const [least, most] = extentOf(samples.values.subarray(0, samples.count));
    low = Math.min(low, least);
    high = Math.max(high, most);
  }
  const levels = plot.key.startsWith("membrane:")
    ? [...new Set(plot.series.flatMap(({ key, population }) => (traces.has(key) ? (population.threshold ?? []) : [])))]
    : [];
  low = Math.min(low, ...levels);
  high = Math.max(high, ...levels);
  return { ...frame, type: "curves", height: 180, domain: settle(undefined, low, high), curves, levels };
}
