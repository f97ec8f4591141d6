/** Channel gates: where each would come to rest at a potential and how fast it gets there, beside what they do in one spike. */
import { curveDashes, extentOf, xyPath } from "../../plots/index.ts";
import { writeNumber, writeUnit } from "../controls/number.ts";
import { Sym } from "../controls/Symbol.tsx";
import { Chart, useSize } from "./Chart.tsx";
import { useAnswer } from "./useAnswer.ts";
import { Wait } from "./Wait.tsx";
import { milliseconds, quantity } from "./words.ts";

export function GatesTab({ node, colour }: { node: string; colour: string }) {
  const answer = useAnswer("gates", node, {});
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const gates = answer.result?.gates;
  const [w, h] = [Math.floor((width - 16) / 2), Math.floor((height - 6) / 2)];
  const dash = (k: number): string => (curveDashes[k % curveDashes.length] ?? []).join(" ");
  const v = gates && { title: gates.v.name, unit: writeUnit(gates.v.unit) };
  const nearest = (level: number): number => {
    if (!gates) return 0;
    const [low = 0, high = 1] = [gates.levels[0], gates.levels.at(-1)];
    return Math.max(
      0,
      Math.min(gates.levels.length - 1, Math.round(((level - low) / (high - low)) * (gates.levels.length - 1))),
    );
  };
  return (
    <div className="tab-body">
      <Wait following={answer} />
      {answer.result && !gates && (
        <p className="tab-words">
          None of its variables is a gate: a number from 0 to 1 that moves towards a value set by the potential.
        </p>
      )}
      {gates && v && (
        <>
          <p className="tab-words chart-keys">
            {gates.gates.map(({ name }, k) => (
              <span key={name} className="chart-key">
                <svg width="22" height="8" aria-hidden="true">
                  <path d="M0,4h22" className="curve" style={{ stroke: colour, strokeDasharray: dash(k) }} />
                </svg>
                <Sym name={name} />
              </span>
            ))}
            <span className="caption">Left: where a gate comes to rest, and how fast. Right: one spike.</span>
          </p>
          <div className="tab-chart gates" ref={ref}>
            {width > 0 && (
              <>
                <Chart
                  label="Steady value of each gate against the potential"
                  width={w}
                  height={h}
                  bare
                  xAxis={{ domain: [gates.levels[0] ?? 0, gates.levels.at(-1) ?? 1], ...v }}
                  yAxis={{ domain: [0, 1], title: "steady value" }}
                  read={(level) => [
                    quantity(gates.levels[nearest(level)] as number, gates.v.unit),
                    ...gates.gates.map(
                      ({ name, steady }) => `${name} ${writeNumber(steady[nearest(level)] as number, 2)}`,
                    ),
                  ]}
                >
                  {({ x, y }) =>
                    gates.gates.map(({ name, steady }, k) => (
                      <path
                        key={name}
                        d={xyPath(gates.levels, steady, x, y)}
                        className="curve"
                        style={{ stroke: colour, strokeDasharray: dash(k) }}
                      />
                    ))
                  }
                </Chart>
                <Chart
                  label="Time constant of each gate against the potential"
                  width={w}
                  height={h}
                  xAxis={{ domain: [gates.levels[0] ?? 0, gates.levels.at(-1) ?? 1], ...v }}
                  yAxis={{
                    domain: [0, Math.max(...gates.gates.map(({ tau }) => extentOf(tau)[1])) * 1.05],
                    title: "time constant",
                    unit: "ms",
                  }}
                  read={(level) => [
                    quantity(gates.levels[nearest(level)] as number, gates.v.unit),
                    ...gates.gates.map(({ name, tau }) => `${name} ${milliseconds(tau[nearest(level)] as number)}`),
                  ]}
                >
                  {({ x, y }) =>
                    gates.gates.map(({ name, tau }, k) => (
                      <path
                        key={name}
                        d={xyPath(gates.levels, tau, x, y)}
                        className="curve"
                        style={{ stroke: colour, strokeDasharray: dash(k) }}
                      />
                    ))
                  }
                </Chart>
                {gates.spike ? (
                  <Spike gates={gates} spike={gates.spike} w={w} h={h} colour={colour} dash={dash} />
                ) : (
                  <p className="caption">It fired no spike to show.</p>
                )}
              </>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function Spike({
  gates,
  spike,
  w,
  h,
  colour,
  dash,
}: {
  gates: { v: { name: string; unit: string }; gates: readonly { name: string }[] };
  spike: { times: Float64Array; v: Float32Array; gates: readonly Float32Array[] };
  w: number;
  h: number;
  colour: string;
  dash: (k: number) => string;
}) {
  const [low, high] = extentOf(spike.v);
  const slack = 0.06 * (high - low);
  const time = { domain: [spike.times[0] ?? 0, spike.times.at(-1) ?? 1] as const, title: "from the peak", unit: "ms" };
  const at = (wanted: number): number =>
    Math.max(
      0,
      spike.times.findIndex((each) => each >= wanted),
    );
  return (
    <>
      <Chart
        label={`One spike: ${gates.v.name} from ${quantity(low, gates.v.unit)} to ${quantity(high, gates.v.unit)}`}
        width={w}
        height={h}
        bare
        xAxis={time}
        yAxis={{ domain: [low - slack, high + slack], title: gates.v.name, unit: writeUnit(gates.v.unit) }}
        read={(wanted) => [
          milliseconds(spike.times[at(wanted)] as number),
          quantity(spike.v[at(wanted)] as number, gates.v.unit),
        ]}
      >
        {({ x, y }) => <path d={xyPath(spike.times, spike.v, x, y)} className="curve" style={{ stroke: colour }} />}
      </Chart>
      <Chart
        label="The gates during that spike"
        width={w}
        height={h}
        xAxis={time}
        yAxis={{ domain: [0, 1], title: "gate" }}
        read={(wanted) =>
          gates.gates.map(({ name }, k) => `${name} ${writeNumber(spike.gates[k]?.[at(wanted)] as number, 2)}`)
        }
      >
        {({ x, y }) =>
          spike.gates.map((gate, k) => (
            <path
              key={gates.gates[k]?.name}
              d={xyPath(spike.times, gate, x, y)}
              className="curve"
              style={{ stroke: colour, strokeDasharray: dash(k) }}
            />
          ))
        }
      </Chart>
    </>
  );
}
