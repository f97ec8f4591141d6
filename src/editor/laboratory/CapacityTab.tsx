/** How much a network of so many units holds, measured on random patterns, against the theory of endlessly many units. */
import { area, line } from "d3";
import { useMemo, useState } from "react";
import { alphaCritical, type CapacityPoint, type MemoryQuestion } from "../../learning/index.ts";
import type { StorageRule } from "../../patterns/index.ts";
import { Chart, Mark, useSize } from "../analysis/Chart.tsx";
import { Button } from "../controls/Button.tsx";
import { Select } from "../controls/Select.tsx";
import { choicesOf, type Remembering } from "./memory.ts";
import { Progress } from "./Progress.tsx";
import { useMemoryAnswer } from "./useMemoryAnswer.ts";

const loads = [0.03, 0.06, 0.09, 0.12, 0.14, 0.16, 0.18, 0.2, 0.25, 0.3];
const networks = 20;
const sizes = ["100", "200", "400", "784"] as const;

export function CapacityTab({ memory, seed }: { memory: Remembering; seed: number }) {
  const [n, setN] = useState<(typeof sizes)[number]>("400");
  const [rule, setRule] = useState<StorageRule>("hebb");
  const [asked, setAsked] = useState(0);
  const question = useMemo(
    (): Extract<MemoryQuestion, { type: "capacity" }> | undefined =>
      asked === 0 ? undefined : { type: "capacity", n: Number(n), loads, networks, seed: seed + asked - 1, rule },
    [asked, n, rule, seed],
  );
  const following = useMemoryAnswer<"capacity">(question);
  const points = following.progress?.points ?? (following.busy ? [] : (following.answer?.points ?? []));
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const half = points.find(({ mean }) => mean < 0.9);
  const rules = choicesOf(memory, "rule");
  return (
    <div className="tab-body lab">
      <Progress following={following} label="Measuring the capacity" />
      <p className="tab-words">
        {asked === 0
          ? "Random patterns are stored, and each is taken as its own cue: what overlap is left once the network has settled? Twenty networks for each load."
          : half
            ? `Falls below an overlap of 0.9 at a load of ${half.load}: ${half.m} patterns in ${n} units. For endlessly many units the memory breaks at ${alphaCritical} (Amit, Gutfreund & Sompolinsky 1985); fewer units break more softly.`
            : "The band is the 95 % confidence interval of the mean."}
      </p>
      <div className="tab-chart" ref={ref}>
        {width > 0 && (
          <Chart
            label={`Final overlap against load${points.length > 0 ? `: ${points.map(({ load, mean }) => `${mean.toFixed(2)} at ${load}`).join(", ")}` : ""}`}
            width={width}
            height={height}
            xAxis={{ domain: [0, 0.32], title: "load, patterns / units" }}
            yAxis={{ domain: [0, 1.05], title: "final overlap" }}
            read={(x) => {
              const near = points.reduce<CapacityPoint | undefined>(
                (best, each) => (!best || Math.abs(each.load - x) < Math.abs(best.load - x) ? each : best),
                undefined,
              );
              return (
                near && [
                  `load ${near.load}`,
                  `${near.mean.toFixed(3)} (${near.low.toFixed(3)} to ${near.high.toFixed(3)})`,
                ]
              );
            }}
          >
            {({ x, y, height: inner }) => (
              <>
                <path className="lab-theory" d={`M${x(alphaCritical)},0V${inner}`} />
                <Mark x={x(alphaCritical) + 4} y={inner - 6}>
                  0.138
                </Mark>
                <path
                  className="lab-band"
                  d={
                    area<CapacityPoint>(
                      ({ load }) => x(load),
                      ({ low }) => y(low),
                      ({ high }) => y(high),
                    )(points) ?? ""
                  }
                />
                <path
                  className="lab-curve"
                  d={
                    line<CapacityPoint>(
                      ({ load }) => x(load),
                      ({ mean }) => y(mean),
                    )(points) ?? ""
                  }
                />
                {points.map(({ load, mean }) => (
                  <circle key={load} className="lab-dot" cx={x(load)} cy={y(mean)} r={3} />
                ))}
              </>
            )}
          </Chart>
        )}
      </div>
      <div className="tab-foot">
        <Select
          label="Units"
          value={n}
          options={sizes.map((size) => ({ value: size, label: `${size} units` }))}
          onChange={setN}
        />
        {rules.length > 0 && (
          <Select
            label="Rule"
            value={rule}
            options={rules as { value: StorageRule; label: string }[]}
            onChange={setRule}
          />
        )}
        <Button look="solid" onClick={() => setAsked(asked + 1)}>
          {asked === 0 ? "Measure" : "Measure other networks"}
        </Button>
      </div>
    </div>
  );
}
