/** Where a value stands on a fader, and what one press of an arrow does. */
import { roundStep, snapTo } from "./number.ts";

export interface FaderScale {
  /** 0 at the low end, 1 at the high end. */
  position(value: number): number;
  /** The value at a place, rounded to what the fader can tell apart. */
  value(position: number): number;
  /** One sensible step up or down from `value`: a hundredth of the range, or a twentieth of the value on a log scale. */
  step(value: number): number;
  /** Places of the ticks, 0 to 1: decades on a log scale, else none. */
  ticks: readonly number[];
  log: boolean;
}

/** A log scale needs both ends above zero; without that it is linear. */
export function faderScale(range: readonly [number, number], wanted: "linear" | "log" = "linear"): FaderScale {
  const [low, high] = range;
  const log = wanted === "log" && low > 0 && high > low;
  const span = high - low || 1;
  const clamp = (value: number): number => Math.min(high, Math.max(low, value));
  if (!log) {
    const step = roundStep(span / 100);
    // Fine enough that two pixels differ, coarse enough to be read.
    const grain = roundStep(span / 400);
    return {
      position: (value) => (clamp(value) - low) / span,
      value: (position) => clamp(snapTo(low + position * span, grain)),
      step: () => step,
      ticks: [],
      log,
    };
  }
  const ratio = Math.log(high / low);
  const ticks: number[] = [];
  for (let decade = Math.ceil(Math.log10(low) - 1e-9); decade <= Math.log10(high) + 1e-9; decade++)
    ticks.push(Math.log(10 ** decade / low) / ratio);
  return {
    position: (value) => Math.log(clamp(value) / low) / ratio,
    value: (position) => {
      const exact = low * Math.exp(Math.min(1, Math.max(0, position)) * ratio);
      return clamp(snapTo(exact, roundStep(exact / 40)));
    },
    step: (value) => roundStep(clamp(value) / 10),
    ticks,
    log,
  };
}
