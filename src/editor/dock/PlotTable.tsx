/** A plot in words and numbers, for who cannot see it or wants to read values off: a sentence, then a table. */
import { useEffect, useRef } from "react";
import {
  counted,
  firstAt,
  formatNumber,
  formatTime,
  formatValue,
  printUnit,
  spanStatistics,
  valueAt,
} from "../../plots/index.ts";
import type { Session } from "../../session/index.ts";
import { useSession } from "../SessionContext.tsx";
import { useChoices, useChoicesStore } from "./choices.ts";
import type { PlotSpec } from "./plotList.ts";
import { type Scope, useScope } from "./scope.ts";
import { seriesName } from "./TracePlot.tsx";

const sampledRows = 21;

export interface Table {
  summary: string;
  columns: string[];
  rows: string[][];
}

export function PlotTable({ plots }: { plots: readonly PlotSpec[] }) {
  const store = useChoicesStore();
  const scope = useScope();
  const session = useSession();
  const key = useChoices((choices) => choices.table);
  const plot = plots.find((each) => each.key === key);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (plot && !dialog.current?.open) dialog.current?.showModal();
  }, [plot]);
  if (!plot) return null;
  const { summary, columns, rows } = tableOf(plot, session, scope.view);
  return (
    <dialog
      ref={dialog}
      className="dock-dialog"
      aria-label={`${plot.title} as a table`}
      onClose={() => store.setState({ table: undefined })}
    >
      <div className="dock-dialog-head">
        <h2>{plot.title}</h2>
        <button type="button" className="dock-outline" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <p>{summary}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="dock-table" tabIndex={0} aria-label="Values">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row[0]}>
                {row.map((cell, k) =>
                  k === 0 ? (
                    <th key="head" scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={columns[k]}>{cell}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </dialog>
  );
}

/** What a plot shows between the edges of the view. */
export function tableOf(
  plot: PlotSpec,
  { recordings, store }: Pick<Session, "recordings" | "store">,
  view: Scope["view"],
): Table {
  const { spikes, traces, past } = recordings;
  const fromMs = view.fromMs;
  const toMs = Math.max(fromMs, Math.min(view.toMs, store.getState().run.recordedMs));
  const stretch = `From ${formatTime(fromMs)} to ${formatTime(toMs)} ms`;
  if (plot.type !== "trace") {
    const from = firstAt(spikes.times, spikes.count, fromMs);
    const to = firstAt(spikes.times, spikes.count, toMs + 1e-9);
    const numbers = plot.populations.map((population) => ({
      population,
      ...spanStatistics(
        spikes.times,
        spikes.cells,
        from,
        to,
        population,
        fromMs,
        toMs - fromMs,
        past.get(population.node),
      ),
    }));
    const said = numbers.map(
      ({ population, count, rateHz }) =>
        `${population.label} sent ${counted(count, "spike")}, ${formatNumber(rateHz)} Hz a cell`,
    );
    return {
      summary: said.length > 0 ? `${stretch}: ${said.join("; ")}.` : "No population is shown.",
      columns: ["Population", "Cells", "Spikes", "Rate (Hz)", "CV of intervals", "Fano factor (10 ms)"],
      rows: numbers.map(({ population, count, rateHz, cv, fano }) => [
        population.label,
        formatNumber(population.n, 0),
        formatNumber(count, 0),
        formatNumber(rateHz),
        formatNumber(cv, 2),
        formatNumber(fano, 2),
      ]),
    };
  }
  const unit = printUnit(plot.unit);
  const said = plot.series.map((series) => {
    const samples = traces.get(series.key);
    const from = samples ? firstAt(samples.times, samples.count, fromMs) : 0;
    const to = samples ? firstAt(samples.times, samples.count, toMs + 1e-9) : 0;
    if (!samples || to <= from) return `${seriesName(series)} is not recorded yet`;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let k = from; k < to; k++) {
      low = Math.min(low, samples.values[k] as number);
      high = Math.max(high, samples.values[k] as number);
    }
    return `${seriesName(series)} lies between ${formatValue(low)} and ${formatValue(high)}${unit ? ` ${unit}` : ""}`;
  });
  return {
    summary: `${stretch}: ${said.join("; ")}.`,
    columns: ["Time (ms)", ...plot.series.map((series) => `${seriesName(series)}${unit ? ` (${unit})` : ""}`)],
    rows: Array.from({ length: sampledRows }, (_, k) => {
      const timeMs = fromMs + ((toMs - fromMs) * k) / (sampledRows - 1);
      return [
        formatTime(timeMs, 2),
        ...plot.series.map((series) => {
          const samples = traces.get(series.key);
          return samples ? formatValue(valueAt(samples, timeMs)) : "–";
        }),
      ];
    }),
  };
}
