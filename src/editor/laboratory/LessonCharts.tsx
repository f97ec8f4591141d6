/** The loss, or a perceptron's mistakes, from epoch to epoch; and the course that a network of one input has found. */
import { line } from "d3";
import { memo, useRef } from "react";
import type { DataSet, Report } from "../../learning/index.ts";
import { Chart, useSize } from "../analysis/Chart.tsx";
import { figure } from "./lessonWords.ts";

type Point = readonly [x: number, y: number];

/** While it trains, from curve to curve [ms]. */
const restMs = 100;

/**
 * A curve of hundreds of points is drawn anew ten times a second while the network trains: nobody reads it faster, and the surface beside it
 * needs the frame.
 */
export function LossChart({ report, training }: { report: Report; training: boolean }) {
  const shown = useRef({ report, at: Number.NEGATIVE_INFINITY });
  const now = performance.now();
  if (!training || now - shown.current.at >= restMs) shown.current = { report, at: now };
  return <LossCurve report={shown.current.report} />;
}

const LossCurve = memo(function LossCurve({ report }: { report: Report }) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const { curve, perceptron } = report;
  const rows = Array.from({ length: curve.length / 3 }, (_, k) => curve.subarray(3 * k, 3 * k + 3));
  const [taught, kept] = [1, 2].map((column) =>
    rows.flatMap((row): Point[] => (Number.isFinite(row[column]) ? [[row[0] as number, row[column] as number]] : [])),
  ) as [Point[], Point[]];
  const last = rows.at(-1)?.[0] ?? 1;
  // A loss that runs away leaves the chart at its top; what was learned before stays to be seen.
  const [[, first = 0] = []] = taught;
  const most = Math.min(
    perceptron ? Number.POSITIVE_INFINITY : Math.max(1e-9, 4 * first),
    Math.max(perceptron ? 1 : 1e-9, ...taught.map(([, y]) => y), ...kept.map(([, y]) => y)),
  );
  const name = perceptron ? "mistakes" : "loss";
  return (
    <div className="lab-chart" ref={ref}>
      {width > 0 && (
        <Chart
          label={`${perceptron ? "Mistakes" : "Loss"} from epoch to epoch: ${figure(report.loss)} after ${report.epochs}`}
          width={width}
          height={height}
          xAxis={{ domain: [0, Math.max(1, last)], title: "epoch" }}
          yAxis={{ domain: [0, 1.05 * most], title: kept.length > 0 ? `${name}; dashed: kept back` : name }}
        >
          {({ x, y }) =>
            [taught, kept].map((points, k) => (
              <path
                // biome-ignore lint/suspicious/noArrayIndexKey: two curves, always the same
                key={k}
                className={k === 0 ? "lab-curve" : "lab-curve lab-curve-second"}
                d={
                  line<Point>(
                    ([at]) => x(at),
                    ([, value]) => y(Math.min(value, most)),
                  )(points) ?? ""
                }
              />
            ))
          }
        </Chart>
      )}
    </div>
  );
});

export function CourseChart({ report, data, label }: { report: Report; data: DataSet; label: string }) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const [left, right] = report.box;
  const points = [...report.surface].map((y, k): Point => [left + ((right - left) * (k + 0.5)) / report.side, y]);
  // What runs away leaves the chart at its edge.
  const far = 5 * Math.max(1e-9, ...data.targets.map(Math.abs));
  const all = [...data.targets, ...report.surface].filter(Number.isFinite);
  const [low, high] = all.length > 0 ? [Math.max(-far, Math.min(...all)), Math.min(far, Math.max(...all))] : [0, 1];
  return (
    <div className="lesson-course" ref={ref}>
      {width > 0 && (
        <Chart
          label={label}
          width={width}
          height={height}
          xAxis={{ domain: [left, right], title: "x" }}
          yAxis={{ domain: [low - 0.1, high + 0.1], title: "output" }}
        >
          {({ x, y }) => (
            <>
              {[...data.targets].map((target, row) => (
                <circle
                  // biome-ignore lint/suspicious/noArrayIndexKey: a sample is its row
                  key={row}
                  className="lab-dot"
                  cx={x(data.x[row] as number)}
                  cy={y(target)}
                  r={3}
                />
              ))}
              <path
                className="lab-curve lesson-found"
                d={
                  line<Point>(
                    ([at]) => x(at),
                    ([, value]) => y(Math.max(low, Math.min(high, value))),
                  ).defined(([, value]) => Number.isFinite(value))(points) ?? ""
                }
              />
            </>
          )}
        </Chart>
      )}
    </div>
  );
}
