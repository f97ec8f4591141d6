/** Intervals between spikes: of the run on the board once it has enough, else of a long run of a copy with the same input. */
import { useEffect, useMemo, useState } from "react";
import { type Histogram, histogram } from "../../plots/index.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { Chart, Mark, useSize } from "./Chart.tsx";
import { recordedIntervals } from "./recorded.ts";
import { useAnswer } from "./useAnswer.ts";
import { Wait } from "./Wait.tsx";
import { hertz, irregularity, milliseconds } from "./words.ts";

const enough = 30;
/** A histogram that changes sixty times a second cannot be read [ms]. */
const lookMs = 500;
const mostBins = 60;

export function IntervalsTab({ node, colour }: { node: string; colour: string }) {
  const session = useSession();
  const population = useSessionState((state) => state.network?.populations.find((each) => each.node === node));
  const [look, setLook] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setLook(session.store.getState().tick), lookMs);
    return () => clearInterval(timer);
  }, [session]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` says that the recordings have grown
  const recorded = useMemo(
    () => (population && population.first >= 0 ? recordedIntervals(session.recordings.spikes, population) : undefined),
    [session, population, look],
  );
  const own = recorded && recorded.statistics.count >= enough ? recorded : undefined;
  const present = useAnswer("present", node, {}, { whole: true, hold: own !== undefined });
  const shown =
    own ?? (present.result && { statistics: present.result.statistics, intervals: present.result.intervals });
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const bins = useMemo(() => shown && shown.intervals.length > 0 && binned(shown.intervals), [shown]);
  const source = own
    ? "From the run on the board."
    : present.result
      ? `From ${milliseconds(present.result.durationMs)} of a copy of the circuit.`
      : "";
  const { statistics } = shown ?? {};
  const words =
    statistics === undefined
      ? ""
      : statistics.count === 0
        ? "It has no two spikes with its present input, so there are no intervals."
        : `${irregularity(statistics)} Mean ${milliseconds(statistics.mean)}, that is ${hertz(1000 / statistics.mean)}.`;
  return (
    <div className="tab-body">
      {!own && <Wait following={present} />}
      <p className="tab-words">
        {words} <span className="caption">{source}</span>
      </p>
      <div className="tab-chart" ref={ref}>
        {bins && statistics && width > 0 && (
          <Chart
            label={`Histogram of ${statistics.count} intervals between spikes. ${words}`}
            width={width}
            height={height}
            xAxis={{ domain: [0, bins.edges.at(-1) ?? 1], title: "interval", unit: "ms" }}
            yAxis={{ domain: [0, Math.max(1, ...bins.counts) * 1.08], title: "count" }}
            read={(at) => {
              const k = bins.edges.findLastIndex((edge) => edge <= at);
              const count = bins.counts[k];
              return count === undefined
                ? undefined
                : [`${milliseconds(bins.edges[k] as number)} on`, `${count} of ${statistics.count}`];
            }}
          >
            {({ x, y, height: h, width: w }) => (
              <>
                <path
                  d={Array.from(bins.counts, (count, k) => {
                    const [from, to] = [x(bins.edges[k] as number), x(bins.edges[k + 1] as number)];
                    return count > 0
                      ? `M${from.toFixed(1)},${h}V${y(count).toFixed(1)}H${Math.max(from + 1, to - 1).toFixed(1)}V${h}z`
                      : "";
                  }).join("")}
                  className="bars"
                  style={{ fill: colour }}
                />
                {statistics.cv > 0.3 && <path d={chanceCurve(bins, statistics, x, y)} className="curve curve-ghost" />}
                <path d={`M${x(statistics.mean)},${h}v-10`} className="curve-tick" />
                {statistics.cv > 0.3 && (
                  <Mark x={w} y={12} anchor="end">
                    dotted: chance at the same rate
                  </Mark>
                )}
              </>
            )}
          </Chart>
        )}
      </div>
    </div>
  );
}

function binned(intervals: Float64Array): Histogram {
  const sorted = intervals.slice().sort();
  // The longest hundredth would squeeze the rest against the axis.
  const most = (sorted[Math.floor(sorted.length * 0.99)] ?? sorted.at(-1) ?? 1) * 1.1;
  const bins = Math.max(8, Math.min(mostBins, Math.round(2 * Math.sqrt(sorted.length))));
  return histogram(intervals, bins, [0, most]);
}

/** What an exponential distribution of the same mean would show: intervals of a Poisson train. */
function chanceCurve(
  { edges }: Histogram,
  { count, mean }: { count: number; mean: number },
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const width = (edges[1] ?? 1) - (edges[0] ?? 0);
  return Array.from(edges, (edge, k) => {
    const middle = edge + width / 2;
    return `${k === 0 ? "M" : "L"}${x(middle).toFixed(1)},${y((count * width * Math.exp(-middle / mean)) / mean).toFixed(1)}`;
  }).join("");
}
