/** How fast model time passes: a fader over 0.001 to 10 times real time in steps of 1, 2, 5, and at its end "as fast as possible". */
import { formatNumber } from "../../plots/index.ts";
import { prefer } from "../preferences.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";

export const speeds: readonly (number | "max")[] = [
  0.001,
  0.002,
  0.005,
  0.01,
  0.02,
  0.05,
  0.1,
  0.2,
  0.5,
  1,
  2,
  5,
  10,
  "max",
];

/** "0.05×", "10×", "as fast as possible". */
export const speedText = (speed: number | "max"): string =>
  speed === "max" ? "as fast as possible" : `${factorText(speed)}×`;

const factorText = (factor: number): string =>
  formatNumber(
    factor,
    factor >= 10 ? 0 : factor >= 1 ? (Number.isInteger(factor) ? 0 : 1) : factor >= 0.1 ? 2 : 3,
  ).replace(/(\.\d*?)0+$/, (_, digits: string) => (digits === "." ? "" : digits));

/** The stop nearest to a speed, on the logarithmic scale. */
export function stopOf(speed: number | "max"): number {
  if (speed === "max") return speeds.length - 1;
  const away = (each: number | "max"): number => (each === "max" ? Infinity : Math.abs(Math.log(each / speed)));
  return speeds.reduce<number>((best, each, k) => (away(each) < away(speeds[best] as number | "max") ? k : best), 0);
}

/**
 * How the speed reached compares with the speed asked for, in words; empty when paused.
 * `lead` is said in strong ink, `rest` after it.
 */
export function speedWords(speed: number | "max", reached: number, running: boolean): { lead: string; rest: string } {
  if (speed === "max")
    return {
      lead: "As fast as possible",
      rest: running && reached > 0 ? `· ${factorText(significant(reached))}× reached` : "",
    };
  const lead = speedText(speed);
  if (!running || reached === 0) return { lead, rest: "real time" };
  if (reached >= 0.85 * speed) return { lead, rest: "real time · keeping up" };
  return { lead: `${lead} asked,`, rest: `${factorText(significant(reached))}× reached` };
}

const significant = (value: number): number => Number(value.toPrecision(2));

export function SpeedFader() {
  const session = useSession();
  const speed = useSessionState((state) => state.run.speed);
  const last = speeds.length - 1;
  const share = stopOf(speed) / last;
  const choose = (times: number | "max"): void => {
    session.setSpeed(times);
    prefer({ speed: { circuit: session.store.getState().circuit.id, times } });
  };
  const at = (k: number): string => `${6 + (116 * k) / last}`;
  return (
    <div className="dock-fader" title="Speed of model time">
      <svg viewBox="0 0 128 26" aria-hidden="true">
        <path className="dock-fader-track" d="M6,13H122" />
        <path className="dock-fader-fill" d={`M6,13H${6 + 116 * share}`} />
        {[0, 3, 6, 9, 12].map((k) => (
          <path key={k} className="dock-fader-tick" d={`M${at(k)},18v3`} />
        ))}
        <path className="dock-fader-real" d={`M${at(9)},21l-3.5,5h7z`} />
        <g transform={`translate(${6 + 116 * share} 13)`}>
          <rect className="dock-fader-cap" x="-6" y="-10" width="12" height="20" rx="3.5" />
          <path className="dock-fader-notch" d="M0,-5v10" />
        </g>
      </svg>
      <input
        type="range"
        min={0}
        max={last}
        step={1}
        value={stopOf(speed)}
        aria-label="Speed of model time"
        aria-valuetext={speed === "max" ? "as fast as possible" : `${speedText(speed)} real time`}
        onChange={(event) => choose(speeds[Number(event.target.value)] ?? 1)}
        onDoubleClick={() => choose(1)}
      />
    </div>
  );
}
